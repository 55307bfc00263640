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
_EDGE = (150, 110, 0)
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
    return _png(_drawn(path, page))


def marked_png(path: Path, page: int, boxes: Sequence[TextBox]) -> bytes:
    """A page as PNG with marks over ``boxes``."""
    if not boxes:
        return page_png(path, page)
    image = _drawn(path, page).copy()
    height = page_size(path, page).height
    scale = image.height / height
    draw = ImageDraw.Draw(image)
    for box in boxes:
        left, top = round(box.left * scale), round((height - box.top) * scale)
        right, bottom = round(box.right * scale), round((height - box.bottom) * scale)
        spot = (max(left, 0), max(top, 0), min(right, image.width - 1) + 1, min(bottom, image.height - 1) + 1)
        if spot[0] < spot[2] and spot[1] < spot[3]:
            words = image.crop(spot)  # only what is marked: the rest of the page stays as it is
            image.paste(ImageChops.multiply(words, Image.new("RGB", words.size, _MARK)), spot)
            draw.rectangle((left, top, right, bottom), outline=_EDGE, width=2)
    return _png(image)


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


@lru_cache(maxsize=4)
def _drawn(path: Path, page: int) -> Image.Image:
    """The picture itself, for a page that is opened at one place after another; nobody changes it."""
    return _draw(path, page)


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
