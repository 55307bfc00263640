"""What was filled in on a page, or written over it: viewers show it, but it is no part of the page that pdfium reads.

It is made part of the page in memory, so that it is read, drawn and marked as everything else: fields of a form, free
text, stamps. What a viewer does not show (hidden fields) goes, and what is a control of the viewer is not text.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.pdf.drawn import is_drawn

_WRITTEN = frozenset({raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_WATERMARK})
_FIELDS = frozenset({raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX})
"""A list box shows what was not chosen too; a tick is a letter of a font of signs."""
_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW

Annotation = Any
"""pdfium's handle of one."""


def open_form(pdf: pdfium.PdfDocument) -> None:
    """Have pdfium know the fields of the form, where there is one; before any page is taken."""
    with contextlib.suppress(pdfium.PdfiumError):
        pdf.init_forms()


def with_fields(pdf: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    """A page (1-based) to draw, with its fields as a viewer shows them; before any page is taken."""
    open_form(pdf)
    page = pdf[number - 1]
    if not _any(page, _is_field):
        return page
    return _one(pdf, page, number, _is_seen)


def with_written(pdf: pdfium.PdfDocument, number: int) -> tuple[pdfium.PdfPage, int | None]:
    """A page (1-based) to read, with the text that was filled in or written over it behind its own.

    A scan stays without text, so that it is recognised, with what is filled in.

    :returns: the page, and how many characters are its own; None: all of them, or that was told before.
    """
    page = pdf[number - 1]

    def reads(annotation: Annotation) -> bool:
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        field = kind == raw.FPDF_ANNOT_WIDGET and _field_type(pdf, annotation) in _FIELDS
        return _is_seen(annotation) and (field or kind in _WRITTEN)

    if not _any(page, reads):
        return page, None
    own = _characters(page)
    if not own and is_drawn(page):
        return page, None
    return _one(pdf, page, number, reads), own


def _characters(page: pdfium.PdfPage) -> int:
    textpage = page.get_textpage()
    try:
        return int(textpage.count_chars())
    finally:
        textpage.close()


def _field_type(pdf: pdfium.PdfDocument, annotation: Annotation) -> int:
    return int(raw.FPDFAnnot_GetFormFieldType(pdf.formenv, annotation)) if pdf.formenv else -1


def _is_field(annotation: Annotation) -> bool:
    return bool(raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET)


def _is_seen(annotation: Annotation) -> bool:
    return not raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN


def _any(page: pdfium.PdfPage, wanted: Callable[[Annotation], bool]) -> bool:
    return any(_about(page, index, wanted) for index in range(raw.FPDFPage_GetAnnotCount(page)))


def _about(page: pdfium.PdfPage, index: int, wanted: Callable[[Annotation], bool]) -> bool:
    annotation = raw.FPDFPage_GetAnnot(page, index)
    try:
        return bool(annotation) and wanted(annotation)
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _one(
    pdf: pdfium.PdfDocument, page: pdfium.PdfPage, number: int, kept: Callable[[Annotation], bool]
) -> pdfium.PdfPage:
    """The page with the annotations that are ``kept`` as a part of it, and without the others."""
    for index in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        if not _about(page, index, kept):
            raw.FPDFPage_RemoveAnnot(page, index)
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    page.close()
    return pdf[number - 1]
