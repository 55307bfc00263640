"""The product as a user starts it: the serving process and a single search on the command line."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

from benchmarks.examples import BRONWIJZER, command_environment
from benchmarks.measuring import Timing, seconds_of, timing

SEARCHES = 50
"""After so many searches the memory of the serving process is looked at."""
START_LIMIT = 120.0
STOP_LIMIT = 30.0
REQUEST_LIMIT = 60.0
_POLL = 0.02


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes of a process, as Linux counts them.

    ``resident`` is everything it has in memory, ``own`` the part of that which is no file: the system may take the
    rest back whenever it needs the room. ``peak`` is the most that was ever resident.
    """

    resident: int
    own: int
    peak: int


@dataclass(frozen=True, slots=True)
class ServingFigures:
    """Seconds from the start of the process to its first answers, then durations over HTTP, then its memory."""

    health: float
    first_search: float
    searches: Timing
    memory: Memory | None


def serving(folder: Path, questions: Sequence[str], searches: int = SEARCHES) -> ServingFigures:
    """Start the app on an index, ask it questions, over and over until ``searches`` were asked, and stop it.

    :raises RuntimeError: it stops by itself or does not answer in time.
    """
    port = _free_port()
    command = [str(BRONWIJZER), "serve", "--index", str(folder), "--port", str(port)]
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder.parent, env=command_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for_health(port, process, began)
        health = time.perf_counter() - began
        _search(port, questions[0])
        first = time.perf_counter() - began
        asked = [questions[number % len(questions)] for number in range(1, searches)]
        durations = [seconds_of(lambda: _search(port, question)) for question in asked]  # noqa: B023  called at once
        return ServingFigures(health, first, timing(durations), _memory(process.pid))
    finally:
        process.terminate()
        process.wait(STOP_LIMIT)


def command_search(folder: Path, question: str) -> float:
    """Seconds that ``bronwijzer search`` takes as a process of its own."""
    command = [str(BRONWIJZER), "search", question, "--index", str(folder)]
    return seconds_of(
        lambda: subprocess.run(command, cwd=folder.parent, env=command_environment(), check=True, capture_output=True)
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for_health(port: int, process: subprocess.Popen[bytes], began: float) -> None:
    while time.perf_counter() - began < START_LIMIT:
        if process.poll() is not None:
            raise RuntimeError(f"the serving process stopped with exit code {process.returncode}")
        try:
            urlopen(f"http://127.0.0.1:{port}/api/health", timeout=REQUEST_LIMIT).close()
        except URLError:
            time.sleep(_POLL)
        else:
            return
    raise RuntimeError(f"the serving process did not answer within {START_LIMIT:.0f} seconds")


def _search(port: int, question: str) -> None:
    address = f"http://127.0.0.1:{port}/api/search?{urlencode({'q': question})}"
    with urlopen(address, timeout=REQUEST_LIMIT) as response:
        if not json.load(response)["hits"]:
            raise RuntimeError(f"the serving process found nothing for {question!r}")


def _memory(process_id: int) -> Memory | None:
    """None where the system does not tell."""
    status = Path(f"/proc/{process_id}/status")
    if not status.exists():
        return None
    lines = (line.split() for line in status.read_text().splitlines())
    kilobytes = {words[0].rstrip(":"): int(words[1]) for words in lines if words[-1] == "kB"}
    return Memory(*(kilobytes[name] // 1024 for name in ("VmRSS", "RssAnon", "VmHWM")))
