"""How sure an answer is: one logistic curve over how well the best passage fits the question.

Fitted by ``scripts/fit_confidence.py`` on the example questions, also with their evidence taken out of the library, so
that the curve has seen questions that documents come near to and do not answer. More signals (margin to the next
passages, shared words, words that no document has) made it worse on questions it had not seen (docs/quality.md).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from index.ranking import LOOKED_INTO, WEIGHTS, Ranked, Weights
from index.results import AnswerStatus

ANSWERED_FROM = 0.5
NOT_FOUND_BELOW = 0.1
NAME_UNKNOWN = 0.45
"""At most so sure where the question names somebody or something that stands in no passage."""
SLOPE = 27.0
BIAS = -15.6


def fit(ranked: Sequence[Ranked], weights: Weights = WEIGHTS) -> float:
    """How well the documents fit the question, as a similarity.

    Of the passage that would be first without late interaction, or of the one that would be but for lacking the figure
    that is asked for: that another passage came in its place makes no answer surer.

    :param ranked: best first, at least one.
    """
    lacks = weights.lacks_asked
    best = ranked[:LOOKED_INTO]
    first = max(best, key=lambda r: r.score - r.tokens)
    otherwise = max(best, key=lambda r: r.score - r.tokens + r.lacks_asked * lacks / weights.scale)
    return min(r.meaning - r.lacks_asked * lacks for r in (first, otherwise))


def confidence(fitted: float) -> float:
    """Probability (0-1) that the quotes answer the question. :param fitted: as :func:`fit` gives it."""
    return round(1 / (1 + math.exp(-(SLOPE * fitted + BIAS))), 4)


def status(confidence_value: float) -> AnswerStatus:
    """In words: answered, uncertain or not found."""
    if confidence_value >= ANSWERED_FROM:
        return AnswerStatus.ANSWERED
    return AnswerStatus.NOT_FOUND if confidence_value < NOT_FOUND_BELOW else AnswerStatus.UNCERTAIN
