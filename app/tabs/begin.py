"""The tab for those who are new: reading routes, what words mean, who is who."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from app.beginning import Beginner, Progress
from app.parts import Parts, Tab, event_data, html_spot
from app.rendering import notice
from index.service import MAX_QUESTION
from index.texts import begin as texts

KEPT = "bronwijzer-leesroutes"


def build(parts: Parts) -> None:
    """Routes on top, then the glossary and the organisations; filled when the tab is opened."""
    beginner = Beginner(parts.kb, lambda: parts.keeper.folder)
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    # Holds names of routes and numbers of steps, nothing else. The key only keeps it readable after a restart.
    kept = gr.BrowserState({}, storage_key=KEPT, secret=KEPT)
    gr.HTML(_heading(texts.HEADING, texts.LEAD), apply_default_css=False)
    routes = html_spot("routes", parts, notice(texts.BUSY))
    gr.HTML(_heading(texts.GLOSSARY, texts.GLOSSARY_LEAD), apply_default_css=False)
    field = gr.Textbox(
        label=texts.GLOSSARY_FIELD,
        placeholder=texts.GLOSSARY_PLACEHOLDER,
        max_lines=1,
        max_length=MAX_QUESTION,
        elem_id="woord",
    )
    terms = html_spot("woorden", parts)
    gr.HTML(_heading(texts.ORGANISATIONS, texts.ORGANISATIONS_LEAD), apply_default_css=False)
    organisations = html_spot("organisaties", parts)

    def act(progress: Progress, event: gr.EventData) -> tuple[str, Progress]:
        return beginner.act(event_data(event), progress)

    routes.act(act, kept, [routes, kept], **quiet)
    field.change(beginner.look_up, field, terms, trigger_mode="always_last", **quiet)
    tab = gr.context.Context.block
    if isinstance(tab, gr.Tab):
        tab.select(beginner.start, kept, [routes, terms, organisations], **quiet)


def _heading(words: str, lead: str) -> str:
    return f'<h2>{escape(words)}</h2><p class="bw-lead">{escape(lead)}</p>'


TAB = Tab(texts.TAB, "begin", build)
