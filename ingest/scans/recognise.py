"""One page of a PDF through Tesseract: words, their places, and how sure it is of them.

Runs in the reading process, which holds nothing and may reach nothing: no program is started and no file written.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path
from statistics import median

import pypdfium2 as pdfium

from index.pdf_source import pdf_source
from ingest.limits import Limits
from ingest.pdf.filled import with_fields
from ingest.pdf.frame import PageFrame
from ingest.scans.engine import Found, Line, engine
from ingest.scans.picture import Picture, picture_of
from ingest.scans.recognised import RecognisedPage, RecognisedWord
from ingest.scans.weight import LineWeight, is_bold

_X_HEIGHT = 0.52
"""Height of an x as a share of the font size, in most typefaces."""
_UPRIGHT = 0.75
"""Mean confidence from which a page is certainly the right way up."""
_FEW_LETTERS = 12
_LONG_LINE = 8.0
"""Lines longer than so many times the height of an x tell how a page is skewed."""
_LEAST_SKEW = 0.002


def recognise_page(path: Path, number: int, folder: Path, limits: Limits) -> RecognisedPage:
    """Recognise one page (1-based), whichever way up it lies.

    :param folder: where Tesseract's language data is.
    """
    pdf = pdfium.PdfDocument(pdf_source(path))
    try:
        picture = picture_of(with_fields(pdf, number), limits)
    finally:
        pdf.close()
    if picture.empty:
        return RecognisedPage(number, picture.frame.rotation, 0.0, ())
    best, found = _upright(picture, folder)
    return _page(number, best, [*found, *engine(folder).page_numbers(best, found)])


def _upright(picture: Picture, folder: Path) -> tuple[Picture, list[Found]]:
    """The picture turned so that its words stand upright, and these words."""
    tried: list[tuple[Picture, list[Found]]] = []
    for turn in (0, 90, 270, 180):
        way = picture.turned(turn) if turn else picture
        found = engine(folder).words(way)
        letters = sum(len(word.text) for word in found)
        if letters >= _FEW_LETTERS and _certainty(found) >= _UPRIGHT * letters:
            return way, found
        tried.append((way, found))
    return max(tried, key=lambda one: _certainty(one[1]))


def _certainty(found: Iterable[Found]) -> float:
    return sum(len(word.text) * word.confidence for word in found if word.upright)


def _page(number: int, picture: Picture, found: Iterable[Found]) -> RecognisedPage:
    lines: dict[int, list[Found]] = {}
    for word in found:
        lines.setdefault(id(word.line), []).append(word)
    skew = _skew(line[0].line for line in lines.values())
    frame = picture.frame.skewed(skew)
    bold = is_bold([_weight(line) for line in lines.values()])
    words = [
        _placed(word, at, picture, frame, heavy)
        for at, (line, heavy) in enumerate(zip(lines.values(), bold, strict=True))
        for word in line
    ]
    return RecognisedPage(number, frame.rotation, skew, tuple(words))


def _weight(line: list[Found]) -> LineWeight:
    letters = sum(len(word.text) for word in line)
    stroke = sum(len(word.text) * word.stroke for word in line) / letters
    return LineWeight(stroke / line[0].line.x_height, letters)


def _placed(word: Found, line: int, picture: Picture, frame: PageFrame, bold: bool) -> RecognisedWord:
    middle = (word.left + word.right) / 2
    x, y = frame.straight(*picture.place(middle, word.line.height_at(middle)))
    half = (word.right - word.left) / 2 / picture.scale
    size = round(word.line.x_height / _X_HEIGHT / picture.scale, 2)
    return RecognisedWord(word.text, line, x - half, x + half, y, size, bold, word.confidence)


def _skew(lines: Iterable[Line]) -> float:
    """How far the lines rise to the right, in radians; 0 where they hardly do."""
    slopes = [line.slope for line in lines if line.length > _LONG_LINE * line.x_height]
    angle = -math.atan(median(slopes)) if slopes else 0.0
    return angle if abs(angle) > _LEAST_SKEW else 0.0
