"""What was fetched from the engine before and has not been written since."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Remembered(Generic[K, T]):
    """Values by what they are of, kept until something is written; where there are too many the first that came go.

    Any number of threads may get; :meth:`forget` is for whoever writes. A value that was fetched before a write and
    comes in after it lands in a dictionary that nobody looks at any more.

    :param limit: so many values are kept; 0: none, where others write too and do not tell.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[K, T] = OrderedDict()

    def get(self, keys: Iterable[K], fetch: Callable[[Sequence[K]], Mapping[K, T]]) -> dict[K, T]:
        """The values of these keys, in this order; those that ``fetch`` does not find are left out."""
        kept = self._kept
        values = {key: kept.get(key) for key in keys}
        missing = [key for key, value in values.items() if value is None]
        fetched = fetch(missing) if missing else {}
        values.update(fetched)
        if self._limit:
            kept.update(fetched)
            while len(kept) > self._limit:
                with suppress(KeyError):  # another thread took the last of them
                    kept.popitem(last=False)
        return {key: value for key, value in values.items() if value is not None}

    def forget(self) -> None:
        """Something was written."""
        self._kept = OrderedDict()
