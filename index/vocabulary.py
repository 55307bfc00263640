"""The words of the library as they are written, and which of them are near to a word that is not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from index.language.analysis import words

SHORTEST = 3
LONGEST = 40
_ENDING = 3
_PIECES = "-'’‐‑&/"
_TABLE = str.maketrans(_PIECES, " " * len(_PIECES))


@dataclass(frozen=True, slots=True)
class Near:
    """A word of the library near to another. ``distance``: letters left out, added, replaced or swapped."""

    word: str
    distance: int


class Vocabulary:
    """Every word of the library in small letters, with the number of documents it stands in.

    Words are kept by first letter and length, and by their last letters: a slip of the pen changes one of them at
    most, so that only a small part of the words is compared.

    :param counts: word -> number of documents, > 0.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = counts
        self._by_start: dict[tuple[str, int], list[str]] = {}
        self._by_end: dict[tuple[str, int], list[str]] = {}
        for word in counts:
            self._by_start.setdefault((word[0], len(word)), []).append(word)
            self._by_end.setdefault((word[-_ENDING:], len(word)), []).append(word)

    @classmethod
    def of(cls, documents: Iterable[Iterable[str]]) -> Vocabulary:
        """From the different words of each document."""
        counts: Counter[str] = Counter()
        for document in documents:
            counts.update(document)
        return cls(counts)

    def __contains__(self, word: str) -> bool:
        """Whether some document writes it so, capitals aside."""
        return word.lower() in self.counts

    def near(self, word: str, distance: int) -> Iterator[Near]:
        """Words at most so far from ``word``; with another first letter only at distance 1."""
        for length in range(len(word) - distance, len(word) + distance + 1):
            yield from _within(word, self._by_start.get((word[0], length), ()), distance)
            others = self._by_end.get((word[-_ENDING:], length), ())
            yield from _within(word, [other for other in others if other[0] != word[0]], 1)


def _within(word: str, others: Iterable[str], distance: int) -> Iterator[Near]:
    for other in others:
        apart = OSA.distance(word, other, score_cutoff=distance)
        if 0 < apart <= distance:
            yield Near(other, int(apart))


def distinct_words(text: str) -> set[str]:
    """The different words of a text in small letters, without numbers; of "netwerk-MT" both halves too."""
    found = {match.group().lower() for match in words(text)}
    pieces = {piece for word in found for piece in word.translate(_TABLE).split()}
    return {word for word in found | pieces if word.isalpha() and SHORTEST <= len(word) <= LONGEST}
