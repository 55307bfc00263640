"""From an offset to the page it stands on."""

from __future__ import annotations

from bisect import bisect_right

from index.types import Page


def page_at(pages: tuple[Page, ...], offset: int) -> Page:
    """The page on which the character at ``offset`` stands; empty pages hold no character."""
    filled = [page for page in pages if page.end > page.start] or list(pages)
    return filled[max(bisect_right([page.start for page in filled], offset) - 1, 0)]
