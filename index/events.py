"""What happens in a knowledge base, in words that say nothing of what was asked or found: for logs and figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done.

    :param kind: ``search``, ``ask`` or ``quote``.
    :param outcome: how it ended, one of few words.
    :param ms: how long it took.
    """

    kind: str
    outcome: str
    ms: float


Observer = Callable[[Event], None]


def nobody(event: Event) -> None:
    """The observer that does nothing."""


def both(one: Observer, other: Observer) -> Observer:
    """Tell two observers."""

    def observe(event: Event) -> None:
        one(event)
        other(event)

    return observe
