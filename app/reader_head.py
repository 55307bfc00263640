"""What stands above a page in the reader: which page, the way to others, finding, keeping. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from app.rendering import ROUTE_FORM, attributes, button, place_of, to_route
from app.views import Place, View
from index.citation import citation, document_info, page_name
from index.cuts import Spot
from index.find_in_document import MAX_FOUND, MAX_SOUGHT, occurrences
from index.route_choices import at_page
from index.texts import app as texts
from index.texts import quotes, routes
from index.types import BlockKind, CitableDocument

MAX_CONTENTS = 200
_DEEPEST = 3


def place_name(place: Place) -> str:
    """A place as it stands in the address of the page."""
    view = "" if place.view is None else f"-{place.view}"
    return f"{place.document_id}-{place.start}-{place.end}{view}"


def close_button() -> str:
    """Closes the reader."""
    return button(texts.READER_CLOSE, "bw-close", texts.READER_CLOSE, data_close="1")


def head_html(document: CitableDocument, place: Place, views: Sequence[View], number: int) -> str:
    """Title, source and buttons of the view with this number."""
    view = views[number]
    info = document_info(document.document_id, document.metadata)
    source = citation(info, view.page, view.label)
    return (
        f'<header><div class="bw-reader-top"><h2 id="lezer-kop" tabindex="-1">{escape(document.metadata.title)}</h2>'
        f'{close_button()}</div><p class="bw-meta">{escape(source)}</p>'
        f'<div class="bw-reader-bar">{_pages(place, views, number)}{_find(document, place)}</div>'
        f"{_keep(place, view)}{_contents(document)}</header>"
    )


def _pages(place: Place, views: Sequence[View], number: int) -> str:
    view = views[number]
    name = page_name(view.page, view.label) or texts.PART.format(part=number + 1)
    where = texts.PAGE_OF.format(page=name, pages=len(views)) if len(views) > 1 else name
    return (
        f'<nav class="bw-actions" aria-label="{escape(texts.PAGES_NAV)}">'
        f"{_turn('‹', texts.PREVIOUS, place, number - 1, len(views))}"
        f'<span class="bw-where" aria-live="polite">{escape(where)}</span>'
        f"{_turn('›', texts.NEXT, place, number + 1, len(views))}"
        f"{button('−', 'bw-zoom', texts.ZOOM_OUT, data_zoom='-1', title=texts.ZOOM_OUT)}"
        f"{button('+', 'bw-zoom', texts.ZOOM_IN, data_zoom='1', title=texts.ZOOM_IN)}</nav>"
    )


def _turn(sign: str, label: str, place: Place, to: int, views: int) -> str:
    if views < 2:
        return ""
    disabled = None if 0 <= to < views else "disabled"
    return button(sign, "bw-open bw-turn", label, **_opens(place), data_view=to, title=label, disabled=disabled)


def _opens(place: Place) -> dict[str, object]:
    found = {"data_find": place.find, "data_hit": place.hit} if place.find else {}
    return {"data_document": place.document_id, "data_start": place.start, "data_end": place.end, **found}


def _find(document: CitableDocument, place: Place) -> str:
    """A field, and the way from place to place."""
    given = attributes(
        type="search", name="find", value=place.find, placeholder=texts.FIND_HERE, aria_label=texts.FIND_HERE
    )
    ask = {"data_document": place.document_id, "data_start": place.start, "data_end": place.end}
    go = button(texts.FIND, "bw-open bw-turn bw-find", texts.FIND_LABEL, **ask, data_fields="find")
    hits = len(occurrences(document.text, place.find))
    said = ""
    if place.find:
        words = texts.FIND_AT if hits < MAX_FOUND else texts.FIND_AT_FIRST
        at = words.format(hit=place.hit % max(hits, 1) + 1, hits=hits)
        said = at if hits else texts.FIND_NONE.format(words=place.find)
    steps = "".join(
        button(sign, "bw-open bw-turn", label, **(_opens(place) | {"data_hit": place.hit + step}), title=label)
        for sign, label, step in (("↑", texts.FIND_PREVIOUS, -1), ("↓", texts.FIND_NEXT, 1))
        if hits > 1
    )
    return (
        f'<div class="bw-actions" role="search"><input class="bw-field" maxlength="{MAX_SOUGHT}"{given}>{go}'
        f'<span class="bw-found" role="status">{escape(said)}</span>{steps}</div>'
    )


def _keep(place: Place, view: View) -> str:
    """Buttons to take something away: what is marked, and what is selected (the script shows that one)."""
    if place.end <= place.start:
        marked = ""
    else:
        spot = place_of(Spot(place.document_id, place.start, place.end))
        told = {"data_act": "add", "data_place": spot, "data_added": quotes.ADDED_NOW}
        marked = button(texts.KEEP_MARKED, "bw-add", texts.KEEP_MARKED_LABEL, **told)
        marked += to_route(Spot(place.document_id, place.start, place.end), texts.FOUND_HERE)
    chosen = button(
        texts.KEEP_SELECTED, "bw-strong bw-selected", texts.KEEP_SELECTED, data_act="add",
        data_of=place.document_id, hidden="hidden",
    )  # fmt: skip
    chosen += button(
        routes.SELECTED_TO_ROUTE, "bw-selected bw-to-route", routes.SELECTED_TO_ROUTE, data_act="place",
        data_form=ROUTE_FORM, data_of=place.document_id, hidden="hidden",
    )  # fmt: skip
    at = view.start if view.page is None else at_page(view.page)
    words, spot = routes.PAGE_TO_ROUTE, place_of(Spot(place.document_id, at, at))
    page = button(words, "bw-to-route", words, data_act="place", data_form=ROUTE_FORM, data_place=spot)
    link = button(texts.COPY_LINK, "bw-copy-link", texts.COPY_PAGE_LINK, data_link="1")
    original = f'<a class="bw-button" download{attributes(href=f"/api/documents/{place.document_id}/file")}>'
    return f'<div class="bw-actions">{chosen}{marked}{page}{link}{original}{escape(texts.ORIGINAL)}</a></div>'


def _contents(document: CitableDocument) -> str:
    """The headings of the document, each opening where it stands."""
    headings = [b for b in document.blocks if b.kind is BlockKind.HEADING and b.level <= _DEEPEST][:MAX_CONTENTS]
    if len(headings) < 2:
        return ""
    rows = "".join(
        f'<li class="bw-level-{max(block.level, 1)}">{_heading(document, block.start, block.end)}</li>'
        for block in headings
    )
    return f'<details class="bw-contents"><summary>{escape(texts.CONTENTS)}</summary><ul>{rows}</ul></details>'


def _heading(document: CitableDocument, start: int, end: int) -> str:
    words = " ".join(document.text[start:end].split())
    where = {"data_document": document.document_id, "data_start": start, "data_end": end}
    return button(words, "bw-open bw-turn bw-link", words, **where)
