"""The text under boxes of a PDF page, read by pdfminer.six: another library than the one that made the boxes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTContainer, LTItem

from index.types import TextBox

_UNNAMED_GLYPH = re.compile(r"\(cid:\d+\)")
"""Name of a bullet that has no letter, spelled out: drawn over the words behind it, and no part of them."""


class Glyphs:
    """The glyphs of a PDF with their places."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._page = lru_cache(maxsize=None)(self._read_page)

    def under(self, boxes: Iterable[TextBox]) -> str:
        """Text of the glyphs whose middle lies in a box; the boxes in order, in each from left to right."""
        return "".join(self._under(box) for box in boxes)

    def _under(self, box: TextBox) -> str:
        page = self._page(box.page)
        rows = range(math.floor(box.bottom), math.floor(box.top) + 1)
        inside = [glyph for row in rows for glyph in page.get(row, ()) if _in(glyph, box)]
        return "".join(glyph.get_text() for glyph in sorted(inside, key=lambda glyph: glyph.x0))

    def _read_page(self, number: int) -> dict[int, list[LTChar]]:
        """The glyphs of a page by the height of their middle, in whole points."""
        # Without layout analysis: only glyphs and places are wanted, none of pdfminer's own ideas about lines.
        page = next(extract_pages(self._path, page_numbers=[number - 1], laparams=None))
        glyphs = list(_glyphs(page))
        drawn = "".join(glyph.get_text()[:1] or " " for glyph in glyphs)
        unnamed = {at for found in _UNNAMED_GLYPH.finditer(drawn) for at in range(*found.span())}
        rows: dict[int, list[LTChar]] = {}
        for at, glyph in enumerate(glyphs):
            if at not in unnamed:
                rows.setdefault(math.floor(_middle(glyph)[1]), []).append(glyph)
        return rows


def _glyphs(item: LTItem) -> Iterator[LTChar]:
    if isinstance(item, LTChar):
        yield item
    elif isinstance(item, LTContainer):
        for part in item:
            yield from _glyphs(part)


def _in(glyph: LTChar, box: TextBox) -> bool:
    x, y = _middle(glyph)
    return box.left <= x <= box.right and box.bottom <= y <= box.top


def _middle(glyph: LTChar) -> tuple[float, float]:
    return (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
