"""The outermost layer of the server: what must hold for every request, whatever stands behind it.

Gradio sends no security headers, answers any website's scripts, and has addresses that read files, fetch URLs or echo
request headers. All of that is stopped here, before Gradio sees a request.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from index.texts import api as texts

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = dict[str, str]

MAX_BODY = 2**20
"""Bytes of a request: a basket of quotes or a route is far smaller."""
MAX_UPLOAD = 55 * 2**20
"""Bytes of a request that brings a document."""
MAX_PATH = 255
"""Bytes of an address without what is asked: no file has a longer name, and Gradio asks the disk for any."""
_UPLOAD = ("POST", "/api/documents")
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-eval'",  # gr.HTML's templates need eval; scripts in a page stay forbidden
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "object-src 'none'",
    )
)
_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_CACHED = ("/assets/", "/static/")
_EXACT = frozenset(
    {"/", "/docs", "/openapi.json", "/config", "/theme.css", "/favicon.ico", "/aanmelden", "/afmelden", "/mcp"}
    | {f"/gradio_api/{name}" for name in ("info", "queue/join", "queue/data", "cancel", "reset", "startup-events")}
    | {"/gradio_api/app_id"}  # a number of this process: a page that lost it asks until there is one
)
_BELOW = ("/api/", "/page-assets/", "/assets/", "/static/", "/gradio_api/heartbeat/")
"""All that this app answers to. Gradio has more, files, uploads and fetching of URLs among it: that is not there."""
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


class Guard:
    """Wraps an ASGI app.

    :param names: names under which the server may be asked (without port); any other Host is refused, so that a
        foreign name that points to this computer reads nothing (DNS rebinding). Empty: any name.
    """

    def __init__(self, app: App, names: Iterable[str] = LOCAL_NAMES) -> None:
        self._app = app
        self._names = frozenset(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or refuse one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
        refusal = self._refusal(scope, headers)
        guarded = _with_headers(send, cached=scope["path"].startswith(_CACHED))
        if refusal is not None:
            await refuse(guarded, *refusal)
            return
        await self._app(scope, _capped(receive, _most(scope)), guarded)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str, str] | None:
        """Status, code and message of a request that goes no further."""
        if self._names and _name(headers.get("host", "")) not in self._names:
            return 421, "HOST", texts.WRONG_HOST
        if scope["path"] not in _EXACT and not scope["path"].startswith(_BELOW):
            return 404, "NIET_GEVONDEN", texts.NOT_FOUND
        if len(scope["path"].encode()) > MAX_PATH:
            return 404, "NIET_GEVONDEN", texts.NOT_FOUND
        if scope["method"] not in _READING and _foreign(headers):
            return 403, "ANDERE_SITE", texts.FOREIGN
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > _most(scope):
            return 413, "TE_GROOT", texts.TOO_LARGE
        return None


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _foreign(headers: Headers) -> bool:
    """Whether a page of another website sent this."""
    site = headers.get("sec-fetch-site")
    if site == "same-origin":  # no page can say so itself; a form of ours may then have a hidden origin
        return False
    if site in ("cross-site", "same-site"):
        return True
    origin = headers.get("origin")
    try:
        return origin is not None and urlsplit(origin).netloc != headers.get("host")
    except ValueError:  # no address at all
        return True


def _with_headers(send: Send, *, cached: bool) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            ours = _HEADERS if cached else {**_HEADERS, "cache-control": "no-store"}
            kept = [(k, v) for k, v in message.get("headers", ()) if k.decode("latin-1").lower() not in ours]
            added = [(key.encode(), value.encode()) for key, value in ours.items()]
            message = {**message, "headers": [*kept, *added]}
        await send(message)

    return guarded


def _most(scope: Scope) -> int:
    """Bytes that this request may have."""
    return MAX_UPLOAD if (scope["method"], scope["path"]) == _UPLOAD else MAX_BODY


def _capped(receive: Receive, most: int) -> Receive:
    """A body that grows over the limit while it comes in is cut off."""
    received = 0

    async def capped() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        return {"type": "http.disconnect"} if received > most else message

    return capped


async def refuse(send: Send, status: int, code: str, message: str, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
    """Answer with an error of ours."""
    # ``detail`` is where the page looks for what it shows.
    body = json.dumps({"error": {"code": code, "message": message}, "detail": message}, ensure_ascii=False).encode()
    own = [(b"content-type", b"application/json; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*own, *headers]})
    await send({"type": "http.response.body", "body": body})
