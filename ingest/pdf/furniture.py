"""Running headers, footers and page numbers: out of the text, but their numbers are the printed page labels."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.pdf.counting import AGREE, counting
from ingest.pdf.lines import Line

EDGE = 0.12
"""Share of the page's height, at the top and at the bottom, in which running lines stand."""
MIN_PAGES = 3
MIN_SHARE = 0.3
_SAME_PLACE = 4.0
_SMALL_PRINT = 0.85
_LARGE_PRINT = 1.25
"""Shares of the body size. A heading at the top of a page is large print, also where headings are numbered in turn."""
_NUMBER = re.compile(r"\d+")
_MOSTLY = 0.6
_NO_LETTERS = re.compile(r"[\W\d_]+")
_LAST_ROMAN = re.compile(r"(?<=\s)[ivxlc]{1,7}$")
_OUTER_NUMBER = re.compile(r"^#[\s|·–-]+|[\s|·–-]+#$")
"""The page number of facing pages stands left on one and right on the other."""
_ONLY_NUMBER = re.compile(
    r"^(?:pagina|pag\.?|p\.?|blz\.?)?\s*[-–—|]?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*[-–—|]?(?:\s*(?:van|/)\s*\d{1,4})?$", re.I
)
_PART = re.compile(
    r"(?:artikel|hoofdstuk|paragraaf|bijlage|deel|onderdeel|afdeling|titel|stap|fase|thema|module|bijeenkomst|sessie|les|"
    r"week|dag|maand|doel|actie|opdracht|oefening|vraag|casus|spoor|pijler|scenario|tabel|figuur|kaart)"
    r"\s+(?:\d{1,4}|[ivxlc]{1,7})\W*",
    re.IGNORECASE,
)
"""Parts of a document that are numbered in turn, and so may count along with the pages on which they begin."""


@dataclass(frozen=True, slots=True)
class PageRows:
    """Rows of one page that may be running lines.

    ``way``: 0 for the page's own direction, else the place (1-based) among those turned another way, which ``lean``
    by so many degrees on the page as displayed.
    """

    number: int
    way: int
    lean: int
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Furniture:
    """The running lines found: per page number and way which rows they are; and the printed label of pages."""

    rows: Mapping[tuple[int, int], frozenset[int]]
    labels: Mapping[int, str]

    @property
    def removed(self) -> int:
        """How many lines are left out of the text."""
        return sum(map(len, self.rows.values()))


def find_furniture(pages: Sequence[PageRows], title: str, body_size: float) -> Furniture:
    """Lines at the edge of the page that come back on other pages, but for the number of the page.

    A total or a key figure stands at the same place on every page too: where other numbers differ, lines are kept.

    :param title: the document's title; small print at the edge that is little else needs no other page.
    :param body_size: font size of the running text in points.
    """
    groups: dict[_Place, list[tuple[PageRows, int]]] = defaultdict(list)
    for page in pages:
        for index, row in enumerate(page.rows):
            groups[_pattern(row.text), page.lean, round(row.baseline / _SAME_PLACE)].append((page, index))
    needed = max(MIN_PAGES, MIN_SHARE * len({page.number for page in pages}))
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    labels: dict[int, str] = {}
    for entries in _merged(groups):
        numbers, running = _running(entries, needed, title, body_size)
        for page, index in running:
            found[page.number, page.way].add(index)
            if page.number in numbers:
                labels.setdefault(page.number, numbers[page.number])
    return Furniture({place: frozenset(rows) for place, rows in found.items()}, labels)


def _running(
    entries: Sequence[tuple[PageRows, int]], needed: float, title: str, body_size: float
) -> tuple[dict[int, str], list[tuple[PageRows, int]]]:
    """Page numbers in lines of one pattern, and those of the lines that are running lines."""
    lines = [page.rows[index] for page, index in entries]
    texts = {page.number: page.rows[index].text for page, index in entries}
    numbers, agree = counting(texts)
    bare = all(_ONLY_NUMBER.match(line.text) for line in lines)
    titled = bool(title) and all(_is_title(line, title, body_size) for line in lines)
    least = 2 if bare or titled else MIN_PAGES
    back = len(texts) >= (least if bare or titled else needed)
    counts = back and agree >= max(least, AGREE * len(texts))
    same = Counter(text.lower() for text in texts.values())
    often = 2 if titled else MIN_PAGES

    def runs(line: Line) -> bool:
        if counts and (bare or line.size <= _LARGE_PRINT * body_size) and not _PART.fullmatch(line.text):
            return True
        if back and same[line.text.lower()] >= often:
            return True
        return titled and not line.text[0].isdigit()

    return numbers, [entry for entry, line in zip(entries, lines, strict=True) if runs(line)]


def _is_title(line: Line, title: str, body_size: float) -> bool:
    """Small print that holds the title and little else; a footnote may name it too."""
    mostly = len(_NO_LETTERS.sub("", title)) >= _MOSTLY * len(_NO_LETTERS.sub("", line.text))
    return mostly and title.lower() in line.text.lower() and line.size <= _SMALL_PRINT * body_size


def _pattern(text: str) -> str:
    if _ONLY_NUMBER.match(text):
        return "#"
    pattern = _NUMBER.sub("#", _LAST_ROMAN.sub("#", text.lower()))
    outer = _OUTER_NUMBER.sub("", pattern)
    return pattern if outer == pattern else f"{outer} #"


_Place = tuple[str, int, int]
"""Pattern, lean and height on the page of a line."""


def _merged(groups: Mapping[_Place, list[tuple[PageRows, int]]]) -> list[list[tuple[PageRows, int]]]:
    """Groups of one pattern whose places differ by rounding only are one."""
    merged: list[list[tuple[PageRows, int]]] = []
    done: set[_Place] = set()
    for pattern, lean, height in sorted(groups):
        if (pattern, lean, height) in done:
            continue
        entries = list(groups[pattern, lean, height])
        above = (pattern, lean, height + 1)
        if above in groups:
            entries += groups[above]
            done.add(above)
        merged.append(entries)
    return merged
