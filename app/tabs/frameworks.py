"""The tab for frameworks: one question over all documents, and two plans side by side."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from app.frameworks import Comparer
from app.parts import PASTED, Parts, Tab, event_data, html_spot
from index.service import MAX_QUESTION
from index.texts import frameworks as texts

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def build(parts: Parts) -> None:
    """Two parts; the plans to choose from are looked up when the page or the tab is opened."""
    comparer = Comparer(parts.kb)
    gr.HTML(f'<h2>{escape(texts.HEADING)}</h2><p class="bw-lead">{escape(texts.LEAD)}</p>', apply_default_css=False)
    with gr.Tabs(elem_id="kaders-delen"):
        with gr.Tab(texts.TAB_SCAN, id="kaders-vraag", elem_id="tab-kaders-vraag"):
            _scan(comparer, parts)
        with gr.Tab(texts.TAB_COMPARE, id="kaders-jaren", elem_id="tab-kaders-jaren") as tab:
            _compare(comparer, parts, tab)


def _scan(comparer: Comparer, parts: Parts) -> None:
    with gr.Row(equal_height=True):
        question = gr.Textbox(
            label=texts.QUESTION,
            placeholder=texts.QUESTION_PLACEHOLDER,
            max_length=PASTED * MAX_QUESTION,
            max_lines=1,
            scale=6,
            elem_id="kader-vraag",
        )
        on = gr.Textbox(
            label=texts.ON,
            placeholder=texts.ON_PLACEHOLDER,
            max_length=20,
            max_lines=1,
            scale=2,
            min_width=200,
            elem_id="kader-datum",
        )
    button = gr.Button(texts.SCAN, variant="primary", elem_id="kader-vraag-alle")
    result = html_spot("kaders-tabel", parts)
    triggers = [question.submit, on.submit, button.click]
    gr.on(triggers, comparer.scan, [question, on], [result, parts.live], trigger_mode="always_last", **_QUIET)

    def went(event: gr.EventData) -> list[Any]:
        return comparer.go(event_data(event))

    result.go(went, None, [result, parts.live], trigger_mode="multiple", **_QUIET)


def _compare(comparer: Comparer, parts: Parts, tab: gr.Tab) -> None:
    with gr.Row():
        old = gr.Dropdown([], label=texts.OLD, elem_id="kader-oud", min_width=260)
        new = gr.Dropdown([], label=texts.NEW, elem_id="kader-nieuw", min_width=260)
    ready = gr.HTML("", elem_id="kader-klaar", apply_default_css=False)
    button = gr.Button(texts.COMPARE, variant="primary", elem_id="kader-vergelijk")
    result = html_spot("kaders-vergelijking", parts)
    # As they come: Gradio refuses a document that this process did not offer, as on a page from before it started.
    chosen: dict[str, Any] = {"inputs": [old, new], "preprocess": False, **_QUIET}
    button.click(comparer.compare, outputs=[result, parts.live], trigger_mode="always_last", **chosen)
    tab.select(comparer.choices, outputs=[old, new, ready], **chosen)

    def went(event: gr.EventData) -> list[Any]:
        return comparer.go_compare(event_data(event))

    result.go(went, None, [old, new, result, parts.live], trigger_mode="multiple", **_QUIET)


TAB = Tab(texts.TAB, "kaders", build)
