"""Running headers, footers and page numbers: out of the text, but their numbers are the printed page labels."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.pdf.lines import Line

EDGE = 0.12
"""Share of the page's height, at the top and at the bottom, in which running lines stand."""
MIN_PAGES = 3
MIN_SHARE = 0.3
_SAME_PLACE = 4.0
_SMALL_PRINT = 0.85
_NUMBER = re.compile(r"\d+")
_ROMAN_LABEL = re.compile(r"\b[ivxlc]{1,7}$", re.IGNORECASE)
_LAST_ROMAN = re.compile(r"(?<=\s)[ivxlc]{1,7}$")
_OUTER_NUMBER = re.compile(r"^#[\s|·–-]+|[\s|·–-]+#$")
"""The page number of facing pages stands left on one and right on the other."""
_ONLY_NUMBER = re.compile(
    r"^(?:pagina|pag\.?|p\.?|blz\.?)?\s*[-–—|]?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*[-–—|]?(?:\s*(?:van|/)\s*\d{1,4})?$", re.I
)


@dataclass(frozen=True, slots=True)
class PageRows:
    """The rows of one page, with its height in points."""

    number: int
    height: float
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Furniture:
    """The running lines found: per page number which rows they are, and the printed label."""

    rows: Mapping[int, frozenset[int]]
    labels: Mapping[int, str]

    @property
    def removed(self) -> int:
        """How many lines are left out of the text."""
        return sum(map(len, self.rows.values()))


def find_furniture(pages: Sequence[PageRows], title: str, body_size: float) -> Furniture:
    """Lines at the edge of the page that come back on other pages, but for their numbers.

    :param title: the document's title; small print at the edge that repeats it needs no other page.
    :param body_size: font size of the running text in points.
    """
    groups: dict[tuple[str, int], list[tuple[PageRows, int]]] = defaultdict(list)
    for page in pages:
        for index in _edge_rows(page):
            row = page.rows[index]
            groups[_pattern(row.text), round(row.baseline / _SAME_PLACE)].append((page, index))
    needed = max(MIN_PAGES, MIN_SHARE * len(pages)) if len(pages) > MIN_PAGES else MIN_PAGES
    found: dict[int, set[int]] = defaultdict(set)
    labels: dict[int, str] = {}
    for entries in _merged(groups):
        running = len({page.number for page, _ in entries}) >= needed
        running |= all(_repeats_title(page.rows[index], title, body_size) for page, index in entries)
        numbers = all(_ONLY_NUMBER.match(page.rows[index].text) for page, index in entries)
        if not running and not (numbers and len(entries) >= 2):
            continue
        for page, index in entries:
            found[page.number].add(index)
        for number, label in _labels(entries).items():
            labels.setdefault(number, label)
    return Furniture({number: frozenset(rows) for number, rows in found.items()}, labels)


def _repeats_title(row: Line, title: str, body_size: float) -> bool:
    return bool(title) and title.lower() in row.text.lower() and row.size <= _SMALL_PRINT * body_size


def _edge_rows(page: PageRows) -> Iterable[int]:
    for index, row in enumerate(page.rows):
        if row.baseline <= EDGE * page.height or row.baseline >= (1 - EDGE) * page.height:
            yield index


def _pattern(text: str) -> str:
    if _ONLY_NUMBER.match(text):
        return "#"
    pattern = _NUMBER.sub("#", _LAST_ROMAN.sub("#", text.lower()))
    outer = _OUTER_NUMBER.sub("", pattern)
    return pattern if outer == pattern else f"{outer} #"


def _merged(
    groups: Mapping[tuple[str, int], list[tuple[PageRows, int]]],
) -> list[list[tuple[PageRows, int]]]:
    """Groups of one pattern whose places differ by rounding only are one."""
    merged: list[list[tuple[PageRows, int]]] = []
    done: set[tuple[str, int]] = set()
    for pattern, place in sorted(groups):
        if (pattern, place) in done:
            continue
        entries = list(groups[pattern, place])
        if (pattern, place + 1) in groups:
            entries += groups[pattern, place + 1]
            done.add((pattern, place + 1))
        merged.append(entries)
    return merged


def _labels(entries: Sequence[tuple[PageRows, int]]) -> dict[int, str]:
    """The number in these lines that counts along with the pages."""
    rows = {page.number: page.rows[index].text for page, index in entries}
    numbers = {number: found for number, text in rows.items() if (found := _NUMBER.findall(text))}
    roman = {n: match.group() for n, text in rows.items() if n not in numbers and (match := _ROMAN_LABEL.search(text))}
    width = min((len(found) for found in numbers.values()), default=0)
    best: tuple[int, int] = (0, -1)
    for place in range(width):
        steps = Counter(int(found[place]) - number for number, found in numbers.items())
        best = max(best, (steps.most_common(1)[0][1], -place))
    agree, place = best[0], -best[1]
    if width and len(numbers) >= 2 and agree >= 0.6 * len(numbers) and agree >= 2:
        return roman | {number: found[place] for number, found in numbers.items()}
    return roman
