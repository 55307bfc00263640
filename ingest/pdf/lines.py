"""Words into rows, and rows into lines of one column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.pdf.words import Word

_SAME_ROW = 0.45
"""Share of the font size: baselines closer than this are one row."""
_LARGER = 1.6
_DISPLAY = 2.2
_SAME_LINE = 0.25
"""A size from which type spans several lines of the text beside it; it is on the line of which it shares the baseline,
but for this share of the smaller size."""
_CAPITAL = 0.7
"""Share of the font size: how high a capital or a figure reaches."""
UNNAMED_GLYPH = re.compile(r"^\(cid:\d+\)$")
"""How many programs write a bullet whose glyph has no letter: one sign, however long its name."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side on one baseline, left to right."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        """Left edge in points."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Right edge in points."""
        return max(word.right for word in self.words)

    @property
    def baseline(self) -> float:
        """Baseline of the largest word."""
        return max(self.words, key=lambda word: word.size).baseline

    @property
    def size(self) -> float:
        """Font size of most of the letters."""
        return _weighted(self.words)

    @property
    def bold(self) -> bool:
        """Whether most letters are bold."""
        return sum(len(w.text) if w.bold else -len(w.text) for w in self.words) > 0

    @property
    def text(self) -> str:
        """The words with a space between them, none before a glued piece."""
        return join_words(self.words)


def join_words(words: Iterable[Word]) -> str:
    """Text of words in order."""
    parts: list[str] = []
    for word in words:
        parts.append(word.text if word.glued or not parts else f" {word.text}")
    return "".join(parts)


def _weighted(words: Sequence[Word]) -> float:
    sizes: dict[float, int] = {}
    for word in words:
        letters = 1 if word.text[:1] == "(" and UNNAMED_GLYPH.match(word.text) else len(word.text)
        sizes[word.size] = sizes.get(word.size, 0) + letters
    return max(sizes, key=lambda size: (sizes[size], size))


def rows_of(words: Iterable[Word]) -> list[Line]:
    """Words that share a baseline, top row first. Rows may run over several columns."""
    rows: list[list[Word]] = []
    tallest: list[Word] = []
    for word in sorted(words, key=lambda w: (-w.baseline, w.left)):
        for row in range(len(rows) - 1, max(len(rows) - 4, -1), -1):
            if _same_row(tallest[row], word):
                rows[row].append(word)
                tallest[row] = word if word.size > tallest[row].size else tallest[row]
                break
        else:
            rows.append([word])
            tallest.append(word)
    return _large_first([Line(tuple(_reading_order(row))) for row in rows])


def _same_row(tallest: Word, word: Word) -> bool:
    small, large = sorted((tallest.size, word.size))
    near = _SAME_LINE * small if large > _DISPLAY * small else _SAME_ROW * min(large, _LARGER * small)
    return abs(tallest.baseline - word.baseline) <= near


def _large_first(rows: Iterable[Line]) -> list[Line]:
    """Large type (a key figure) before the lines that it stands beside, so that it is not in the middle of them."""
    ordered: list[Line] = []
    for row in rows:
        place = len(ordered)
        while place and _reaches(row, ordered[place - 1]):
            place -= 1
        ordered.insert(place, row)
    return ordered


def _reaches(row: Line, above: Line) -> bool:
    return row.size > _LARGER * above.size and row.baseline + _CAPITAL * row.size > above.baseline


def _reading_order(row: list[Word]) -> list[Word]:
    """Left to right; a glued piece whose word went elsewhere is a word of its own."""
    return sorted(row, key=lambda w: w.left)


def leading_of(lines: Sequence[Line]) -> float:
    """Usual distance between baselines in points; 1.2 x font size where there is one line."""
    steps = [a.baseline - b.baseline for a, b in pairwise(lines)]
    close = [step for step, line in zip(steps, lines, strict=False) if 0 < step < 2.2 * line.size]
    if close:
        return median(close)
    return 1.2 * lines[0].size if lines else 0.0
