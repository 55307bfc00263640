"""From a place in a document to a step of a route: a passage, a heading or a page that somebody chose."""

from __future__ import annotations

from dataclasses import dataclass

from index.citation import page_name
from index.language.sentences import sentence_spans
from index.pages import page_at
from index.routes import Step
from index.types import BlockKind, CitableDocument

ENOUGH = 300
"""Characters of a passage that are quoted in a route; whole sentences, at least one."""
MAX_HEADINGS = 400
MAX_PAGES = 1_000


@dataclass(frozen=True, slots=True)
class Choice:
    """A place of a document that can be chosen: offsets as :func:`step_at` takes them, and words for it."""

    start: int
    end: int
    words: str


def at_page(page: int) -> int:
    """What stands for a page (1-based) where offsets are asked: below zero, as pages without text share an offset."""
    return -page


def headings_of(document: CitableDocument) -> tuple[Choice, ...]:
    """The headings, each with its page."""
    blocks = [block for block in document.blocks if block.kind is BlockKind.HEADING][:MAX_HEADINGS]
    return tuple(Choice(b.start, b.end, _heading(document, b.start, b.end)) for b in blocks)


def pages_of(document: CitableDocument) -> tuple[Choice, ...]:
    """The pages; none where the format has no pages."""
    pages = document.pages[:MAX_PAGES] if document.paged else ()
    return tuple(Choice(at_page(p.page), at_page(p.page), page_name(p.page, p.page_label) or "") for p in pages)


def step_at(document: CitableDocument, start: int, end: int, why: str = "") -> Step:
    """The step for ``[start, end)``; where that is empty, for the page on which it stands.

    :param start: an offset, or a page as :func:`at_page` gives it, and ``end`` the same.
    :raises ValueError: there is no such place.
    """
    if start == end and document.paged and any(at_page(p.page) == start for p in document.pages):
        return Step(document.file, "", why, -start)
    if not 0 <= start <= end <= len(document.text):
        raise ValueError(f"{start}-{end}")
    page = page_at(document.pages, start).page if document.paged else None
    if page is None and start == end:
        first = next((block for block in document.blocks if block.end > start), None)
        start, end = (first.start, first.end) if first else (0, len(document.text))
    return Step(document.file, _quoted(document.text[start:end]), why, page)


def _quoted(text: str) -> str:
    spans = sentence_spans(text)
    if not spans:
        return ""
    end = next((span.end for span in reversed(spans) if span.end - spans[0].start <= ENOUGH), spans[0].end)
    return " ".join(text[spans[0].start : end].split())


def _heading(document: CitableDocument, start: int, end: int) -> str:
    words = " ".join(document.text[start:end].split())
    page = page_at(document.pages, start) if document.paged else None
    name = page_name(page.page, page.page_label) if page else None
    return f"{words} ({name})" if name else words
