"""Fusion of meaning and words into one order.

Meaning: the hub-corrected similarity of the best small units of the passage. Words: BM25, trusted only as far as the
best passage covers the question's informative words, so that a misleading match of one rare word pushes nothing out;
and how much of the question stands close together, in one window of sentences. :func:`rank` orders all candidates by
what the engine knows of them, :func:`look_into` then looks at every unit of the best.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.language.analysis import analyse
from index.language.questions import Asked, holds_asked
from index.store.protocol import Candidate
from index.types import Passage, SparseVector

LOOKED_INTO = 60
"""So many of the best candidates are looked into."""
BEST_UNITS = 3
KNOWN_TEXTS = 10_000
"""Passages whose words are kept analysed, some two kilobytes each."""
STANDS_OUT = 80
"""A neighbour counts as far as it scores better than the candidate in this place."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal counts for; what others give: ``scripts/fit_ranking.py`` and docs/quality.md.

    :param scale: a difference in similarity of this size counts as much as a BM25 score of weight 1.
    :param words: BM25, relative to the best, times the trust in words.
    :param window: share of the question's information in the best window of sentences.
    :param best_unit: how far the best unit alone speaks for its passage (0-1); the rest goes by the mean of the best
        three, because a passage that is about the question says so more than once.
    :param hub: share of the hub correction that is applied.
    :param neighbour: share of what the better of the passages right before and after it has; a text that is about the
        question says so around the answer too, often in the words that the answer itself leaves out.
    """

    scale: float = 0.05
    words: float = 0.8
    window: float = 0.4
    best_unit: float = 0.5
    hub: float = 0.5
    neighbour: float = 0.2
    lacks_asked: float = 0.03


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class QuestionTerms:
    """The question's terms with what they tell.

    :param vector: query side of BM25.
    :param idf: inverse document frequency of every term that stands in some passage.
    :param unknown_idf: what a term that stands nowhere counts for in coverage.
    :param asked: what has to stand in an answer.
    """

    vector: SparseVector
    idf: Mapping[int, float]
    unknown_idf: float
    asked: Asked = Asked.ANYTHING

    def information(self, term: int, weight: float) -> float:
        """How much of the question this term carries."""
        return weight * self.idf.get(term, self.unknown_idf)

    def shares(self) -> dict[int, float]:
        """Each term's share (0-1) of the question's information."""
        carried = {t: self.information(t, w) for t, w in zip(self.vector.indices, self.vector.values, strict=True)}
        total = sum(carried.values())
        return {term: amount / total for term, amount in carried.items()} if total else {}

    def coverage(self, passage: SparseVector) -> float:
        """Share (0-1) of the question's information whose terms stand in the passage."""
        have = set(passage.indices)
        return sum(share for term, share in self.shares().items() if term in have)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its place in the order and the signals that put it there.

    :param meaning: similarity of its best units to the question.
    :param words: its part of the score that BM25 gave.
    :param unit_scores: similarity of every unit, in the order of ``passage.units``; empty where not looked into.
    :param lacks_asked: whether a figure or a moment is asked for and its best unit has none.
    :param own: what the passage scores by itself; ``score`` also counts the passages beside it.
    """

    candidate: Candidate
    own: float
    meaning: float
    words: float
    coverage: float
    unit_scores: tuple[float, ...] = ()
    score: float = 0.0
    lacks_asked: bool = False


def window_coverage(passage: Passage, shares: Mapping[int, float]) -> float:
    """Largest share (0-1) of the question's information in any unit (sentence or window) of the passage."""
    starts, terms = _places(passage.text)
    met = np.isin(terms, np.fromiter(shares, np.int64, len(shares)))
    places = list(zip((starts[met] + passage.start).tolist(), terms[met].tolist(), strict=True))
    units = ({term for place, term in places if unit.start <= place < unit.end} for unit in passage.units)
    return max((sum(shares[term] for term in terms) for terms in units), default=0.0)


