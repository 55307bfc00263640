"""A PDF's pages as words, twice: once to learn what is usual in the document, once to read.

Words of the first pages are kept in between; of a long document they are taken from the file again, so that memory
stays bounded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import pypdfium2 as pdfium

from ingest.hyphens import ends_with_hyphen
from ingest.pdf.filled import with_written
from ingest.pdf.furniture import EDGE, Furniture, PageRows, find_furniture
from ingest.pdf.labels import between, continued
from ingest.pdf.lines import Line, rows_of
from ingest.pdf.marks import initials_in_line, marks_in_line
from ingest.pdf.paragraphs import Style, style_of
from ingest.pdf.recognised import one_size, page_words
from ingest.pdf.words import PageWords, Word, words_of
from ingest.scans.recognised import RecognisedPage

_KEPT_PAGES = 300
_BARE = re.compile(r"[\w'’]+(?:-[\w'’]+)*")


@dataclass(frozen=True, slots=True)
class Survey:
    """What is usual in a document, and its running lines."""

    style: Style
    vocabulary: frozenset[str]
    furniture: Furniture


class PdfPages:
    """Pages of an open PDF, 1-based.

    :param recognised: the words of pages that have none of their own.
    """

    def __init__(self, pdf: pdfium.PdfDocument, recognised: Iterable[RecognisedPage] = ()) -> None:
        self._pdf = pdf
        self.recognised = {page.number: page for page in recognised}
        self._sizes: dict[float, float] = {}
        self.on_page = lru_cache(maxsize=_KEPT_PAGES)(self._on_page)

    def __len__(self) -> int:
        return len(self._pdf)

    def page(self, number: int) -> pdfium.PdfPage:
        """The page itself."""
        return self._pdf[number - 1]

    def _on_page(self, number: int) -> PageWords:
        page, own = (self.page(number), None) if number in self.recognised else with_written(self._pdf, number)
        try:
            if number in self.recognised:
                return page_words(page, self.recognised[number], self._sizes)
            found = words_of(page, own)
            return replace(_in_line(found), turned=tuple(map(_in_line, found.turned)))
        finally:
            page.close()

    def height(self, number: int) -> float:
        """Height in points of the page with its text upright."""
        return self.on_page(number).frame.shown_height

    def survey(self, title: str) -> Survey:
        """Look at every page once.

        :param title: the file's own title; small print at the edge that repeats it is a running line even on one page.
        """
        sizes: Counter[tuple[float, bool]] = Counter()
        vocabulary: set[str] = set()
        edges: dict[int, list[PageRows]] = {}

        def look(number: int) -> None:
            page = self.on_page(number)
            rows = rows_of(page.words)
            for word in page.words:
                if not word.filled:
                    sizes[word.size, word.bold] += len(word.text)
            vocabulary.update(_whole_words(rows))
            edges[number] = [PageRows(number, 0, 0, _edges(page, rows))]
            edges[number] += [
                PageRows(number, way, turned.lean, _edges(turned, rows_of(turned.words)))
                for way, turned in enumerate(page.turned, 1)
            ]

        numbers = range(1, len(self) + 1)
        for number in numbers:
            if number not in self.recognised:
                look(number)
        self._sizes = one_size(self.recognised.values(), style_of(sizes).body_size if sizes else None)
        for number in self.recognised:
            look(number)
        style = style_of(sizes)
        furniture = find_furniture([rows for number in numbers for rows in edges[number]], title, style.body_size)
        labels = between(continued(furniture.labels, self.recognised))
        return Survey(style, frozenset(vocabulary), replace(furniture, labels=labels))

    def body_words(self, number: int, survey: Survey, way: int = 0) -> list[Word]:
        """Words of a page without its running lines.

        :param way: 0: of the page's own direction; else the place (1-based) among those turned another way.
        """
        gone = {id(word) for line in self.running_lines(number, survey, way) for word in line.words}
        return [word for word in self._way(number, way).words if id(word) not in gone]

    def running_lines(self, number: int, survey: Survey, way: int = 0) -> list[Line]:
        """The running lines of a page that run one way."""
        running = survey.furniture.rows.get((number, way), frozenset())
        page = self._way(number, way)
        rows = _edges(page, rows_of(page.words)) if running else ()
        return [rows[index] for index in sorted(running)]

    def _way(self, number: int, way: int) -> PageWords:
        page = self.on_page(number)
        return page.turned[way - 1] if way else page


def _in_line(page: PageWords) -> PageWords:
    return replace(page, words=tuple(initials_in_line(marks_in_line(page.words))))


def _edges(page: PageWords, rows: Iterable[Line]) -> tuple[Line, ...]:
    """Rows where running lines may stand: at the edge of the page, and stamps anywhere."""
    height = page.frame.shown_height
    low, high = EDGE * height, (1 - EDGE) * height
    return tuple(row for row in rows if page.frame.slanted or row.baseline <= low or row.baseline >= high)


def _whole_words(rows: list[Line]) -> Iterator[str]:
    """Words that no line end cuts."""
    cut = False
    for row in rows:
        for place, word in enumerate(row.words):
            last = place == len(row.words) - 1
            if not (cut and place == 0) and not (last and ends_with_hyphen(word.text)):
                yield from (found.lower() for found in _BARE.findall(word.text))
        cut = ends_with_hyphen(row.words[-1].text)
