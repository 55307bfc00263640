"""The HTTP interface: the same questions as the command line, the same JSON; see CONTRACT for the names."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import MalformedRangeHeader, RangeNotSatisfiable
from starlette.routing import Match

from app.crowd import RETRY_AFTER
from app.drawing import DrawingBusyError, NotDrawnError
from app.exports import exports_router
from app.inquiry import MAX_VALUE, MAX_VALUES
from app.judging import judgements_router
from app.page_image import marked_png
from app.problems import ProblemError
from index.boxes import boxes_for
from index.library import DocumentMissingError
from index.results import SearchFilters, SearchResult
from index.serialise import document_json, quote_json, to_json
from index.service import MAX_QUESTION, MAX_QUOTE, AskResult, KnowledgeBase
from index.texts import api as texts
from index.types import CitableDocument, DocumentStatus, TextBox

MAX_TOP_K = 100
_PICTURED = ".pdf"
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
_TOP_K = Field(10, ge=1, le=MAX_TOP_K)
_Year = Annotated[int, Field(ge=0, le=9999)]  # the store takes no number of more than 64 bits
_Name = Annotated[str, Field(max_length=MAX_VALUE)]  # with a limit, half a character is refused too


class Filters(BaseModel):
    """What may be found; nothing given means everything that holds now."""

    kind: list[_Name] = Field([], max_length=MAX_VALUES)
    year: list[_Year] = Field([], max_length=MAX_VALUES)
    organisation: list[_Name] = Field([], max_length=MAX_VALUES)
    status: list[DocumentStatus] = Field([], max_length=MAX_VALUES)
    all_versions: bool = False
    literal: bool = False
    top_k: int = _TOP_K

    def search_filters(self) -> SearchFilters:
        """The same, as the index knows it."""
        return SearchFilters(tuple(self.kind), tuple(self.year), tuple(self.organisation), tuple(self.status))


class SearchQuery(Filters):
    """A search."""

    q: str = Field(min_length=1, max_length=MAX_QUESTION)


class AskBody(Filters):
    """A question."""

    question: str = Field(min_length=1, max_length=MAX_QUESTION)


class QuoteBody(BaseModel):
    """A sentence to find or check."""

    text: str = Field(min_length=1, max_length=MAX_QUOTE)


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page as text: ``boxes`` are where ``[start, end)`` stands on it, in PDF points from the lower left."""

    document_id: str
    page: int
    page_label: str | None
    text: str
    start: int
    end: int
    boxes: tuple[TextBox, ...]


class _Original(FileResponse):
    """A file; whole where the part that is asked for cannot be, as HTTP allows: Starlette refuses that in English."""

    @classmethod
    def _parse_range_header(cls, http_range: str, file_size: int) -> list[tuple[int, int]]:
        try:
            return super()._parse_range_header(http_range, file_size)
        except (MalformedRangeHeader, RangeNotSatisfiable):
            return []


def api_router(kb: KnowledgeBase) -> APIRouter:
    """All addresses below ``/api``."""
    router = APIRouter(prefix="/api")
    _add_questions(router, kb)
    _add_documents(router, kb)
    router.include_router(exports_router(kb))
    router.include_router(judgements_router(kb))
    return router


def _add_questions(router: APIRouter, kb: KnowledgeBase) -> None:
    @router.get("/health")
    async def health() -> dict[str, str]:  # needs none of the threads that others may keep busy
        return {"status": "ok"}

    @router.get("/search")
    def search(query: Annotated[SearchQuery, Query()]) -> SearchResult:
        options = {"all_versions": query.all_versions, "literal": query.literal}
        return kb.search(query.q, query.search_filters(), query.top_k, **options)

    @router.post("/ask")
    def ask(body: AskBody) -> AskResult:
        options = {"all_versions": body.all_versions, "literal": body.literal}
        return kb.in_words(kb.ask(body.question, body.search_filters(), body.top_k, **options))

    @router.post("/quote")
    def quote(body: QuoteBody) -> dict[str, Any]:
        return quote_json(kb.quote(body.text))


def _add_documents(router: APIRouter, kb: KnowledgeBase) -> None:
    @router.get("/documents")
    def documents() -> dict[str, Any]:
        return {"documents": [document_json(record) for record in kb.documents()]}

    @router.get("/documents/{document_id}/file", response_class=FileResponse)
    def file(document_id: str) -> FileResponse:
        _find(kb, document_id)
        name = kb.library.records()[document_id].file
        return _Original(kb.original(document_id), filename=name, media_type="application/octet-stream")

    @router.get("/documents/{document_id}/pages/{page}", responses={200: {"content": {"image/png": {}}}})
    def page(document_id: str, page: int, start: int = 0, end: int = 0, format: str = "image") -> Response:  # noqa: A002
        document = _find(kb, document_id)
        if not 1 <= page <= len(document.pages):
            raise ProblemError(404, "NIET_GEVONDEN", texts.PAGE_NOT_FOUND.format(pages=len(document.pages)))
        boxes = tuple(box for box in boxes_for(document.boxes, start, end) if box.page == page)
        if format == "text":
            return JSONResponse(to_json(_text_page(document, page, boxes)))
        if not is_pictured(document):
            raise ProblemError(404, "GEEN_BEELD", texts.NO_IMAGE)
        return Response(_picture(kb, document_id, page, boxes), media_type="image/png")


def _picture(kb: KnowledgeBase, document_id: str, page: int, boxes: tuple[TextBox, ...]) -> bytes:
    try:
        return marked_png(kb.original(document_id), page, boxes)
    except NotDrawnError as error:
        raise ProblemError(404, "GEEN_BEELD", str(error)) from error
    except DrawingBusyError as error:
        raise ProblemError(503, "DRUK", str(error), RETRY_AFTER) from error


def is_pictured(document: CitableDocument) -> bool:
    """Whether the pages of a document can be drawn."""
    return document.file.lower().endswith(_PICTURED)


def _find(kb: KnowledgeBase, document_id: str) -> CitableDocument:
    try:
        return kb.text(document_id)
    except DocumentMissingError as error:
        raise ProblemError(404, "NIET_GEVONDEN", texts.DOCUMENT_NOT_FOUND) from error


def _text_page(document: CitableDocument, number: int, boxes: tuple[TextBox, ...]) -> MarkedPage:
    page = document.pages[number - 1]
    text = document.text[page.start : page.end]
    return MarkedPage(document.document_id, number, page.page_label, text, page.start, page.end, boxes)


def add_last_resort(app: FastAPI) -> None:
    """Every other address below ``/api``: not there, or there for another method. Add it after all routes."""

    @app.api_route("/api/{rest:path}", methods=_METHODS, include_in_schema=False)
    def nowhere(request: Request) -> None:
        partial = any(route.matches(request.scope)[0] is Match.PARTIAL for route in app.routes)
        raise HTTPException(405 if partial else 404)


def add_docs(app: FastAPI) -> None:
    """A page of our own at ``/docs``: the usual one loads its script from another website."""

    @app.get("/docs", include_in_schema=False)
    def docs(request: Request) -> HTMLResponse:
        rows = "".join(
            f"<li><code>{escape(method.upper())} {escape(path)}</code></li>"
            for path, methods in request.app.openapi()["paths"].items()
            for method in methods
        )
        return HTMLResponse(
            f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{texts.TITLE}</title></head><body>'
            f'<h1>{texts.TITLE}</h1><p>{texts.DESCRIPTION}</p><p>{texts.DOCS_LEAD} <a href="/openapi.json">'
            f"/openapi.json</a></p><ul>{rows}</ul></body></html>"
        )
