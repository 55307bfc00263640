"""So often in so long, and no more: who guesses passwords, or adds documents without end, has to wait."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

WINDOW = 300.0
"""Seconds in which wrong passwords are counted."""
DAY = 86_400.0
"""Seconds in which documents and judgements are counted."""
MAX_KEYS = 10_000


class Throttle:
    """Counts attempts under a key (a name, an address).

    An attempt counts from its start, so that many at once are not all let through; :meth:`take_back` takes back one,
    :meth:`forgive` all of them.

    :param most: attempts in ``window``; the next one has to wait.
    :param window: seconds.
    :param clock: seconds that only go up.
    """

    def __init__(self, most: int, window: float = WINDOW, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._window = window
        self._clock = clock
        self._lock = Lock()
        self._attempts: OrderedDict[str, list[float]] = OrderedDict()

    def attempt(self, key: str) -> float:
        """Count an attempt. :returns: seconds to wait; 0: it may be made."""
        with self._lock:
            now = self._clock()
            recent = [at for at in self._attempts.pop(key, ()) if now - at < self._window]
            wait = recent[0] + self._window - now if len(recent) >= self._most else 0.0
            self._attempts[key] = recent if wait else [*recent, now]
            while len(self._attempts) > MAX_KEYS:
                self._attempts.popitem(last=False)
            return wait

    def take_back(self, key: str) -> None:
        """Uncount the last attempt under a key: others who share the key do not pay for it."""
        with self._lock:
            if attempts := self._attempts.get(key):
                attempts.pop()

    def forgive(self, key: str) -> None:
        """Forget every attempt under a key: it was no guessing."""
        with self._lock:
            self._attempts.pop(key, None)
