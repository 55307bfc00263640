"""Every door of the server, and who may go through it. A door that is not in these tables stays shut."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any

LOG_IN, LOG_OUT = "/aanmelden", "/afmelden"


class Door(StrEnum):
    """Who may go through."""

    OPEN = "open"
    """Everybody, also who is not known yet."""
    READER = "reader"
    """Everybody who is known; what he finds behind it is what he may see."""
    KEEPER = "keeper"
    """Who keeps the library."""


_GET, _POST = ("GET", "HEAD"), ("POST",)
DOORS: tuple[tuple[tuple[str, ...], str, Door], ...] = (
    (_GET, "/api/health", Door.OPEN),
    (_GET, "/api/ready", Door.OPEN),
    ((*_GET, "POST"), LOG_IN, Door.OPEN),
    (_POST, LOG_OUT, Door.OPEN),
    (_GET, "/favicon.ico", Door.OPEN),
    (_GET, "/gradio_api/app_id", Door.OPEN),  # a number without meaning; who has to log in again asks it too
    (_GET, "/api/search", Door.READER),
    (_POST, "/api/ask", Door.READER),
    (_POST, "/api/quote", Door.READER),
    (_GET, "/api/documents", Door.READER),
    (_POST, "/api/documents", Door.KEEPER),
    (("DELETE",), "/api/documents/{}", Door.KEEPER),
    (_GET, "/api/documents/{}/file", Door.READER),
    (_GET, "/api/documents/{}/pages/{}", Door.READER),
    (_POST, "/api/exports/quotes", Door.READER),
    (_POST, "/api/exports/frameworks", Door.READER),
    (_POST, "/api/exports/comparison", Door.READER),
    (_GET, "/api/judgements", Door.KEEPER),
    (_POST, "/mcp", Door.READER),  # tools that read; a GET would be a stream without end
    (_GET, "/docs", Door.READER),
    (_GET, "/openapi.json", Door.READER),
    (_GET, "/page-assets/{...}", Door.READER),
    (_GET, "/assets/{...}", Door.READER),
    (_GET, "/static/{...}", Door.READER),
    (_GET, "/", Door.READER),
    (_GET, "/config", Door.READER),
    (_GET, "/theme.css", Door.READER),
    (_GET, "/gradio_api/info", Door.READER),
    ((*_GET, "POST"), "/gradio_api/startup-events", Door.READER),
    (_GET, "/gradio_api/heartbeat/{}", Door.READER),
    (_GET, "/gradio_api/queue/data", Door.READER),
    (_POST, "/gradio_api/queue/join", Door.READER),  # which event: see EVENTS
    (_POST, "/gradio_api/cancel", Door.READER),
    (_POST, "/gradio_api/reset", Door.READER),
)
EVENTS: dict[str, Door] = {
    "app.asking.Asker.ask": Door.READER,
    "app.asking.Asker.start": Door.READER,
    "app.asking.Asker.word": Door.READER,
    "app.beginning.Beginner.look_up": Door.READER,
    "app.frameworks.Comparer.choices": Door.READER,
    "app.frameworks.Comparer.compare": Door.READER,
    "app.frameworks.Comparer.scan": Door.READER,
    "app.judging.Judge.shown": Door.KEEPER,
    "app.librarian.Librarian.find": Door.KEEPER,
    "app.librarian.Librarian.look": Door.KEEPER,
    "app.librarian.Librarian.tick": Door.KEEPER,
    "app.quoting.Quoter.check": Door.READER,
    "app.quoting.Quoter.find": Door.READER,
    "app.quoting.Quoter.restored": Door.READER,
    "app.quoting.Quoter.shown": Door.READER,
    "app.tabs.begin._Handlers.act": Door.READER,
    "app.tabs.begin._Handlers.edit": Door.KEEPER,
    "app.tabs.begin._Handlers.go": Door.READER,
    "app.tabs.begin._Handlers.place": Door.KEEPER,
    "app.tabs.begin.build.start": Door.READER,
    "app.tabs.frameworks._compare.went": Door.READER,
    "app.tabs.frameworks._scan.went": Door.READER,
    "app.tabs.library.build.acted": Door.KEEPER,
    "app.tabs.library._judgements.forget": Door.KEEPER,
    "app.tabs.library.build.kept": Door.KEEPER,
    "app.tabs.library.build.went": Door.KEEPER,
    "app.tabs.library_form.Form.wire.cancel": Door.KEEPER,
    "app.tabs.library_form.Form.wire.save": Door.KEEPER,
    "app.tabs.quotes.build.act": Door.READER,
    "app.tabs.quotes._find.went": Door.READER,
    "app.tabs.search.build.<lambda>": Door.READER,
    "app.tabs.search._asked": Door.READER,
    "app.tabs.search.build.acted": Door.READER,
    "app.tabs.search.build.judge_it": Door.READER,
    "app.tabs.search.build.went": Door.READER,
    "app.ui.build_ui.opened": Door.READER,
    "app.ui.build_ui.turned": Door.READER,
    "app.ui._welcome.welcome": Door.READER,
}
"""What happens on the page, by the name of its function."""


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.escape(path).replace(r"\{\}", "[^/]+").replace(r"\{\.\.\.\}", ".+"))


_PATTERNS = tuple((methods, _pattern(path), door) for methods, path, door in DOORS)


def door_of(method: str, path: str) -> Door | None:
    """The door at an address; None: there is none, or not for this method."""
    return next((door for methods, at, door in _PATTERNS if method in methods and at.fullmatch(path)), None)


def is_door(path: str) -> bool:
    """Whether there is a door at an address, for whatever method."""
    return any(at.fullmatch(path) for _, at, _ in _PATTERNS)


def event_name(function: Callable[..., Any]) -> str:
    """How :data:`EVENTS` calls a function."""
    return f"{function.__module__}.{function.__qualname__.replace('.<locals>', '')}"


def event_door(function: Callable[..., Any]) -> Door:
    """The door of an event; one that nobody decided about is for the keeper alone."""
    return EVENTS.get(event_name(function), Door.KEEPER)
