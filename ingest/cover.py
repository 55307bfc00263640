"""What the first page of a document tells by the lines on it that stand by themselves.

A reader puts lines of one size into one paragraph, so that "CONCEPT" and the day below it are one text; where it knows
the places of the words, the lines are what was printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Any

from index.types import Block, BlockKind, DocumentStatus
from ingest.naming import is_draft, is_over, is_title, looks_back, named, names_document, years_of
from ingest.term import is_dated, is_of_another, term_of, year_of

_LINE_CHARS = 100
_BLOCK_CHARS = 250
_FIRST_BLOCKS = 5
_CELLS = 2
_FRONT = re.compile(
    r"(?:hoofdstuk\s+)?[\divx.]*\W*(?:(?:management)?samenvatting|inhoud(?:sopgave|sindeling)?|inleiding|introductie|"
    r"voorwoord|woord\s+vooraf|colofon|leeswijzer|aanleiding|achtergrond)(?:\s+en\s+\w+)?\W*",
    re.IGNORECASE,
)
"""Headings with which documents begin, whatever they are about."""

_NUMBERED = re.compile(r"(?:hoofdstuk|stap|artikel|deel|paragraaf)?\s*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cover:
    """The beginning of a document.

    :param blocks: as many as the first lines have.
    :param beside: lines outside the text; a stamp or a running line may say how the document stands.
    """

    blocks: tuple[Block, ...]
    beside: tuple[str, ...] = ()

    @property
    def _first(self) -> list[Block]:
        return list(takewhile(_is_apart, self.blocks[:_FIRST_BLOCKS]))

    def title(self, headings: Iterable[Block]) -> str | None:
        """What the document is called: the first heading, or a line above it that names a document.

        :param headings: of the first pages, in order.
        """
        heading = next((block for block in headings if any(map(str.isalpha, block.text))), None)
        above = takewhile(lambda block: block is not heading and block.kind is not BlockKind.TABLE_ROW, self._first)
        line = next((line for block in above for line in _printed(block) if _names(line)), None)
        if heading is None:
            return line
        front = _FRONT.fullmatch(heading.text) is not None
        # Above a heading stand names of departments and sections too ("Programma Sociaal Domein").
        if line is not None and (front or year_of(line) or _NUMBERED.match(heading.text)):
            return line
        return None if front else heading.text

    def told(self) -> dict[str, Any]:
        """Kind, year, validity and status, as far as titles and lines of the cover tell them."""
        found: dict[str, Any] = {}
        lines = (line for block in self._first for line in _lines(block))
        titles = [line for line in lines if len(line) <= _LINE_CHARS and not is_of_another(line)]
        for more in (*map(_titled, filter(is_title, titles)), *map(_years, self._apart())):
            found = more | found
        # A heading "Vervallen" above a list of what went says nothing of the document, unless it is a stamp.
        apart = [line for block in self._first if block.kind is not BlockKind.HEADING for line in _lines(block)]
        if any(map(is_over, [*apart, *filter(str.isupper, self._all()), *self.beside])):
            found["status"] = DocumentStatus.EXPIRED
        return found | ({"status": DocumentStatus.DRAFT} if is_draft([*self._all(), *self.beside]) else {})

    def term(self) -> dict[str, Any]:
        """From when until when it holds, by lines that say so outright; these go before the years of a title."""
        found: dict[str, Any] = {}
        for line in self._apart():
            found = term_of(line) | found
        for block in self.blocks:
            if block.kind is BlockKind.PARAGRAPH:  # with a full stop; between commas it may be of another document
                found = term_of(block.text, whole=True) | found
        return found

    def dated(self) -> dict[str, Any]:
        """The year of the day on which it was decided or written."""
        lines = (line for b in self._first if b.kind is not BlockKind.LIST_ITEM for line in _lines(b) if is_dated(line))
        year = next(filter(None, map(year_of, lines)), None)
        return {"year": year} if year else {}

    def _apart(self) -> list[str]:
        """Lines by themselves. An item further down is of a list of projects or subsidies, each with its own years."""
        first = self._first
        blocks = (b for b in self.blocks if b in first or (b.kind is not BlockKind.LIST_ITEM and _is_apart(b)))
        return [line for block in blocks for line in _lines(block)]

    def _all(self) -> list[str]:
        return [line for block in self.blocks for line in _lines(block)]


def _names(line: str) -> bool:
    return len(line) <= _LINE_CHARS and names_document(line) and not is_of_another(line)


def _titled(line: str) -> dict[str, Any]:
    """What a title tells; one about an evaluation of the years 2019-2022 ends nothing, and a version has no year."""
    left_out = {"valid_from", "valid_to"} if looks_back(None, line) else set()
    left_out |= set() if names_document(line) else {"year"}
    return {name: value for name, value in named(line).items() if name not in left_out}


def _years(line: str) -> dict[str, Any]:
    years = years_of(line, whole=True)
    return years | {"year": int(years["valid_from"][:4])} if years else {}


def _is_apart(block: Block) -> bool:
    """Whether a text is one or more lines by themselves, and no sentences."""
    if block.kind is BlockKind.TABLE_ROW:
        return block.text.count(" | ") < _CELLS
    longest = max(map(len, _printed(block)))
    return block.kind is BlockKind.HEADING or (
        len(block.text) <= _BLOCK_CHARS and longest <= _LINE_CHARS and block.text[-1:] not in ".,:;?!"
    )


def _lines(block: Block) -> list[str]:
    """The text of a block, and the lines that were printed of it. What a row says of the document is in two cells."""
    if block.kind is BlockKind.TABLE_ROW:
        cells = block.text.split(" | ")
        return [": ".join(cell.strip(" :") for cell in cells)] if len(cells) <= _CELLS else [block.text]
    return list(dict.fromkeys((block.text, *_printed(block))))


def _printed(block: Block) -> Sequence[str]:
    starts = [0]
    boxes = [box for box in block.boxes if box.end > box.start]
    for before, box in pairwise(boxes):
        if box.page != before.page or box.top <= before.bottom or box.bottom >= before.top:
            starts.append(box.start)
    ends = [*starts[1:], len(block.text)]
    return [line for start, end in zip(starts, ends, strict=True) if (line := block.text[start:end].strip())] or [""]
