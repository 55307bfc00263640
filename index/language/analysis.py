"""The analyser: text -> weighted terms. The same object serves documents and questions.

A word gives its stem; a compound also gives the stems of its parts, with less weight; spelling variants meet
(netwerkMT, netwerk-MT, netwerk MT). The version below is stored with the index: change it with any change here.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.language.compounds import split_compound
from index.language.stemming import fold, stem
from index.language.stopwords import STOPWORDS

ANALYSER_VERSION = "nl-1"
PART_WEIGHT = 0.5
"""What a part of a compound counts beside the whole word."""

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+\d*(?:[-'’‐‑&/][^\W_]+)*", re.UNICODE)
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z]{2})")
_JOINERS = re.compile(r"[-'’‐‑&/]")
_THOUSANDS = re.compile(r"(?<=\d)\.(?=\d{3}\b)")


@dataclass(frozen=True, slots=True)
class Term:
    """One term at one place. ``start, end`` are offsets of the word in the analysed text."""

    text: str
    weight: float
    start: int
    end: int

    @property
    def term_id(self) -> int:
        """Number of the term in the sparse vector: CRC-32, so no vocabulary has to be kept."""
        return zlib.crc32(self.text.encode())


def normalise_number(token: str) -> str:
    """Dutch number as one term: "377.000" -> "377000", "9,50" -> "9.5", "10:30" stays."""
    plain = _THOUSANDS.sub("", token).replace(",", ".")
    return plain.rstrip("0").rstrip(".") if plain.count(".") == 1 and plain[0] != "0" else plain


@lru_cache(maxsize=200_000)
def terms_of_word(word: str) -> tuple[tuple[str, float], ...]:
    """Terms of one word as written, strongest first; empty for stop words."""
    if word[0].isdigit():
        return ((normalise_number(word), 1.0),)
    pieces = [fold(p) for p in _JOINERS.split(_CAMEL.sub("-", word)) if p]
    if len(pieces) == 1:
        return _strongest(list(_terms_of_piece(pieces[0], 1.0)))
    whole = stem("".join(pieces))
    parts = (term for piece in pieces for term in _terms_of_piece(piece, 0.8))
    return _strongest([(whole, 1.0), *parts])


def _terms_of_piece(piece: str, weight: float) -> Iterator[tuple[str, float]]:
    if piece in STOPWORDS:
        return
    yield stem(piece), weight
    for part in split_compound(piece):
        yield from _terms_of_piece(part, weight * PART_WEIGHT)


def _strongest(terms: list[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    best: dict[str, float] = {}
    for text, weight in terms:
        best[text] = max(weight, best.get(text, 0.0))
    return tuple(best.items())


def words(text: str) -> Iterator[re.Match[str]]:
    """Every word and number of a text, as the analyser sees them."""
    return _TOKEN.finditer(text)


def analyse(text: str) -> list[Term]:
    """All terms of a text in reading order."""
    return [
        Term(term, weight, match.start(), match.end())
        for match in words(text)
        for term, weight in terms_of_word(match.group())
    ]
