"""Fusion of meaning and words into one order.

Meaning: the best hub-corrected similarity of any small unit of the passage. Words: BM25, trusted only as far as the
best passage covers the question's informative words; a misleading match of one rare word then pushes nothing out.
Constants were chosen on the training questions (see docs/quality.md), never on the questions that judge the result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.store.protocol import Candidate
from index.types import SparseVector

SIMILARITY_SCALE = 0.05
"""A difference in similarity of this size counts as much as the whole of a fully trusted BM25 score."""
WORDS_WEIGHT = 0.8


@dataclass(frozen=True, slots=True)
class QuestionTerms:
    """The question's terms with what they tell.

    :param vector: query side of BM25.
    :param idf: inverse document frequency of every term that stands in some passage.
    :param unknown_idf: what a term that stands nowhere counts for in coverage.
    """

    vector: SparseVector
    idf: Mapping[int, float]
    unknown_idf: float

    def information(self, term: int, weight: float) -> float:
        """How much of the question this term carries."""
        return weight * self.idf.get(term, self.unknown_idf)

    def coverage(self, passage: SparseVector) -> float:
        """Share (0-1) of the question's information whose terms stand in the passage."""
        have = set(passage.indices)
        pairs = list(zip(self.vector.indices, self.vector.values, strict=True))
        total = sum(self.information(t, w) for t, w in pairs)
        return sum(self.information(t, w) for t, w in pairs if t in have) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its place in the order and the signals that put it there."""

    candidate: Candidate
    score: float
    meaning: float
    words: float
    coverage: float


def rank(candidates: Sequence[Candidate], terms: QuestionTerms) -> list[Ranked]:
    """Best first; ties by document and place, so that the order is always the same."""
    if not candidates:
        return []
    coverages = [terms.coverage(c.terms) for c in candidates]
    trust = max(coverages)
    best_unit = max(c.unit for c in candidates)
    best_words = max((c.sparse or 0.0) for c in candidates) or 1.0
    ranked = []
    for candidate, coverage in zip(candidates, coverages, strict=True):
        meaning = (candidate.unit - best_unit) / SIMILARITY_SCALE
        words = WORDS_WEIGHT * trust * (candidate.sparse or 0.0) / best_words
        ranked.append(Ranked(candidate, meaning + words, candidate.unit, words, coverage))
    return sorted(ranked, key=lambda r: (-r.score, r.candidate.passage.document_id, r.candidate.passage.ordinal))
