"""Files to take away: a basket of quotes, a question over all documents, two plans side by side.

A request names places and questions, never words: every quote is cut anew out of the citable text here. Nothing is
kept on the server.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.basket import mark_of
from app.export_office import quotes_word, table_excel, table_word
from app.export_records import QuoteRecord, changed_only, comparison_rows, dutch, scan_rows
from app.export_text import markdown, ris, table
from app.problems import ProblemError
from index.cuts import Spot, SpotError
from index.frameworks import MAX_QUESTION, scan
from index.library import DocumentMissingError
from index.quotable import Quotable, quotable_at, quotables_at
from index.service import KnowledgeBase
from index.source_lines import SourceStyle
from index.texts import api
from index.texts import frameworks as tables
from index.texts import quotes as texts
from index.year_compare import compare

MAX_ITEMS = 200


class QuoteFormat(StrEnum):
    """Formats of a basket."""

    WORD = "word"
    MARKDOWN = "markdown"
    CSV = "csv"
    RIS = "ris"


class TableFormat(StrEnum):
    """Formats of a table."""

    EXCEL = "excel"
    WORD = "word"


class Item(BaseModel):
    """Where a quote stands; with a mark of the words that were seen there, no others are taken along."""

    document_id: str = Field(min_length=1, max_length=200)
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    mark: str = Field("", max_length=64)


class QuotesBody(BaseModel):
    """A basket."""

    format: QuoteFormat
    style: SourceStyle = SourceStyle.SHORT
    items: list[Item] = Field(max_length=MAX_ITEMS)


class ScanBody(BaseModel):
    """A question over all documents, and the day for which is told what held."""

    format: TableFormat
    question: str = Field(min_length=1, max_length=MAX_QUESTION)
    on: date


class CompareBody(BaseModel):
    """Two documents."""

    format: TableFormat
    old: str = Field(min_length=1, max_length=200)
    new: str = Field(min_length=1, max_length=200)


_QUOTE_FILES = {
    QuoteFormat.WORD: (quotes_word, "docx"),
    QuoteFormat.MARKDOWN: (markdown, "md"),
    QuoteFormat.CSV: (table, "csv"),
    QuoteFormat.RIS: (ris, "ris"),
}
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ris": "application/x-research-info-systems",
}


def exports_router(kb: KnowledgeBase) -> APIRouter:
    """The addresses below ``/exports``."""
    router = APIRouter(prefix="/exports")

    @router.post("/quotes", response_class=Response)
    def quotes(body: QuotesBody) -> Response:
        if not body.items:
            raise ProblemError(422, "LEEG", texts.EMPTY_EXPORT)
        write, ending = _QUOTE_FILES[body.format]
        return _file(write(_records(kb, body)), texts.FILE_NAME, ending)

    @router.post("/frameworks", response_class=Response)
    def frameworks(body: ScanBody) -> Response:
        found = scan(body.question, kb.library, kb.embedder, body.on, date.today())
        columns = [column.format(date=dutch(body.on)) for column in tables.SCAN_COLUMNS]
        if body.format is TableFormat.EXCEL:
            return _file(table_excel(tables.SHEET_SCAN, columns, scan_rows(found)), tables.SCAN_FILE, "xlsx")
        title = tables.SCAN_TITLE.format(question=found.question)
        notes = (tables.SUMMARY_ON.format(date=dutch(body.on)),)
        return _file(table_word(title, notes, columns, scan_rows(found)), tables.SCAN_FILE, "docx")

    @router.post("/comparison", response_class=Response)
    def comparison(body: CompareBody) -> Response:
        try:
            found = compare(kb.library, body.old, body.new)
        except DocumentMissingError as error:
            raise ProblemError(404, "NIET_GEVONDEN", api.DOCUMENT_NOT_FOUND) from error
        names = dict(zip(("old", "new"), found.names, strict=True))
        columns = [column.format(**names) for column in tables.COMPARE_COLUMNS]
        if body.format is TableFormat.EXCEL:
            sheet = table_excel(tables.SHEET_COMPARE, columns, comparison_rows(found))
            return _file(sheet, tables.COMPARE_FILE, "xlsx")
        word = table_word(tables.COMPARISON.format(**names), (tables.HOW,), columns, changed_only(found))
        return _file(word, tables.COMPARE_FILE, "docx")

    return router


def _records(kb: KnowledgeBase, body: QuotesBody) -> list[QuoteRecord]:
    spots = [Spot(item.document_id, item.start, item.end) for item in body.items]
    found = quotables_at(kb.library, spots)
    quotes = [found.get(spot) or _quote(kb, spot) for spot in spots]
    if any(item.mark not in ("", mark_of(q.cutting.text)) for item, q in zip(body.items, quotes, strict=True)):
        raise ProblemError(409, "VERANDERD", texts.CHANGED)
    return [QuoteRecord.of(quote, body.style) for quote in quotes]


def _quote(kb: KnowledgeBase, spot: Spot) -> Quotable:
    """What stands at a spot; where nothing does, why. :raises ProblemError: nothing does."""
    try:
        return quotable_at(kb.library, spot)
    except DocumentMissingError as error:
        raise ProblemError(404, "NIET_GEVONDEN", api.DOCUMENT_NOT_FOUND) from error
    except SpotError as error:
        raise ProblemError(422, "GEEN_CITAAT", str(error)) from error


def _file(content: bytes, name: str, ending: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(content, media_type=_TYPES[ending], headers=headers)
