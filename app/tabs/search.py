"""The first tab: a question, its answer, the passages, and what can be filtered on."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from app.asking import FACETS, Asker
from app.parts import Parts, Tab, event_data, html_spot
from index.service import MAX_QUESTION
from index.texts import app as texts

WORDINGS = 16
"""So many may wait for a language model while others search: more than are let through to it at once."""


def build(parts: Parts) -> None:
    """Fields, filters, answer and results; every handler is a function of its inputs alone."""
    asker = Asker(parts.kb)
    gr.HTML(f"<h2>{escape(texts.HEADING)}</h2>", apply_default_css=False)
    with gr.Row(elem_id="vraagveld", equal_height=True):
        question = gr.Textbox(
            label=texts.FIELD,
            placeholder=texts.PLACEHOLDER,
            max_length=MAX_QUESTION,
            max_lines=1,
            autofocus=True,
            scale=8,
            elem_id="vraag",
        )
        button = gr.Button(texts.SEARCH, variant="primary", scale=1, min_width=140, elem_id="zoek")
    with gr.Accordion(texts.FILTERS, open=False, elem_id="filters") as accordion:
        with gr.Row():
            groups = [_group(facet) for facet in FACETS]
        clear = gr.Button(texts.CLEAR_FILTERS, size="sm", elem_id="wis-filters")
    as_typed = gr.State("")
    answer = html_spot("antwoord", parts)
    wording = html_spot("in-gewone-taal", parts)
    results = html_spot("resultaten", parts)

    asked = {
        "fn": asker.ask,
        "inputs": [question, as_typed, *groups],
        "outputs": [answer, wording, results, parts.live, accordion, *groups],
        "show_progress": "hidden",
        "api_visibility": "private",
    }
    triggers = [question.submit, button.click, *(group.input for group in groups)]
    clicked = [spot.ask(_asked, None, [question, as_typed], api_visibility="private") for spot in (answer, results)]
    cleared = clear.click(lambda: [[] for _ in FACETS], None, groups, api_visibility="private")
    answered = [gr.on(triggers, **asked), *(event.then(**asked) for event in (*clicked, cleared))]
    if parts.kb.writer is not None:
        worded = {
            "fn": asker.word,
            "inputs": asked["inputs"],
            "outputs": [wording, parts.live],
            "show_progress": "hidden",
            "api_visibility": "private",
            "concurrency_limit": WORDINGS,
        }
        _end_when([*triggers, clear.click], [event.then(**worded) for event in answered], (answer, results))
    page = gr.context.Context.root_block
    if page is not None:
        start = [answer, accordion, *groups]
        page.load(asker.start, None, start, show_progress="hidden", api_visibility="private")


def _end_when(triggers: list[Any], wordings: list[Any], spots: tuple[gr.HTML, ...]) -> None:
    """Who asks again no longer waits for the words of the question before."""
    gr.on(triggers, None, cancels=wordings)
    for spot in spots:
        spot.ask(None, cancels=wordings)


def _asked(event: gr.EventData) -> tuple[str, str]:
    """The question of a button; and again when it must be searched as typed."""
    data = event_data(event)
    question = str(data.get("ask", ""))[:MAX_QUESTION]
    return question, question if data.get("literal") else ""


def _group(facet: str) -> gr.CheckboxGroup:
    info = texts.STATUS_INFO if facet == "status" else None
    return gr.CheckboxGroup([], label=texts.FILTER_LABELS[facet], info=info, elem_id=f"filter-{facet}", min_width=200)


TAB = Tab(texts.TAB_SEARCH, "zoeken", build)
