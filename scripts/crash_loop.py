"""Kill a sync at random moments, cut its power at others, and count what that cost: it must be nothing.

python scripts/crash_loop.py [--kills 200] [--cuts 10] [--seed 1] [--json]
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from crashes import power
from crashes.documents import Folder
from crashes.judging import Verdict, judge
from crashes.processes import answer_of, ended, killed_after, started
from crashes.working import work

_SOONER, _LATER = 0.9, 1.03
"""How the time within which crashes come follows the work: one in five or so comes when it is done, a moment too."""


@dataclass
class Tally:
    """What was counted over all crashes of one kind."""

    crashes: int = 0
    cut_short: int = 0
    acknowledged: int = 0
    found: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)
    documents: int = 0

    def add(self, verdict: Verdict) -> bool:
        """One more crash was looked at. :returns: whether it can go on from there."""
        self.documents += verdict.documents
        for name in ("lost", "half", "unreadable"):
            self.found[name] += len(getattr(verdict, name))
            self.troubles += [f"crash {self.crashes}: {name}: {each}" for each in getattr(verdict, name)]
        return not verdict.unreadable

    def row(self, name: str) -> str:
        """A line of the table."""
        counts = " | ".join(str(self.found[key]) for key in ("lost", "half", "unreadable"))
        return f"| {name} | {self.crashes} | {self.cut_short} | {self.acknowledged} | {self.documents} | {counts} |"


class House:
    """A folder of documents, and what was acknowledged of it, outside the index."""

    def __init__(self, root: Path, seed: int) -> None:
        self.log = root / "gezegd.jsonl"
        (root / "map").mkdir(parents=True)
        self.folder = Folder(root / "map", random.Random(seed))
        self._read = 0

    def work(self, index: Path) -> partial[None]:
        """Change the folder; gives what makes the index follow."""
        removed = self.folder.change()
        return partial(work, index, self.folder.path, self.log, removed)

    def acknowledge(self) -> int:
        """Take over what was said since the last time. :returns: how many things."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        new, self._read = lines[self._read :], len(lines)
        for line in new:
            self.folder.acknowledged(json.loads(line))
        return len(new)


def _undisturbed(house: House, index: Path) -> float:
    """Seconds that the work takes when nothing happens."""
    seconds = []
    for _ in range(3):
        began = time.monotonic()
        ended(started(house.work(index)))
        seconds.append(time.monotonic() - began)
        house.acknowledge()
    return min(seconds)


def kills(root: Path, number: int, seed: int) -> Tally:
    """Kill the work at random moments, each time going on with what the last one left."""
    house, index, tally, chance = House(root, seed), root / "index", Tally(), random.Random(seed)
    usual = _undisturbed(house, index)
    for _ in range(number):
        tally.crashes += 1
        done = killed_after(house.work(index), chance.uniform(0, usual))
        usual *= _SOONER if done else _LATER
        tally.cut_short += not done
        tally.acknowledged += house.acknowledge()
        if not tally.add(answer_of(partial(judge, index, house.folder))):
            break
        if sys.stderr.isatty():
            print(f"{tally.crashes} of {number}", end="\r", file=sys.stderr)
    return tally


def cuts(root: Path, number: int, seed: int) -> Tally:
    """Cut the power at random moments; each goes on with the disk as it was left."""
    house, tally, chance = House(root, seed), Tally(), random.Random(seed)
    disk, copy = root / "schijf.img", root / "kopie.img"
    power.make_disk(disk)
    with power.mounted(disk, root / "schijf") as at:
        usual = _undisturbed(house, at / "index")
    for _ in range(number):
        tally.crashes += 1
        with power.mounted(disk, root / "schijf") as at:
            child = started(house.work(at / "index"))
            time.sleep(chance.uniform(0.05, 1) * usual)
            power.cut(child, disk, copy)
            done = ended(child)
        usual *= _SOONER if done else _LATER
        tally.cut_short += not done
        tally.acknowledged += house.acknowledge()
        copy.replace(disk)
        with power.mounted(disk, root / "schijf") as at:
            if not tally.add(answer_of(partial(judge, at / "index", house.folder))):
                break
    return tally


def main() -> int:
    """:returns: exit code; 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--cuts", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work; by default the folder for temporary files")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    logging.disable(logging.WARNING)
    tallies: dict[str, Tally] = {}
    with tempfile.TemporaryDirectory(prefix="bronwijzer-crash-", dir=asked.folder) as folder:
        if asked.kills:
            tallies["kill -9"] = kills(Path(folder) / "kills", asked.kills, asked.seed)
        if asked.cuts and power.can_mount():
            tallies["power cut"] = cuts(Path(folder) / "cuts", asked.cuts, asked.seed)
        elif asked.cuts:
            print("No power cuts: they need root, loop devices and mkfs.ext4.", file=sys.stderr)
    troubles = [trouble for tally in tallies.values() for trouble in tally.troubles]
    if asked.json:
        print(json.dumps({name: {**vars(tally)} for name, tally in tallies.items()}))
    else:
        print("| crash | times | before the work was done | acknowledgements | documents looked at |", end="")
        print(" acknowledged documents lost | half documents | unreadable indexes |")
        print("|---|---|---|---|---|---|---|---|")
        print("\n".join(tally.row(name) for name, tally in tallies.items()))
    print("\n".join(troubles), end="\n" if troubles else "", file=sys.stderr)
    return 1 if troubles else 0


if __name__ == "__main__":
    os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")
    sys.exit(main())
