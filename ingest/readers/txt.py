"""Plain text, with the page breaks that exports leave in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from index.types import Block, BlockKind, ReadPage, ReadResult
from ingest.limits import Limits
from ingest.mending import mended
from ingest.plaintext import Joins, blocks_of, layout_of, vocabulary_of
from ingest.readers.decoding import decode

_PAGE_LINE = re.compile(r"^ (?=\S)")
_STRAY = re.compile(r"[^\n.!?:]\f[^\n]")
"""A form feed inside a sentence is no page break where it is the only one."""
_MAX_PAGE_LINE_SHARE = 0.15
"""More lines than this that start with one space, and it is an indent, not a page break."""
_MOST_LINES = 200
"""No page has more lines than this: what lies between two strays is not a page."""


def read_txt(path: Path, limits: Limits) -> ReadResult:
    """Read plain text.

    A form feed is a page break; so is a line that starts with exactly one space where hardly any other line does but
    the first of the text, as exports of PDFs write the first line of every page.

    :raises ReadError: its letters cannot be made out (CODERING).
    """
    del limits
    pages = split_pages(decode(path.read_bytes()).replace("\r\n", "\n").replace("\r", "\n"))
    lines = [line for page in pages for line in page]
    layout, vocabulary, joins = layout_of(lines), vocabulary_of(lines), Joins()
    read: list[ReadPage] = []
    for number, page in enumerate(pages, 1):
        blocks = list(blocks_of(page, layout, vocabulary, joins))
        if blocks and read and read[-1].blocks and _goes_on(read[-1].blocks[-1], blocks[0]):
            blocks[0] = replace(blocks[0], continues=True)
        read.append(ReadPage(number, None, tuple(blocks)))
    healed = mended(read)
    counts = {
        "joined_hyphens": joins.hyphens,
        "healed_words": len(joins.healed) - joins.hyphens + len(healed.joins),
        "pages_without_text": sum(not page.blocks for page in read),
    }
    return ReadResult(healed.pages, len(pages) > 1, counts=counts, joins=(*joins.healed, *healed.joins))


def split_pages(text: str) -> list[list[str]]:
    """Lines of each page."""
    if _STRAY.search(text) and text.count("\f") == 1:
        text = text.replace("\f", " ")
    if "\f" in text:
        *pages, last = text.split("\f")  # an export ends every page with one, pages that are a picture too
        return [page.splitlines() for page in (*pages, *([last] if last.strip() else []))]
    lines = text.split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()]
    marks = [number for number in filled if _PAGE_LINE.match(lines[number])]
    if not marks or marks[0] != filled[0] or len(marks) > _MAX_PAGE_LINE_SHARE * len(filled):
        return [lines]
    cut = _cut(lines, marks)
    return [lines] if any(sum(bool(line.strip()) for line in page) > _MOST_LINES for page in cut) else cut


def _cut(lines: Sequence[str], marks: Sequence[int]) -> list[list[str]]:
    starts = [0, *(mark for mark in marks if mark)]
    pages = [list(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return pages if any(line.strip() for line in pages[0]) else pages[1:]


def _goes_on(before: Block, block: Block) -> bool:
    open_end = before.kind is not BlockKind.HEADING and before.text[-1:] not in ".!?:;…”)"
    return open_end and block.kind is BlockKind.PARAGRAPH and block.text[:1].islower()
