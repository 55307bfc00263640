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
    chosen = gr.Textbox(visible="hidden", elem_id="route-open")  # in the page: it outlives a restart
    _routes(beginner, parts, routes, kept, chosen)
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

    def start(progress: Progress, name: str, request: gr.Request) -> list[Any]:
        return beginner.start(progress, name, editor=may_edit_routes(request))

    field.change(beginner.look_up, field, terms, trigger_mode="always_last", **_QUIET)
    tab = gr.context.Context.block
    if isinstance(tab, gr.Tab):
        tab.select(start, [kept, chosen], [routes, terms, organisations], **_QUIET)


class _Handlers:
    """What the buttons of routes do. Reading and making are apart: who may read may not always change."""

    def __init__(self, beginner: Beginner, maker: RouteEditor) -> None:
        self._beginner, self._maker = beginner, maker

    def act(self, progress: Progress, event: gr.EventData, request: gr.Request) -> list[Any]:
        """A button among the routes: what is kept, which route is open, the routes, the form, words."""
        data, editor = event_data(event), may_edit_routes(request)
        if data.get("act") == "edit":
            return [gr.skip(), gr.skip(), *self._edited(data, progress, editor=editor)]
        return self._read(data, progress, editor=editor)

    def go(self, progress: Progress, event: gr.EventData, request: gr.Request) -> list[Any]:
        """An address."""
        return self._read(self._beginner.asked(event_data(event)), progress, editor=may_edit_routes(request))

    def edit(self, progress: Progress, event: gr.EventData, request: gr.Request) -> list[Any]:
        """A button of the form."""
        return self._edited(event_data(event), progress, editor=may_edit_routes(request))

    def place(self, event: gr.EventData, request: gr.Request) -> list[Any]:
        """A place from elsewhere for the route that is being made."""
        if not may_edit_routes(request):
            return [gr.skip(), live_regions(route_texts.NOT_ALLOWED, seen=True)]
        form, said = self._maker.place(event_data(event))
        return [gr.skip() if form is None else arrived(form), live_regions(said, seen=True)]

    def _read(self, data: dict[str, Any], progress: Progress, *, editor: bool) -> list[Any]:
        shown, progress = self._beginner.act(data, progress, editor=editor)
        return [progress, "" if data.get("act") == "routes" else data.get("route", ""), shown, gr.skip(), gr.skip()]

    def _edited(self, data: dict[str, Any], progress: Progress, *, editor: bool) -> list[Any]:
        form, said = self._maker.act(data) if editor else (notice(route_texts.NOT_ALLOWED), "")
        all_of_them = gr.skip() if form else self._beginner.all(progress, said)
        return [all_of_them, form and arrived(form), live_regions(said) if said else gr.skip()]


def _routes(beginner: Beginner, parts: Parts, routes: gr.HTML, kept: gr.BrowserState, chosen: gr.Textbox) -> None:
    """Reading a route, and making one: the form is beside the routes, so that opening the tab again leaves it alone."""
    handlers = _Handlers(beginner, RouteEditor(parts.kb, lambda: parts.keeper.folder, parts.keeper.require))
    made = html_spot("route-maken", parts)
    everything = [kept, chosen, routes, made, parts.live]
    routes.act(handlers.act, kept, everything, **_QUIET)
    routes.go(handlers.go, kept, everything, trigger_mode="multiple", **_QUIET)
    made.act(handlers.edit, kept, [routes, made, parts.live], **_IN_TURN)
    for spot in parts.quoting:
        spot.place(handlers.place, None, [made, parts.live], **_IN_TURN)


def _heading(words: str, lead: str) -> str:
    return f'<h2>{escape(words)}</h2><p class="bw-lead">{escape(lead)}</p>'


TAB = Tab(texts.TAB, "begin", build)
