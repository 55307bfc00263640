"""The reader: one page of a document with the found words marked, on its picture and in its text."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from app.reader_head import close_button, head_html, place_name
from app.rendering import attributes, marked, notice
from app.views import Place, View, view_at, views_of
from index.citation import page_name
from index.scanned import is_recognised
from index.texts import app as texts
from index.types import BlockKind, BlockSpan, CitableDocument

_TAGS = {BlockKind.LIST_ITEM: "li", BlockKind.TABLE_ROW: "p", BlockKind.FOOTNOTE: "p", BlockKind.NOTE: "p"}
_TOP_HEADING = 3
_LOWEST_HEADING = 6


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
    told = attributes(data_mark_at=mark_at, data_place=place_name(place))
    scrolled = attributes(tabindex=0, role="region", aria_label=texts.PAGE)
    return (
        f'<section class="bw-reader" aria-labelledby="lezer-kop"{told}>'
        f"{head_html(document, place, views, number)}"
        f'<div class="bw-pages"{scrolled}>{body}</div></section>'
    )


def unopened_html(message: str) -> str:
    """The reader with why there is nothing to read in it."""
    return (
        '<section class="bw-reader" aria-labelledby="lezer-kop"><header><div class="bw-reader-top">'
        f'<h2 id="lezer-kop" tabindex="-1">{escape(texts.READER)}</h2>{close_button()}</div></header>'
        f"{notice(message)}</section>"
    )


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
    said = attributes(data_at=block.start)
    return f'<{tag} class="bw-{block.kind.value}"{said}>{marked(text, _spans(block, place))}</{tag}>'


def _spans(block: BlockSpan, place: Place) -> Iterator[tuple[int, int]]:
    start, end = max(place.start, block.start), min(place.end, block.end)
    if start < end:
        yield start - block.start, end - block.start
