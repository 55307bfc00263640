"""Collects blocks in reading order, for readers that walk through a document.

Notes that belong to a block come right behind it, text boxes too, so that neither falls between the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.types import Block, BlockKind, ReadPage, ReadResult
from ingest.normalise import normalise


@dataclass(slots=True)
class Flow:
    """The blocks found so far and what was counted on the way."""

    blocks: list[Block] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, kind: BlockKind, text: str, level: int = 0) -> None:
        """A block with this text, made plain; nothing where no text is left."""
        plain = normalise(text)
        if plain:
            self.blocks.append(Block(kind, plain, level))

    def add_table(self, rows: list[Block]) -> None:
        """A table's rows."""
        if rows:
            self.counts["tables"] += 1
            self.blocks.extend(rows)

    def result(self, properties: dict[str, str]) -> ReadResult:
        """All of it as a document without pages."""
        page = ReadPage(1, None, tuple(self.blocks))
        return ReadResult((page,), paged=False, properties=properties, counts=self.counted())

    def counted(self) -> dict[str, int]:
        """What was counted, without what did not occur."""
        return dict(+self.counts)


def plain_properties(found: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """The properties that say something, made plain; of two with the same name the first."""
    plain: dict[str, str] = {}
    for name, value in found:
        text = normalise(value or "")
        if text:
            plain.setdefault(name, text)
    return plain
