"""Quotes and tables as Word and Excel files."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import docx
import xlsxwriter  # type: ignore[import-untyped]
from docx.enum.section import WD_ORIENT
from docx.shared import Pt

from app.export_records import QuoteRecord, writable
from index.texts import quotes as texts

_TEXT_WIDTH = 60
_LONG = 40
_MAX_PROPERTY = 255
"""What Word keeps of a title in the properties of a file; above the words it stands whole."""


def quotes_word(records: Sequence[QuoteRecord]) -> bytes:
    """A heading, then every quote with who says it and its source under it."""
    document = _document(texts.FILE_TITLE)
    for record in records:
        document.add_paragraph(f"“{record.text}”", style="Quote")
        who = f"{record.who}, " if record.who else ""
        document.add_paragraph(f"— {who}{record.source}")
    return _saved(document)


def table_word(title: str, notes: Iterable[str], columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A title, lines of explanation and a table on a page that lies down."""
    document = _document(title)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    for note in notes:
        document.add_paragraph(writable(note))
    filled = [tuple(map(writable, columns)), *rows]
    table = document.add_table(rows=len(filled), cols=len(columns), style="Table Grid")
    for row, values in zip(table.rows, filled, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    return _saved(document)


def table_excel(sheet: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A sheet with a fixed heading row and filters; every cell is text, never a formula or a link."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        filled = [list(map(writable, columns)), *map(list, rows)]
        for number, values in enumerate(filled):
            for place, value in enumerate(values):
                page.write_string(number, place, value, wrapped if number else bold)
        for place in range(len(columns)):
            longest = max(len(values[place]) for values in filled)
            page.set_column(place, place, _TEXT_WIDTH if longest > _LONG else min(max(longest + 2, 12), 34))
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(filled) - 1, len(columns) - 1)
    return out.getvalue()


def _document(title: str) -> Any:  # noqa: ANN401  python-docx has no types
    document = docx.Document()
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.title = writable(title)[:_MAX_PROPERTY]
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(writable(title), level=1)
    return document


def _saved(document: Any) -> bytes:  # noqa: ANN401
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
