"""One way to say that a file cannot be read: a stable code with its Dutch sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import ReadError
from index.reasons import reason_of
from index.texts import reading as texts
from index.texts.reading import MESSAGES, WARNINGS
from index.types import Again, ReadWarning

PASSING = frozenset({"LEZER_WERKT_NIET", "NIET_TE_OPENEN", "MAP_GESLOTEN", "BIJSCHRIFT", "TE_ZWAAR", "NIET_VERWERKT"})
"""Failures that may be over the next time though the file did not change: no right to read it, a busy computer (too
heavy because it took too long, not because it needs too much memory), a mistake in the sidecar. The others are in the
content."""

_REASONS = {
    FileNotFoundError: texts.GONE,
    UnicodeEncodeError: texts.NAME_WRONG,
    RuntimeError: texts.LOOP,  # Path.resolve() of a link to itself
}


def failure(code: str, again: Again | None = None, **values: object) -> ReadError:
    """The error for ``code``, its message filled in with ``values``.

    :param again: when to read the file again, where that is not what is usual for the code.
    """
    usual = Again.NEXT if code in PASSING else Again.NEVER
    return ReadError(code, MESSAGES[code].format(**values), usual if again is None else again)


def too_much_memory(limit: int) -> ReadError:
    """The error for a file that needs more than ``limit`` bytes of memory: it will need as much the next time."""
    what = texts.TOO_MUCH_MEMORY.format(megabytes=limit // 1_000_000)
    return failure("TE_ZWAAR", Again.NEVER, what=what)


def warning(code: str, page: int | None = None, **values: object) -> ReadWarning:
    """The warning for ``code``, its message filled in with ``values``; ``page`` is 1-based."""
    return ReadWarning(code, WARNINGS[code].format(**values), page)


def cannot_open(error: Exception, code: str = "NIET_TE_OPENEN") -> ReadError:
    """The error for a file (or folder: MAP_GESLOTEN) that the system does not let us open."""
    return failure(code, reason=why_closed(error))


def why_closed(error: Exception) -> str:
    """Why the system does not let us open something, in the user's words."""
    if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
        return reason_of(error)
    return _REASONS.get(type(error), texts.UNREADABLE)


@contextmanager
def opening() -> Iterator[None]:
    """:raises ReadError: what is opened inside cannot be opened (NIET_TE_OPENEN)."""
    try:
        yield
    except OSError as error:
        raise cannot_open(error) from error
