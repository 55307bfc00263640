"""One page of a PDF as a picture. Runs in the reading process: a small file can ask for an endless drawing."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium

from index.pdf_source import pdf_source
from index.types import DrawnPage
from ingest.pdf.filled import with_fields

SCALE = 2.0
"""Pixels a point: sharp on a screen at 200 %."""
_MAX_PIXELS = 12_000_000


def drawn_page(path: Path, number: int, *, picture: bool) -> DrawnPage:
    """A page (1-based) as it is displayed.

    :param picture: draw it too; else only its size is told.
    """
    pdf = pdfium.PdfDocument(pdf_source(path))
    try:
        page = with_fields(pdf, number)
        width, height = page.get_size()
        if not picture:
            return DrawnPage(width, height)
        scale = min(SCALE, (_MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
        image = page.render(scale=scale).to_pil().convert("RGB")
        return DrawnPage(width, height, image.width, image.height, image.tobytes())
    finally:
        pdf.close()
