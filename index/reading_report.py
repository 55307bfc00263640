"""What reading a document brought to light, in one place: for the report of a sync, the status, and the library tab."""

from __future__ import annotations

from dataclasses import dataclass

from index.manifest import DocumentRecord

SUSPECT = "VERDACHTE_PAGINA"
_MAY_BE_UNKNOWN = ("organisation", "kind", "year")


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """How one document was read; pages are 1-based places in the file.

    ``pages`` is None for formats without pages. ``pages_to_check`` are all pages that a warning is about,
    ``suspicious_pages`` those of which the text looks wrong. ``page_quality`` (0-1) has one value a page, PDF only.
    ``missing_metadata`` names the fields of which nobody knows the value.
    """

    pages: int | None
    words: int
    joined_hyphens: int
    healed_words: int
    removed_headers: int
    tables: int
    pages_without_text: int
    ocr_pages: int
    suspicious_pages: tuple[int, ...]
    pages_to_check: tuple[int, ...]
    missing_metadata: tuple[str, ...]
    page_quality: tuple[float, ...]


def reading_report(record: DocumentRecord) -> ReadingReport:
    """The report of a document in the index."""
    report, counts = record.report, record.report.counts or {}
    pages = sorted({warning.page for warning in report.warnings if warning.page is not None})
    suspects = sorted({w.page for w in report.warnings if w.code == SUSPECT and w.page is not None})
    return ReadingReport(
        pages=record.pages,
        words=counts.get("words", 0),
        joined_hyphens=counts.get("joined_hyphens", 0),
        healed_words=counts.get("healed_words", 0),
        removed_headers=counts.get("removed_headers", 0),
        tables=counts.get("tables", 0),
        pages_without_text=counts.get("pages_without_text", 0),
        ocr_pages=counts.get("ocr_pages", 0),
        suspicious_pages=tuple(suspects),
        pages_to_check=tuple(pages),
        missing_metadata=tuple(name for name in _MAY_BE_UNKNOWN if getattr(record.metadata, name) is None),
        page_quality=report.quality,
    )
