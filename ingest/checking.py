"""What must hold of every text that was read, whatever the format."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from index.errors import ReadError
from index.texts import reading as texts
from index.types import Again, Block, ReadPage, ReadResult
from ingest.failures import failure, warning
from ingest.limits import Limits


def check(read: ReadResult, suffix: str, limits: Limits, *, looked: bool = False, ocr: bool = False) -> ReadResult:
    """The result, its words no longer than ``limits.word_chars``.

    :param suffix: the file's ending, lower case with its dot.
    :param looked: text was looked for on the scans of a PDF.
    :param ocr: that can be done after this.
    :raises ReadError: too many pages (TEVEEL_PAGINAS), too much text (TE_GROOT) or too few letters for a document
        (GEEN_TEKST for a PDF, which is then a scan; else LEEG_NA_OPSCHONEN).
    """
    check_pages(len(read.pages), limits)
    sizes = [sum(len(block.text) for block in page.blocks) for page in read.pages]
    check_chars(sum(sizes), limits.text_chars)
    if read.paged:
        check_chars(max(sizes, default=0), limits.page_chars)
    letters = sum(sum(map(str.isalpha, block.text)) for block in _blocks(read))
    if letters < limits.least_letters and not (ocr and read.scans):
        raise _without_text(read, suffix, looked=looked)
    longest = max((len(word) for block in _blocks(read) for word in block.text.split()), default=0)
    return read if longest <= limits.word_chars else _cut_words(read, longest, limits.word_chars)


def _without_text(read: ReadResult, suffix: str, *, looked: bool) -> ReadError:
    if suffix != ".pdf":
        return failure("LEEG_NA_OPSCHONEN")
    if not read.scans:
        return failure("GEEN_TEKST", what=texts.NO_LETTERS)
    if looked:
        return failure("GEEN_TEKST", what=texts.NOTHING_RECOGNISED)
    return failure("GEEN_TEKST", Again.OCR, what=texts.INSTALL_OCR)


def check_pages(pages: int, limits: Limits) -> None:
    """:raises ReadError: more pages than ``limits.pages`` (TEVEEL_PAGINAS)."""
    if pages > limits.pages:
        raise failure("TEVEEL_PAGINAS", pages=pages, limit=limits.pages)


def check_chars(chars: int, limit: int) -> None:
    """:raises ReadError: more text than ``limit`` characters (TE_GROOT)."""
    if chars > limit:
        raise too_much_text(chars, limit)


def too_much_text(chars: int, limit: int) -> ReadError:
    """The error for a page or document of ``chars`` characters where ``limit`` are allowed."""
    return failure("TE_GROOT", what=texts.CHARS.format(chars=chars), limit=texts.CHARS.format(chars=limit))


def _blocks(read: ReadResult) -> Iterator[Block]:
    return (block for page in read.pages for block in page.blocks)


def _cut_words(read: ReadResult, longest: int, limit: int) -> ReadResult:
    """A word without end would make a passage without end; a space every ``limit`` characters ends it."""
    overlong = re.compile(rf"\S{{{limit}}}(?=\S)")
    pages = tuple(_cut_page(page, overlong) for page in read.pages)
    return replace(read, pages=pages, warnings=(*read.warnings, warning("LANG_WOORD", chars=longest)))


def _cut_page(page: ReadPage, overlong: re.Pattern[str]) -> ReadPage:
    return replace(page, blocks=tuple(_cut_block(block, overlong) for block in page.blocks))


def _cut_block(block: Block, overlong: re.Pattern[str]) -> Block:
    cuts = [match.end() for match in overlong.finditer(block.text)]
    if not cuts:
        return block

    def start(offset: int) -> int:
        return offset + bisect_right(cuts, offset)

    def end(offset: int) -> int:
        return offset + bisect_left(cuts, offset)

    return replace(
        block,
        text=overlong.sub(r"\g<0> ", block.text),
        boxes=tuple(replace(box, start=start(box.start), end=end(box.end)) for box in block.boxes),
        cells=tuple(replace(cell, start=start(cell.start), end=end(cell.end)) for cell in block.cells),
    )
