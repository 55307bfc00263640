"""The words of a PDF page with their exact places.

Measured on the corpus: pypdf gives the letters in drawing order, so two columns drawn row by row come out interleaved,
and it does not tell where a word ends on the page. pdfium gives every glyph's box (:mod:`ingest.pdf.glyphs`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.pdf.frame import PageFrame, frame_of
from ingest.pdf.glyphs import Direction, Glyph, directions_of

_GAP = 0.22
"""Share of the font size: glyphs further apart belong to two words."""
_BOLD_FROM = 600
_SMALLER = 0.82
_STUCK_NUMBER = re.compile(r"(?<=[^\W\d_])[.,;:!?)”’\"']*(?=\d)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a piece of one where the font size changes (a raised footnote number).

    Coordinates are PDF points in the reading frame of its direction, origin at its lower left; ``baseline`` is a y.
    ``glued``: no white space stands before it. ``rise``: how far it stands above the baseline of its line, which
    ``baseline`` names. ``cuts``: where its box is cut, as (letters before it, x): before a number that is stuck to a
    word ("jaar16"), so that a quote can end there, and before every letter of a word that runs slanted over the page.
    ``filled``: it was filled in on a form, or written over the page.
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
    filled: bool = False


@dataclass(frozen=True, slots=True)
class PageWords:
    """Words of a page in a frame in which they stand upright, in the order in which they were drawn.

    ``turned``: the words that run other ways, each way in a frame of its own.
    """

    words: tuple[Word, ...]
    frame: PageFrame
    displayed: PageFrame
    turned: tuple[PageWords, ...] = ()

    def shown(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box of the words' frame on the page as displayed: left, bottom, right, top."""
        x, y = self.displayed.place(*self.frame.origin((left + right) / 2, (bottom + top) / 2))
        half_width, half_height = (right - left) / 2, (top - bottom) / 2
        if self.frame.slanted:
            cosine, sine = math.cos(self.frame.skew), abs(math.sin(self.frame.skew))
            half_width, half_height = (
                half_width * cosine + half_height * sine,
                half_width * sine + half_height * cosine,
            )
        if (self.frame.rotation - self.displayed.rotation) % 180:
            half_width, half_height = half_height, half_width
        return x - half_width, y - half_height, x + half_width, y + half_height

    @property
    def lean(self) -> int:
        """Degrees (0-359) by which the lines rise on the page as displayed."""
        return round(self.frame.rotation - self.displayed.rotation + math.degrees(self.frame.skew)) % 360


def words_of(page: pdfium.PdfPage, own: int | None = None) -> PageWords:
    """All words of a page.

    :param own: how many characters come before those that were filled in; None: all.
    """
    textpage = page.get_textpage()
    try:
        displayed = frame_of(page)
        level, *others = (
            PageWords(tuple(_words(textpage, direction, math.inf if own is None else own)), direction.frame, displayed)
            for direction in directions_of(page, textpage)
        )
        return PageWords(level.words, level.frame, displayed, tuple(others))
    finally:
        textpage.close()


def _words(textpage: pdfium.PdfTextPage, direction: Direction, own: float) -> Iterator[Word]:
    slanted = direction.frame.slanted
    for run in _runs(textpage, direction):
        text = "".join(glyph.text for glyph in run.glyphs)
        first, last = run.glyphs[0], run.glyphs[-1]
        cuts = range(1, len(text)) if slanted else [found.end() for found in _STUCK_NUMBER.finditer(text)]
        yield Word(
            text=text,
            left=first.left,
            bottom=min(glyph.bottom for glyph in run.glyphs),
            right=last.right,
            top=max(glyph.top for glyph in run.glyphs),
            baseline=first.baseline,
            size=run.size,
            bold=raw.FPDFText_GetFontWeight(textpage, first.index) >= _BOLD_FROM,
            glued=run.glued,
            cuts=tuple((cut, run.glyphs[cut].left) for cut in cuts),
            filled=first.index >= own,
        )


@dataclass(slots=True)
class _Run:
    """Glyphs of one word, or of a piece of one."""

    glyphs: list[Glyph]
    size: float
    glued: bool


def _runs(textpage: pdfium.PdfTextPage, direction: Direction) -> Iterator[_Run]:
    run: list[Glyph] = []
    size, glued = 0.0, False
    for glyph in direction.glyphs:
        if glyph is None:
            if run:
                yield _Run(run, size, glued)
            run, glued = [], False
            continue
        own_size = _font_size(textpage, glyph.index)
        if run and (broken := _broken(run[-1], glyph, size, own_size)):
            yield _Run(run, size, glued)
            run, glued = [], broken == "size"
        if not run:
            size = own_size
        run.append(glyph)
    if run:
        yield _Run(run, size, glued)


def _broken(before: Glyph, glyph: Glyph, size: float, own_size: float) -> str:
    """Why ``glyph`` starts a new word: a gap, another line, another size; empty: it does not."""
    unit = max(size, own_size, 1.0)
    gap = glyph.left - before.right
    if gap > _GAP * unit or gap < -0.6 * unit or abs(glyph.baseline - before.baseline) > 0.6 * unit:
        return "gap"
    if min(size, own_size) < _SMALLER * max(size, own_size):
        return "size"
    return ""


def _font_size(textpage: pdfium.PdfTextPage, index: int) -> float:
    return round(float(raw.FPDFText_GetFontSize(textpage, index)), 2)
