"""How often a document, and Dutch at large, write a word: the evidence on which broken words are healed."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from wordfreq import get_frequency_dict

_LETTERS = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"[/@_#=].*[/@_#=.]|[^\W\d]\.[^\W\d]")
"""Web addresses and file names glue words together: no evidence of how one is written."""
_OWN_SHARE = 0.5
"""Weight of the document's own counts beside those of Dutch at large."""
_MIN_WORDS = 10_000
"""A shorter document counts as if it had this many words, so that one mention does not outweigh the language."""
_RAREST = 1e-9


@lru_cache(maxsize=1)
def _dutch() -> dict[str, float]:
    # A plain dictionary: zipf_frequency takes every string apart first, a hundred times slower for each new one.
    return dict(get_frequency_dict("nl"))


def common(word: str) -> float:
    """Zipf frequency of a lower-case word in Dutch; 0 for a word that wordfreq does not know."""
    return math.log10(max(_dutch().get(word, 0.0), _RAREST)) + 9


class Wording:
    """The words of one document and the pairs of words that stand side by side in it, lower case, letters only."""

    def __init__(self) -> None:
        self._words: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._total = 0

    @classmethod
    def of(cls, lines: Iterable[Sequence[str]]) -> Wording:
        """The wording of all lines."""
        wording = cls()
        for line in lines:
            wording.add(line)
        return wording

    def add(self, words: Sequence[str]) -> None:
        """Count the words of one line."""
        found = [part.lower() for word in words if not _ADDRESS.search(word) for part in _LETTERS.findall(word)]
        self._words.update(found)
        self._pairs.update(pairwise(found))
        self._total += len(found)

    def count(self, word: str) -> int:
        """How often the document writes this word."""
        return self._words[word]

    def attests(self, word: str) -> bool:
        """Whether the document or Dutch at large knows this word."""
        return word in self._words or word in _dutch()

    def pair(self, left: str, right: str) -> int:
        """How often these two stand side by side."""
        return self._pairs[left, right]

    def zipf(self, word: str, besides: int = 0) -> float:
        """Zipf frequency of a word, from this document and Dutch together.

        :param besides: how many of the document's mentions not to count.
        """
        own = max(self._words[word] - besides, 0) / max(self._total, _MIN_WORDS)
        share = _OWN_SHARE * own + (1 - _OWN_SHARE) * _dutch().get(word, 0.0)
        return math.log10(max(share, _RAREST)) + 9
