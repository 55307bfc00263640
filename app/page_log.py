"""What goes wrong in an event of the page is logged by the rules of :mod:`app.logs`.

Gradio prints it, past every logger, with the words of the error: those may be what somebody asked or filtered on.
"""

from __future__ import annotations

import logging
from types import SimpleNamespace

import gradio.queueing
import gradio.routes

_LOG = logging.getLogger(__name__)


def log_events_by_our_rules() -> None:
    """Have Gradio hand over what it would print. Doing so twice does no harm."""
    for module in (gradio.queueing, gradio.routes):
        vars(module)["traceback"] = SimpleNamespace(print_exc=_print_exc)


def _print_exc(*_: object, **__: object) -> None:
    _LOG.error("event", exc_info=True)
