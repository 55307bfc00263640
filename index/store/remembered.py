"""What was fetched from the engine before and has not been written since."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """Values by passage id, kept until something is written; where there are too many the first that came go.

    Any number of threads may get; :meth:`forget` is for whoever writes. A value that was fetched before a write and
    comes in after it lands in a dictionary that nobody looks at any more.

    :param limit: so many values are kept; 0: none, where others write too and do not tell.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: dict[str, T] = {}

    def get(self, ids: Sequence[str], fetch: Callable[[Sequence[str]], Mapping[str, T]]) -> dict[str, T]:
        """The values of these passages, in this order; those that ``fetch`` does not find are left out."""
        kept = self._kept
        missing = [passage_id for passage_id in ids if passage_id not in kept]
        fetched = fetch(missing) if missing else {}
        both = ((passage_id, fetched.get(passage_id, kept.get(passage_id))) for passage_id in ids)
        values = {passage_id: value for passage_id, value in both if value is not None}
        if self._limit:
            kept.update(fetched)
            for oldest in list(kept)[: max(0, len(kept) - self._limit)]:
                kept.pop(oldest, None)
        return values

    def forget(self) -> None:
        """Something was written."""
        self._kept = {}
