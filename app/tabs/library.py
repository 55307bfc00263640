"""The tab with all documents: what is in the library, and everything that changes it."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from app.judging import Judge
from app.librarian import MAX_WORDS, Librarian
from app.library_html import upload_html
from app.parts import Parts, Tab, event_data, html_spot
from app.tabs.library_form import QUIET, Form
from index.texts import judgements
from index.texts import library as texts

_CHANGES = ("remove", "remove-yes", "edit")


def build(parts: Parts) -> None:
    """Head, what is read, upload, form, list; filled when the tab is opened."""
    librarian = Librarian(parts.keeper)
    gr.HTML(f"<h2>{escape(texts.HEADING)}</h2>", apply_default_css=False)
    head = html_spot("bibliotheek-kop", parts)
    buttons = html_spot("bibliotheek-knoppen", parts)
    going_on = html_spot("bibliotheek-stand", parts)
    upload = html_spot("bibliotheek-toevoegen", parts, upload_html(limited=parts.limited))
    form = Form(librarian, parts)
    words = gr.Textbox(
        label=texts.FILTER,
        placeholder=texts.FILTER_PLACEHOLDER,
        max_lines=1,
        max_length=MAX_WORDS,
        elem_id="bibliotheek-filter",
    )
    documents = html_spot("bibliotheek-lijst", parts)
    failed = html_spot("bibliotheek-mislukt", parts)
    _judgements(parts)
    clock = gr.Timer(1.0, active=False)
    shown = [head, buttons, going_on, documents, failed, clock]

    def kept(event: gr.EventData) -> list[Any]:
        return librarian.keep(event_data(event))

    def acted(filtered: str, event: gr.EventData) -> list[Any]:
        return _acted(librarian, form, event_data(event), filtered)

    for spot in (buttons, upload):
        spot.act(kept, None, [buttons, going_on, clock], **QUIET)
    documents.act(acted, words, [head, documents, parts.live, *form.all], **QUIET)

    def went(event: gr.EventData) -> str:
        return librarian.go(event_data(event))

    documents.go(went, None, documents, trigger_mode="multiple", **QUIET)
    words.change(librarian.find, words, documents, trigger_mode="always_last", **QUIET)
    form.wire(documents, clock, words)
    clock.tick(librarian.tick, [words, going_on], [*shown, parts.live], **QUIET)
    tab = gr.context.Context.block
    if isinstance(tab, gr.Tab):
        tab.select(librarian.look, words, shown, **QUIET)


def _judgements(parts: Parts) -> None:
    """What people said of answers, looked up when the tab is opened."""
    judge = Judge(parts.kb)
    gr.HTML(f"<h2>{escape(judgements.HEADING)}</h2>", apply_default_css=False)
    said = html_spot("oordelen", parts)

    def forget(event: gr.EventData) -> list[Any]:
        return judge.forget(event_data(event))

    said.act(forget, None, [said, parts.live], **QUIET)
    tab = gr.context.Context.block
    if isinstance(tab, gr.Tab):
        tab.select(judge.shown, None, said, **QUIET)


def _acted(librarian: Librarian, form: Form, data: dict[str, Any], words: str) -> list[Any]:
    """What a button in the list asks for: head, list, words for who cannot see it, the form."""
    act, document_id = data.get("act"), str(data.get("id", ""))
    unchanged = form.unchanged()
    refused = librarian.refused(words) if act in _CHANGES else []
    if refused:
        return [gr.skip(), *refused, *unchanged]
    if act == "remove":
        return [gr.skip(), librarian.ask(document_id, words), gr.skip(), *unchanged]
    if act == "remove-yes":
        return [*librarian.remove(document_id, words), *unchanged]
    if act == "edit":
        return [gr.skip(), gr.skip(), gr.skip(), *form.opened(document_id)]
    return [gr.skip(), librarian.find(words), gr.skip(), *unchanged]


TAB = Tab(texts.TAB, "bibliotheek", build)
