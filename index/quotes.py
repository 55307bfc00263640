"""Find a remembered sentence: word for word, nearly, or nowhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from index.language.stemming import fold
from index.types import Span

NEAR_FROM = 0.75
"""Share of letters that must agree before two sentences are called nearly the same."""
_MINUS = r"(?<!\d)(?<!\d\s)[-\u2212\u2013]"
_SEPARATOR = r"(?<=\d)[.,](?=\d)"
_GAP = r"(?<=\d)[\W_]+(?=\d)"
_COUNTS = re.compile(rf"[^\W_]|[%<>≤≥☐☑☒✓✔✗✘]|{_SEPARATOR}|(?P<gap>{_GAP})|(?P<minus>{_MINUS}(?=\d))")
"""What counts in a quote. In a number the marks do: 15 is not 1,5, 4 is not -4 and < 4 is not > 4; so does a tick."""
_LETTER = r"[^\W\d_\u00b2\u00b3\u00b9\u2070-\u2079]"
_INSIDE = re.compile(
    rf"(?<={_LETTER})(?={_LETTER})|(?<=\d)(?=\d)|(?<=\d)(?=[.,]\d)|(?<=\d[.,])(?=\d)|(?<={_MINUS})(?=\d)"
)
"""Inside a word or a number; not between a word and the number of a footnote."""
_WORD = re.compile(rf"\w+(?:{_SEPARATOR}\w+)*")


@dataclass(frozen=True, slots=True)
class Letters:
    """A text reduced to its letters and numbers, and where each sign of them stood in ``source``."""

    text: str
    origin: tuple[int, ...]
    source: str

    @classmethod
    def of(cls, text: str) -> Letters:
        """Blind to white space, case, diacritics and punctuation, but for the marks that make a number what it is."""
        pairs = [(letter, m.start()) for m in _COUNTS.finditer(text) for letter in _signs(m)]
        return cls("".join(letter for letter, _ in pairs), tuple(place for _, place in pairs), text)

    def span(self, start: int, end: int) -> Span:
        """The stretch of the original text behind letters ``[start:end)``."""
        return Span(self.origin[start], self.origin[end - 1] + 1)


def _signs(found: re.Match[str]) -> str:
    if found["gap"]:
        return " "
    return "-" if found["minus"] else fold(found.group())


def find_exact(sought: Letters, text: Letters) -> list[Span]:
    """Every place where the sought letters stand without a change, as whole words: half a word may say the opposite."""
    spans: list[Span] = []
    if not sought.text:
        return spans
    at = text.text.find(sought.text)
    while at >= 0:
        span = text.span(at, at + len(sought.text))
        if whole_words(text.source, span) == span:
            spans.append(span)
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


def best_fit(sought: Letters, text: str, span: Span) -> tuple[float, Span]:
    """The whole words around a stretch that agree most with what was sought, with the share (0-1) of letters that do.

    What is nearly the same may be longer or shorter than what was sought, and a first guess is just as long: words are
    taken in or left out on either side for as long as that makes it more alike.
    """
    words = [Span(*word.span()) for word in _WORD.finditer(text)]
    fit = whole_words(text, span)
    best = _alike(sought, text, fit)
    while True:
        starts = [word.start for word in words if word.start < fit.end]
        ends = [word.end for word in words if word.end > fit.start]
        first, last = bisect_left(starts, fit.start), bisect_left(ends, fit.end)
        tries = [Span(start, fit.end) for start in starts[max(0, first - 1) : first + 2]]
        tries += [Span(fit.start, end) for end in ends[max(0, last - 1) : last + 2]]
        scored = ((_alike(sought, text, each), each) for each in tries)
        score, tried = max(scored, key=lambda pair: pair[0], default=(best, fit))
        if score <= best:
            return best, fit
        best, fit = score, tried


def _alike(sought: Letters, text: str, span: Span) -> float:
    return fuzz.ratio(sought.text, Letters.of(text[span.start : span.end]).text) / 100


def whole_words(text: str, span: Span) -> Span:
    """Widen a stretch to the words and numbers it cuts through."""
    start, end = span.start, span.end
    while _INSIDE.match(text, start):
        start -= 1
    while _INSIDE.match(text, end):
        end += 1
    return Span(start, end)


def word_diff(remembered: str, found: str, *, as_remembered: bool = False) -> tuple[tuple[str, str], ...]:
    """What to change in the remembered sentence, as (operation, words).

    ``equal``: in both; ``delete``: only remembered; ``insert``: only in the document.

    :param as_remembered: what is equal but for its marks and capitals is given as remembered, not as in the document.
    """
    left, right = remembered.split(), found.split()
    matcher = SequenceMatcher(None, _bare(left), _bare(right), autojunk=False)
    steps = _steps(matcher.get_opcodes(), left, right)
    if not as_remembered:
        return tuple(steps)
    own = (" ".join(left[l1:l2]) for kind, l1, l2, _, _ in matcher.get_opcodes() if kind == "equal")
    return tuple((kind, next(own) if kind == "equal" else words) for kind, words in steps)


def _bare(words: Sequence[str]) -> list[str]:
    return [Letters.of(word).text for word in words]


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
