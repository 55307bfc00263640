"""A basket as Markdown, CSV or RIS."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from app.export_records import QuoteRecord
from index.source_lines import reservations
from index.texts import quotes as texts

_MARKUP = re.compile(r"[\\`*_\[\]<>#|~]|&(?=#?\w+;)|^[-+=](?=[-+=\s]|$)", re.MULTILINE)
_NUMBERED = re.compile(r"^\d+(?=[.)](?:\s|$))", re.MULTILINE)
"""A line that Markdown would take for a list, and number anew."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DAY = re.compile(r"\d{1,2}[-/]\d{1,4}(?:[-/]\d{1,4})?")
"""Excel takes it for a date: page 1-2 would be the first of February."""
_RIS_TYPE = "RPRT"


def markdown(records: Sequence[QuoteRecord]) -> bytes:
    """Quotes as block quotes; signs that Markdown or HTML would act upon are escaped, so the words stay the words."""
    parts = [f"# {texts.FILE_TITLE}"]
    for record in records:
        who = f"— {_literal(record.who)}, " if record.who else "— "
        lines = _literal(f"“{record.text}”").split("\n")
        quoted = "\n".join(f"> {line}".rstrip() for line in lines)
        parts.append(f"{quoted}\n>\n> {who}{_literal(record.source)}")
    return ("\n\n".join(parts) + "\n").encode()


def _literal(text: str) -> str:
    return _NUMBERED.sub(r"\g<0>\\", _MARKUP.sub(r"\\\g<0>", text))


def table(records: Sequence[QuoteRecord]) -> bytes:
    """Quotes as CSV that Excel opens with the right letters; no cell can be a formula or a date."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(texts.COLUMNS)
    writer.writerows([_harmless(cell) for cell in record.cells()] for record in records)
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) or _DAY.fullmatch(cell) else cell


def ris(records: Sequence[QuoteRecord]) -> bytes:
    """Quotes for a reference manager: one entry each, with the words as a note."""
    return "\r\n".join(line for record in records for line in _entry(record)).encode() + b"\r\n"


def _entry(record: QuoteRecord) -> list[str]:
    document = record.cutting.document
    page = record.cutting.page_label or record.cutting.page
    last = record.cutting.last
    told = "".join(f" [{words}]" for words in reservations(record.cutting))
    fields = (
        ("TY", _RIS_TYPE),
        ("TI", document.title),
        ("AU", f"{document.organisation}," if document.organisation else None),
        ("PY", document.year),
        ("SP", page),
        ("EP", last and (last.page_label or last.page)),
        ("N1", f"“{record.text}”" + (f" — {record.who}" if record.who else "") + told),
    )
    lines = [f"{tag}  - {' '.join(str(value).split())}" for tag, value in fields if value]
    return [*lines, "ER  - ", ""]
