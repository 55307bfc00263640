"""One way to say that a file cannot be read: a stable code with its Dutch sentence."""

from __future__ import annotations

from index.errors import ReadError
from index.texts.reading import MESSAGES, WARNINGS
from index.types import ReadWarning


def failure(code: str, **values: object) -> ReadError:
    """The error for ``code``, its message filled in with ``values``."""
    return ReadError(code, MESSAGES[code].format(**values))


def warning(code: str, page: int | None = None, **values: object) -> ReadWarning:
    """The warning for ``code``, its message filled in with ``values``; ``page`` is 1-based."""
    return ReadWarning(code, WARNINGS[code].format(**values), page)
