"""A stretch of a document by its offsets, cut anew out of the citable text: the only way to a quote that is shown."""

from __future__ import annotations

from dataclasses import dataclass

from index.citation import document_info
from index.errors import BronwijzerError
from index.library import Library
from index.pages import pages_of
from index.results import DocumentInfo, Immutable
from index.scanned import is_recognised
from index.texts import quotes as texts
from index.types import BlockKind, CitableDocument, Page

MAX_CHARS = 4_000
"""Longer than any quote; who names more than this asks for the document, not for a quote."""


class SpotError(BronwijzerError):
    """Offsets that name no stretch of the document."""


@dataclass(frozen=True, slots=True)
class Spot(Immutable):
    """Where a quote stands: offsets into the citable text of a document, end exclusive."""

    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cutting(Immutable):
    """The words at a spot and where a reader finds them: ``text == citable_text[start:end]``.

    :param heading: the heading above it, in documents without pages the only way to find it back.
    :param ocr: words of it were recognised on a scan.
    :param last: the page on which it ends, where that is another one.
    """

    spot: Spot
    text: str
    document: DocumentInfo
    file: str
    page: int | None
    page_label: str | None
    heading: str | None
    ocr: bool = False
    last: Page | None = None


def cut_out(library: Library, spot: Spot) -> Cutting:
    """The words at a spot.

    :raises DocumentMissingError: the document is not in the index.
    :raises SpotError: it names no stretch of that document.
    """
    return cut(library.document(spot.document_id), spot.start, spot.end)


def cut(document: CitableDocument, start: int, end: int) -> Cutting:
    """The words at ``[start, end)``. :raises SpotError: there are none, or too many."""
    if not 0 <= start < end <= len(document.text):
        raise SpotError(texts.NO_SUCH_SPOT)
    if end - start > MAX_CHARS:
        raise SpotError(texts.SPOT_TOO_LONG.format(most=f"{MAX_CHARS:,}".replace(",", ".")))
    page, last = pages_of(document, start, end)
    return Cutting(
        spot=Spot(document.document_id, start, end),
        text=document.text[start:end],
        document=document_info(document.document_id, document.metadata),
        file=document.file,
        page=page.page if page else None,
        page_label=page.page_label if page else None,
        heading=_heading(document, start),
        ocr=is_recognised(document, start, end),
        last=last,
    )


def _heading(document: CitableDocument, offset: int) -> str | None:
    """The nearest heading before ``offset``; the title at the top of a document tells nothing."""
    above = [b for b in document.blocks if b.kind is BlockKind.HEADING and b.start > 0 and b.end <= offset]
    return document.text[above[-1].start : above[-1].end] if above else None
