"""How a document was read, folded under its card: what was counted, pages to look at, words put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from app.rendering import button
from index.manifest import DocumentRecord
from index.reading_report import ReadingReport, reading_report
from index.texts import library as texts
from index.texts.library import counted
from index.types import ReadWarning

Joins = Sequence[tuple[str, str]]
"""Words as (as found, as healed)."""
_MOST_JOINS = 200
"""More are not shown; the command line gives them all."""


def reading_html(record: DocumentRecord, joins: Joins = ()) -> str:
    """The fold "Zo is dit document gelezen".

    :param joins: every word that was put together.
    """
    report = reading_report(record)
    check = len(report.pages_to_check)
    summary = texts.READ_HEADING if not check else texts.READ_HEADING_CHECK.format(pages=counted(texts.PAGES, check))
    body = f"<ul>{_rows(_facts(report))}</ul>{_notes(record)}{_joins(joins)}"
    return f'<details class="bw-fold"><summary>{escape(summary)}</summary>{body}</details>'


def _rows(lines: Iterable[str]) -> str:
    return "".join(f"<li>{escape(line)}</li>" for line in lines)


def _facts(report: ReadingReport) -> Iterator[str]:
    """What was counted; nothing of what did not occur."""
    counts = (
        (texts.READ_WORDS, report.words),
        (texts.READ_TABLES, report.tables),
        (texts.READ_HEADERS, report.removed_headers),
        (texts.READ_HYPHENS, report.joined_hyphens),
        (texts.READ_HEALED, report.healed_words),
        (texts.READ_OCR, report.ocr_pages),
        (texts.READ_WITHOUT, report.pages_without_text),
        (texts.READ_SUSPECT, len(report.suspicious_pages)),
    )
    yield from (counted(words, number) for words, number in counts if number)
    if report.missing_metadata:
        yield texts.READ_MISSING.format(
            fields=", ".join(texts.FIELDS[name].lower() for name in report.missing_metadata)
        )


def _notes(record: DocumentRecord) -> str:
    """Each warning once, with a button for each of its pages."""
    pages: dict[str, list[int]] = {}
    for warning in record.report.warnings:
        pages.setdefault(warning.message, []).extend(_page(warning))
    rows = "".join(f"<li>{escape(message)} {_open(record, numbers)}</li>" for message, numbers in pages.items())
    return f"<p>{escape(texts.READ_CHECK)}</p><ul>{rows}</ul>" if rows else ""


def _page(warning: ReadWarning) -> Iterator[int]:
    if warning.page is not None:
        yield warning.page


def _open(record: DocumentRecord, pages: Sequence[int]) -> str:
    """Buttons that show these pages (1-based) beside the list; none for formats that have no pages."""
    if record.pages is None:
        return ""
    return " ".join(
        button(
            texts.READ_PAGE.format(page=page),
            "bw-open bw-link",
            texts.READ_PAGE_LABEL.format(page=page, title=record.metadata.title),
            data_document=record.document_id,
            data_start=0,
            data_end=0,
            data_view=page - 1,
        )
        for page in pages
    )


def _joins(joins: Joins) -> str:
    """Every word that was put together, once, so that a person can check them."""
    once = list(dict.fromkeys(joins))
    if not once:
        return ""
    rows = _rows(texts.READ_JOIN.format(found=found, healed=healed) for found, healed in once[:_MOST_JOINS])
    summary = escape(counted(texts.READ_JOINS, len(once)))
    return f'<details class="bw-fold"><summary>{summary}</summary><ul>{rows}</ul></details>'
