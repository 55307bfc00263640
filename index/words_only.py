"""Passages that have no vectors yet, among those that have: found by their words, with an estimated meaning.

The estimate lies between the least and the most similar of the other candidates, as far as the passage holds the
question's words. It orders passages; it makes no answer certain, and no silence either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from index.confidence import ANSWERED_FROM, NOT_FOUND_BELOW
from index.counting import passing
from index.language.analysis import analyse
from index.manifest import DocumentRecord
from index.ranking import QuestionTerms
from index.results import NOTHING_LACKS, SearchFilters, WordsOnly
from index.store.protocol import Candidate

LEAST, MOST = 0.40, 0.60
"""Usual similarity of a passage that is about something else, and of one that answers; where nothing has vectors."""
_LEAST_ROOM = 0.05
"""So much at least lies between the two, so that words order passages also where the others are alike."""
_CLOSE = 1e-4


def estimated(candidates: Sequence[Candidate], terms: QuestionTerms) -> list[Candidate]:
    """The same candidates; those without vectors with an estimated ``unit``."""
    if all(candidate.embedded for candidate in candidates):
        return list(candidates)
    known = [candidate.unit for candidate in candidates if candidate.embedded]
    most = max(known, default=MOST)
    least = min([*known, most - _LEAST_ROOM] if known else [LEAST])
    best_words = max((c.sparse or 0.0) for c in candidates) or 1.0

    def unit(candidate: Candidate) -> float:
        fit = (terms.coverage(candidate.terms.tolist()) + (candidate.sparse or 0.0) / best_words) / 2
        return least + (most - least) * fit

    return [c if c.embedded else c._replace(unit=unit(c)) for c in candidates]


def with_estimates(
    rows: Mapping[str, NDArray[np.float32]],
    candidates: Sequence[Candidate],
    question: NDArray[np.float32],
    terms: QuestionTerms,
) -> dict[str, NDArray[np.float32]]:
    """Unit rows of all these candidates; where there are none, rows whose product with ``question`` is the estimate.

    The best unit of a passage, by words, gets the estimate of the passage, the others less.
    """
    along = question / float(question @ question)
    lacking = (c for c in candidates if c.passage.passage_id not in rows)
    return dict(rows) | {c.passage.passage_id: np.outer(_scores(c, terms), along) for c in lacking}


def estimated_tokens(scores: Mapping[str, float], candidates: Sequence[Candidate]) -> dict[str, float]:
    """Token scores of all these candidates; where there are none, as far up among the others as their ``unit``."""
    known = [c for c in candidates if c.passage.passage_id in scores]
    if not known or len(known) == len(candidates):
        return dict(scores)
    units = [min(c.unit for c in known), max(c.unit for c in known)]
    ends = [min(scores.values()), max(scores.values())]
    lacking = (c for c in candidates if c.passage.passage_id not in scores)
    return dict(scores) | {c.passage.passage_id: float(np.interp(c.unit, units, ends)) for c in lacking}


def _scores(candidate: Candidate, terms: QuestionTerms) -> NDArray[np.float32]:
    """An estimate for every unit, then for the passage as a whole."""
    passage, shares = candidate.passage, terms.shares()
    places = [(t.start + passage.start, t.term_id) for t in analyse(passage.text) if t.term_id in shares]
    inside = ({term for place, term in places if unit.start <= place < unit.end} for unit in passage.units)
    covered = [sum(shares[term] for term in found) for found in inside]
    best = max(covered, default=0.0)
    return candidate.unit - np.asarray([_LEAST_ROOM * (best - share) for share in covered] + [0.0], dtype=np.float32)


def bounded(sure: float, lacking: WordsOnly, *, estimated_first: bool) -> float:
    """How sure an answer may be.

    :param lacking: the documents that were searched; nothing changes where all of them have vectors.
    :param estimated_first: the best passage has no vectors.
    """
    if not lacking.number:
        return sure
    at_least = max(sure, NOT_FOUND_BELOW)
    return min(at_least, ANSWERED_FROM - _CLOSE) if estimated_first else at_least


def words_only(records: Mapping[str, DocumentRecord], filters: SearchFilters) -> WordsOnly:
    """How many of the documents that pass these filters have no vectors yet."""
    if not any(record.words_only for record in records.values()):
        return NOTHING_LACKS
    found = passing(records, filters)
    return WordsOnly(sum(record.words_only for record in found), len(found))
