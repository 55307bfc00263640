"""BM25 as sparse vectors: the document side here, inverse document frequency by Qdrant.

Robertson & Zaragoza (2009): weight = tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / mean length)).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from index.language.analysis import Term, analyse
from index.types import SparseVector

K1 = 1.2
B = 0.6
MEAN_TERMS = 90.0
"""Terms in a passage of 130 words, stop words left out. A constant, so that adding documents changes no vector."""


def _sums(terms: Iterable[Term]) -> dict[int, float]:
    sums: dict[int, float] = defaultdict(float)
    for term in terms:
        sums[term.term_id] += term.weight
    return sums


def _vector(weights: dict[int, float]) -> SparseVector:
    ordered = sorted(weights.items())
    return SparseVector(tuple(i for i, _ in ordered), tuple(w for _, w in ordered))


def document_vector(text: str) -> SparseVector:
    """Sparse vector of a passage (give it title and headings too, so that they can be found)."""
    sums = _sums(analyse(text))
    norm = K1 * (1 - B + B * sum(sums.values()) / MEAN_TERMS)
    return _vector({i: tf * (K1 + 1) / (tf + norm) for i, tf in sums.items()})


def query_vector(terms: Iterable[Term]) -> SparseVector:
    """Sparse vector of a question: every term once, with its weight."""
    best: dict[int, float] = {}
    for term in terms:
        best[term.term_id] = max(term.weight, best.get(term.term_id, 0.0))
    return _vector(best)
