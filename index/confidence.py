"""How sure an answer is: one logistic curve over how well the best passage fits the question.

Fitted by ``scripts/fit_confidence.py`` on the example questions, also with their evidence taken out of the library, so
that the curve has seen questions that documents come near to and do not answer. More signals (margin to the next
passages, shared words, words that no document has) made it worse on questions it had not seen (docs/quality.md).
"""

from __future__ import annotations

import math

from index.language.questions import asked_for, holds_asked
from index.ranking import Ranked
from index.results import AnswerStatus

ANSWERED_FROM = 0.5
NOT_FOUND_BELOW = 0.1
NAME_UNKNOWN = 0.45
"""At most so sure where the question names somebody or something that stands in no passage."""
LACKS_ASKED = 0.03
"""What the fit loses where a figure or a moment is asked for and the best unit has none; in similarity."""
SLOPE = 26.8
BIAS = -15.7


def fit(question: str, first: Ranked) -> float:
    """How well the first passage fits: similarity of its best units, hub-corrected, and whether it has what is asked.

    :param first: looked into (:func:`index.ranking.look_into`), or without vectors yet.
    """
    passage = first.candidate.passage
    units = list(zip(first.unit_scores, passage.units, strict=False))
    if not units:
        return first.meaning
    best = max(units, key=lambda pair: pair[0])[1]
    text = passage.text[best.start - passage.start : best.end - passage.start]
    return first.meaning - LACKS_ASKED * (not holds_asked(asked_for(question), text))


def confidence(fitted: float) -> float:
    """Probability (0-1) that the quotes answer the question. :param fitted: as :func:`fit` gives it."""
    return round(1 / (1 + math.exp(-(SLOPE * fitted + BIAS))), 4)


def status(confidence_value: float) -> AnswerStatus:
    """In words: answered, uncertain or not found."""
    if confidence_value >= ANSWERED_FROM:
        return AnswerStatus.ANSWERED
    return AnswerStatus.NOT_FOUND if confidence_value < NOT_FOUND_BELOW else AnswerStatus.UNCERTAIN
