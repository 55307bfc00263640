"""Dutch compounds: ziekteverzuim -> ziekte + verzuim, by how common the parts are (wordfreq)."""

from __future__ import annotations

from functools import lru_cache

from wordfreq import get_frequency_dict, zipf_frequency

_MIN_WORD, _MAX_WORD = 8, 64
"""Letters; the longest Dutch words in use have some fifty, and longer runs are filling or text without spaces."""
_MIN_PART = 3
_MIN_ZIPF = 3.0
_SHORT_PART_ZIPF = 4.0
_LINKS = ("", "s", "en", "e")
"""Linking letters between the parts: bestaan-s-zekerheid, jongere-n-werk is covered by the plural jongeren."""
_NOT_PARTS = frozenset(
    """
    ver ont her aan uit toe van der den een het ing lijk heid tie ren ten ste sche ende baar
    """.split()
)


@lru_cache(maxsize=200_000)
def _zipf(word: str) -> float:
    if word.isascii() and word.isalpha() and word.islower() and word not in get_frequency_dict("nl"):
        return 0.0  # the same answer, without looking for several words in it
    return float(zipf_frequency(word, "nl"))


def is_part(word: str) -> bool:
    """Whether ``word`` is common enough in Dutch to be part of a compound."""
    if len(word) < _MIN_PART or word in _NOT_PARTS:
        return False
    return _zipf(word) >= (_SHORT_PART_ZIPF if len(word) < 5 else _MIN_ZIPF)


@lru_cache(maxsize=100_000)
def split_compound(word: str) -> tuple[str, ...]:
    """Parts of a folded compound, left to right, or ``()`` when it is no (known) compound.

    A split is taken when every part is a common Dutch word and rarer than none of them is the whole; of several
    splits the one whose rarest part is most common wins.
    """
    if not _MIN_WORD <= len(word) <= _MAX_WORD or not word.isalpha():
        return ()
    lefts = (word[:cut] for cut in range(_MIN_PART, len(word) - _MIN_PART + 1))
    splits = (
        _judge(left, link, word[len(left) + len(link) :])
        for left in lefts
        if is_part(left)
        for link in _LINKS
        if word.startswith(link, len(left))
    )
    rarest, parts = max(splits, default=(0.0, ()))
    return parts if parts and rarest > _zipf(word) else ()


def _judge(left: str, link: str, right: str) -> tuple[float, tuple[str, ...]]:
    tails = (right,) if is_part(right) else split_compound(right)
    if not tails:
        return 0.0, ()
    parts = (left, *tails)
    shortest = min(map(len, parts))
    return min(map(_zipf, parts)) + 0.3 * min(shortest, 6) - 0.5 * len(parts) - (0.2 if link else 0.0), parts
