"""Who may make and change reading routes: the one place that decides it."""

from __future__ import annotations

import gradio as gr

from app.access.viewer import SCOPE_KEY, Viewer


def may_edit_routes(request: gr.Request | None) -> bool:
    """Whether the visitor of this request sees the editor of routes, and may use it. Without log-in everybody does."""
    if request is None:  # no page asks
        return False
    viewer: Viewer | None = request.request.scope.get(SCOPE_KEY) if request.request is not None else None
    return viewer is None or viewer.keeps
