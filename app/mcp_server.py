"""The tools for an assistant (Model Context Protocol): search, check a quote, read a page. Nothing can be changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from typing import Annotated, Any

from anyio import to_thread
from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import ToolAnnotations
from pydantic import Field
from starlette.applications import Starlette
from starlette.routing import Route

from app.access.viewer import SCOPE_KEY, viewing
from index.citation import citation, document_info
from index.language.typed import as_asked
from index.library import DocumentMissingError
from index.serialise import quote_json, to_json
from index.service import MAX_QUESTION, KnowledgeBase
from index.texts import mcp as texts

MOST = 20
MAX_BODY = 64 * 2**10
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
_Words = Annotated[str, Field(min_length=1, max_length=MAX_QUESTION)]
_Number = Annotated[int, Field(ge=1, le=MOST)]


def mcp_app(kb: KnowledgeBase) -> Starlette:
    """The address ``/mcp``; every request stands alone, so that the door knows who sends it.

    Its ``lifespan`` must run with that of the app. The guard before it knows from which site and host one may ask.
    """
    guarded = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app = mcp_server(kb).streamable_http_app(
        json_response=True, stateless_http=True, transport_security=guarded, max_request_body_size=MAX_BODY
    )
    for route in app.routes:
        if isinstance(route, Route):
            route.methods = {"POST"}  # a GET is a stream that stays open, and keeps a place of those who ask
    return app


def mcp_server(kb: KnowledgeBase) -> MCPServer[Any]:
    """The tools on one knowledge base."""
    server: MCPServer[Any] = MCPServer(
        "bronwijzer", instructions=texts.INSTRUCTIONS, log_level="ERROR", subscriptions=False
    )

    @server.tool(title=texts.SEARCH_TITLE, description=texts.SEARCH, annotations=_READS)
    async def search(question: _Words, context: Context[Any, Any], number: _Number = 5) -> dict[str, Any]:
        return await _for_viewer(context, partial(_search, kb, question, number))

    @server.tool(title=texts.QUOTE_TITLE, description=texts.QUOTE, annotations=_READS)
    async def check_quote(sentence: _Words, context: Context[Any, Any]) -> dict[str, Any]:
        return await _for_viewer(context, partial(_check, kb, sentence))

    @server.tool(title=texts.PAGE_TITLE, description=texts.PAGE, annotations=_READS)
    async def read_page(
        document_id: _Words, context: Context[Any, Any], page: Annotated[int, Field(ge=1)] = 1
    ) -> dict[str, Any]:
        return await _for_viewer(context, partial(_read, kb, document_id, page))

    return server


async def _for_viewer(context: Context[Any, Any], work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Do the work as the one who sent the request; where there is no log-in there is nobody to be."""
    request = context.request_context.request
    viewer = request.scope.get(SCOPE_KEY) if request is not None else None
    with viewing(viewer) if viewer is not None else nullcontext():
        return await to_thread.run_sync(work)


def _search(kb: KnowledgeBase, question: str, number: int) -> dict[str, Any]:
    if not as_asked(question):
        raise ToolError(texts.NOTHING_ASKED)
    found = kb.search(question, top_k=number)
    return {"hits": [to_json(hit) for hit in found.hits], "total": found.total}


def _check(kb: KnowledgeBase, sentence: str) -> dict[str, Any]:
    return quote_json(kb.quote(sentence))


def _read(kb: KnowledgeBase, document_id: str, number: int) -> dict[str, Any]:
    try:
        document = kb.text(document_id)
    except DocumentMissingError as error:
        raise ToolError(texts.NO_DOCUMENT) from error
    if number > len(document.pages):
        raise ToolError(texts.NO_PAGE.format(pages=len(document.pages)))
    page = document.pages[number - 1]
    info = document_info(document_id, document.metadata)
    place = (page.page, page.page_label) if document.paged else (None, None)
    return {
        "document": to_json(info),
        "page": place[0],
        "page_label": place[1],
        "text": document.text[page.start : page.end],
        "citation": citation(info, *place),
    }
