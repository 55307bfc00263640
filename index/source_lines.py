"""The source line under a quote, in the style that a writer needs."""

from __future__ import annotations

from enum import StrEnum

from index.citation import citation, status_in_words
from index.cuts import Cutting
from index.texts import quotes as texts


class SourceStyle(StrEnum):
    """How a source line looks."""

    SHORT = "kort"
    APA = "apa"
    PDF = "pdf"


def source_line(cutting: Cutting, style: SourceStyle) -> str:
    """For example "Oeverlicht, Jaarplan 2026, p. 3"; a document that does not hold says so in every style."""
    match style:
        case SourceStyle.SHORT:
            line = _short(cutting)
        case SourceStyle.APA:
            line = _apa(cutting)
        case SourceStyle.PDF:
            place = (cutting.page, cutting.page_label)
            line = citation(cutting.document, *place, ocr=cutting.ocr, last=cutting.last)
            return _with_heading(line, cutting)
    return " ".join([line, *(f"[{words}]" for words in reservations(cutting))])


def reservations(cutting: Cutting) -> list[str]:
    """What must stand with a quote wherever it goes: that its document does not hold, that its words are of a scan."""
    told = (status_in_words(cutting.document), texts.RECOGNISED if cutting.ocr else "")
    return [words for words in told if words]


def _short(cutting: Cutting) -> str:
    document = cutting.document
    year = f" ({document.year})" if document.year and str(document.year) not in document.title else ""
    parts = (document.organisation, f"{document.title}{year}", _page(cutting))
    return _with_heading(", ".join(part for part in parts if part), cutting)


def _apa(cutting: Cutting) -> str:
    document = cutting.document
    year = f"({document.year or texts.NO_YEAR})"
    place = _page(cutting, "pp.") or (texts.UNDER.format(heading=cutting.heading) if cutting.heading else None)
    end = f" ({place})." if place else ""
    if document.organisation:
        return f"{_ended(document.organisation)} {year}. {document.title + end if end else _ended(document.title)}"
    return f"{_ended(document.title)} {year}{end or '.'}"


def _ended(text: str) -> str:
    """With a full stop, unless it has a mark of its own: "Zorg B.V.", "Wie doet wat?"."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _page(cutting: Cutting, several: str = "p.") -> str | None:
    """:param several: what stands before two pages."""
    if cutting.page is None:
        return None
    first = cutting.page_label or cutting.page
    last = cutting.last
    return f"p. {first}" if last is None else f"{several} {first}-{last.page_label or last.page}"


def _with_heading(line: str, cutting: Cutting) -> str:
    if cutting.page is not None or not cutting.heading:
        return line
    return f"{line}, {texts.UNDER.format(heading=cutting.heading)}"
