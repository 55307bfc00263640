"""A word cut by the end of a page is one word, and stands on the page on which it begins."""

from __future__ import annotations

from collections.abc import Iterable, MutableSequence, Sequence
from dataclasses import dataclass, replace

from index.types import BlockKind
from ingest.hyphens import ends_with_hyphen
from ingest.pdf.lines import Line
from ingest.pdf.paragraphs import Paragraph, continues
from ingest.pdf.tables import Table
from ingest.pdf.words import Word


@dataclass(frozen=True, slots=True)
class Carried:
    """The rest of a word whose first half ends the page before ``page``; ``then`` is the word behind it."""

    word: Word
    page: int
    then: str


def carried_over(pages: Iterable[tuple[int, MutableSequence[Paragraph | Table]]]) -> dict[int, Carried]:
    """Take the rests of cut words away from the pages they stand on.

    :param pages: number and parts of every page in order.
    :returns: for each page that ends inside a word, the rest of it.
    """
    carried: dict[int, Carried] = {}
    number, before = 0, None
    for following, parts in pages:
        if not parts:
            continue
        first = parts[0]
        if isinstance(before, Paragraph) and isinstance(first, Paragraph) and _is_cut(before, first):
            word, *others = first.lines[0].words
            rest = (Line(tuple(others)), *first.lines[1:]) if others else first.lines[1:]
            carried[number] = Carried(word, following, rest[0].words[0].text)
            parts[0] = replace(first, lines=rest)
        number, before = following, last_of(parts)
    return carried


def last_of(parts: Sequence[Paragraph | Table]) -> Paragraph | Table:
    """The part with which the text of a page ends: footnotes stand below it."""
    text = [part for part in parts if isinstance(part, Table) or part.kind is not BlockKind.FOOTNOTE]
    return (text or parts)[-1]


def _is_cut(before: Paragraph, part: Paragraph) -> bool:
    if not continues(before, part) or not ends_with_hyphen(before.lines[-1].words[-1].text):
        return False
    return len(part.lines[0].words) > 1 or len(part.lines) > 1
