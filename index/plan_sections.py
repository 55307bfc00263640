"""A plan as it is compared with another: its sections, with their sentences and the rows of their tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.cuts import MAX_CHARS, Cutting, cut
from index.flows import flowing
from index.language.sentences import sentence_spans
from index.language.stemming import fold
from index.types import BlockKind, BlockSpan, CitableDocument

MAX_SENTENCES = 1_500
"""Of each plan; what comes after is left out of the comparison, which says so."""
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[a-z]\.)\s+")
_CONTENTS = re.compile(r"^(?:inhoud|inhoudsopgave)$")
_ALONE = re.compile(r"[^\W\d_]{2,}[.!?]$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a row of a table; ``columns`` names the column of each cell of the row that is not empty."""

    cutting: Cutting
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading.

    :param name: the heading as it is compared: without its number and years, so that "3.1 Doelen 2025" and
        "4 Doelen 2026" meet.
    :param chapter: the nearest heading above it that the plan has once, so that each "Doel" meets its own.
    """

    heading: Cutting | None
    name: str
    sentences: tuple[Sentence, ...]
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of a plan; not ``whole`` when it has more than :data:`MAX_SENTENCES`."""

    sections: tuple[Section, ...]
    whole: bool


def sections_of(document: CitableDocument) -> Sections:
    """All sections that have sentences, without the table of contents."""
    found: list[Section] = []
    count, whole = 0, True
    for section in _by_heading(document):
        room = max(MAX_SENTENCES - count, 0)
        whole = whole and len(section.sentences) <= room
        count += len(section.sentences)
        found.append(replace(section, sentences=section.sentences[:room]))
    return Sections(tuple(section for section in _in_chapters(found) if section.sentences), whole)


def told_by(heading: Cutting) -> str:
    """What a heading says but for its number and the plan's own year: what may not change unseen."""
    year = heading.document.year
    own = re.compile(rf"\b{year}\b") if year else _YEAR
    return " ".join(_NUMBER.sub("", own.sub(" ", fold(heading.text)).strip()).split())


def _by_heading(document: CitableDocument) -> Iterator[Section]:
    heading: Cutting | None = None
    sentences: list[Sentence] = []
    for block in flowing(document.blocks):
        if block.kind is BlockKind.HEADING:
            yield Section(heading, _name(heading), tuple(sentences))
            heading, sentences = cut(document, block.start, min(block.end, block.start + MAX_CHARS)), []
        elif not _CONTENTS.match(_name(heading)):
            sentences += _sentences(document, block)
    yield Section(heading, _name(heading), tuple(sentences))


def _in_chapters(sections: list[Section]) -> Iterator[Section]:
    number = Counter(section.name for section in sections)
    chapter = ""
    for section in sections:
        chapter = section.name if number[section.name] == 1 else chapter
        yield replace(section, chapter=chapter)


def _sentences(document: CitableDocument, block: BlockSpan) -> Iterator[Sentence]:
    text = document.text[block.start : block.end]
    is_row = block.kind is BlockKind.TABLE_ROW
    spans = [(0, len(text))] if is_row else [(s.start, s.end) for s in sentence_spans(text)]
    for start, end in spans:
        if _counts(text[start:end], block.kind):
            columns = tuple(cell.column for cell in block.cells)
            for a, b in _pieces(text, start, end):
                yield Sentence(cut(document, block.start + a, block.start + b), columns if is_row else ())


def _counts(words: str, kind: BlockKind) -> bool:
    """Whether it can be compared: no loose number of a page, no line of a table of contents."""
    if ". . ." in words:
        return False
    item = kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW) and any(map(str.isalpha, words))
    return len(words.split()) > 1 or item or bool(_ALONE.search(words))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A cell with a whole letter in it is longer than what can be quoted, so it is compared in parts."""
    while end - start > MAX_CHARS:
        at = text.rfind(" ", start + 1, start + MAX_CHARS)
        at = at if at > start else start + MAX_CHARS
        yield start, at
        start = at + len(text[at:end]) - len(text[at:end].lstrip())
    yield start, end


def _name(heading: Cutting | None) -> str:
    return " ".join(_NUMBER.sub("", fold(_YEAR.sub(" ", heading.text)).strip()).split()) if heading else ""