@lru_cache(maxsize=KNOWN_TEXTS)
def _places(text: str) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Where each term of a text begins, and its id."""
    terms = analyse(text)
    return np.array([t.start for t in terms], np.int32), np.array([t.term_id for t in terms], np.int64)


def _holds(terms: SparseVector, term: int) -> bool:
    """Whether a term stands in a passage; its terms are in ascending order."""
    place = bisect_left(terms.indices, term)
    return place < len(terms.indices) and terms.indices[place] == term


def rank(candidates: Sequence[Candidate], terms: QuestionTerms, weights: Weights = WEIGHTS) -> list[Ranked]:
    """Best first; ties by document and place, so that the order is always the same."""
    if not candidates:
        return []
    shares = terms.shares()
    coverages = [sum(share for term, share in shares.items() if _holds(c.terms, term)) for c in candidates]
    trust = max(coverages)
    best_unit = max(c.unit for c in candidates)
    best_words = max((c.sparse or 0.0) for c in candidates) or 1.0
    ranked = []
    for candidate, coverage in zip(candidates, coverages, strict=True):
        meaning = (candidate.unit - best_unit) / weights.scale
        words = weights.words * trust * (candidate.sparse or 0.0) / best_words
        ranked.append(Ranked(candidate, meaning + words, candidate.unit, words, coverage))
    return sorted(with_neighbours(ranked, weights.neighbour), key=_order)


def with_neighbours(ranked: Sequence[Ranked], share: float) -> list[Ranked]:
    """Scores that count how far the better of the two passages beside each stands out, none where neither does."""
    own = {(r.candidate.passage.document_id, r.candidate.passage.ordinal): r.own for r in ranked}
    common = sorted(own.values(), reverse=True)[:STANDS_OUT][-1] if own else 0.0

    def beside(passage: Passage) -> float:
        return max(own.get((passage.document_id, passage.ordinal + step), common) for step in (-1, 1))

    return [replace(r, score=r.own + share * max(0.0, beside(r.candidate.passage) - common)) for r in ranked]


def look_into(
    ranked: Sequence[Ranked],
    rows: Mapping[str, NDArray[np.float32]],
    question: NDArray[np.float32],
    terms: QuestionTerms,
    weights: Weights = WEIGHTS,
) -> list[Ranked]:
    """The same passages, the best of them in the order that all their units give.

    :param rows: unit rows by passage id, for the passages that are looked into.
    :param question: the question's row.
    """
    shares = terms.shares()
    best = ranked[: len(rows)]
    looked = [_looked(r, rows[r.candidate.passage.passage_id] @ question, shares, terms.asked, weights) for r in best]
    both = with_neighbours([*looked, *ranked[len(rows) :]], weights.neighbour)
    return sorted(both[: len(looked)], key=_order) + both[len(looked) :]


def _looked(
    ranked: Ranked, scores: NDArray[np.float32], shares: Mapping[int, float], asked: Asked, weights: Weights
) -> Ranked:
    best = np.sort(scores)[::-1][:BEST_UNITS]
    meaning = float(weights.best_unit * best[0] + (1 - weights.best_unit) * best.mean())
    lacks = not holds_asked(asked, _best_text(ranked.candidate.passage, scores))
    window = window_coverage(ranked.candidate.passage, shares) if ranked.coverage and weights.window else 0.0
    gained = (meaning - ranked.meaning - weights.lacks_asked * lacks) / weights.scale
    own = ranked.own + gained + weights.window * window
    return replace(ranked, own=own, meaning=meaning, lacks_asked=lacks, unit_scores=tuple(map(float, scores)))


def _best_text(passage: Passage, scores: NDArray[np.float32]) -> str:
    """The unit most like the question; the whole passage, whose row is the last, is none."""
    if not passage.units:
        return passage.text
    unit = passage.units[int(np.argmax(scores[: len(passage.units)]))]
    return passage.text[unit.start - passage.start : unit.end - passage.start]


def _order(ranked: Ranked) -> tuple[float, str, int]:
    passage = ranked.candidate.passage
    return -ranked.score, passage.document_id, passage.ordinal
