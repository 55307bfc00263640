"""How sure an answer is: one logistic curve over how well the best passage fits the question.

Fitted by ``scripts/fit_confidence.py`` on the example questions, also with their evidence taken out of the library, so
that the curve has seen questions that documents come near to and do not answer. More signals (margin to the next
passages, shared words) made it worse on questions it had not seen (docs/quality.md).
"""

from __future__ import annotations

import math

from index.results import AnswerStatus

ANSWERED_FROM = 0.5
NOT_FOUND_BELOW = 0.25
NAME_UNKNOWN = 0.45
"""At most so sure where the question names somebody or something that stands in no passage."""
SLOPE = 12.5
BIAS = -7.1


def confidence(meaning: float) -> float:
    """Probability (0-1) that the quotes answer the question.

    :param meaning: similarity of the first passage's best units, hub-corrected (:class:`index.ranking.Ranked`).
    """
    return round(1 / (1 + math.exp(-(SLOPE * meaning + BIAS))), 4)


def status(confidence_value: float) -> AnswerStatus:
    """In words: answered, uncertain or not found."""
    if confidence_value >= ANSWERED_FROM:
        return AnswerStatus.ANSWERED
    return AnswerStatus.NOT_FOUND if confidence_value < NOT_FOUND_BELOW else AnswerStatus.UNCERTAIN
