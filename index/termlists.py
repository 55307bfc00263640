"""Terms that a document explains in a list of its own: a glossary, or a chapter of terms and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from index.language.sentences import without_number
from index.types import BlockKind, BlockSpan, CitableDocument

KIND = "begrippenlijst"
_HEADING = re.compile(r"begrip|afkorting|woordenlijst|definities|terminolog", re.IGNORECASE)
_COLUMN = re.compile(r"^(?:term|begrip|afkorting|woord)(?:en)?$", re.IGNORECASE)
_ENTRY = re.compile(r"(?P<term>[^\W_][^.:;,?!\n|]{0,58}?)(?:\.|:| [–—=-]) (?P<meaning>\S.+)", re.DOTALL)
_TERM_WORDS = 6
_MEANING_WORDS = 2
_LEAST = 3
"""A list has at least so many terms in a row; one sentence of that form is no list."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A term with its explanation; ``[start, end)`` is the whole entry in the citable text."""

    term: str
    start: int
    end: int


def terms_of(document: CitableDocument) -> Iterator[Listed]:
    """Every term that the document's lists explain."""
    for blocks in _sections(document):
        for is_row, group in groupby(blocks, key=lambda block: block.kind is BlockKind.TABLE_ROW):
            take = _rows if is_row else _entries
            yield from take(document.text, list(group))


def _sections(document: CitableDocument) -> Iterator[list[BlockSpan]]:
    """The blocks under each heading that announces terms; in a glossary under every heading."""
    whole = document.metadata.kind == KIND
    section: list[BlockSpan] = []
    announced, level = whole, 0
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING:
            section += [block] if announced else []
            continue
        yield section
        section = []
        here = whole or bool(_HEADING.search(document.text[block.start : block.end]))
        if here or block.level <= level:  # headings below the one that announces the terms belong to it
            announced, level = here, block.level if here else 0
    yield section


def _entries(text: str, blocks: Sequence[BlockSpan]) -> Iterator[Listed]:
    run: list[Listed] = []
    for block in blocks:
        entry = _entry(text, block)
        if entry is not None:
            run.append(entry)
            continue
        if len(run) >= _LEAST:
            yield from run
        run = []
    if len(run) >= _LEAST:
        yield from run


def _entry(text: str, block: BlockSpan) -> Listed | None:
    match = _ENTRY.fullmatch(without_number(text[block.start : block.end]))
    if match is None or len(match["term"].split()) > _TERM_WORDS or len(match["meaning"].split()) < _MEANING_WORDS:
        return None
    return Listed(match["term"], block.start, block.end)


def _rows(text: str, blocks: Sequence[BlockSpan]) -> Iterator[Listed]:
    """Rows of a table whose first column is named for terms."""
    for block in blocks:
        if len(block.cells) < 2 or not _COLUMN.match(block.cells[0].column.strip()):
            continue
        term = text[block.cells[0].start : block.cells[0].end].strip()
        if term and len(term.split()) <= _TERM_WORDS:
            yield Listed(term, block.start, block.end)
