"""What happens when the coordinator makes a route: the form in the browser holds it until it is saved."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.basket import spot_of
from app.documents import listed
from app.rendering import notice
from app.route_draft import Draft, read_draft
from app.route_editor_html import editor_html, previewed_html
from index.errors import BronwijzerError
from index.route_choices import headings_of, pages_of, step_at
from index.route_files import SUFFIX, RouteChangedError, remove_route, route_version, save_route
from index.route_places import find_steps
from index.routes import FOLDER, Route, read_routes
from index.service import KnowledgeBase
from index.texts import routes as texts

EMPTY = Route("", "", "", "", ())
_MOVES = {"edit-up": -1, "edit-down": 1}
_LOG = logging.getLogger(__name__)


class RouteEditor:
    """The handlers. Each gives the editor (empty: closed) and words about it for everybody.

    :param folder: where the documents are; routes are in a folder in it.
    :param may_change: raises a BronwijzerError where this process may not change what is in it.
    """

    def __init__(
        self, kb: KnowledgeBase, folder: Callable[[], Path], may_change: Callable[[], None] = lambda: None
    ) -> None:
        self._kb = kb
        self._folder = folder
        self._may_change = may_change
        self._ending: dict[str, Callable[[Draft], tuple[str, str]]] = {
            "edit-save": self._saved,
            "edit-over": lambda draft: self._saved(draft, over=True),
            "edit-delete-yes": self._deleted,
            "edit-cancel": lambda _: ("", ""),
            "edit-preview": self._previewed,
        }

    def act(self, data: Mapping[str, Any]) -> tuple[str, str]:
        """A button of the editor, or the one that opens it."""
        act = str(data.get("act", ""))
        draft = read_draft(data.get("filled")) or Draft(EMPTY)
        try:
            if act in self._ending:
                return self._ending[act](draft)
            if act == "edit":
                return self._opened(str(data.get("route", "")))
            return self._changed(draft, act, data)
        except RouteChangedError as error:
            return self._shown(draft, problem=str(error), over=True), str(error)
        except BronwijzerError as error:
            _LOG.warning("%s", type(error).__name__)
            return self._shown(draft, problem=str(error)), str(error)
        except ValueError:
            _LOG.exception("edit")
            return self._shown(draft, problem=texts.FAILED), texts.FAILED

    def place(self, data: Mapping[str, Any]) -> tuple[str | None, str]:
        """A place from the results or the reader; None: the editor stays as it is."""
        draft = read_draft(data.get("filled"))
        if draft is None:
            return None, texts.NO_ROUTE_OPEN
        if draft.full:
            return None, texts.FULL.format(most=len(draft.route.steps))
        try:
            draft = self._added(draft, str(data.get("place", "")))
            return self._shown(draft), texts.ADDED.format(number=len(draft.route.steps))
        except (BronwijzerError, ValueError):
            _LOG.exception("place")
            return None, texts.FAILED

    def _opened(self, name: str) -> tuple[str, str]:
        try:
            self._may_change()
        except BronwijzerError as error:
            return notice(str(error)), str(error)
        folder = self._folder() / FOLDER
        route = next((route for route in read_routes(folder).routes if route.name == name), EMPTY)
        if name and route is EMPTY:
            return notice(texts.GONE), texts.GONE
        return self._shown(Draft(route, route_version(folder, name)), focus="head"), ""

    def _changed(self, draft: Draft, act: str, data: Mapping[str, Any]) -> tuple[str, str]:
        number = int(data.get("step", 0))
        if act in _MOVES:
            to = min(max(number + _MOVES[act], 1), len(draft.route.steps))
            return self._shown(draft.moved(number, _MOVES[act]), focus=f"{act.removeprefix('edit-')}-{to}"), ""
        if act == "edit-drop":
            return self._shown(draft.dropped(number), focus="undo"), texts.DROPPED.format(number=number)
        if act == "edit-undo":
            at = draft.gone[0] if draft.gone else 1
            return self._shown(draft.restored(), focus=f"drop-{at}"), ""
        if act in ("edit-choose", "edit-pick"):
            return self._picked(draft, data.get("filled") or {}, done=act == "edit-pick")
        asked = act == "edit-delete"
        return self._shown(draft, asked=asked, focus="no" if asked else "head"), ""

    def _picked(self, draft: Draft, filled: Mapping[str, Any], *, done: bool) -> tuple[str, str]:
        """A document was chosen, or a place in it."""
        if not done:
            return self._shown(replace(draft, document=str(filled.get("pick-document", ""))), focus="pick"), ""
        place = str(filled.get("pick-place", ""))
        if not place or draft.full:
            problem = texts.FULL.format(most=len(draft.route.steps)) if draft.full else texts.NO_PLACE
            return self._shown(draft, problem=problem), problem
        draft = self._added(draft, place)
        return self._shown(draft, focus=f"why-{len(draft.route.steps)}"), ""

    def _added(self, draft: Draft, place: str) -> Draft:
        spot = spot_of(place)
        return draft.added(step_at(self._kb.library.document(spot.document_id), spot.start, spot.end))

    def _previewed(self, draft: Draft) -> tuple[str, str]:
        return previewed_html(draft, find_steps(draft.route, self._kb.library)), texts.PREVIEWED

    def _saved(self, draft: Draft, *, over: bool = False) -> tuple[str, str]:
        missing = draft.missing()
        if missing:
            return self._shown(draft, missing=missing), texts.MISSING
        self._may_change()
        route = save_route(self._folder() / FOLDER, draft.route, draft.version, over=over)
        return "", texts.SAVED.format(title=route.title, file=f"{route.name}{SUFFIX}")

    def _deleted(self, draft: Draft) -> tuple[str, str]:
        self._may_change()
        remove_route(self._folder() / FOLDER, draft.route.name)
        return "", texts.DELETED.format(title=draft.route.title)

    def _shown(self, draft: Draft, **how: Any) -> str:  # noqa: ANN401  as editor_html takes it
        library = self._kb.library
        chosen = library.document(draft.document) if draft.document and library.has(draft.document) else None
        places = (headings_of(chosen), pages_of(chosen)) if chosen else ((), ())
        return editor_html(draft, find_steps(draft.route, library), listed(self._kb), places, **how)
