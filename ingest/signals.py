"""Cheap signs that the text of a page is not what stands on it; each is a share of 0 (fine) to 1.

Each counts what is wrong among what could be, with a few imagined right ones beside it, so that a page of three words
says little.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from index.language.compounds import split_compound
from index.language.stemming import fold
from ingest.wording import common

_LETTERS = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"[@/_]|\w\.\w|\(cid:")
_ENDS = re.compile(r"[.!?][\"'”’)\]]*$")
_ABBREVIATION = re.compile(r"\.\w|^\W*\w{1,4}\.")
_STRANGE = frozenset({"Co", "Cn", "Cs"})
"""Unicode categories of signs that mean nothing outside the font of one file."""
_CID = re.compile(r"\(cid:\d+\)")
_KNOWN = 1.5
"""Zipf frequency from which a word is one."""
_PIECE = 3.0
"""Zipf frequency from which a piece of one to three letters is a word by itself."""
_WORD = 2.0
"""Zipf frequency from which two neighbours are one word, if one of them is rarer than that by itself."""
_LONG = 40
"""Longer runs of letters are words that stuck together."""
_ARTICLES = frozenset({"de", "een", "het"})
_NOT_BEHIND = frozenset(
    "de het een deze dit is was wordt worden werd zijn heeft hebben kan kunnen dat die wie wat omdat zodat maar want "
    "niet ook er we wij ik u je hij zij ze hun ons onze om te als dan dus nog wel naar".split()
)
"""Words that hardly ever stand right behind an article."""
_AFTER_HET = frozenset(
    "is was wordt worden werd zijn heeft kan dat niet ook er we wij ik u je hij ze om te als dan dus nog wel "
    "naar".split()
)
"""But behind "het" they do, because that is "it" too."""


def unknown_words(words: Sequence[str]) -> float:
    """Letters in words that Dutch does not know, as a share."""
    wrong = right = 0
    for word in _plain(words):
        if len(word) >= 3:
            if _is_known(word):
                right += len(word)
            else:
                wrong += len(word)
    return _share(wrong, right, 120)


def broken_words(words: Sequence[str]) -> float:
    """Pieces of words, as a share of all words: short ones that are no word, and neighbours that are one together."""
    plain = _plain(words)
    pieces = sum(len(word) <= 3 and word.islower() and common(word) < _PIECE for word in plain)
    together = sum(_is_one(before, word) for before, word in pairwise(words))
    wrong = min(pieces + together, len(plain))
    return _share(wrong, len(plain) - wrong, 20)


def _is_one(before: str, word: str) -> bool:
    """Whether two words are one together, and not both a word by themselves."""
    rest = _LETTERS.match(word)
    if rest is None or not before.isalpha() or not rest.group().islower():
        return False
    first, last = before.lower(), rest.group()
    return min(common(first), common(last)) < _WORD <= common(first + last)


def single_letters(words: Sequence[str]) -> float:
    """Words in a run of three or more single letters, as a share."""
    runs, run = 0, 0
    for word in [*words, ""]:
        if len(word) == 1 and word.isalpha():
            run += 1
            continue
        runs, run = runs + (run if run >= 3 else 0), 0
    return _share(runs, len(words) - runs, 20)


def strange_signs(words: Sequence[str]) -> float:
    """Signs that stand for nothing, as a share."""
    text = _CID.sub("\ufffd", "".join(words))
    strange = sum(sign == "\ufffd" or unicodedata.category(sign) in _STRANGE for sign in text)
    return _share(strange, len(text) - strange, 60)


def order_breaks(words: Sequence[str]) -> float:
    """Places where a sentence cannot go on so: an article before "is", a full stop before a small letter."""
    wrong = right = 0
    for before, word in pairwise(words):
        broken = _breaks(before, word)
        if broken is not None:
            wrong, right = wrong + broken, right + (not broken)
    return _share(wrong, right, 12)


def _breaks(before: str, word: str) -> bool | None:
    """Whether a sentence breaks between two words; None where they tell nothing."""
    article, follower = before.lower(), word.lower().strip("\"'“”‘’(),;:")
    if article in _ARTICLES:
        return follower in _NOT_BEHIND and not (article == "het" and follower in _AFTER_HET)
    if _ENDS.search(before) and not _ABBREVIATION.search(before) and any(map(str.isalpha, before)):
        return word[:1].islower()
    return None


def _plain(words: Sequence[str]) -> list[str]:
    return [part for word in words if not _ADDRESS.search(word) for part in _LETTERS.findall(word)]


def _is_known(word: str) -> bool:
    lower = word.lower()
    if word.isupper() and len(word) <= 5:
        return True
    return len(lower) <= _LONG and (common(lower) >= _KNOWN or bool(split_compound(fold(lower))))


def _share(wrong: int, right: int, imagined: int) -> float:
    return wrong / (wrong + right + imagined)
