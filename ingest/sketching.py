"""What a text is like, small enough to compare thousands: MinHash of its runs of five words (Broder, 1997).

The share of places where two sketches are equal estimates which share of the runs of both texts together both have.
"""

from __future__ import annotations

import re
import zlib
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from index.language.stemming import fold

PLACES = 128
RUN = 5
LETTERS = "2"
"""Which letters keys these are. 1: of a number only the digits counted."""
Hashes = NDArray[np.uint64]
_WORD = re.compile(r"[^\W_]+")
_ELSEWHERE, _BEFORE_DIGIT = re.compile(r"[\W_]++(?!\d)"), re.compile(r"[\W_]++(?=\d)")
_MINUS = "-\N{MINUS SIGN}\N{EN DASH}"
_MIX, _MIX_AGAIN = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)  # of splitmix64
_STEP = np.uint64(0x9E3779B97F4A7C15)
_ROWS = 4096
"""Runs at a time: a long text costs no more memory than a short one."""


def letters_key(text: str) -> str:
    """The same for texts with the same letters and numbers, whatever else stands between them."""
    return sha256(letters_of(text).encode()).hexdigest()


def letters_of(text: str) -> str:
    """The letters and numbers of a text, lower case and without accents.

    What makes another number of the same digits stays: 1,5 is not 15, nor is -4 what 4 is.
    """
    return _BEFORE_DIGIT.sub(_shape, _ELSEWHERE.sub("", fold(text.casefold())))


def _shape(found: re.Match[str]) -> str:
    """What of the signs before a digit belongs to the number."""
    between, at = found.group(), found.start()
    before = found.string[at - 1] if at else ""
    if not before.isdecimal():
        return "-" if between[-1] in _MINUS and (len(between) > 1 or not before) else ""
    if between in {".", ","}:
        return between
    return " -" if between[-1] in _MINUS and len(between) > 1 else " "


def runs_of(text: str) -> Hashes:
    """A number for each run of five words that stands in the text, ascending; a shorter text is one run."""
    words = _words(text)
    codes = np.array([zlib.crc32(word.encode()) for word in words], dtype=np.uint64)
    width = min(RUN, len(words))
    if not width:
        return codes
    count = len(words) - width + 1
    hashes = np.zeros(count, dtype=np.uint64)
    for place in range(width):
        hashes = _mixed(hashes + _STEP + codes[place : place + count])
    return np.unique(hashes)


def sketch_of(runs: Hashes) -> bytes:
    """``PLACES`` numbers of 32 bits: the least of all runs, each time in another order of all numbers."""
    seeds = _mixed(np.arange(1, PLACES + 1, dtype=np.uint64) * _STEP)
    least = np.full(PLACES, np.iinfo(np.uint32).max, dtype=np.uint32)
    for start in range(0, len(runs), _ROWS):
        mixed = _mixed(runs[start : start + _ROWS, None] ^ seeds) >> np.uint64(32)
        least = np.minimum(least, mixed.astype(np.uint32).min(axis=0))
    return least.tobytes()


def alike(sketch: bytes, others: NDArray[np.uint32]) -> NDArray[np.float64]:
    """How alike (0-1) a text is to each of others, whose sketches are the rows."""
    shares: NDArray[np.float64] = (others == np.frombuffer(sketch, dtype=np.uint32)).mean(axis=1)
    return shares


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text.casefold()))


def _mixed(numbers: Hashes) -> Hashes:
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _MIX
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _MIX_AGAIN
    return numbers ^ (numbers >> np.uint64(31))
