"""Stopping in order: what has begun is finished, and what would stay open for as long as a page is open is ended."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import gradio as gr
import uvicorn
from fastapi import FastAPI


class Server(uvicorn.Server):
    """Ends the stream that Gradio keeps open to every page; else stopping takes seconds, and is an error in the log."""

    def __init__(self, app: FastAPI, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._streams_end = streams_end(app)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no new requests, finish those that have begun, and end."""
        self._streams_end.set()
        await super().shutdown(sockets)


def streams_end(app: FastAPI) -> asyncio.Event:
    """What Gradio's streams wait for; only Gradio's own way of serving sets it."""
    return page_of(app).stop_event


def page_of(app: FastAPI) -> gr.routes.App:
    """Gradio's app, which is mounted in ours."""
    mounted: list[Any] = [getattr(route, "app", None) for route in app.routes]
    return next(one for one in mounted if isinstance(one, gr.routes.App))
