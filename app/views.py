"""What the reader shows at a time: a page, or of a document without pages a part of some screens."""

from __future__ import annotations

from dataclasses import dataclass

from index.types import CitableDocument

PART_CHARS = 9_000
"""Length of a part of a document without pages; a part ends where a block ends."""


@dataclass(frozen=True, slots=True)
class View:
    """One stretch ``[start, end)`` of the citable text. ``page`` is 1-based, None where the format has no pages."""

    start: int
    end: int
    page: int | None
    label: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where to open a document: the stretch ``[start, end)`` to mark, and which view to show.

    :param view: None: the view in which the stretch begins.
    :param find: words that are looked for in the document; the stretch is one of the places where they stand.
    :param hit: which of those places, 0-based.
    """

    document_id: str
    start: int
    end: int
    view: int | None = None
    find: str = ""
    hit: int = 0


def views_of(document: CitableDocument) -> tuple[View, ...]:
    """All views of a document in reading order; there is at least one."""
    if document.paged:
        return tuple(View(p.start, p.end, p.page, p.page_label) for p in document.pages)
    views: list[View] = []
    start = 0
    for block in document.blocks:
        if block.end - start > PART_CHARS and block.start > start:
            views.append(View(start, block.start, None, None))
            start = block.start
    return (*views, View(start, len(document.text), None, None))


def view_at(views: tuple[View, ...], offset: int) -> int:
    """Index of the view in which the character at ``offset`` stands."""
    return next((number for number, view in enumerate(views) if view.start <= offset < view.end), 0)
