"""Source lines, ready to paste."""

from __future__ import annotations

from datetime import date

from index.results import DocumentInfo
from index.texts import quotes as texts
from index.texts.library import date_in_words
from index.types import DocumentStatus, Metadata, Page

_NOT_OVER = (DocumentStatus.VALID, DocumentStatus.COMING)


def document_info(document_id: str, metadata: Metadata) -> DocumentInfo:
    """The document part of a hit."""
    return DocumentInfo(
        id=document_id,
        title=metadata.title,
        organisation=metadata.organisation,
        kind=metadata.kind,
        year=metadata.year,
        status=metadata.status,
        valid_from=metadata.valid_from,
        valid_to=metadata.valid_to,
    )


def status_in_words(document: DocumentInfo) -> str:
    """What must be told of a document that does not hold now; empty for one that does."""
    begins = document.valid_from if document.status in _NOT_OVER else None
    if begins and date.fromisoformat(begins) > date.today():
        return texts.HOLDS_FROM.format(date=date_in_words(begins))
    return "" if document.status is DocumentStatus.VALID else document.status.value


def page_name(page: int | None, page_label: str | None, last: Page | None = None) -> str | None:
    """ "p. 12", or "p. 12 (pdf 14)" where the printed number differs from the place in the file.

    :param last: the page to which it goes on: "p. 12-13 (pdf 14-15)".
    """
    if page is None:
        return None
    printed, in_file = page_label or str(page), str(page)
    if last is not None:
        printed, in_file = f"{printed}-{last.page_label or last.page}", f"{in_file}-{last.page}"
    return f"p. {in_file}" if printed == in_file else f"p. {printed} (pdf {in_file})"


def citation(
    document: DocumentInfo, page: int | None, page_label: str | None, *, ocr: bool = False, last: Page | None = None
) -> str:
    """For example: "Buurtwerk Zonneveld, Jaarplan 2026 (2026), p. 12 (pdf 14)".

    :param last: the page to which the words go on.
    :param ocr: the words were recognised on a scan, which the line says.
    """
    year = f" ({document.year})" if document.year and str(document.year) not in document.title else ""
    parts = [document.organisation, f"{document.title}{year}", page_name(page, page_label, last)]
    parts.append(status_in_words(document))
    if ocr:
        parts.append(texts.RECOGNISED)
    return ", ".join(part for part in parts if part)
