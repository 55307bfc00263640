"""The tab for those who are new: reading routes, what words mean, who is who; and where routes are made."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from app.beginning import Beginner, Progress
from app.parts import Parts, Tab, event_data, html_spot
from app.rendering import live_regions, notice
from app.route_access import may_edit_routes
from app.route_editing import RouteEditor
from app.waiting import arrived
from index.service import MAX_QUESTION
from index.texts import begin as texts
from index.texts import routes as route_texts

KEPT = "bronwijzer-leesroutes"
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_IN_TURN: dict[str, Any] = {"trigger_mode": "multiple", "concurrency_limit": 1, **_QUIET}
"""No click is dropped, and each sees what the one before made."""


def build(parts: Parts) -> None:
    """Routes on top, then the glossary and the organisations; filled when the tab is opened."""
    beginner = Beginner(parts.kb, lambda: parts.keeper.folder)
    # Holds names of routes and ticks of places, nothing else. The key only keeps it readable after a restart.
    kept = gr.BrowserState({}, storage_key=KEPT, secret=KEPT)
    gr.HTML(_heading(texts.HEADING, texts.LEAD), elem_id="begin-kop", apply_default_css=False)
    routes = html_spot("routes", parts, notice(texts.BUSY))
    _routes(beginner, parts, routes, kept)
    gr.HTML(_heading(texts.GLOSSARY, texts.GLOSSARY_LEAD), elem_id="woorden-kop", apply_default_css=False)
    field = gr.Textbox(
        label=texts.GLOSSARY_FIELD,
        placeholder=texts.GLOSSARY_PLACEHOLDER,
        max_lines=1,
        max_length=MAX_QUESTION,
        elem_id="woord",
    )
    terms = html_spot("woorden", parts)
    lead = _heading(texts.ORGANISATIONS, texts.ORGANISATIONS_LEAD)
    gr.HTML(lead, elem_id="organisaties-kop", apply_default_css=False)
    organisations = html_spot("organisaties", parts)

    def start(progress: Progress, request: gr.Request) -> list[Any]:
        return beginner.start(progress, editor=may_edit_routes(request))

    field.change(beginner.look_up, field, terms, trigger_mode="always_last", **_QUIET)
    tab = gr.context.Context.block
    if isinstance(tab, gr.Tab):
        tab.select(start, kept, [routes, terms, organisations], **_QUIET)


def _routes(beginner: Beginner, parts: Parts, routes: gr.HTML, kept: gr.BrowserState) -> None:
    """Reading a route, and making one: the form is beside the routes, so that opening the tab again leaves it alone."""
    maker = RouteEditor(parts.kb, lambda: parts.keeper.folder)
    made = html_spot("route-maken", parts)

    def edited(data: dict[str, Any], progress: Progress, editor: bool) -> list[Any]:
        form, said = maker.act(data) if editor else (notice(route_texts.NOT_ALLOWED), "")
        all_of_them = gr.skip() if form else beginner.all(progress, said)
        return [all_of_them, form and arrived(form), live_regions(said) if said else gr.skip()]

    def act(progress: Progress, event: gr.EventData, request: gr.Request) -> list[Any]:
        data, editor = event_data(event), may_edit_routes(request)
        if data.get("act") == "edit":
            return [gr.skip(), *edited(data, progress, editor)]
        shown, progress = beginner.act(data, progress, editor=editor)
        return [progress, shown, gr.skip(), gr.skip()]

    def edit(progress: Progress, event: gr.EventData, request: gr.Request) -> list[Any]:
        return edited(event_data(event), progress, may_edit_routes(request))

    def place(event: gr.EventData, request: gr.Request) -> list[Any]:
        form, said = maker.place(event_data(event)) if may_edit_routes(request) else (None, route_texts.NOT_ALLOWED)
        return [gr.skip() if form is None else form, live_regions(said, seen=True)]

    routes.act(act, kept, [kept, routes, made, parts.live], **_QUIET)
    made.act(edit, kept, [routes, made, parts.live], **_IN_TURN)
    for spot in parts.quoting:
        spot.place(place, None, [made, parts.live], **_IN_TURN)


def _heading(words: str, lead: str) -> str:
    return f'<h2>{escape(words)}</h2><p class="bw-lead">{escape(lead)}</p>'


TAB = Tab(texts.TAB, "begin", build)
