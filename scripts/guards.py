"""Take away every guard of docs/threats.md, one by one, and see that its test fails then.

python scripts/guards.py [--only T7 T12] [--check-green]

It works in a copy of the repository; what must be changed there stands in scripts/threats/*.toml. It ends in 1 when a
test passes without its guard, or could not be run. All of it takes half an hour or more.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from threats.table import Guard, guards, untried
from threats.trying import Copy, Outcome, Said

WORDS = {
    Said.FAILED: "failed as it should",
    Said.PASSED: "PASSED WITHOUT ITS GUARD",
    Said.BROKEN: "COULD NOT BE RUN",
}
WIDTH = 150


def main() -> None:
    """Try, tell, and end in 1 when something is wrong."""
    given = _arguments()
    wanted = [guard for guard in guards() if not given.only or guard.threat in given.only]
    with tempfile.TemporaryDirectory(prefix="guards-", ignore_cleanup_errors=True) as folder:
        copy = Copy(Path(folder))
        if given.check_green and not _all_pass(copy, wanted):
            raise SystemExit(1)
        counted = Counter(_tried(copy, wanted))
    for other in untried():
        if not given.only or other.threat in given.only:
            print(f"{other.threat:4} {other.name}: not tried ({other.why})\n     {other.test}")
    told = ", ".join(f"{counted[said]} {words}" for said, words in WORDS.items())
    print(f"\n{len({guard.threat for guard in wanted})} threats, {len(wanted)} guards taken away: {told}")
    raise SystemExit(int(counted[Said.FAILED] != len(wanted)))


def _tried(copy: Copy, wanted: list[Guard]) -> list[Said]:
    """What each test said without its guard; the same change is tried with the same test once."""
    known: dict[object, Outcome] = {}
    for guard in wanted:
        began, key = time.monotonic(), (guard.changes, guard.test)
        if key not in known:
            with copy.without(guard.changes):
                known[key] = copy.asked([guard.test])
        _tell(guard, known[key], time.monotonic() - began)
    return [known[guard.changes, guard.test].said for guard in wanted]


def _tell(guard: Guard, outcome: Outcome, seconds: float) -> None:
    print(f"{guard.threat:4} {guard.name}: {WORDS[outcome.said]} ({seconds:.0f} s)\n     {guard.test}")
    print(f"     {outcome.why[:WIDTH]}" if outcome.why else "", flush=True)


def _all_pass(copy: Copy, wanted: list[Guard]) -> bool:
    """Whether every test passes with its guard in place."""
    tests = sorted({guard.test for guard in wanted})
    outcome = copy.asked(tests, seconds=3600)
    print(f"{len(tests)} tests with their guards in place: {outcome.said} {outcome.why[:WIDTH]}", flush=True)
    return outcome.said is Said.PASSED


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", nargs="+", metavar="THREAT", help="these threats, as T7")
    parser.add_argument("--check-green", action="store_true", help="first see that every test passes with its guard")
    given = parser.parse_args()
    strange = set(given.only or ()) - {guard.threat for guard in guards()}
    if strange:
        print(f"no such threat: {', '.join(sorted(strange))}", file=sys.stderr)
        raise SystemExit(2)
    return given


if __name__ == "__main__":
    main()
