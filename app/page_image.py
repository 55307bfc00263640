"""Pages of a PDF as pictures."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw

from index.pdf_source import pdf_source
from index.types import TextBox

SCALE = 2.0
"""Pixels a point: sharp on a screen at 200 %."""
_MAX_PIXELS = 12_000_000
_MARK = (255, 226, 110)
_LOCK = Lock()
"""pdfium is not safe to use from two threads at once."""


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page as displayed, in points."""

    width: float
    height: float


@lru_cache(maxsize=512)
def page_size(path: Path, page: int) -> PageSize:
    """Size of a page (1-based)."""
    with _LOCK:
        pdf = pdfium.PdfDocument(pdf_source(path))
        try:
            return PageSize(*pdf[page - 1].get_size())
        finally:
            pdf.close()


@lru_cache(maxsize=24)
def page_png(path: Path, page: int) -> bytes:
    """A page (1-based) as PNG."""
    buffer = io.BytesIO()
    _draw(path, page).save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def marked_png(path: Path, page: int, boxes: Sequence[TextBox]) -> bytes:
    """A page as PNG with marks over ``boxes``."""
    if not boxes:
        return page_png(path, page)
    image = Image.open(io.BytesIO(page_png(path, page))).convert("RGB")
    height = page_size(path, page).height
    scale = image.height / height
    marks = Image.new("RGB", image.size, (255, 255, 255))
    draw = ImageDraw.Draw(marks)
    for box in boxes:
        corners = (box.left * scale, (height - box.top) * scale, box.right * scale, (height - box.bottom) * scale)
        draw.rectangle(corners, fill=_MARK, outline=(150, 110, 0), width=2)
    buffer = io.BytesIO()
    ImageChops.multiply(image, marks).save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def _draw(path: Path, page: int) -> Image.Image:
    with _LOCK:
        pdf = pdfium.PdfDocument(pdf_source(path))
        try:
            sheet = pdf[page - 1]
            width, height = sheet.get_size()
            scale = min(SCALE, (_MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
            image: Image.Image = sheet.render(scale=scale).to_pil().convert("RGB")
            return image
        finally:
            pdf.close()
