"""Whoever asks something: his name, his role, his groups; and who that is at this moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from index.errors import BronwijzerError

SCOPE_KEY = "bronwijzer.viewer"
_CURRENT: ContextVar[Viewer | None] = ContextVar("viewer", default=None)


class Role(StrEnum):
    """What somebody may do."""

    READER = "lezer"
    KEEPER = "beheerder"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who came in. ``groups`` as :func:`index.groups.group_names` writes them."""

    name: str
    role: Role
    groups: tuple[str, ...] = ()

    @property
    def keeps(self) -> bool:
        """Whether he may change the library; who may, sees all of it."""
        return self.role is Role.KEEPER


class NobodyError(BronwijzerError):
    """It is not known for whom something is done, so it is not done."""


@contextmanager
def viewing(viewer: Viewer) -> Iterator[None]:
    """Everything that is done inside, is done for ``viewer``."""
    before = _CURRENT.set(viewer)
    try:
        yield
    finally:
        _CURRENT.reset(before)


def current_viewer() -> Viewer:
    """For whom something is done now.

    Gradio runs events in tasks that began with somebody else's request, so there only the event's own request counts.

    :raises NobodyError: that is not known.
    """
    from gradio.context import LocalContext

    event = LocalContext.request.get(None)
    if event is None:
        viewer = _CURRENT.get()
    else:
        scope = getattr(getattr(event, "request", None), "scope", {})
        viewer = scope.get(SCOPE_KEY)
    if viewer is None:
        raise NobodyError
    return viewer
