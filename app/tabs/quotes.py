"""The tab for quotes: find them on a theme, check one, and keep them in a basket of one's own."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from app.basket import Basket
from app.parts import PASTED, Parts, Tab, event_data, html_spot
from app.quoting import Quoter
from index.quotable import MAX_THEME
from index.service import MAX_QUOTE
from index.source_lines import SourceStyle
from index.texts import quotes as texts

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def build(parts: Parts) -> None:
    """Three things beside each other; the basket is of this user's browser, which keeps places and no words."""
    quoter = Quoter(parts.kb)
    basket = gr.State(None)  # of this page, so that each click sees what the one before made; None after a restart
    whole = gr.context.Context.block
    gr.HTML(f'<h2>{escape(texts.HEADING)}</h2><p class="bw-lead">{escape(texts.LEAD)}</p>', apply_default_css=False)
    with gr.Tabs(elem_id="citaten-delen"):
        with gr.Tab(texts.TAB_FIND, id="citaten-zoeken", elem_id="tab-citaten-zoeken"):
            _find(quoter, parts)
        with gr.Tab(texts.TAB_CHECK, id="citaten-controle"):
            _check(quoter, parts)
        with gr.Tab(texts.TAB_BASKET, id="citaten-mandje") as tab:
            choices = [(label, name) for name, label in texts.STYLES.items()]
            style = gr.Radio(choices, value=SourceStyle.SHORT.value, label=texts.STYLE, elem_id="bronregel")
            shown = html_spot("mandje", parts, quoter.shown((), None, SourceStyle.SHORT.value), quotes=True)

    def act(held: Basket | None, before: object, chosen: str, event: gr.EventData) -> list[Any]:
        return quoter.act(held, before, chosen, event_data(event))

    tabs = [tab, whole] if isinstance(whole, gr.Tab) else [tab]
    outputs = [basket, parts.kept, shown, parts.places, parts.live, *tabs]
    for spot in parts.quoting:
        # Who adds three quotes in a second gets three: no click is dropped, and each sees the basket of the one before.
        spot.act(act, [basket, parts.kept, style], outputs, trigger_mode="multiple", concurrency_limit=1, **_QUIET)
    style.input(quoter.shown, [basket, parts.kept, style], shown, **_QUIET)
    page = gr.context.Context.root_block
    if page is not None:
        page.load(quoter.restored, [parts.kept, style], [shown, parts.places, *tabs], **_QUIET)


def _find(quoter: Quoter, parts: Parts) -> None:
    with gr.Row(equal_height=True):
        theme = gr.Textbox(
            label=texts.THEME,
            placeholder=texts.THEME_PLACEHOLDER,
            max_length=MAX_THEME,
            max_lines=1,
            scale=8,
            elem_id="citaat-thema",
        )
        button = gr.Button(texts.FIND, variant="primary", scale=1, min_width=140, elem_id="citaat-zoek")
    residents = gr.Checkbox(label=texts.RESIDENTS_ONLY, info=texts.RESIDENTS_INFO, elem_id="citaat-bewoners")
    versions = gr.Checkbox(label=texts.ALL_VERSIONS, elem_id="citaat-alle")
    found = html_spot("citaten-gevonden", parts, quotes=True)
    gr.on(
        [theme.submit, button.click, residents.input, versions.input],
        quoter.find,
        [theme, residents, versions],
        [found, parts.live],
        trigger_mode="always_last",
        **_QUIET,
    )

    def went(event: gr.EventData) -> list[Any]:
        return quoter.go(event_data(event))

    found.go(went, None, [residents, versions, found, parts.live], trigger_mode="multiple", **_QUIET)


def _check(quoter: Quoter, parts: Parts) -> None:
    sentence = gr.Textbox(
        label=texts.SENTENCE,
        placeholder=texts.SENTENCE_PLACEHOLDER,
        max_length=PASTED * MAX_QUOTE,
        lines=3,
        max_lines=8,
        elem_id="citaat-zin",
    )
    button = gr.Button(texts.CHECK, variant="primary", elem_id="citaat-controleer")
    checked = html_spot("citaat-uitkomst", parts, quotes=True)
    # Also a sentence that was mended meanwhile: the verdict on the one before would be taken for that on this one.
    button.click(quoter.check, sentence, [checked, parts.live], trigger_mode="always_last", **_QUIET)


TAB = Tab(texts.TAB, "citaten", build)
