"""Blocks of a whole document with their broken words healed; boxes and cells move along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.types import Block, ReadPage, TableCell, TextBox
from ingest.healing import Healing, healings
from ingest.wording import Wording


@dataclass(frozen=True, slots=True)
class Mended:
    """``joins`` lists every healed word as (as found, as healed)."""

    pages: tuple[ReadPage, ...]
    joins: tuple[tuple[str, str], ...]


def mended(pages: Sequence[ReadPage]) -> Mended:
    """Heal the words of a document that spaces break, on the evidence of the document itself and of Dutch."""
    wording = Wording.of(block.text.split(" ") for page in pages for block in page.blocks)
    joins: list[tuple[str, str]] = []
    healed = tuple(
        replace(page, blocks=tuple(_healed(block, wording, joins) for block in page.blocks)) for page in pages
    )
    return Mended(healed, tuple(joins))


def _healed(block: Block, wording: Wording, joins: list[tuple[str, str]]) -> Block:
    words = block.text.split(" ")
    found = list(healings(words, wording))
    if not found:
        return block
    joins += [(" ".join(words[one.start : one.last + 1]), "".join(one.pieces)) for one in found]
    return without(block, list(_gone(words, found)))


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
