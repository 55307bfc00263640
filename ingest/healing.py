"""Words broken by a space inside a line ("inwo ners"): put together again, on evidence only.

Whether pieces are one word is a question of odds: how likely the whole word is, broken with a chance of one in ten
thousand, against its pieces standing side by side by chance. The frequencies are those of the document and of Dutch
together (:mod:`ingest.wording`). Only spaces, and a hyphen left from a line end, ever go: letters and digits stay.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.language.stopwords import STOPWORDS
from ingest.hyphens import CONJUNCTIONS, ends_with_hyphen, join_hyphenated
from ingest.wording import Wording, common

_FIRST = re.compile(r"^[^\w\s]*([^\W\d_]+)$")
_LAST = re.compile(r"^([^\W\d_]+)(?=\d{0,3}\W*$|[^\w\s])")
"""A footnote number may stand behind the last piece; it stays where it is."""
_MAX_PIECES = 5
_MAX_LETTERS = 30
BREAKS = 1e-4
"""The chance that a word is broken, in a document of which nothing is known."""
_FURTHER_BREAK = 2.0
"""Logarithm of the odds against one more break in a broken word, so that "ge bruik te" is no "gebruikte"."""
_LOG_ODDS = 1.0
"""Ten to one: less is no evidence."""
_WORD = 3.0
"""Zipf frequency from which a piece may be a word of its own."""
_NOUN = 4.0
"""Zipf frequency from which it is one that may well follow a preposition without an article."""
_OFTEN = 5
_MIN_PART = 5
_COMMON_FIRST, _COMMON_REST = 5.7, 5.2
"""Zipf frequencies above which a word is no first or no second part of a compound but one that holds sentences
together: "samen leven" and "mensen helpen" stay apart."""
_PREPOSITIONS = frozenset("aan achter bij door in met na naar om onder op over te ten ter tot uit van voor".split())


@dataclass(frozen=True, slots=True)
class Healing:
    """Words ``start`` up to and including ``last`` are one; ``pieces`` are their texts, to be written side by side."""

    start: int
    last: int
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word by its letters, lower case: as one that a word may begin with, as one it may go on with ("": no)."""

    first: str
    later: str
    bare: bool


def _piece(word: str) -> _Piece:
    if word.isalpha():  # most are; the patterns are for words with punctuation
        return _Piece(word.lower(), word if word.islower() else "", bare=True)
    first, later = _FIRST.match(word), _LAST.match(word)
    goes_on = later is not None and later.group(1).islower()
    return _Piece(first.group(1).lower() if first else "", later.group(1) if later and goes_on else "", bare=False)


def healings(words: Sequence[str], wording: Wording, breaks: float = BREAKS) -> Iterator[Healing]:
    """Where neighbours among ``words`` are pieces of one word, left to right.

    :param words: white-space separated words of one block, punctuation included.
    :param breaks: the chance that a word of this document is broken.
    """
    pieces = [_piece(word) for word in words]
    needed = _LOG_ODDS - math.log10(breaks)
    at = 0
    while at < len(words) - 1:
        found = (
            _hyphened(words, at, wording)
            if ends_with_hyphen(words[at])
            else _spaced(words, pieces, at, wording, needed)
        )
        if found is not None:
            yield found
        at = found.last + 1 if found is not None else at + 1


def _hyphened(words: Sequence[str], at: int, wording: Wording) -> Healing | None:
    """A word and its rest with the hyphen of a former line end between them ("bestaans- zekerheid")."""
    before, after = _piece(words[at][:-1]).first, _piece(words[at + 1]).later
    if not before or not after or after in CONJUNCTIONS or not wording.attests(before + after):
        return None
    join = join_hyphenated(words[at], words[at + 1], frozenset({before + after}))
    return Healing(at, at + 1, (join.left, words[at + 1]))


def _spaced(words: Sequence[str], pieces: Sequence[_Piece], at: int, wording: Wording, needed: float) -> Healing | None:
    """The likeliest word that starts here, unless a likelier one starts with one of its pieces ("in ge bruik")."""
    odds, last = _likeliest(pieces, at, wording, needed)
    if not last or any(_likeliest(pieces, other, wording, needed)[0] > odds for other in range(at + 1, last + 1)):
        return None
    return Healing(at, last, tuple(words[at : last + 1]))


def _likeliest(pieces: Sequence[_Piece], at: int, wording: Wording, needed: float) -> tuple[float, int]:
    """Odds and last piece of the likeliest broken word that starts at ``at``; piece 0 when none has the odds needed."""
    best = (needed, 0)
    joined = pieces[at].first
    for last in range(at + 1, min(at + _MAX_PIECES, len(pieces)) if joined else 0):
        joined += pieces[last].later
        if not pieces[last].later or len(joined) > _MAX_LETTERS:
            break
        if wording.attests(joined):
            parts = [pieces[at].first, *(piece.later for piece in pieces[at + 1 : last + 1])]
            best = max(best, (_odds(parts, wording), last))
        if not pieces[last].bare:
            break
    return best


def _odds(pieces: Sequence[str], wording: Wording) -> float:
    """Logarithm of the odds that these are one (known) word, were all words broken; infinite where that is certain."""
    joined = "".join(pieces)
    if pieces[-1] in CONJUNCTIONS:
        return -math.inf
    if len(pieces) == 2 and all(common(piece) >= _WORD for piece in pieces):
        first, rest = pieces
        if wording.count(joined) <= max(1, wording.pair(*pieces)):
            return -math.inf  # the document itself writes them apart as often
        if first in _PREPOSITIONS and common(rest) >= _NOUN:
            return -math.inf  # "aan bod", "in zicht"
        if _compound(first, rest, wording) or _outgrows(first, rest, wording):
            return math.inf
    sides = [wording.pair(a, b) for a, b in pairwise(pieces)]
    besides = [max(1, *sides[max(number - 1, 0) : number + 1]) for number in range(len(pieces))]
    apart = sum(wording.zipf(piece, own) - 9 for piece, own in zip(pieces, besides, strict=True))
    return wording.zipf(joined) - 9 - apart - _FURTHER_BREAK * (len(pieces) - 2)


def _compound(first: str, rest: str, wording: Wording) -> bool:
    """Two nouns that the document writes as one elsewhere, and apart only here ("kansen ongelijkheid")."""
    return (
        min(len(first), len(rest)) >= _MIN_PART
        and wording.pair(first, rest) == 1
        and common(first) < _COMMON_FIRST
        and common(rest) < _COMMON_REST
        and rest not in STOPWORDS
    )


def _outgrows(first: str, rest: str, wording: Wording) -> bool:
    """The whole is common, here and in Dutch, while its rest stands nowhere by itself ("samen werking")."""
    joined = first + rest
    return (
        first not in _PREPOSITIONS
        and wording.count(joined) >= _OFTEN
        and wording.count(rest) <= 1
        and common(joined) > common(rest)
    )
