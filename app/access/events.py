"""The events of the page behind their doors: a function is only called for who may."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import gradio as gr

from app.access.doors import Door, event_door
from app.access.viewer import current_viewer
from index.texts import access as texts


def guard_events(demo: gr.Blocks) -> None:
    """Put every function of the page behind its door."""
    for event in demo.fns.values():
        if event.fn is not None:
            event.fn = _behind(event.fn, event_door(event.fn))


def _behind(function: Callable[..., Any], door: Door) -> Callable[..., Any]:
    @wraps(function)
    def guarded(*values: Any, **named: Any) -> Any:  # noqa: ANN401  whatever the page sends
        if door is Door.KEEPER and not current_viewer().keeps:
            raise gr.Error(texts.KEEPERS_ONLY, print_exception=False)
        return function(*values, **named)

    return guarded
