"""The words of a PDF page with their exact places, by pdfium.

Measured on the corpus: pypdf gives the letters in drawing order, so two columns drawn row by row come out interleaved,
and it does not tell where a word ends on the page. pdfium gives every glyph's box.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_HYPHEN = 0x02
"""pdfium's sign for a hyphen that it takes for a soft one."""
_GAP = 0.22
"""Share of the font size: glyphs further apart belong to two words."""
_BOLD_FROM = 600
_SMALLER = 0.82


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a piece of one where the font size changes (a raised footnote number).

    Coordinates are PDF points of the page as displayed, origin at its lower left; ``baseline`` is a y.
    ``glued``: no white space stands before it.
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


@dataclass(frozen=True, slots=True)
class _Glyph:
    text: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float
    index: int


@dataclass(frozen=True, slots=True)
class PageFrame:
    """How the page's own coordinates become those of the page as displayed."""

    left: float
    bottom: float
    width: float
    height: float
    rotation: int

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own coordinates on the page as displayed."""
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


def frame_of(page: pdfium.PdfPage) -> PageFrame:
    """The frame of a page: crop box and rotation."""
    left, bottom, right, top = page.get_cropbox()
    return PageFrame(left, bottom, right - left, top - bottom, page.get_rotation())


def words_of(page: pdfium.PdfPage) -> list[Word]:
    """All words of a page in the order in which they were drawn."""
    textpage = page.get_textpage()
    try:
        return list(_words(textpage, frame_of(page)))
    finally:
        textpage.close()


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
    return Word(
        text="".join(glyph.text for glyph in run),
        left=run[0].left,
        bottom=min(glyph.bottom for glyph in run),
        right=run[-1].right,
        top=max(glyph.top for glyph in run),
        baseline=run[0].baseline,
        size=size,
        bold=raw.FPDFText_GetFontWeight(textpage, run[0].index) >= _BOLD_FROM,
        glued=glued,
    )
