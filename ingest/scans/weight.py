"""How heavy the letters on a picture are: bold headings have strokes much thicker than the text below them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

Box = tuple[int, int, int, int]
_HEAVIER = 1.3
"""Times the usual width of a stroke."""


@dataclass(frozen=True, slots=True)
class LineWeight:
    """Mean width of the strokes of a line as a share of the height of an x, and its number of letters."""

    weight: float
    letters: int


def stroke_widths(image: Image.Image) -> Callable[[Box], float]:
    """A function that gives the mean width in pixels of the strokes in a box (left, upper, right, lower)."""
    dark = np.asarray(image) < _threshold(image)
    begins = dark.copy()
    begins[:, 1:] &= ~dark[:, :-1]

    def width(box: Box) -> float:
        left, upper, right, lower = box
        inside = dark[upper:lower, left:right]
        runs = int(begins[upper:lower, left:right].sum())
        return float(inside.sum()) / runs if runs else 0.0

    return width


def _threshold(image: Image.Image) -> float:
    """Half-way between the darkest and the lightest percent."""
    darkest, lightest = np.percentile(np.asarray(image)[::4, ::4], (1, 99))
    return float(darkest + lightest) / 2


def is_bold(lines: Sequence[LineWeight]) -> list[bool]:
    """Whether each line is bold among the others of its page."""
    if not lines:
        return []
    weights, letters = np.array([line.weight for line in lines]), np.array([line.letters for line in lines])
    order = np.argsort(weights)
    usual = weights[order[np.searchsorted(np.cumsum(letters[order]), letters.sum() / 2)]]
    return [bool(weight > _HEAVIER * usual) for weight in weights]
