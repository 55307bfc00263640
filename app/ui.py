"""The app's one page: layout and wiring. What a question gives is in :mod:`app.asking`, how it looks in rendering."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from app.asking import FACETS, Asker
from app.rendering import live_regions, notice
from index.service import MAX_QUESTION, KnowledgeBase
from index.texts import app as texts

# A click on a button that the server wrote becomes an event with the button's data.
_CLICKS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button || button.disabled) return;
  const data = {...button.dataset};
  if (data.document) trigger('open', data);
  if (data.ask) trigger('ask', data);
});
"""


def build_ui(kb: KnowledgeBase) -> gr.Blocks:
    """The page for one knowledge base; every handler is a function of its inputs alone."""
    asker = Asker(kb)

    def opened(event: gr.EventData) -> str:
        return asker.open(_data(event))

    demo = gr.Blocks(title=texts.TITLE, analytics_enabled=False, fill_width=True)
    with demo:
        gr.HTML(_heading(), apply_default_css=False)
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
        live = gr.HTML(live_regions(), elem_id="bw-levend", apply_default_css=False)
        with gr.Row():
            with gr.Column(scale=5, min_width=320):
                answer = gr.HTML(elem_id="antwoord", js_on_load=_CLICKS, apply_default_css=False)
                results = gr.HTML(elem_id="resultaten", js_on_load=_CLICKS, apply_default_css=False)
            with gr.Column(scale=5, min_width=320, elem_id="lezer-kolom"):
                reader = gr.HTML(
                    notice(texts.READER_EMPTY), elem_id="lezer", js_on_load=_CLICKS, apply_default_css=False
                )

        asked = {
            "fn": asker.ask,
            "inputs": [question, *groups],
            "outputs": [answer, results, live, accordion, *groups],
            "show_progress": "hidden",
            "api_visibility": "private",
        }
        gr.on([question.submit, button.click, *(group.input for group in groups)], **asked)
        clear.click(lambda: [[] for _ in FACETS], None, groups, api_visibility="private").then(**asked)
        for spot in (answer, results):
            spot.ask(_asked, None, question, api_visibility="private").then(**asked)
        for spot in (answer, results, reader):
            spot.open(opened, None, reader, show_progress="hidden", api_visibility="private")
        demo.load(asker.start, None, [answer, accordion, *groups], show_progress="hidden", api_visibility="private")
    return demo


def _asked(event: gr.EventData) -> str:
    return str(_data(event).get("ask", ""))[:MAX_QUESTION]


def _data(event: gr.EventData) -> dict[str, Any]:
    data = event._data  # the class offers attributes only, and no way to ask which there are
    return data if isinstance(data, dict) else {}


def _group(facet: str) -> gr.CheckboxGroup:
    info = texts.STATUS_INFO if facet == "status" else None
    return gr.CheckboxGroup([], label=texts.FILTER_LABELS[facet], info=info, elem_id=f"filter-{facet}", min_width=200)


def _heading() -> str:
    return f'<a class="bw-skip" href="#resultaten">{escape(texts.SKIP)}</a><h1>{escape(texts.HEADING)}</h1>'
