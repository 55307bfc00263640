"""How sure an answer is: a logistic model over what was found, fitted on training questions (docs/quality.md)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from index.results import AnswerStatus

ANSWERED_FROM = 0.6
NOT_FOUND_BELOW = 0.2


@dataclass(frozen=True, slots=True)
class Evidence:
    """Signals of one search.

    :param meaning: hub-corrected similarity of the best unit.
    :param margin: how far the best stands above the tenth.
    :param coverage: share of the question's information in the first hit.
    :param best_coverage: the same, best of the first ten.
    """

    meaning: float
    margin: float
    coverage: float
    best_coverage: float


_WEIGHTS = Evidence(meaning=12.0, margin=15.0, coverage=1.5, best_coverage=1.0)
_BIAS = -6.0


def confidence(evidence: Evidence) -> float:
    """Probability (0-1) that the answer holds."""
    z = (
        _BIAS
        + _WEIGHTS.meaning * evidence.meaning
        + _WEIGHTS.margin * evidence.margin
        + _WEIGHTS.coverage * evidence.coverage
        + _WEIGHTS.best_coverage * evidence.best_coverage
    )
    return round(1 / (1 + math.exp(-z)), 4)


def status(confidence_value: float) -> AnswerStatus:
    """In words: answered, uncertain or not found."""
    if confidence_value >= ANSWERED_FROM:
        return AnswerStatus.ANSWERED
    return AnswerStatus.NOT_FOUND if confidence_value < NOT_FOUND_BELOW else AnswerStatus.UNCERTAIN
