"""The first tab: a question, its answer, the passages, and what can be filtered on."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from app.asking import FACETS, Asker
from app.judging import Judge
from app.parts import PASTED, Parts, Tab, event_data, html_spot
from index.service import MAX_QUESTION
from index.texts import app as texts

WORDINGS = 16
"""So many may wait for a language model while others search: more than are let through to it at once."""
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def build(parts: Parts) -> None:
    """Fields, filters, answer and results; every handler is a function of its inputs alone."""
    asker, judge = Asker(parts.kb), Judge(parts.kb)
    gr.HTML(f"<h2>{escape(texts.HEADING)}</h2>", apply_default_css=False)
    with gr.Row(elem_id="vraagveld", equal_height=True):
        question = gr.Textbox(
            label=texts.FIELD,
            placeholder=texts.PLACEHOLDER,
            max_length=PASTED * MAX_QUESTION,
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
    answer = html_spot("antwoord", parts, quotes=True)
    wording = html_spot("in-gewone-taal", parts)
    judged = html_spot("oordeel", parts)
    results = html_spot("resultaten", parts, quotes=True)
    start = html_spot("start", parts)  # of its own: it may come after the answer to who was quicker
    last = gr.Textbox(visible="hidden", elem_id="vorige-vraag")
    """What was asked last; it stays in the browser's page, the server keeps no question."""

    def acted(event: gr.EventData) -> list[Any]:
        return asker.act(event_data(event))

    def judge_it(before: str, event: gr.EventData) -> list[Any]:
        return judge.save(before, event_data(event))

    def went(event: gr.EventData) -> list[Any]:
        return asker.go(event_data(event))

    shown = [answer, wording, judged, results, parts.live, last, accordion, *groups]
    asked: dict[str, Any] = {"fn": asker.ask, "inputs": [last, question, *groups], "outputs": shown, **_QUIET}
    # As they come: Gradio refuses a filter that this process did not offer, as on a page from before it started.
    asked["preprocess"] = False
    triggers = [question.submit, button.click, *(group.input for group in groups)]
    clicked = [spot.ask(_asked, None, question, api_visibility="private") for spot in (answer, results, start)]
    cleared = clear.click(lambda: [[] for _ in FACETS], None, groups, api_visibility="private")
    # Who asks or ticks again meanwhile is answered too: else the answer before would stand under the words of this one.
    again = gr.on(triggers, trigger_mode="always_last", **asked)
    answered = [again, *(event.then(**asked) for event in (*clicked, cleared))]
    looked: dict[str, Any] = {"trigger_mode": "multiple", **_QUIET}
    answered += [spot.look(acted, None, [question, *shown], **looked) for spot in (answer, results)]
    answered.append(answer.go(went, None, shown, trigger_mode="multiple", **_QUIET))
    gr.on([*triggers, clear.click], None, cancels=answered[-1:])  # what an address brings would come over it
    if parts.kb.writer is not None:
        worded: dict[str, Any] = {"fn": asker.word, "inputs": last, "outputs": [wording, parts.live], **_QUIET}
        wordings = [event.then(**worded, concurrency_limit=WORDINGS) for event in answered]
        _end_when([*triggers, clear.click], wordings, (answer, results, start))
    judged.judge(judge_it, last, [judged, parts.live], **_QUIET)
    page = gr.context.Context.root_block
    if page is not None:
        page.load(asker.start, None, [start, *groups], **_QUIET)


def _end_when(triggers: list[Any], wordings: list[Any], spots: tuple[gr.HTML, ...]) -> None:
    """Who asks again no longer waits for the words of the question before."""
    gr.on(triggers, None, cancels=wordings)
    for spot in spots:
        for event in (spot.ask, spot.look, spot.go):
            event(None, cancels=wordings)


def _asked(event: gr.EventData) -> str:
    return str(event_data(event).get("ask", ""))[:MAX_QUESTION]


def _group(facet: str) -> gr.CheckboxGroup:
    info = texts.STATUS_INFO if facet == "status" else None
    return gr.CheckboxGroup([], label=texts.FILTER_LABELS[facet], info=info, elem_id=f"filter-{facet}", min_width=200)


TAB = Tab(texts.TAB_SEARCH, "zoeken", build)
