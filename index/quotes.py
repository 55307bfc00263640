"""Find a remembered sentence: word for word, nearly, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from index.language.stemming import fold
from index.types import Span

NEAR_FROM = 0.75
"""Share of letters that must agree before two sentences are called nearly the same."""
_LETTER = re.compile(r"[^\W_]", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Letters:
    """A text reduced to its letters and digits, and where each stood."""

    text: str
    origin: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Letters:
        """Blind to white space, case, diacritics and punctuation."""
        pairs = [(letter, m.start()) for m in _LETTER.finditer(text) for letter in fold(m.group())]
        return cls("".join(letter for letter, _ in pairs), tuple(place for _, place in pairs))

    def span(self, start: int, end: int) -> Span:
        """The stretch of the original text behind letters ``[start:end)``."""
        return Span(self.origin[start], self.origin[end - 1] + 1)


def find_exact(sought: Letters, text: Letters) -> list[Span]:
    """Every place where the sought letters stand without a change."""
    spans: list[Span] = []
    if not sought.text:
        return spans
    at = text.text.find(sought.text)
    while at >= 0:
        spans.append(text.span(at, at + len(sought.text)))
        at = text.text.find(sought.text, at + 1)
    return spans


def find_near(sought: Letters, text: Letters) -> tuple[float, Span] | None:
    """The stretch most like the sought letters, with the share (0-1) that agrees; None when nothing is near."""
    if len(sought.text) < 8 or not text.text:
        return None
    found = fuzz.partial_ratio_alignment(sought.text, text.text, score_cutoff=NEAR_FROM * 100)
    if found is None or found.dest_end <= found.dest_start:
        return None
    return found.score / 100, text.span(found.dest_start, found.dest_end)


def whole_words(text: str, span: Span) -> Span:
    """Widen a stretch to the words it cuts through."""
    start, end = span.start, span.end
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return Span(start, end)


def word_diff(remembered: str, found: str) -> tuple[tuple[str, str], ...]:
    """What to change in the remembered sentence, as (operation, words).

    ``equal``: in both; ``delete``: only remembered; ``insert``: only in the document.
    """
    left, right = remembered.split(), found.split()
    matcher = SequenceMatcher(None, _bare(left), _bare(right), autojunk=False)
    return tuple(_steps(matcher.get_opcodes(), left, right))


def _bare(words: Sequence[str]) -> list[str]:
    return ["".join(_LETTER.findall(fold(word))) for word in words]


def _steps(
    opcodes: Iterable[tuple[str, int, int, int, int]], left: Sequence[str], right: Sequence[str]
) -> Iterable[tuple[str, str]]:
    for operation, l1, l2, r1, r2 in opcodes:
        if operation == "equal":
            yield "equal", " ".join(right[r1:r2])
            continue
        if l2 > l1:
            yield "delete", " ".join(left[l1:l2])
        if r2 > r1:
            yield "insert", " ".join(right[r1:r2])
