"""Is a pasted sentence literally in a document? Stricter than finding it: marks and capitals count too."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.cuts import Cutting, cut
from index.library import Library
from index.quote_search import QuoteResult
from index.quotes import word_diff
from index.results import Immutable, QuoteMatch, QuoteVerdict
from index.types import CitableDocument, Span

_OPENING = "\"“„‘'«(["
_CLOSING = "\"”’'»)],;:"
_ENDING = ".!?…"


class Literal(StrEnum):
    """How literal a sentence is. ``LETTERS``: the words are right, a mark, capital or accent is not."""

    EXACT = "exact"
    LETTERS = "letters"
    NEAR = "near"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class CheckedPlace(Immutable):
    """What the document says, with the marks around it, and what differs (see :func:`index.quotes.word_diff`)."""

    cutting: Cutting
    diff: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Checked(Immutable):
    """The outcome, with the places that bear it out; best first."""

    literal: Literal
    places: tuple[CheckedPlace, ...]


def judge(sentence: str, result: QuoteResult, library: Library) -> Checked:
    """Judge a sentence by the places where it was found."""
    if result.verdict is QuoteVerdict.ABSENT:
        return Checked(Literal.ABSENT, ())
    places = [
        _place(sentence, match, library) for match in result.matches if match.hit.document.id in library.records()
    ]
    if result.verdict is QuoteVerdict.NEAR:
        return Checked(Literal.NEAR, tuple(places))
    same = [place for place in places if _plain(place.cutting.text) == _plain(sentence)]
    return Checked(Literal.EXACT, tuple(same)) if same else Checked(Literal.LETTERS, tuple(places))


def _place(sentence: str, match: QuoteMatch, library: Library) -> CheckedPlace:
    document = library.document(match.hit.document.id)
    span = with_marks(document, Span(match.hit.start, match.hit.end), sentence)
    cutting = cut(document, span.start, span.end)
    return CheckedPlace(cutting, word_diff(sentence, cutting.text))


def with_marks(document: CitableDocument, span: Span, sentence: str) -> Span:
    """Letters were found; take in the marks around them that the sentence has too, or else those it has wrong."""
    text = document.text
    start, end = span.start, span.end
    lead = _leading(sentence, _OPENING)
    if lead and text[:start].endswith(lead):
        start -= len(lead)
    tail = _leading(sentence[::-1], _ENDING + _CLOSING)[::-1]
    if text.startswith(tail, end):
        return Span(start, end + len(tail))
    return Span(start, end + (1 if text[end : end + 1] in tuple(_ENDING) else 0))


def _leading(text: str, marks: str) -> str:
    length = next((n for n, letter in enumerate(text) if letter not in marks), len(text))
    return text[:length]


def _plain(text: str) -> str:
    return " ".join(text.split())
