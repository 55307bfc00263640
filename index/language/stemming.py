"""Dutch stems: one function for documents and questions, so that both sides always agree.

Snowball's ``dutch`` (Kraaij-Pohlmann) joins jaarplan/jaarplannen but leaves kans/kansen and
werkproces/werkprocessen apart, because it takes a final -s for a plural. Stemming until nothing changes brings
those together; a short table holds what no rule gets right.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import Any

import Stemmer

_OWN = threading.local()
_MAX_ROUNDS = 4
_FINAL_LONG_VOWEL = re.compile(r"(aa|ee|oo|uu)(?=[^aeiou]$)")

EXCEPTIONS = {
    "kinderen": "kind",
    "kinds": "kind",
    "kindjes": "kind",
    "kindje": "kind",
    "schulden": "schuld",
    "gezin": "gezin",
    "gezinnen": "gezin",
    "gezins": "gezin",
    "gezinnetje": "gezin",
    "gebied": "gebied",
    "gebieden": "gebied",
    "geld": "geld",
    "gelden": "geld",
    "gemeente": "gemeente",
    "gemeenten": "gemeente",
    "gemeentes": "gemeente",
    "geweld": "geweld",
    "gesprek": "gesprek",
    "gesprekken": "gesprek",
    "gevolg": "gevolg",
    "gevolgen": "gevolg",
    "steden": "stad",
    "leden": "lid",
    "jongeren": "jongere",
    "jongere": "jongere",
    "jong": "jong",
    "jonge": "jong",
    "ouderen": "oudere",
    "oudere": "oudere",
    "vrijwilligers": "vrijwilliger",
    "vrijwilliger": "vrijwilliger",
    "visies": "visie",
    "visie": "visie",
}
"""Word -> stem where the rules join strangers (gezin with zin) or part kin (kind from kinderen)."""


def fold(text: str) -> str:
    """Lower case without diacritics: "Reële" -> "reele"."""
    lower = text.lower()
    if lower.isascii():
        return lower
    decomposed = unicodedata.normalize("NFKD", lower)
    return decomposed.translate({ord(c): None for c in set(decomposed) if unicodedata.combining(c)})


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Stem of one folded word; words with digits stay as they are."""
    if word in EXCEPTIONS:
        return EXCEPTIONS[word]
    if len(word) <= 3 or not word.isalpha():
        return word
    for _ in range(_MAX_ROUNDS):
        shorter = str(_stemmer().stemWord(word))
        if shorter == word or len(shorter) < 2:
            break
        word = shorter
    return _FINAL_LONG_VOWEL.sub(lambda m: m.group(1)[0], word)


def _stemmer() -> Any:  # noqa: ANN401  the package has no types
    """The stemmer of this thread: it keeps the word it works on, so two threads with one stemmer spoil each other's."""
    if not hasattr(_OWN, "stemmer"):
        _OWN.stemmer = Stemmer.Stemmer("dutch")
    return _OWN.stemmer
