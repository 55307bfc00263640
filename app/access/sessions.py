"""Who is logged in: in the memory of this process, so that a restart logs everybody out."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

MAX_SESSIONS = 10_000


@dataclass(frozen=True, slots=True)
class Session:
    """``stamp``: of the account when it logged in; with another password it is another one."""

    name: str
    stamp: str
    until: float


class Sessions:
    """All sessions; a token is known only to the browser, here only its hash.

    :param seconds: how long a session lasts.
    :param clock: seconds that only go up.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._lock = Lock()
        self._kept: OrderedDict[str, Session] = OrderedDict()

    def begin(self, name: str, stamp: str) -> str:
        """A new session. :returns: its token."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._kept[hashed(token)] = Session(name, stamp, self._clock() + self.seconds)
            while len(self._kept) > MAX_SESSIONS:
                self._kept.popitem(last=False)
        return token

    def find(self, token: str) -> Session | None:
        """The session of a token, while it lasts."""
        key = hashed(token)
        with self._lock:
            session = self._kept.get(key)
            if session is not None and session.until <= self._clock():
                del self._kept[key]
                return None
            return session

    def end(self, token: str) -> None:
        """Log out."""
        with self._lock:
            self._kept.pop(hashed(token), None)


def hashed(token: str) -> str:
    """How a token is kept: whoever reads it cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()
