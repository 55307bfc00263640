"""Lines into the text of a block, with a box for every word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from index.types import CELL_SEPARATOR, Block, BlockKind, TableCell, TextBox
from ingest.hyphens import Join, ends_with_hyphen, join_hyphenated
from ingest.normalise import normalise
from ingest.pdf.carry import Carried
from ingest.pdf.lines import Line, rows_of
from ingest.pdf.paragraphs import Paragraph
from ingest.pdf.tables import Table
from ingest.pdf.words import Word

_UNIT = re.compile(r"(?:(?:^|[^a-z])(?:[kcmd]?m|co)|m²)$", re.IGNORECASE)
"""How text ends that may carry a raised number of its own (120m2, CO2), which is no footnote mark."""
_BASE = re.compile(r"(?<![\d.,])\d{1,2}$")
"""A number that may have a power; behind years and amounts stand footnote marks."""
_EUROS = re.compile(r"(?<!\d)\d{1,3},$")
"""Euros, behind which raised cents may stand."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Counts:
    """What was repaired, for the report."""

    joined_hyphens: int = 0
    footnote_marks: int = 0
    joins: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Text:
    parts: list[str] = field(default_factory=list)
    length: int = 0
    boxes: list[TextBox] = field(default_factory=list)

    def add(self, word: Word, text: str, page: int, separator: str) -> None:
        text = normalise(text).strip()
        if not text:
            return
        self.write(separator if self.length else "")
        start, left = self.length, word.left
        self.write(text)
        for letters, x in word.cuts:
            cut = self.length - len(text) + len(normalise(word.text[:letters]))
            self.boxes.append(TextBox(start, cut, page, left, word.bottom, x, word.top))
            start, left = cut, x
        self.boxes.append(TextBox(start, self.length, page, left, word.bottom, word.right, word.top))

    def leave_out(self, word: Word, page: int) -> None:
        """A box without text, so that no highlight runs over a sign that is not in the text."""
        box = TextBox(self.length, self.length, page, word.left, word.bottom, word.right, word.top)
        self.boxes.append(box)

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    @property
    def text(self) -> str:
        return "".join(self.parts)


class Composer:
    """Makes blocks of one document.

    :param vocabulary: lower-case words of the document that no line end cuts.
    """

    def __init__(self, vocabulary: AbstractSet[str]) -> None:
        self._vocabulary = vocabulary
        self.counts = Counts()

    def block(self, paragraph: Paragraph, page: int, over: Carried | None = None) -> Block:
        """One block from a paragraph.

        :param over: the rest of its last word, from the next page.
        """
        text = _Text()
        lines = [(line, page) for line in paragraph.lines]
        if over is not None:
            lines.append((Line((over.word,)), over.page))
        self._compose(text, lines, footnotes=paragraph.kind is not BlockKind.FOOTNOTE, then=over.then if over else "")
        return Block(paragraph.kind, text.text, paragraph.level, tuple(text.boxes))

    def _compose(self, text: _Text, lines: Sequence[tuple[Line, int]], *, footnotes: bool, then: str = "") -> None:
        separator, begins = "", ""
        for number, (line, page) in enumerate(lines):
            following = [word for later, _ in lines[number + 1 : number + 3] for word in later.words[:2]]
            before: Word | None = None
            for word in line.words:
                written, after, begins = begins or word.text, " ", ""
                if before is not None and _is_power(word, before):
                    written = written.translate(_RAISED)
                elif footnotes and before is not None and _is_footnote_mark(word, before):
                    self.counts.footnote_marks += 1
                    text.leave_out(word, page)
                    continue
                if word is line.words[-1] and following and ends_with_hyphen(written):
                    behind = following[1].text if len(following) > 1 else then
                    join = self._join(written, following[0].text, behind)
                    written, after, begins = join.left, join.between, join.right
                text.add(word, written, page, "" if word.glued else separator)
                separator, before = after, word

    def _join(self, left: str, right: str, then: str) -> Join:
        join = join_hyphenated(left, right, self._vocabulary, then)
        if not join.between:
            self.counts.joined_hyphens += 1
            self.counts.joins.append((f"{left} {right}", join.text))
        return join

    def table(self, table: Table, page: int) -> list[Block]:
        """A block for every row; its cells know the names of their row and column."""
        columns = [self._plain(cell, page) for cell in table.rows[0]] if table.header else []
        blocks = []
        for number, row in enumerate(table.rows):
            text = _Text()
            cells: list[TableCell] = []
            name = ""
            for place, cell in enumerate(row):
                if not cell:
                    continue
                if text.length:
                    text.write(CELL_SEPARATOR)
                start = text.length
                part = _Text()
                self._compose(part, _lines(cell, page), footnotes=True)
                text.boxes += [
                    TextBox(b.start + start, b.end + start, b.page, b.left, b.bottom, b.right, b.top)
                    for b in part.boxes
                ]
                text.write(part.text)
                name = name or part.text
                column = columns[place] if place < len(columns) else ""
                cells.append(TableCell(start, text.length, name, column))
            named = () if table.header and number == 0 else tuple(cells)
            blocks.append(Block(BlockKind.TABLE_ROW, text.text, 0, tuple(text.boxes), cells=named))
        return [block for block in blocks if block.text]

    def _plain(self, cell: Sequence[Word], page: int) -> str:
        text = _Text()
        self._compose(text, _lines(cell, page), footnotes=True)
        return text.text


def _lines(cell: Iterable[Word], page: int) -> list[tuple[Line, int]]:
    return [(line, page) for line in rows_of(cell)]


def _is_footnote_mark(word: Word, before: Word) -> bool:
    cents = len(word.text) == 2 and _EUROS.search(before.text)
    return _is_raised(word, before) and not cents and not _UNIT.search(before.text)


def _is_power(word: Word, before: Word) -> bool:
    return _is_raised(word, before) and bool(_BASE.search(before.text))


def _is_raised(word: Word, before: Word) -> bool:
    """A small raised number right behind a word."""
    raised = word.rise > 0.15 * before.size
    small = word.size < 0.82 * before.size
    return word.text.isdigit() and word.glued and raised and small
