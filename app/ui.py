"""The app's page: its head, the tabs of :mod:`app.tabs`, and the reader beside them."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from app.access.login_html import signed_in_html
from app.access.setup import Access
from app.access.viewer import current_viewer
from app.basket import KEPT
from app.keeping import Keeper
from app.keys_html import shortcuts_html
from app.opening import Opener
from app.parts import CLICKS, Parts, event_data
from app.rendering import live_regions, notice
from app.tabs import begin, explanation, frameworks, library, quotes, search
from index.service import KnowledgeBase
from index.texts import app as texts

TABS = (search.TAB, quotes.TAB, frameworks.TAB, begin.TAB, library.TAB, explanation.TAB)


def build_ui(kb: KnowledgeBase, keeper: Keeper, access: Access | None = None) -> gr.Blocks:
    """The page for one knowledge base. ``access``: who may come in; the page shows only what a visitor may do."""
    opener = Opener(kb)

    def opened(event: gr.EventData) -> str:
        return opener.open_first(event_data(event))

    def turned(event: gr.EventData) -> str:
        return opener.open(event_data(event))

    demo = gr.Blocks(title=texts.TITLE, analytics_enabled=False, fill_width=True)
    with demo:
        gr.HTML(_heading(), apply_default_css=False)
        who = gr.HTML("", elem_id="bw-wie", visible=access is not None, apply_default_css=False)
        live = gr.HTML(live_regions(), elem_id="bw-levend", apply_default_css=False)
        places = gr.HTML("", elem_id="mandje-plaatsen", apply_default_css=False)
        kept = gr.BrowserState({}, storage_key=KEPT, secret=KEPT)  # the key only keeps it readable after a restart
        with gr.Row():
            left = gr.Column(scale=5, min_width=320)
            with gr.Column(scale=5, min_width=320, elem_id="lezer-kolom"):
                reader = gr.HTML(
                    notice(texts.READER_EMPTY), elem_id="lezer", js_on_load=CLICKS, apply_default_css=False
                )
                reader.open(turned, None, reader, show_progress="hidden", api_visibility="private")
            parts = Parts(kb, reader, opened, live, places, kept, keeper, access is not None, [reader])
            with left, gr.Tabs(elem_id="tabs"):
                made = {tab: gr.Tab(tab.title, id=tab.name, elem_id=f"tab-{tab.name}") for tab in TABS}
                for tab, place in made.items():
                    with place:
                        tab.build(parts)
        if access is not None:
            _welcome(demo, access, who, made[library.TAB])
    return demo


def _welcome(demo: gr.Blocks, access: Access, who: gr.HTML, keeping: gr.Tab) -> None:
    """Who is there, and the tab that is only for who keeps the library."""
    keeping.visible = False

    def welcome() -> list[Any]:
        viewer = current_viewer()
        return [signed_in_html(viewer.name, log_out=access.router is not None), gr.Tab(visible=viewer.keeps)]

    demo.load(welcome, None, [who, keeping], show_progress="hidden", api_visibility="private")


def _heading() -> str:
    skip = f'<a class="bw-skip" href="#antwoord">{escape(texts.SKIP)}</a>'
    title = f'<h1>{escape(texts.TITLE)} <span class="bw-lead">{escape(texts.SUBTITLE)}</span></h1>'
    return f'{skip}<div class="bw-top">{title}{shortcuts_html()}</div>'
