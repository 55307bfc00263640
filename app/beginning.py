"""What happens on the tab for those who are new: choose a route, mark a step, look a word up."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.address import parameters, read
from app.begin_html import FoundRoute, glossary_html, organisations_html, route_html, routes_html
from app.documents import listed
from app.rendering import notice
from app.waiting import addressed
from index.errors import BronwijzerError
from index.glossary import glossary, matching
from index.route_places import find_steps
from index.routes import FOLDER, Route, read_routes, tick
from index.service import MAX_QUESTION, KnowledgeBase
from index.texts import begin as texts

MAX_ROUTES = 200
_ROUTE = "route"
MAX_TICKS = 500
_LOG = logging.getLogger(__name__)
Progress = dict[str, list[int]]
"""All that a browser keeps: ticks of the places that were read, by the name of the route."""


class Beginner:
    """The handlers of the tab. They keep nothing of anybody: what somebody has read comes from his browser.

    :param folder: where the documents are; routes are in a folder in it.
    """

    def __init__(self, kb: KnowledgeBase, folder: Callable[[], Path]) -> None:
        self._kb = kb
        self._folder = folder

    def start(self, kept: object, name: str = "", *, editor: bool = False) -> list[Any]:
        """Routes, glossary and organisations. ``name``: the route that is open; ``editor``: with the editor."""
        try:
            terms = glossary(self._kb.library)
            routes = self._acted({"act": "again", "route": name}, progress_of(kept), editor)
            return [routes, glossary_html(terms, len(terms)), self._organisations()]
        except BronwijzerError:
            _LOG.exception("start")
            return [notice(texts.FAILED)] * 3

    def all(self, kept: object, said: str) -> str:
        """All routes after one was made or changed, with words about that."""
        try:
            return self._all(progress_of(kept), True, said)
        except BronwijzerError:
            _LOG.exception("all")
            return notice(texts.FAILED)

    def act(self, data: Mapping[str, Any], kept: object, *, editor: bool = False) -> tuple[str, Progress]:
        """What a button of the routes asks for, and what the browser keeps from now on."""
        progress = progress_of(kept)
        try:
            return self._acted(data, progress, editor), progress
        except BronwijzerError:
            _LOG.exception("act")
            return notice(texts.FAILED), progress

    def _acted(self, data: Mapping[str, Any], progress: Progress, editor: bool) -> str:
        name = str(data.get("route", ""))
        found = self._route(name)
        if data.get("act") == "routes" or found is None:
            return self._all(progress, editor)
        focus = "" if data.get("act") == "again" else "head"
        if data.get("act") == "reset":
            progress.pop(name, None)
        elif data.get("act") == "step":
            focus = str(data.get("step", ""))
            _toggle(progress, found.route, focus)
        return addressed(route_html(found, progress, focus), parameters({_ROUTE: name}))

    def asked(self, data: Mapping[str, Any]) -> dict[str, str]:
        """What an address asks, as a button would."""
        name = read(data.get("parameters")).get(_ROUTE, "")
        return {"act": "route" if name else "routes", "route": name}

    def look_up(self, words: str | None) -> str:
        """The glossary, as far as these words are in it."""
        try:
            terms = glossary(self._kb.library)
            return glossary_html(matching(terms, (words or "")[:MAX_QUESTION]), len(terms))
        except BronwijzerError:
            _LOG.exception("look up")
            return notice(texts.FAILED)

    def _organisations(self) -> str:
        return organisations_html(listed(self._kb))

    def _all(self, progress: Progress, editor: bool, said: str = "") -> str:
        read = read_routes(self._folder() / FOLDER)
        found = map(self._found, read.routes)
        shown = [route for route in found if route.steps or editor]
        return addressed(routes_html(shown, read.problems, progress, editor=editor, said=said), "")

    def _route(self, name: str) -> FoundRoute | None:
        routes = read_routes(self._folder() / FOLDER).routes
        found = next((self._found(route) for route in routes if route.name == name), None)
        return found if found and found.steps else None

    def _found(self, route: Route) -> FoundRoute:
        """The route as far as this person may see it: a step that is not there for him is not counted either."""
        steps = find_steps(route, self._kb.library)
        return FoundRoute(replace(route, steps=tuple(found.step for found in steps)), steps)


def progress_of(kept: object) -> Progress:
    """What a browser says it keeps, as far as it is route names and step numbers."""
    if not isinstance(kept, dict):
        return {}
    known = [(name, steps) for name, steps in kept.items() if isinstance(name, str) and isinstance(steps, list)]
    return {name[:100]: sorted(_ticks(steps)) for name, steps in known[:MAX_ROUTES]}


def _ticks(steps: list[object]) -> set[int]:
    return {s for s in steps[:MAX_TICKS] if isinstance(s, int) and not isinstance(s, bool) and 0 <= s < 2**32}


def _toggle(progress: Progress, route: Route, step: str) -> None:
    number = int(step) if step.isdecimal() else 0
    if 0 < number <= len(route.steps):
        progress[route.name] = sorted(set(progress.get(route.name, ())) ^ {tick(route.steps[number - 1])})
