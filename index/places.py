"""A literal stretch of a document with its source line: what is quoted, and where the reader opens."""

from __future__ import annotations

from dataclasses import dataclass

from index.citation import citation, document_info
from index.pages import pages_of
from index.results import DocumentInfo
from index.scanned import is_recognised
from index.types import CitableDocument, Page


@dataclass(frozen=True, slots=True)
class Place:
    """``text`` is the document's citable text from ``start`` to ``end``.

    :param page: of a place that is a whole page, its number in the file (1-based); no offset tells a page without text.
    """

    document: DocumentInfo
    text: str
    start: int
    end: int
    citation: str
    page: int | None = None


def place_in(document: CitableDocument, start: int, end: int) -> Place:
    """The place of ``[start, end)`` in a document."""
    page, last = pages_of(document, start, end)
    info = document_info(document.document_id, document.metadata)
    number, label = (page.page, page.page_label) if page else (None, None)
    source = citation(info, number, label, ocr=is_recognised(document, start, end), last=last)
    return Place(info, document.text[start:end], start, end, source)


def place_of_page(document: CitableDocument, page: Page) -> Place:
    """A whole page as a place, without its words."""
    info = document_info(document.document_id, document.metadata)
    return Place(info, "", page.start, page.start, citation(info, page.page, page.page_label), page.page)
