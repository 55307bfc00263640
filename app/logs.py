"""The log: one JSON object a line on standard error, without a word of what anybody asked, read or is called.

What is written is what we wrote down beforehand: the name of the event and a few values of which we know what they can
be. Texts that are put together while the program runs, ours or another library's, never get in: of those only where
they were written, and of an error only its kind and its place.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.events import Event

_OURS = ("app", "index", "ingest")
_FIELDS = "bronwijzer"
_LOG = logging.getLogger(__name__)
_FRAMES = 8


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        ours = record.name.split(".")[0] in _OURS
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": str(record.msg) if ours and not record.args else f"{record.module}:{record.lineno}",
            "logger": record.name,
        }
        line |= getattr(record, _FIELDS, {})
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["at"] = _places(record)
        return json.dumps(line, ensure_ascii=False)


def _places(record: logging.LogRecord) -> list[str]:
    """Where an error came from, without its words or values."""
    frames = traceback.extract_tb(record.exc_info[2])[-_FRAMES:] if record.exc_info else []
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


def set_up(*, events: bool) -> None:
    """Write the log of this process as JSON lines.

    :param events: everything that is done, not only what goes wrong.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(logging.INFO if events else logging.WARNING)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True


def note(event: str, **fields: float | str) -> None:
    """Write that something was done. ``event`` and ``fields`` hold nothing of a user or a document."""
    _LOG.info(event, extra={_FIELDS: fields})


def note_event(event: Event) -> None:
    """Write what happened in the knowledge base."""
    note(event.kind, outcome=event.outcome, ms=event.ms)
