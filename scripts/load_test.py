"""Many people at once: ``python scripts/load_test.py`` serves the examples and asks; docs/load.md says what it found.

First ``--users`` ask while documents are being added, then ``--crowd`` do. Everybody asks, reads for a while, and asks
again; who is told that it is busy comes back when he was told to.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "corpus" / "voorbeeld"
PORT = 7871
TIMEOUT = 30.0
DOCUMENT = "# Notitie {number}\n\nOp dag {number} spraken wij over de {word} in wijk {number}. Die afspraak staat.\n"
WORDS = ("maaltijden", "sleutels", "buurtbus", "speeltuin", "kookgroep", "leestafel")


@dataclass(slots=True)
class Found:
    """What a number of people met with. ``memory``: MiB of the app, as it went; ``cpu``: seconds that it worked."""

    users: int
    seconds: float
    answered: list[float] = field(default_factory=list)
    busy: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    added: int = 0
    memory: list[float] = field(default_factory=list)
    cpu: float = 0.0

    def at(self, share: float) -> float:
        """Milliseconds within which this share of the answers came."""
        ranked = sorted(self.answered)
        return 1000 * ranked[min(len(ranked) - 1, int(share * len(ranked)))] if ranked else float("nan")

    def row(self) -> str:
        """As a row of the table."""
        memory = f"{self.memory[0]:.0f} → {max(self.memory):.0f} → {self.memory[-1]:.0f}" if self.memory else "–"
        times = " / ".join(f"{self.at(share):.0f}" for share in (0.5, 0.95, 0.99, 1.0))
        rate = len(self.answered) / self.seconds
        work = 1000 * self.cpu / max(len(self.answered), 1)
        return (
            f"| {self.users} | {self.seconds:.0f} | {len(self.answered)} ({rate:.1f}/s) | {times} | {self.busy} | "
            f"{sum(self.errors.values())} | {self.added} | {work:.0f} | {memory} |"
        )


HEAD = (
    "| people | seconds | answers | p50 / p95 / p99 / max (ms) | told it is busy | errors | documents added | "
    "work an answer (ms of one core) | memory: start → most → end (MiB) |\n|---|---|---|---|---|---|---|---|---|"
)


@contextmanager
def served(home: Path) -> Iterator[tuple[str, psutil.Process]]:
    """The example documents in a folder of their own, served."""
    folder, index = home / "map", home / "index"
    shutil.copytree(EXAMPLES, folder)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BRONWIJZER_")}
    environment["PYTHONPATH"] = str(ROOT)
    starter = "from app.cli import main; main()"
    command = [sys.executable, "-c", starter]
    subprocess.run([*command, "ingest", str(folder), "--index", str(index)], cwd=home, env=environment, check=True)
    process = subprocess.Popen(
        [*command, "serve", "--port", str(PORT), "--index", str(index)], cwd=home, env=environment
    )
    url = f"http://127.0.0.1:{PORT}"
    try:
        while True:
            try:
                httpx.get(f"{url}/api/health").raise_for_status()
                break
            except httpx.TransportError:
                time.sleep(0.2)
        httpx.post(f"{url}/api/ask", json={"question": "verzuim"}, timeout=120).raise_for_status()
        yield url, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(30)


async def person(client: httpx.AsyncClient, questions: list[str], think: float, until: float, found: Found) -> None:
    """Somebody who asks, reads, and asks again."""
    await asyncio.sleep(random.uniform(0, think))
    while time.monotonic() < until:
        began, pause = time.monotonic(), random.expovariate(1 / think)
        try:
            reply = await client.post("/api/ask", json={"question": random.choice(questions)})
        except httpx.HTTPError as error:
            found.errors[type(error).__name__] += 1
        else:
            if reply.status_code == 200:
                found.answered.append(time.monotonic() - began)
            elif reply.status_code in (429, 503) and "druk" in reply.text:
                found.busy += 1
                pause = float(reply.headers["retry-after"])
            else:
                found.errors[str(reply.status_code)] += 1
        await asyncio.sleep(pause)


async def keeper(client: httpx.AsyncClient, every: float, until: float, found: Found) -> None:
    """Somebody who adds documents meanwhile."""
    while every and time.monotonic() < until:
        text = DOCUMENT.format(number=random.randrange(10**9), word=random.choice(WORDS))
        reply = await client.post("/api/documents", files={"file": (f"notitie-{time.time_ns()}.md", text.encode())})
        if reply.status_code == 202:
            found.added += 1
        else:
            found.errors[f"upload {reply.status_code}"] += 1
        await asyncio.sleep(every)


async def watcher(process: psutil.Process, until: float, found: Found) -> None:
    """The memory of the app, every second."""
    while time.monotonic() < until:
        found.memory.append(process.memory_info().rss / 2**20)
        await asyncio.sleep(1)


async def crowd(url: str, process: psutil.Process, users: int, seconds: float, think: float, every: float) -> Found:
    """So many people, for so long."""
    lines = (EXAMPLES / "vragen.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    found, until = Found(users, seconds), time.monotonic() + seconds
    limits = httpx.Limits(max_connections=users + 5, max_keepalive_connections=users + 5)
    worked = process.cpu_times()
    async with httpx.AsyncClient(base_url=url, timeout=TIMEOUT, limits=limits) as client:
        people = [person(client, questions, think, until, found) for _ in range(users)]
        await asyncio.gather(*people, keeper(client, every, until, found), watcher(process, until, found))
    now = process.cpu_times()
    found.cpu = now.user + now.system - worked.user - worked.system
    return found


def main() -> None:
    """Serve, ask, tell. Ends in 1 when anything went wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--users", type=int, default=50)
    options.add_argument("--crowd", type=int, default=200)
    options.add_argument("--seconds", type=float, default=300)
    options.add_argument("--think", type=float, default=5, help="seconds between an answer and the next question, mean")
    options.add_argument("--every", type=float, default=10, help="seconds between two added documents; 0: none")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as home, served(Path(home)) as (url, process):
        print(HEAD, flush=True)
        failed: Counter[str] = Counter()
        for users, every in ((chosen.users, chosen.every), (chosen.crowd, 0.0)):
            found = asyncio.run(crowd(url, process, users, chosen.seconds, chosen.think, every))
            failed += found.errors
            print(found.row(), flush=True)
        httpx.post(f"{url}/api/ask", json={"question": "verzuim"}, timeout=TIMEOUT).raise_for_status()
    if failed:
        sys.exit(f"errors: {dict(failed)}")


if __name__ == "__main__":
    main()
