"""Tesseract on one picture: words in pixels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from tesserocr import PSM, RIL, Orientation, PyResultIterator, PyTessBaseAPI, iterate_level

from ingest.scans.language import LANGUAGE
from ingest.scans.picture import Picture
from ingest.scans.weight import stroke_widths

_EDGE = 0.09
"""Share of the height at the top and at the bottom where page numbers stand."""
_WORD = 4
"""Letters from which a word is wider than it is high."""
_STEEP = 0.2
"""A line that rises or falls more than this is too short to tell."""
_PAGE_NUMBER = re.compile(r"^(?:\d{1,4}|[ivxlc]{1,6})$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line: both ends of its baseline, from the upper left, and the height of an x."""

    ends: tuple[tuple[float, float], tuple[float, float]]
    x_height: float

    @property
    def slope(self) -> float:
        """How far it falls to the right, as a share of its length."""
        (x1, y1), (x2, y2) = self.ends
        slope = (y2 - y1) / max(x2 - x1, 1.0)
        return slope if abs(slope) < _STEEP else 0.0

    @property
    def length(self) -> float:
        """Its length."""
        return self.ends[1][0] - self.ends[0][0]

    def height_at(self, x: float) -> float:
        """The y of the baseline."""
        return self.ends[0][1] + self.slope * (x - self.ends[0][0])


@dataclass(frozen=True, slots=True)
class Found:
    """A word: left, right, the line on which it stands, how sure Tesseract is (0-1), width of its strokes.

    ``upright``: its letters stand on their feet; Tesseract reads lines that run up or down the picture too.
    """

    text: str
    left: float
    right: float
    line: Line
    confidence: float
    stroke: float
    upright: bool


class Engine:
    """Tesseract with Dutch.

    :param folder: where its language data is.
    """

    def __init__(self, folder: Path) -> None:
        self._tesseract = PyTessBaseAPI(path=str(folder), lang=LANGUAGE, psm=PSM.AUTO)

    def words(self, picture: Picture) -> list[Found]:
        """Every word in reading order."""
        self._show(picture)
        return list(self._found(picture))

    def page_numbers(self, picture: Picture, found: Iterable[Found]) -> list[Found]:
        """Numbers at the edge of the page that it takes for specks when it looks at the page as a whole.

        :param found: the words that are known; a number beside a line of these is on that line.
        """
        known = list(found)
        height, strip = picture.image.height, int(_EDGE * picture.image.height)
        numbers: list[Found] = []
        self._show(picture)
        self._tesseract.SetPageSegMode(PSM.SINGLE_BLOCK)
        for upper in (0, height - strip):
            self._tesseract.SetRectangle(0, upper, picture.image.width, strip)
            numbers += [word for word in self._found(picture) if _is_new_number(word, known)]
        self._tesseract.SetPageSegMode(PSM.AUTO)
        return [_on_line(number, known) for number in numbers]

    def _show(self, picture: Picture) -> None:
        self._tesseract.SetImage(picture.image)
        self._tesseract.SetSourceResolution(picture.dpi)

    def _found(self, picture: Picture) -> Iterator[Found]:
        self._tesseract.Recognize()
        words = self._tesseract.GetIterator()
        if words is None:
            return
        widths = stroke_widths(picture.image)
        line: Line | None = None
        for at in iterate_level(words, RIL.WORD):
            if at.Empty(RIL.WORD):
                continue
            if line is None or at.IsAtBeginningOf(RIL.TEXTLINE):
                line = _line(at)
            text, box = at.GetUTF8Text(RIL.WORD).strip(), at.BoundingBox(RIL.WORD)
            if line is not None and box is not None and text:
                confidence = at.Confidence(RIL.WORD) / 100
                upright = at.Orientation()[0] == Orientation.PAGE_UP and not _is_tall(text, box)
                yield Found(text, box[0], box[2], line, confidence, widths(box), upright)


@lru_cache(maxsize=1)
def engine(folder: Path) -> Engine:
    """The engine of this process."""
    return Engine(folder)


def _line(at: PyResultIterator) -> Line | None:
    ends, row = at.Baseline(RIL.TEXTLINE), at.RowAttributes()
    x_height = row["row_height"] - abs(row["ascenders"]) - abs(row["descenders"])
    return None if ends is None or x_height <= 0 else Line(ends, x_height)


def _is_tall(text: str, box: tuple[int, int, int, int]) -> bool:
    """Whether a word runs up or down."""
    left, upper, right, lower = box
    return len(text) >= _WORD and lower - upper > right - left


def _is_new_number(word: Found, known: Iterable[Found]) -> bool:
    if not _PAGE_NUMBER.match(word.text):
        return False
    return not any(_beside(word, other.line) and other.left < word.right and word.left < other.right for other in known)


def _on_line(number: Found, known: Iterable[Found]) -> Found:
    line = next((other.line for other in known if _beside(number, other.line)), number.line)
    return replace(number, line=line)


def _beside(word: Found, line: Line) -> bool:
    return abs(word.line.height_at(word.left) - line.height_at(word.left)) < max(word.line.x_height, line.x_height)
