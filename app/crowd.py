"""Many at once: a few are served side by side, some wait their turn, and who would wait too long is told so at once.

Without this, everybody would be served at the same time and so nobody in time.
"""

from __future__ import annotations

import asyncio

from app.guard import App, Message, Receive, Scope, Send, refuse
from index.texts import api as texts

AT_ONCE = 8
"""Requests that are worked on side by side."""
WAITING = 120
"""Requests that may wait for that; one takes some 40 ms, so the last waits a few seconds."""
PATIENCE = 8.0
"""Seconds that a request waits at most."""
SENDING = 5.0
"""Seconds that a request may take to arrive: who sends it drop by drop keeps a place from others."""
RETRY_AFTER = 5
_WORK = ("/api/search", "/api/ask", "/api/quote", "/api/exports/", "/mcp")
"""Requests that cost work; reading a page or a list does not."""
_EVENT = "/gradio_api/queue/join"
_BUSY = [(b"retry-after", str(RETRY_AFTER).encode())]


class Crowd:
    """Wraps an ASGI app.

    :param at_once: requests that are worked on side by side.
    :param waiting: requests that may wait.
    :param patience: seconds that one of them waits at most.
    :param sending: seconds in which it must have arrived once it is its turn.
    """

    def __init__(
        self,
        app: App,
        *,
        at_once: int = AT_ONCE,
        waiting: int = WAITING,
        patience: float = PATIENCE,
        sending: float = SENDING,
    ) -> None:
        self._app = app
        self._places = asyncio.Semaphore(at_once)
        self._room = at_once + waiting
        self._inside = 0
        self._patience = patience
        self._sending = sending

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, in its turn."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["path"] == _EVENT:
            await self._app(scope, receive, _in_words(send))
        elif scope["path"].startswith(_WORK):
            await self._in_turn(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _in_turn(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._inside >= self._room:
            await refuse(send, 503, "DRUK", texts.BUSY, _BUSY)
            return
        self._inside += 1
        try:
            try:
                await asyncio.wait_for(self._places.acquire(), self._patience)
            except TimeoutError:
                await refuse(send, 503, "DRUK", texts.BUSY, _BUSY)
                return
            try:
                await self._app(scope, _in_time(receive, self._sending), send)
            finally:
                self._places.release()
        finally:
            self._inside -= 1


def _in_time(receive: Receive, seconds: float) -> Receive:
    """A body that is not there in time counts as broken off."""
    end = asyncio.get_running_loop().time() + seconds
    arrived = False

    async def timed() -> Message:
        nonlocal arrived
        if arrived:  # what comes now is that the sender went away, whenever that is
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), end - asyncio.get_running_loop().time())
        except TimeoutError:
            return {"type": "http.disconnect"}
        arrived = not message.get("more_body", False)
        return message

    return timed


def _in_words(send: Send) -> Send:
    """The page has a queue of its own; when that is full it says so in English, unless it is another status."""
    refused = False

    async def worded(message: Message) -> None:
        nonlocal refused
        if message["type"] == "http.response.start" and message["status"] == 503:
            refused = True
            await refuse(send, 429, "DRUK", texts.BUSY, _BUSY)
        elif not refused:
            await send(message)

    return worded
