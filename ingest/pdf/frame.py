"""Which way a page is up: its own coordinates against those in which its text stands upright."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2 as pdfium


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The page's own coordinates, turned by ``rotation`` (0, 90, 180 or 270 degrees clockwise)."""

    left: float
    bottom: float
    width: float
    height: float
    rotation: int

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own coordinates in this frame."""
        x, y = x - self.left, y - self.bottom
        match self.rotation:
            case 90:
                return y, self.width - x
            case 180:
                return self.width - x, self.height - y
            case 270:
                return self.height - y, x
            case _:
                return x, y

    def origin(self, x: float, y: float) -> tuple[float, float]:
        """A point of this frame in the page's own coordinates."""
        match self.rotation:
            case 90:
                x, y = self.width - y, x
            case 180:
                x, y = self.width - x, self.height - y
            case 270:
                x, y = y, self.height - x
        return x + self.left, y + self.bottom

    @property
    def shown_height(self) -> float:
        """Height in points after turning."""
        return self.width if self.rotation in (90, 270) else self.height


def frame_of(page: pdfium.PdfPage, rotation: int | None = None) -> PageFrame:
    """The frame of a page: its crop box, turned as the page is displayed or as asked."""
    left, bottom, right, top = page.get_cropbox()
    turned = page.get_rotation() if rotation is None else rotation
    return PageFrame(left, bottom, right - left, top - bottom, turned)
