"""Which guard stands against which threat, how it is taken away, and which test must fail then."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TABLES = sorted(Path(__file__).parent.glob("*.toml"))
_NUMBERS = re.compile(r"T(\d+)(?:-T(\d+))?|–")


@dataclass(frozen=True, slots=True)
class Change:
    """A small change of a file: ``old`` stands in it once, ``new`` comes in its place."""

    file: str
    old: str
    new: str

    def times(self, root: Path) -> int:
        """How often the old text stands in the file; 0 where there is no such file."""
        path = root / self.file
        return path.read_text(encoding="utf-8").count(self.old) if path.is_file() else 0


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard, the changes that take it away, and a test (below ``tests/``, as pytest names it) that fails then."""

    threat: str
    name: str
    test: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Untried:
    """A guard that cannot be taken away by changing a text, and why."""

    threat: str
    name: str
    test: str
    why: str


def guards() -> tuple[Guard, ...]:
    """Every guard that is tried, in the order of the threats."""
    found = [
        Guard(entry["threat"], entry["guard"], entry["test"], tuple(map(_change, entry["change"])))
        for entry in _entries("guard")
    ]
    return tuple(sorted(found, key=lambda guard: _order(guard.threat)))


def untried() -> tuple[Untried, ...]:
    """Every guard that is not tried."""
    return tuple(Untried(entry["threat"], entry["guard"], entry["test"], entry["why"]) for entry in _entries("untried"))


def threats_of(page: str) -> list[str]:
    """The threats in the first column of docs/threats.md, each by itself."""
    firsts = [line.split("|")[1] for line in page.splitlines() if line.startswith("| ") and "| # |" not in line]
    return [threat for first in firsts for found in _NUMBERS.finditer(first) for threat in _numbered(found)]


def _numbered(found: re.Match[str]) -> list[str]:
    if not found[1]:
        return [found[0]]
    return [f"T{number}" for number in range(int(found[1]), int(found[2] or found[1]) + 1)]


def _entries(kind: str) -> Iterator[dict[str, Any]]:
    for path in TABLES:
        yield from tomllib.loads(path.read_text(encoding="utf-8")).get(kind, [])


def _change(entry: dict[str, str]) -> Change:
    return Change(entry["file"], entry["old"], entry.get("new", ""))


def _order(threat: str) -> int:
    return int(threat[1:]) if threat[1:].isdecimal() else 1_000
