"""Whether something is drawn on a page that may be text."""

from __future__ import annotations

import pypdfium2 as pdfium

_FEW_PATHS = 40
"""Fewer drawn lines than this are a frame or a rule, not letters."""


def is_drawn(page: pdfium.PdfPage) -> bool:
    """Whether something is drawn on a page that may be text: a picture, or letters as lines."""
    raw = pdfium.raw
    drawn = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH], max_depth=4)
    return any(one.type == raw.FPDF_PAGEOBJ_IMAGE or number >= _FEW_PATHS for number, one in enumerate(drawn, 1))
