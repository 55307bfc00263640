"""From offsets to the pages that words stand on."""

from __future__ import annotations

from bisect import bisect_right

from index.types import CitableDocument, Page


def page_at(pages: tuple[Page, ...], offset: int) -> Page:
    """The page on which the character at ``offset`` stands; empty pages hold no character."""
    filled = [page for page in pages if page.end > page.start] or list(pages)
    return filled[max(bisect_right([page.start for page in filled], offset) - 1, 0)]


def pages_of(document: CitableDocument, start: int, end: int) -> tuple[Page | None, Page | None]:
    """The page on which ``[start, end)`` begins, and the one on which it ends where that is another; no pages: none."""
    if not document.paged:
        return None, None
    first, last = page_at(document.pages, start), page_at(document.pages, max(start, end - 1))
    return first, last if last != first else None
