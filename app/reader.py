"""The reader: one page of a document with the found words marked, on its picture and in its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

from app.rendering import attributes, button, marked
from app.views import View, view_at, views_of
from index.citation import citation, document_info, page_name
from index.scanned import is_recognised
from index.texts import app as texts
from index.types import BlockKind, BlockSpan, CitableDocument

_TAGS = {BlockKind.LIST_ITEM: "li", BlockKind.TABLE_ROW: "p", BlockKind.FOOTNOTE: "p", BlockKind.NOTE: "p"}
_TOP_HEADING = 3
_LOWEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class Place:
    """Where to open a document: the stretch ``[start, end)`` to mark, and which view to show.

    ``view`` None: the view in which the stretch begins.
    """

    document_id: str
    start: int
    end: int
    view: int | None = None


def shown_view(document: CitableDocument, place: Place) -> tuple[tuple[View, ...], int]:
    """All views of a document, and which of them a place asks for."""
    views = views_of(document)
    number = view_at(views, place.start) if place.view is None else min(max(place.view, 0), len(views) - 1)
    return views, number


def reader_html(document: CitableDocument, place: Place, *, pictures: bool, mark_at: float | None = None) -> str:
    """The page on which a place stands, or another page of the same document.

    :param pictures: the document's pages can be drawn.
    :param mark_at: how far down the picture the marks begin (0-1), None when it has none.
    """
    views, number = shown_view(document, place)
    view = views[number]
    picture = _picture(document, place, view) if pictures and view.page is not None else ""
    scan = is_recognised(document, view.start, view.end)
    note = f'<p class="bw-note-line">{escape(texts.OCR_PAGE)}</p>' if scan else ""
    body = note + picture + _typeset(document, place, view, folded=bool(picture))
    scrolled = attributes(tabindex=0, role="region", aria_label=texts.PAGE)
    return (
        f'<section class="bw-reader" aria-labelledby="lezer-kop"{attributes(data_mark_at=mark_at)}>'
        f"{_head(document, place, views, number)}"
        f'<div class="bw-pages"{scrolled}>{body}</div></section>'
    )


def _head(document: CitableDocument, place: Place, views: tuple[View, ...], number: int) -> str:
    view = views[number]
    info = document_info(document.document_id, document.metadata)
    name = page_name(view.page, view.label) or texts.PART.format(part=number + 1)
    where = texts.PAGE_OF.format(page=name, pages=len(views)) if len(views) > 1 else name
    source = citation(info, view.page, view.label)
    return (
        f'<header><h2 id="lezer-kop" tabindex="-1">{escape(document.metadata.title)}</h2>'
        f'<p class="bw-meta">{escape(source)}</p>'
        f'<nav class="bw-actions" aria-label="{escape(texts.PAGES_NAV)}">'
        f"{_turn(texts.PREVIOUS, place, number - 1, len(views))}"
        f'<span class="bw-where" aria-live="polite">{escape(where)}</span>'
        f"{_turn(texts.NEXT, place, number + 1, len(views))}"
        f"{button(texts.ZOOM_OUT, 'bw-zoom', texts.ZOOM_OUT, data_zoom='-1')}"
        f"{button(texts.ZOOM_IN, 'bw-zoom', texts.ZOOM_IN, data_zoom='1')}"
        f'<a class="bw-button" download href="/api/documents/{escape(document.document_id)}/file">'
        f"{escape(texts.ORIGINAL)}</a>"
        f"{button(texts.READER_CLOSE, 'bw-close', texts.READER_CLOSE, data_close='1')}</nav></header>"
    )


def _turn(label: str, place: Place, to: int, views: int) -> str:
    if views < 2:
        return ""
    data = {"data_document": place.document_id, "data_start": place.start, "data_end": place.end, "data_view": to}
    disabled = None if 0 <= to < views else "disabled"
    return button(label, "bw-open bw-turn", label, **data, disabled=disabled)


def _picture(document: CitableDocument, place: Place, view: View) -> str:
    address = f"/api/documents/{document.document_id}/pages/{view.page}?start={place.start}&end={place.end}"
    name = page_name(view.page, view.label) or ""
    return f'<img class="bw-picture"{attributes(src=address, alt=texts.PAGE_IMAGE.format(page=name))}>'


def _typeset(document: CitableDocument, place: Place, view: View, *, folded: bool) -> str:
    blocks = [b for b in document.blocks if view.start <= b.start < view.end]
    groups = groupby(blocks, key=lambda block: block.kind)
    body = "".join(_group(document, kind, list(group), place) for kind, group in groups)
    body = body or f"<p>{escape(texts.PAGE_EMPTY)}</p>"
    body = f'<div class="bw-typeset" lang="nl">{body}</div>'
    return f"<details><summary>{escape(texts.PAGE_TEXT)}</summary>{body}</details>" if folded else body


def _group(document: CitableDocument, kind: BlockKind, blocks: list[BlockSpan], place: Place) -> str:
    """Blocks of one kind in a row; list items make a list."""
    inside = "".join(_block(document, block, place) for block in blocks)
    return f"<ul>{inside}</ul>" if kind is BlockKind.LIST_ITEM else inside


def _block(document: CitableDocument, block: BlockSpan, place: Place) -> str:
    tag = _TAGS.get(block.kind, "p")
    if block.kind is BlockKind.HEADING:
        tag = f"h{min(_TOP_HEADING + max(block.level - 1, 0), _LOWEST_HEADING)}"
    text = document.text[block.start : block.end]
    return f'<{tag} class="bw-{block.kind.value}">{marked(text, _spans(block, place))}</{tag}>'


def _spans(block: BlockSpan, place: Place) -> Iterator[tuple[int, int]]:
    start, end = max(place.start, block.start), min(place.end, block.end)
    if start < end:
        yield start - block.start, end - block.start
