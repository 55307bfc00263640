"""Which way a page is up: its own coordinates against those in which its text stands upright."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import pypdfium2 as pdfium

ASKEW = 10.0
"""Degrees: text that rises by less lies askew by accident and is read as level; more is meant, as of a stamp."""


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The page's own coordinates, turned by ``rotation`` (0, 90, 180 or 270 degrees clockwise).

    ``skew``: radians by which lines still rise to the right: a little for a scan that lay askew, much for a stamp
    across the page. They are level in this frame.
    """

    left: float
    bottom: float
    width: float
    height: float
    rotation: int
    skew: float = 0.0

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own coordinates in this frame."""
        x, y = x - self.left, y - self.bottom
        match self.rotation:
            case 90:
                x, y = y, self.width - x
            case 180:
                x, y = self.width - x, self.height - y
            case 270:
                x, y = self.height - y, x
        return self.straight(x, y) if self.skew else (x, y)

    def origin(self, x: float, y: float) -> tuple[float, float]:
        """A point of this frame in the page's own coordinates."""
        x, y = self._leaned(x, y, self.skew)
        match self.rotation:
            case 90:
                x, y = self.width - y, x
            case 180:
                x, y = self.width - x, self.height - y
            case 270:
                x, y = y, self.height - x
        return x + self.left, y + self.bottom

    def straight(self, x: float, y: float) -> tuple[float, float]:
        """A point of the turned page, with the skew taken out."""
        return self._leaned(x, y, -self.skew)

    def _leaned(self, x: float, y: float, angle: float) -> tuple[float, float]:
        """Turned a little, counter-clockwise around the middle of the page."""
        if not angle:
            return x, y
        middle_x, middle_y = self.shown_width / 2, self.shown_height / 2
        x, y, sine, cosine = x - middle_x, y - middle_y, math.sin(angle), math.cos(angle)
        return x * cosine - y * sine + middle_x, x * sine + y * cosine + middle_y

    def skewed(self, skew: float) -> PageFrame:
        """The same frame for lines that rise by ``skew`` radians."""
        return replace(self, skew=skew)

    @property
    def slanted(self) -> bool:
        """Whether its lines run neither along nor up the page."""
        return abs(math.degrees(self.skew)) > ASKEW

    @property
    def shown_height(self) -> float:
        """Height in points after turning."""
        return self.width if self.rotation in (90, 270) else self.height

    @property
    def shown_width(self) -> float:
        """Width in points after turning."""
        return self.height if self.rotation in (90, 270) else self.width


def frame_of(page: pdfium.PdfPage, rotation: int | None = None) -> PageFrame:
    """The frame of a page: its crop box, turned as the page is displayed or as asked."""
    left, bottom, right, top = page.get_cropbox()
    turned = page.get_rotation() if rotation is None else rotation
    return PageFrame(left, bottom, right - left, top - bottom, turned)
