"""A page as a picture for text recognition, and from its pixels back to the page."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL import Image, ImageStat

from ingest.limits import Limits
from ingest.pdf.frame import PageFrame, frame_of

_POINTS = 72
_EVEN = 2.0
"""Standard deviation of the grey values (0-255) below which a picture is an empty page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture, grey, of a page in ``frame``; ``scale`` is pixels a point."""

    image: Image.Image
    frame: PageFrame
    scale: float

    @property
    def dpi(self) -> int:
        """Pixels an inch."""
        return round(self.scale * _POINTS)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to see on it."""
        return bool(ImageStat.Stat(self.image).stddev[0] < _EVEN)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A pixel (from the upper left) in points of the frame (from the lower left)."""
        return x / self.scale, self.frame.shown_height - y / self.scale

    def turned(self, by: int) -> Picture:
        """The same picture turned clockwise by 90, 180 or 270 degrees."""
        ways = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
        frame = PageFrame(
            self.frame.left, self.frame.bottom, self.frame.width, self.frame.height, (self.frame.rotation + by) % 360
        )
        return Picture(self.image.transpose(ways[by]), frame, self.scale)


def picture_of(page: pdfium.PdfPage, limits: Limits) -> Picture:
    """A page as it is displayed, with at most ``limits.ocr_pixels`` pixels."""
    width, height = page.get_size()
    scale = min(limits.ocr_dpi / _POINTS, (limits.ocr_pixels / max(width * height, 1.0)) ** 0.5)
    image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    return Picture(image, frame_of(page), image.height / height)
