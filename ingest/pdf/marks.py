"""Raised numbers, as those of footnotes, and large initials: put on the line of the word that they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf.words import Word

_SIZE = 0.85
_RISE = 0.7
_GAP = 0.6
_GLUED = 0.22
"""Shares of the font size of the word: how large a mark may be, how high it may stand, how far from its word, and how
near it must be to belong to the word before it."""
_MAX_DIGITS = 3
_INITIAL = 2.0
_DROP = (0.3, 0.8)
"""Shares of the font size: an initial is so much larger than its text, and stands so far below its first line."""


def marks_in_line(words: Sequence[Word]) -> list[Word]:
    """The same words, with the baseline of its line for every raised number.

    By its height alone such a number may be nearer to a line of the next column.
    """
    largest = max((word.size for word in words), default=0.0)
    return [_on_its_line(word, words) if _may_be_mark(word, largest) else word for word in words]


def initials_in_line(words: Sequence[Word]) -> list[Word]:
    """The same words, with every initial that is lines high on the first of them, as one word with what it begins."""
    moved = list(words)
    for place, initial in enumerate(words):
        if len(initial.text) != 1 or not initial.text.isupper():
            continue
        rest = next((at for at, word in enumerate(words) if _goes_on(initial, word)), None)
        if rest is not None:
            moved[place] = replace(initial, baseline=words[rest].baseline)
            moved[rest] = replace(words[rest], glued=True)
    return moved


def _goes_on(initial: Word, word: Word) -> bool:
    least, most = (share * initial.size for share in _DROP)
    dropped = least <= word.baseline - initial.baseline <= most
    beside = -_GLUED * initial.size <= word.left - initial.right <= _GLUED * initial.size
    return dropped and beside and initial.size >= _INITIAL * word.size and word.text[:1].islower()


def _may_be_mark(word: Word, largest: float) -> bool:
    return len(word.text) <= _MAX_DIGITS and word.size <= _SIZE * largest and word.text.isdigit()


def _on_its_line(mark: Word, words: Sequence[Word]) -> Word:
    beside = [word for word in words if _is_beside(mark, word)]
    if not beside:
        return mark
    word = min(beside, key=lambda other: _apart(mark, other))
    glued = mark.glued or (word.left < mark.left and _apart(mark, word) <= _GLUED * word.size)
    return replace(mark, baseline=word.baseline, rise=mark.baseline - word.baseline, glued=glued)


def _is_beside(mark: Word, word: Word) -> bool:
    rise = mark.baseline - word.baseline
    return mark.size <= _SIZE * word.size and 0 < rise <= _RISE * word.size and _apart(mark, word) <= _GAP * word.size


def _apart(mark: Word, word: Word) -> float:
    return abs(max(mark.left - word.right, word.left - mark.right))
