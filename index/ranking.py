"""Fusion of meaning and words into one order.

Meaning: the hub-corrected similarity of the best small units of the passage. Words: BM25, trusted only as far as the
best passage covers the question's informative words, so that a misleading match of one rare word pushes nothing out;
and how much of the question stands close together, in one window of sentences. Both at once: late interaction, which
compares each word of the question with each of the passage by what they mean there. :func:`rank` orders all candidates
by what the engine knows of them, :func:`look_into` then looks at every unit and every word of the best.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.language.analysed import TermIds, among, analysed, term_ids
from index.language.parts import NamedPart
from index.language.questions import Asked, holds_asked
from index.store.protocol import Candidate
from index.types import Passage, SparseVector

LOOKED_INTO = 60
"""So many of the best candidates are looked into."""
BEST_UNITS = 3
A_QUESTION = 4
"""So many words ask something."""
_ROOM = 1 << 32
"""More characters than a passage has."""
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
    :param tokens: how well each word of the question fits the passage's best word for it (late interaction).
    :param named: share of the question's information that stands in the passage, where so little is asked that it is no
        question: who types a name or a figure alone looks for where it stands. It fades out as more is asked.
    :param part: what a passage gains that holds the part that is asked for by its number ("artikel 5").
    """

    scale: float = 0.05
    words: float = 0.8
    window: float = 0.4
    best_unit: float = 0.5
    hub: float = 0.5
    neighbour: float = 0.2
    lacks_asked: float = 0.03
    tokens: float = 6.0
    named: float = 8.0
    part: float = 4.0


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class QuestionTerms:
    """The question's terms with what they tell.

    :param vector: query side of BM25.
    :param idf: inverse document frequency of every term that stands in some passage.
    :param unknown_idf: what a term that stands nowhere counts for in coverage.
    :param asked: what has to stand in an answer.
    :param named: how far the question is no more than a name, 0-1; see :func:`named_only`.
    :param part: the part of a document that the question names by its number.
    """

    vector: SparseVector
    idf: Mapping[int, float]
    unknown_idf: float
    asked: Asked = Asked.ANYTHING
    named: float = 0.0
    part: NamedPart | None = None

    def information(self, term: int, weight: float) -> float:
        """How much of the question this term carries."""
        return weight * self.idf.get(term, self.unknown_idf)

    def shares(self) -> dict[int, float]:
        """Each term's share (0-1) of the question's information."""
        carried = {t: self.information(t, w) for t, w in zip(self.vector.indices, self.vector.values, strict=True)}
        total = sum(carried.values())
        return {term: amount / total for term, amount in carried.items()} if total else {}

    def coverage(self, terms: Collection[int]) -> float:
        """Share (0-1) of the question's information whose terms are among these."""
        return sum(share for term, share in self.shares().items() if term in terms)


class Ranked(NamedTuple):
    """A candidate with its place in the order and the signals that put it there.

    :param meaning: similarity of its best units to the question.
    :param words: its part of the score that BM25 gave.
    :param unit_scores: similarity of every unit, in the order of ``passage.units``; empty where not looked into.
    :param lacks_asked: whether a figure or a moment is asked for and its best unit has none.
    :param own: what the passage scores by itself, without ``tokens``; ``score`` also counts the passages beside it.
    :param tokens: its part of the score by late interaction; 0 where it was not looked into.

    A tuple, because a question makes some 500, and a frozen dataclass takes longer to make.
    """

    candidate: Candidate
    own: float
    meaning: float
    words: float
    coverage: float
    unit_scores: tuple[float, ...] = ()
    score: float = 0.0
    lacks_asked: bool = False
    tokens: float = 0.0


@dataclass(frozen=True, slots=True)
class Inside:
    """What is in the passages that are looked into, by their ids.

    :param rows: their unit rows, shape ``(units + 1, d + 1)`` each.
    :param tokens: how well their words fit the question's, 1 at most; empty where the model compares no words.
    """

    rows: Mapping[str, NDArray[np.float32]]
    tokens: Mapping[str, float] = field(default_factory=dict)


def named_only(words: int) -> float:
    """How far a question is no more than a name: 1 for a single word, 0 from :data:`A_QUESTION` on.

    :param words: in the question, also those that tell nothing: "Wat is een kamer?" asks something.
    """
    return max(0.0, (A_QUESTION - words) / (A_QUESTION - 1)) if words else 0.0


def rank(candidates: Sequence[Candidate], terms: QuestionTerms, weights: Weights = WEIGHTS) -> list[Ranked]:
    """Best first; ties by document and place, so that the order is always the same."""
    if not candidates:
        return []
    coverages = _coverages([c.terms for c in candidates], terms.shares())
    trust = max(coverages)
    best_unit = max(c.unit for c in candidates)
    best_words = max((c.sparse or 0.0) for c in candidates) or 1.0
    named = weights.named * terms.named
    words = [
        weights.words * trust * (c.sparse or 0.0) / best_words + named * covered
        for c, covered in zip(candidates, coverages, strict=True)
    ]
    own = [(c.unit - best_unit) / weights.scale + word for c, word in zip(candidates, words, strict=True)]
    if terms.part is not None:
        parts = (weights.part * terms.part.is_in(c.passage.text, c.passage.headings) for c in candidates)
        own = [mine + part for mine, part in zip(own, parts, strict=True)]
    scores = _beside([c.passage for c in candidates], own, weights.neighbour)
    ranked = [
        Ranked(candidate, mine, candidate.unit, word, coverage, (), score)
        for candidate, mine, word, coverage, score in zip(candidates, own, words, coverages, scores, strict=True)
    ]
    return sorted(ranked, key=_order)


