"""Out of which document and from which place in it a route goes on, as HTML; and the buttons of its form. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from app.rendering import ROUTE_FORM, attributes, button
from app.route_draft import MAX_STEPS, Draft
from index.manifest import DocumentRecord
from index.route_choices import Choice
from index.texts import routes as texts

Places = tuple[Sequence[Choice], Sequence[Choice]]
"""Headings and pages of the document out of which a place is chosen."""


def focused(name: str, focus: str, **more: object) -> str:
    """Attributes of what has this name: it gets the focus when that is asked."""
    return attributes(**more, data_focus="1" if name == focus else None)


def act_button(label: str, kind: str, description: str, act: str, **data: object) -> str:
    """A button that sends everything in the form along."""
    return button(label, kind, description, data_act=act, data_form=ROUTE_FORM, **data)


def pick_html(draft: Draft, records: Sequence[DocumentRecord], places: Places, focus: str) -> str:
    """A document, then a place in it."""
    if not records:
        return f'<p class="bw-note-line">{escape(texts.NO_PLACES_HERE)}</p>'
    if len(draft.route.steps) >= MAX_STEPS:
        return f'<p class="bw-meta">{escape(texts.FULL.format(most=MAX_STEPS))}</p>'
    ordered = sorted(records, key=lambda record: (record.metadata.title.lower(), record.document_id))
    options = "".join(_option(r.document_id, _title(r), chosen=r.document_id == draft.document) for r in ordered)
    documents = _select("pick-document", texts.PICK_DOCUMENT, draft.document or ordered[0].document_id, options)
    show = act_button(texts.PICK_SHOW, "bw-quiet", texts.PICK_SHOW, "edit-choose")
    return (
        f'<div class="bw-pick" role="group" aria-labelledby="bw-pick"><h5 id="bw-pick">{escape(texts.PICK)}</h5>'
        f'<div class="bw-actions">{documents}{show}</div>'
        f"{_places(draft, places, focus)}</div>"
    )


def _places(draft: Draft, places: Places, focus: str) -> str:
    if not draft.document:
        return ""
    groups = [(texts.PICK_HEADINGS, places[0]), (texts.PICK_PAGES, places[1])]
    options = _option(f"{draft.document}:0:0", texts.PICK_START, chosen=True)
    options += "".join(
        f'<optgroup label="{escape(label)}">'
        + "".join(_option(f"{draft.document}:{c.start}:{c.end}", c.words) for c in choices)
        + "</optgroup>"
        for label, choices in groups
        if choices
    )
    select = _select("pick-place", texts.PICK_PLACE, f"{draft.document}:0:0", options, focused("pick", focus))
    add = act_button(texts.PICK_ADD, "bw-strong", texts.PICK_ADD, "edit-pick")
    return f'<div class="bw-actions">{select}{add}</div>'


def _select(name: str, label: str, value: str, options: str, given: str = "") -> str:
    """With its label beside it, not around it: around it, the label would be the label and every option."""
    return (
        f'<div class="bw-wide"><label for="{name}">{escape(label)}</label>'
        f'<select class="bw-field" id="{name}" name="{name}"{attributes(data_value=value)}{given}>{options}</select>'
        "</div>"
    )


def _option(value: str, words: str, *, chosen: bool = False) -> str:
    return f"<option{attributes(value=value, selected='selected' if chosen else None)}>{escape(words)}</option>"


def _title(record: DocumentRecord) -> str:
    said = record.metadata
    year = said.year if said.year and str(said.year) not in said.title else None
    return ", ".join(str(part) for part in (said.title, said.organisation, year) if part)
