"""A script of ours that runs before any of Gradio's.

What Gradio is given for the head of its page it adds once it runs itself, beside what it already shows.
"""

from __future__ import annotations

from app.guard import App, Message, Receive, Scope, Send

_SCRIPT = b'<script src="/page-assets/storage.js"></script>'
_HEAD = b"<head>"


class FirstScript:
    """Wraps an ASGI app and puts the script at the top of its page."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; only what is sent as the page itself is changed."""
        is_page = scope["type"] == "http" and scope["method"] == "GET" and scope["path"] == "/"
        await self._app(scope, receive, _with_script(send) if is_page else send)


def _with_script(send: Send) -> Send:
    start: Message = {}
    body = b""

    async def scripted(message: Message) -> None:
        nonlocal start, body
        if message["type"] == "http.response.start":
            start = message
            return
        body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = body.replace(_HEAD, _HEAD + _SCRIPT, 1)
        kept = [(key, value) for key, value in start["headers"] if key.lower() != b"content-length"]
        await send({**start, "headers": [*kept, (b"content-length", str(len(body)).encode())]})
        await send({**message, "body": body})

    return scripted