def _coverages(passages: Sequence[TermIds], shares: Mapping[int, float]) -> list[float]:
    """Share (0-1) of the question's information whose terms stand in each passage."""
    terms = np.concatenate(passages)
    owners = np.repeat(np.arange(len(passages)), [p.size for p in passages])
    covered = np.zeros(len(passages))
    for term, share in shares.items():
        covered[owners[terms == term]] += share  # a term is only once in a passage
    return [float(share) for share in covered]


def with_neighbours(ranked: Sequence[Ranked], share: float) -> list[Ranked]:
    """Scores that count how far the better of the two passages beside each stands out, none where neither does."""
    scores = _beside([r.candidate.passage for r in ranked], [r.own for r in ranked], share)
    return [_scored(r, score) for r, score in zip(ranked, scores, strict=True)]


def _beside(passages: Sequence[Passage], own: Sequence[float], share: float) -> list[float]:
    """What each scores with the passages beside it."""
    places = [(p.document_id, p.ordinal) for p in passages]
    by_place = dict(zip(places, own, strict=True))
    common = sorted(own, reverse=True)[:STANDS_OUT][-1] if own else 0.0
    found = by_place.get
    return [
        mine + share * max(0.0, found((doc, n - 1), common) - common, found((doc, n + 1), common) - common)
        for (doc, n), mine in zip(places, own, strict=True)
    ]


def _scored(r: Ranked, score: float) -> Ranked:
    score += r.tokens
    if r.score == score:
        return r
    return Ranked(r.candidate, r.own, r.meaning, r.words, r.coverage, r.unit_scores, score, r.lacks_asked, r.tokens)


def look_into(
    ranked: Sequence[Ranked],
    inside: Inside,
    question: NDArray[np.float32],
    terms: QuestionTerms,
    weights: Weights = WEIGHTS,
) -> list[Ranked]:
    """The same passages, the best of them in the order that all their units and words give.

    :param inside: what is in the passages that are looked into.
    :param question: the question's row.
    """
    rows = inside.rows
    best = ranked[: len(rows)]
    covered = [r for r in best if r.coverage] if weights.window else []
    windows = window_coverages([r.candidate for r in covered], terms.shares())
    window = {r.candidate.passage.passage_id: share for r, share in zip(covered, windows, strict=True)}
    looked = []
    for r in best:
        passage_id = r.candidate.passage.passage_id
        units = (rows[passage_id] @ question).tolist()
        seen = _Seen(units, window.get(passage_id, 0.0), inside.tokens.get(passage_id, 0.0))
        looked.append(_looked(r, seen, terms.asked, weights))
    both = with_neighbours([*looked, *ranked[len(rows) :]], weights.neighbour)
    return sorted(both[: len(looked)], key=_order) + both[len(looked) :]


class _Seen(NamedTuple):
    """What is seen inside a passage: how like the question each unit is, its best window, and its words."""

    units: list[float]
    window: float
    tokens: float


def _looked(r: Ranked, seen: _Seen, asked: Asked, weights: Weights) -> Ranked:
    units = seen.units
    best = sorted(units, reverse=True)[:BEST_UNITS]
    meaning = weights.best_unit * best[0] + (1 - weights.best_unit) * sum(best) / len(best)
    lacks = asked is not Asked.ANYTHING and not holds_asked(asked, _best_text(r.candidate.passage, units))
    gained = (meaning - r.meaning - weights.lacks_asked * lacks) / weights.scale
    own = r.own + gained + weights.window * seen.window
    tokens = weights.tokens * seen.tokens
    return Ranked(r.candidate, own, meaning, r.words, r.coverage, tuple(units), own, lacks, tokens)


def _best_text(passage: Passage, scores: Sequence[float]) -> str:
    """The unit most like the question; the whole passage, whose row is the last, is none."""
    if not passage.units:
        return passage.text
    unit = passage.units[max(range(len(passage.units)), key=scores.__getitem__)]
    return passage.text[unit.start - passage.start : unit.end - passage.start]


def window_coverages(candidates: Sequence[Candidate], shares: Mapping[int, float]) -> list[float]:
    """Of each passage the largest share (0-1) of the question's information in any unit (sentence or window)."""
    if not candidates:
        return []
    texts = [c.words or analysed(c.passage.text) for c in candidates]
    asked = term_ids(shares)
    terms, places = (np.concatenate([getattr(t, name) for t in texts]) for name in ("terms", "starts"))
    owners = np.repeat(np.arange(len(texts)), [text.terms.size for text in texts])
    met = np.flatnonzero(among(terms, asked))
    is_term = terms[met, np.newaxis] == asked
    before = np.concatenate([np.zeros((1, asked.size), np.int32), is_term.cumsum(axis=0, dtype=np.int32)])
    # All passages in one row: each begins where no place of the one before it can be.
    row = owners[met] * _ROOM + places[met]
    passages = [c.passage for c in candidates]
    of = np.repeat(np.arange(len(texts)), [len(p.units) for p in passages])
    offsets = of * _ROOM - np.array([p.start for p in passages])[of]
    units = np.fromiter((place for p in passages for unit in p.units for place in unit), np.int64).reshape(-1, 2)
    begins, ends = (np.searchsorted(row, units[:, side] + offsets) for side in (0, 1))
    told = np.fromiter(shares.values(), float)
    best = np.zeros(len(texts))
    np.maximum.at(best, of, ((before[ends] > before[begins]) * told).sum(axis=1))
    return [float(share) for share in best]


def _order(ranked: Ranked) -> tuple[float, str, int]:
    passage = ranked.candidate.passage
    return -ranked.score, passage.document_id, passage.ordinal
