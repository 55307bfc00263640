"""Blocks of a whole document with their broken words healed; boxes and cells move along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.types import Block, ReadPage, TableCell, TextBox
from ingest.healing import BREAKS, Healing, healings
from ingest.wording import Wording

_MANY = 5
"""Fewer broken words say nothing of the others."""
_MOST_BREAKS = 0.01


@dataclass(frozen=True, slots=True)
class Mended:
    """``joins`` lists every healed word as (as found, as healed)."""

    pages: tuple[ReadPage, ...]
    joins: tuple[tuple[str, str], ...]


def mended(pages: Sequence[ReadPage]) -> Mended:
    """Heal the words of a document that spaces break, on the evidence of the document itself and of Dutch.

    Where many words turn out to be broken the next one is likelier to be, so such a document is gone through twice.
    """
    first = _round(pages, BREAKS)
    words = sum(block.text.count(" ") + 1 for page in pages for block in page.blocks)
    breaks = len(first.joins) / max(words, 1)
    if breaks <= BREAKS or len(first.joins) < _MANY:
        return first
    second = _round(first.pages, min(breaks, _MOST_BREAKS))
    return Mended(second.pages, first.joins + second.joins)


def _round(pages: Sequence[ReadPage], breaks: float) -> Mended:
    wording = Wording.of(block.text.split(" ") for page in pages for block in page.blocks)
    joins: list[tuple[str, str]] = []

    def healed(block: Block) -> Block:
        words = block.text.split(" ")
        found = list(healings(words, wording, breaks))
        if not found:
            return block
        joins.extend((" ".join(words[one.start : one.last + 1]), "".join(one.pieces)) for one in found)
        return without(block, list(_gone(words, found)))

    mended_pages = tuple(replace(page, blocks=tuple(map(healed, page.blocks))) for page in pages)
    return Mended(mended_pages, tuple(joins))


def _gone(words: Sequence[str], found: Sequence[Healing]) -> Iterator[tuple[int, int]]:
    """Stretches of the text that go: the spaces between the pieces, with a hyphen that the piece before loses."""
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    for one in found:
        for place, piece in enumerate(one.pieces[:-1], one.start):
            yield starts[place] + len(piece), starts[place + 1]


def without(block: Block, gone: Sequence[tuple[int, int]]) -> Block:
    """The block without these stretches of its text, which are in order and do not overlap."""
    kept, at = [], 0
    for start, end in gone:
        kept.append(block.text[at:start])
        at = end
    text = "".join([*kept, block.text[at:]])

    def moved(offset: int) -> int:
        return offset - sum(min(end, offset) - start for start, end in gone if start < offset)

    def moved_box(box: TextBox) -> TextBox:
        return replace(box, start=moved(box.start), end=moved(box.end))

    def moved_cell(cell: TableCell) -> TableCell:
        return replace(cell, start=moved(cell.start), end=moved(cell.end))

    return replace(
        block, text=text, boxes=tuple(map(moved_box, block.boxes)), cells=tuple(map(moved_cell, block.cells))
    )
