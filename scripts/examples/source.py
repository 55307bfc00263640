r"""Read a source text: Markdown with a few commands, under front matter in TOML between ``+++`` lines.

Commands, each alone on its line: ``\page`` (a new page; ``\page one`` in one column), ``\contents`` (a table of
contents), ``\table TITLE`` (title of the table that follows), ``\notes TEXT`` (speaker's notes of a slide).
A paragraph is one line; ``[^1]`` refers to the footnote on a line of its own.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MARK = "Voorbeelddocument – verzonnen"
MARK_SENTENCE = f"{MARK}. Oeverlicht en Domstede bestaan niet; elke gelijkenis met een echte organisatie is toeval."

_LINE_KINDS = (
    ("heading", re.compile(r"(#+) (.+)")),
    ("bullet", re.compile(r"(-) (.+)")),
    ("number", re.compile(r"(\d+)\. (.+)")),
    ("footnote", re.compile(r"\[\^(\d+)\]: (.+)")),
    ("command", re.compile(r"\\(\w+) ?(.*)")),
)


@dataclass(frozen=True, slots=True)
class Block:
    """One block. ``kind``: heading, paragraph, bullet, number, footnote, table, page, contents or notes.

    ``level`` is the depth of a heading, the number of a numbered item or of a footnote. ``rows`` are the cells of a
    table, its header first, with ``text`` as its title.
    """

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One source text. ``meta`` is its front matter, see the files themselves."""

    meta: dict[str, Any]
    blocks: tuple[Block, ...]
    body: str
    notes: dict[int, str] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """Name of the file to make."""
        return str(self.meta["file"])


def read_source(path: Path) -> Source:
    """The source text at this path."""
    _, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    blocks = tuple(_blocks(body.strip().splitlines()))
    notes = {block.level: block.text for block in blocks if block.kind == "footnote"}
    return Source(tomllib.loads(front), blocks, body.strip(), notes)


def _blocks(lines: list[str]) -> list[Block]:
    found: list[Block] = []
    table: list[tuple[str, ...]] = []
    title = ""
    for line in [*lines, ""]:
        if line.startswith("|"):
            cells = tuple(cell.strip() for cell in line.strip("| ").split("|"))
            if not all(set(cell) <= {"-", ":"} for cell in cells):
                table.append(cells)
            continue
        if table:
            found.append(Block("table", title, rows=tuple(table)))
            table, title = [], ""
        if line.startswith("\\table "):
            title = line.removeprefix("\\table ")
        elif line.strip():
            found.append(_block(line.strip()))
    return found


def _block(line: str) -> Block:
    for kind, pattern in _LINE_KINDS:
        if match := pattern.fullmatch(line):
            first, text = match.groups()
            if kind == "command":
                return Block(first, text)
            level = len(first) if kind == "heading" else int(first) if first.isdigit() else 0
            return Block(kind, text, level)
    return Block("paragraph", line)


def plain(text: str) -> str:
    """A line without its marks for bold and footnotes."""
    return re.sub(r"\*\*|\[\^\d+\]", "", text)
