"""The gate behind the guard: nobody goes through a door that is not his, and everything knows for whom it is done."""

from __future__ import annotations

import json
import logging
from urllib.parse import parse_qs

from app.access.accounts import AccountsError
from app.access.doors import LOG_IN, Door, door_of, is_door
from app.access.entry import Entry
from app.access.pages import OthersPageError, PageOwners, replayed, whole_body
from app.access.viewer import SCOPE_KEY, Viewer, viewing
from app.guard import App, Receive, Scope, Send, refuse
from index.texts import access as texts
from index.texts import api

_GRADIO = "/gradio_api/"
_LOG = logging.getLogger(__name__)
_MAX_FORM = 16 * 2**10
"""Bytes that somebody who is not known may send."""


class Gate:
    """Wraps an ASGI app whose people must be known.

    :param entry: knows them.
    :param log_in: whether who is not known can log in here.
    """

    def __init__(self, app: App, entry: Entry, *, log_in: bool) -> None:
        self._app = app
        self._entry = entry
        self._log_in = log_in
        self._owners = PageOwners()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request through, or not."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # the app has no other doors
            await send({"type": "websocket.close", "code": 1008})
            return
        door = door_of(scope["method"], scope["path"])
        if door is Door.OPEN:
            await self._open(scope, receive, send)
            return
        try:
            viewer = self._entry.viewer(scope)
        except AccountsError:
            _LOG.exception("accounts")
            await refuse(send, 503, "ACCOUNTS", texts.NOT_READABLE)
            return
        if viewer is None:
            await self._unknown(scope, send)
        elif door is None:
            await _nowhere(scope, send)
        elif door is Door.KEEPER and not viewer.keeps:
            await refuse(send, 403, "GEEN_BEHEERDER", texts.KEEPERS_ONLY)
        else:
            await self._through(viewer, scope, receive, send)

    async def _open(self, scope: Scope, receive: Receive, send: Send) -> None:
        sizes = [value for key, value in scope["headers"] if key.lower() == b"content-length"]
        chunked = any(key.lower() == b"transfer-encoding" for key, _ in scope["headers"])
        if chunked or any(int(size) > _MAX_FORM for size in sizes):
            await refuse(send, 413, "TE_GROOT", api.TOO_LARGE)
            return
        await self._app(scope, receive, send)

    async def _unknown(self, scope: Scope, send: Send) -> None:
        if self._log_in and scope["path"] == "/" and scope["method"] in ("GET", "HEAD"):
            headers = [(b"location", LOG_IN.encode()), (b"content-length", b"0")]
            await send({"type": "http.response.start", "status": 303, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        message = texts.UNKNOWN if self._log_in else texts.UNKNOWN_BY_PROXY
        await refuse(send, 401, "NIET_AANGEMELD", message)

    async def _through(self, viewer: Viewer, scope: Scope, receive: Receive, send: Send) -> None:
        scope = {**scope, SCOPE_KEY: viewer}
        if not scope["path"].startswith(_GRADIO):
            with viewing(viewer):
                await self._app(scope, receive, send)
            return
        # No viewing: Gradio keeps tasks that begin here, and runs the events of others in them.
        try:
            receive = await self._own_page(viewer, scope, receive)
        except OthersPageError:
            await refuse(send, 403, "ANDERE_PAGINA", texts.OTHERS_PAGE)
            return
        await self._app(scope, receive, send)

    async def _own_page(self, viewer: Viewer, scope: Scope, receive: Receive) -> Receive:
        """What a page asks and hears is only for who opened it. :raises OthersPageError: somebody else did."""
        path = scope["path"]
        if scope["method"] == "POST":
            body = await whole_body(receive)
            self._owners.check(viewer.name, _session_of(body))
            return replayed(body, receive)
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("session_hash", [])
        beating = [path.removeprefix(f"{_GRADIO}heartbeat/")] if path.startswith(f"{_GRADIO}heartbeat/") else []
        for session in (*asked, *beating):
            self._owners.check(viewer.name, session)
        return receive


async def _nowhere(scope: Scope, send: Send) -> None:
    """Nobody decided who may use this address, so nobody may, even where there is something."""
    if is_door(scope["path"]):
        await refuse(send, 405, "NIET_TOEGESTAAN", api.NOT_ALLOWED)
    else:
        await refuse(send, 404, "NIET_GEVONDEN", api.NOT_FOUND)


def _session_of(body: bytes) -> str:
    try:
        values = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        return ""
    session = values.get("session_hash") if isinstance(values, dict) else None
    return session if isinstance(session, str) else ""
