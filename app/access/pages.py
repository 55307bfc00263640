"""Whose page is whose: a page tells the server its number, and that alone must not open what it was answered."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from app.guard import Message, Receive
from index.errors import BronwijzerError

MAX_PAGES = 50_000
MAX_BODY = 2**20
"""Bytes of one event of a page; questions and baskets are far smaller."""


class OthersPageError(BronwijzerError):
    """The page was opened by somebody else."""


class PageOwners:
    """Who opened each page, by the number that the page gave itself; the first who uses it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._owners: OrderedDict[str, str] = OrderedDict()

    def check(self, name: str, page: str) -> None:
        """:raises OthersPageError: ``page`` is somebody else's."""
        if not page:
            return
        with self._lock:
            owner = self._owners.setdefault(page, name)
            self._owners.move_to_end(page)
            while len(self._owners) > MAX_PAGES:
                self._owners.popitem(last=False)
        if owner != name:
            raise OthersPageError


async def whole_body(receive: Receive) -> bytes:
    """The body of a request; one that is too long or broken off is empty, and so no event."""
    parts, size = [], 0
    while True:
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        if message["type"] != "http.request" or size > MAX_BODY:
            return b""
        parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)


def replayed(body: bytes, receive: Receive) -> Receive:
    """As if the body had not been read yet."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
