"""The glyphs of a PDF page with their exact places, by pdfium, apart for every direction in which they run.

Most glyphs of a page run one way and make its lines. A stamp across the page or words up its side would, letter by
letter, stand in the middle of these lines; they are lines of their own, in a frame in which they are level.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.pdf.frame import ASKEW, PageFrame, frame_of

_HYPHEN = 0x02
"""pdfium's sign for a hyphen that it takes for a soft one."""
_SAMPLE = 60
"""Letters looked at to see which way a page's text runs."""
_ASKEW_TANGENT = math.tan(math.radians(ASKEW))
_ABUTS = 1.0
"""Points: a glyph that begins on the same line where the one before it ends runs the same way; asking each takes a
tenth of the time of reading."""
_OFF_DIAGONAL = 3.0
"""Degrees, so that stamps of 45 degrees, give or take a little, have one frame and stand at one place on every page."""
_LEVEL = 0.5
"""Degrees: closer to a quarter turn than this is one."""


@dataclass(slots=True)
class Glyph:
    """A letter or sign; coordinates are points in the frame of its direction, ``index`` is pdfium's."""

    # Not frozen: there is one for every letter of a document, and a frozen one takes three times as long to make.
    text: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float
    index: int


@dataclass(frozen=True, slots=True)
class Direction:
    """Glyphs that run one way, in the order in which they were drawn, level in ``frame``; None is white space.

    They are made as they are taken, once: all letters of a page at a time cost a tenth of the time of reading.
    """

    frame: PageFrame
    glyphs: Iterator[Glyph | None]


@dataclass(frozen=True, slots=True)
class _Turned:
    """A glyph that runs ``angle`` degrees counter-clockwise from the page's own text; no ``text``: white space."""

    angle: float
    index: int
    text: str


def directions_of(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> Iterator[Direction]:
    """The direction of most letters, always; then the others, that of most letters first.

    Which others there are is known when the glyphs of the first have been taken.
    """
    frame = frame_of(page, _upright(textpage))
    turned: list[_Turned] = []
    yield Direction(frame, _level(textpage, frame, turned))
    for angle, glyphs in _ways(turned):
        way = _leaning(page, frame.rotation + angle)
        yield Direction(way, map(partial(_placed, textpage, way), glyphs))


def _upright(textpage: pdfium.PdfTextPage) -> int:
    """The rotation in which most letters stand upright."""
    number = raw.FPDFText_CountChars(textpage)
    turns: Counter[int] = Counter()
    for index in range(0, number, max(1, number // _SAMPLE)):
        angle = raw.FPDFText_GetCharAngle(textpage, index)
        if angle >= 0 and raw.FPDFText_IsGenerated(textpage, index) != 1:
            turns[round(-math.degrees(angle) / 90) % 4 * 90] += 1
    return turns.most_common(1)[0][0] if turns else 0


def _level(textpage: pdfium.PdfTextPage, frame: PageFrame, turned: list[_Turned]) -> Iterator[Glyph | None]:
    """Every glyph of the page's own direction; the others go to ``turned``.

    The direction is that of the baseline. (pdfium's own angle is that of the stems, which lean in slanted letters.)
    """
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    cosine, sine = (round(turn(math.radians(frame.rotation))) for turn in (math.cos, math.sin))
    before: _Turned | None = None
    reached, line = math.inf, math.inf
    for index in range(raw.FPDFText_CountChars(textpage)):
        if raw.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(textpage, index)
        text = "-" if code == _HYPHEN else chr(code)
        if text.isspace():
            if before is None:
                yield None
            else:
                turned.append(_Turned(before.angle, index, ""))
            continue
        if code in (0, 0xFFFE, 0xFFFF) or not raw.FPDFText_GetLooseCharBox(textpage, index, box):
            continue
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        start, baseline = frame.place(x.value, y.value)
        if baseline != line or abs(start - reached) > _ABUTS:
            raw.FPDFText_GetMatrix(textpage, index, matrix)
            along, up = matrix.a * cosine + matrix.b * sine, matrix.b * cosine - matrix.a * sine
            if abs(up) > _ASKEW_TANGENT * along:
                before = _Turned(math.degrees(math.atan2(up, along)), index, text)
                turned.append(before)
                continue
        left, bottom = frame.place(box.left, box.bottom)
        right, top = frame.place(box.right, box.top)
        before, reached, line = None, max(left, right), baseline
        yield Glyph(text, min(left, right), min(bottom, top), reached, max(bottom, top), baseline, index)


def _ways(turned: Sequence[_Turned]) -> Iterator[tuple[float, list[_Turned]]]:
    """Glyphs by the angle that they share, but for a few degrees; most letters first."""
    degrees = Counter(round(glyph.angle) for glyph in turned if glyph.text)
    ways: dict[int, list[_Turned]] = {}
    for degree, _ in degrees.most_common():
        if all(_between(degree, way) > ASKEW for way in ways):
            ways[degree] = []
    for glyph in turned:
        ways[min(ways, key=lambda way: _between(glyph.angle, way))].append(glyph)
    for degree, glyphs in ways.items():
        yield median(glyph.angle for glyph in glyphs if round(glyph.angle) == degree), glyphs


def _between(one: float, other: float) -> float:
    return abs((one - other + 180) % 360 - 180)


def _leaning(page: pdfium.PdfPage, angle: float) -> PageFrame:
    """The frame in which lines are level that rise by ``angle`` degrees in the page's own coordinates."""
    quarters = round((angle + _OFF_DIAGONAL) / 90)
    skew = angle - 90 * quarters
    return frame_of(page, quarters % 4 * 90).skewed(math.radians(skew) if abs(skew) > _LEVEL else 0.0)


def _placed(textpage: pdfium.PdfTextPage, frame: PageFrame, glyph: _Turned) -> Glyph | None:
    """The glyph in its own frame.

    pdfium gives the box around the turned glyph; where it begins, its middle and the axes of its letters tell how wide
    and how high it is itself.
    """
    if not glyph.text:
        return None
    box, axes = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetLooseCharBox(textpage, glyph.index, box)
    raw.FPDFText_GetMatrix(textpage, glyph.index, axes)
    raw.FPDFText_GetCharOrigin(textpage, glyph.index, x, y)
    area = axes.a * axes.d - axes.b * axes.c or 1.0
    to_x, to_y = (box.left + box.right) / 2 - x.value, (box.bottom + box.top) / 2 - y.value
    half, middle = (to_x * axes.d - to_y * axes.c) / area, (to_y * axes.a - to_x * axes.b) / area
    if abs(axes.c) > abs(axes.d):
        reach = ((box.right - box.left) / 2 - abs(axes.a * half)) / abs(axes.c)
    else:
        reach = ((box.top - box.bottom) / 2 - abs(axes.b * half)) / (abs(axes.d) or 1.0)
    half, reach = max(half, 0.0), max(reach, 0.0)
    corners = [
        frame.place(x.value + axes.a * along + axes.c * up, y.value + axes.b * along + axes.d * up)
        for along in (0.0, 2 * half)
        for up in (middle - reach, middle + reach)
    ]
    _, baseline = frame.place(x.value, y.value)
    lefts, heights = [left for left, _ in corners], [height for _, height in corners]
    return Glyph(glyph.text, min(lefts), min(heights), max(lefts), max(heights), baseline, glyph.index)
