"""Pages of a PDF as pictures."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from app.drawing import Drawer
from index.types import DrawnPage, TextBox

_MARK = (255, 226, 110)
_EDGE = (150, 110, 0)
_DRAWER = Drawer()


@lru_cache(maxsize=512)
def page_height(path: Path, page: int) -> float:
    """Height of a page (1-based) as displayed, in points. :raises NotDrawnError, DrawingBusyError: it is not known."""
    return _DRAWER.page(path, page, picture=False).height


@lru_cache(maxsize=24)
def page_png(path: Path, page: int) -> bytes:
    """A page (1-based) as PNG. :raises NotDrawnError, DrawingBusyError: it cannot be drawn, or not now."""
    return _png(_image(_drawn(path, page)))


def marked_png(path: Path, page: int, boxes: Sequence[TextBox]) -> bytes:
    """A page as PNG with marks over ``boxes``. :raises NotDrawnError, DrawingBusyError: as :func:`page_png`."""
    if not boxes:
        return page_png(path, page)
    drawn = _drawn(path, page)
    image, height = _image(drawn), drawn.height
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


def _image(drawn: DrawnPage) -> Image.Image:
    return Image.frombytes("RGB", (drawn.columns, drawn.rows), drawn.pixels)


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


@lru_cache(maxsize=4)
def _drawn(path: Path, page: int) -> DrawnPage:
    """What is on it, for a page that is opened at one place after another."""
    return _DRAWER.page(path, page, picture=True)
