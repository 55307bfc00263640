"""Words that run another way than their page: apart in texts of their own, as labels of a chart are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from index.types import BlockKind
from ingest.pdf.lines import Line, rows_of
from ingest.pdf.paragraphs import Paragraph
from ingest.pdf.words import Word

_GAP = 2.0
_LEADING = 1.7
"""Shares of the font size: words further apart, and lines further under each other, are different texts."""
_ALIKE = 0.12
"""Share by which the sizes of two lines of one text may differ."""
_OPEN = 30
"""Texts that the next line may go on with; there is no page on which more stand side by side."""


def texts_beside(words: Iterable[Word]) -> list[Paragraph]:
    """Each text as a paragraph, top first. None is a heading: what stands below it on the page is not about it."""
    texts: list[list[Line]] = []
    for line in (piece for row in rows_of(words) for piece in _pieces(row)):
        begun = next((text for text in reversed(texts[-_OPEN:]) if _goes_on(text[-1], line)), None)
        if begun is None:
            texts.append([line])
        else:
            begun.append(line)
    return [Paragraph(BlockKind.PARAGRAPH, tuple(text)) for text in texts]


def _pieces(row: Line) -> Iterator[Line]:
    """The row, cut where its words stand far apart."""
    start = 0
    for place, (before, word) in enumerate(pairwise(row.words), 1):
        if word.left - before.right > _GAP * max(before.size, word.size):
            yield Line(row.words[start:place])
            start = place
    yield Line(row.words[start:])


def _goes_on(above: Line, line: Line) -> bool:
    step, size = above.baseline - line.baseline, max(above.size, line.size)
    alike = abs(above.size - line.size) <= _ALIKE * size
    return alike and 0 < step <= _LEADING * size and above.left < line.right and line.left < above.right
