"""The words of a PDF page with their exact places, by pdfium.

Measured on the corpus: pypdf gives the letters in drawing order, so two columns drawn row by row come out interleaved,
and it does not tell where a word ends on the page. pdfium gives every glyph's box.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.pdf.frame import PageFrame, frame_of

_HYPHEN = 0x02
"""pdfium's sign for a hyphen that it takes for a soft one."""
_GAP = 0.22
"""Share of the font size: glyphs further apart belong to two words."""
_BOLD_FROM = 600
_SMALLER = 0.82
_STUCK_NUMBER = re.compile(r"(?<=[^\W\d_])[.,;:!?)”’\"']*(?=\d)")
_SAMPLE = 60
"""Letters looked at to see which way a page's text runs."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a piece of one where the font size changes (a raised footnote number).

    Coordinates are PDF points in the page's reading frame, origin at its lower left; ``baseline`` is a y.
    ``glued``: no white space stands before it. ``rise``: how far it stands above the baseline of its line, which
    ``baseline`` names. ``cuts``: where a number begins that is stuck to a word ("jaar16"), as (letters before it, x),
    so that a quote can end before it.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float
    size: float
    bold: bool
    glued: bool = False
    rise: float = 0.0
    cuts: tuple[tuple[int, float], ...] = ()


@dataclass(slots=True)
class _Glyph:
    # Not frozen: there is one for every letter of a document, and a frozen one takes three times as long to make.
    text: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float
    index: int


@dataclass(frozen=True, slots=True)
class PageWords:
    """Words of a page in a frame in which most of them stand upright, in the order in which they were drawn."""

    words: tuple[Word, ...]
    frame: PageFrame
    displayed: PageFrame

    def shown(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box of the words' frame on the page as displayed: left, bottom, right, top."""
        x, y = self.displayed.place(*self.frame.origin((left + right) / 2, (bottom + top) / 2))
        half_width, half_height = (right - left) / 2, (top - bottom) / 2
        if (self.frame.rotation - self.displayed.rotation) % 180:
            half_width, half_height = half_height, half_width
        return x - half_width, y - half_height, x + half_width, y + half_height


def words_of(page: pdfium.PdfPage) -> PageWords:
    """All words of a page."""
    textpage = page.get_textpage()
    try:
        frame = frame_of(page, _upright(textpage))
        return PageWords(tuple(_words(textpage, frame)), frame, frame_of(page))
    finally:
        textpage.close()


def _upright(textpage: pdfium.PdfTextPage) -> int:
    """The rotation in which most letters stand upright."""
    number = raw.FPDFText_CountChars(textpage)
    turns: Counter[int] = Counter()
    for index in range(0, number, max(1, number // _SAMPLE)):
        angle = raw.FPDFText_GetCharAngle(textpage, index)
        if angle >= 0 and raw.FPDFText_IsGenerated(textpage, index) != 1:
            turns[round(-math.degrees(angle) / 90) % 4 * 90] += 1
    return turns.most_common(1)[0][0] if turns else 0


def _words(textpage: pdfium.PdfTextPage, frame: PageFrame) -> Iterator[Word]:
    run: list[_Glyph] = []
    size, glued = 0.0, False
    for glyph in _glyphs(textpage, frame):
        if glyph is None:
            if run:
                yield _word(textpage, run, size, glued)
            run, glued = [], False
            continue
        own_size = _font_size(textpage, glyph.index)
        if run and (broken := _broken(run[-1], glyph, size, own_size)):
            yield _word(textpage, run, size, glued)
            run, glued = [], broken == "size"
        if not run:
            size = own_size
        run.append(glyph)
    if run:
        yield _word(textpage, run, size, glued)


def _broken(before: _Glyph, glyph: _Glyph, size: float, own_size: float) -> str:
    """Why ``glyph`` starts a new word: a gap, another line, another size; empty: it does not."""
    unit = max(size, own_size, 1.0)
    gap = glyph.left - before.right
    if gap > _GAP * unit or gap < -0.6 * unit or abs(glyph.baseline - before.baseline) > 0.6 * unit:
        return "gap"
    if min(size, own_size) < _SMALLER * max(size, own_size):
        return "size"
    return ""


def _glyphs(textpage: pdfium.PdfTextPage, frame: PageFrame) -> Iterator[_Glyph | None]:
    """Every drawn glyph; None for white space between words."""
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(raw.FPDFText_CountChars(textpage)):
        if raw.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(textpage, index)
        text = "-" if code == _HYPHEN else chr(code)
        if text.isspace():
            yield None
            continue
        if code in (0, 0xFFFE, 0xFFFF) or not raw.FPDFText_GetLooseCharBox(textpage, index, box):
            continue
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        left, bottom = frame.place(box.left, box.bottom)
        right, top = frame.place(box.right, box.top)
        _, baseline = frame.place(x.value, y.value)
        yield _Glyph(text, min(left, right), min(bottom, top), max(left, right), max(bottom, top), baseline, index)


def _font_size(textpage: pdfium.PdfTextPage, index: int) -> float:
    return round(float(raw.FPDFText_GetFontSize(textpage, index)), 2)


def _word(textpage: pdfium.PdfTextPage, run: list[_Glyph], size: float, glued: bool) -> Word:
    text = "".join(glyph.text for glyph in run)
    return Word(
        text=text,
        left=run[0].left,
        bottom=min(glyph.bottom for glyph in run),
        right=run[-1].right,
        top=max(glyph.top for glyph in run),
        baseline=run[0].baseline,
        size=size,
        bold=raw.FPDFText_GetFontWeight(textpage, run[0].index) >= _BOLD_FROM,
        glued=glued,
        cuts=tuple((found.end(), run[found.end()].left) for found in _STUCK_NUMBER.finditer(text)),
    )
