"""A text as the analyser sees it, as arrays, kept for the texts that searches come by again and again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.language.analysis import analyse

KNOWN_TEXTS = 10_000
"""Texts that are kept analysed, some three kilobytes each."""


TermIds = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class AnalysedText:
    """Every term of a text in reading order: its id, the offsets of its word, and its weight; shape ``(n,)`` each."""

    terms: TermIds
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    weights: NDArray[np.float32]


@lru_cache(maxsize=KNOWN_TEXTS)
def analysed(text: str) -> AnalysedText:
    """The terms of a text."""
    terms = analyse(text)
    return AnalysedText(
        term_ids(t.term_id for t in terms),
        np.array([t.start for t in terms], np.int32),
        np.array([t.end for t in terms], np.int32),
        np.array([t.weight for t in terms], np.float32),
    )


def term_ids(ids: Iterable[int]) -> TermIds:
    """Ids of terms as an array."""
    return np.fromiter(ids, np.uint32)


def among(terms: TermIds, asked: TermIds) -> NDArray[np.bool_]:
    """Which of these terms are asked for; a question has too few for sorting them, as NumPy's own does, to pay."""
    met: NDArray[np.bool_] = (terms[:, np.newaxis] == asked).any(axis=1)
    return met
