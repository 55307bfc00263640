"""The figures, checked by hand: expected values are fractions."""

from __future__ import annotations

import math

import pytest

from index.evaluation import auroc, expected_calibration_error, figures, holds, judge, letters
from index.results import Answer, AnswerStatus, DocumentInfo, Hit, Quote
from index.service import AskResult
from index.types import DocumentStatus

DOCUMENT = DocumentInfo("a", "Plan", None, None, None, DocumentStatus.VALID)


def hit(rank, text, page=1):
    return Hit(rank, 1.0, DOCUMENT, "plan.pdf", page, str(page), (), text, 0, len(text), (), "Plan")


def result(texts, quote="", status=AnswerStatus.ANSWERED, confidence=0.9):
    quotes = (Quote(quote, "plan.pdf", 1, "1", 0, len(quote), "Plan", 1),) if quote else ()
    hits = tuple(hit(rank, text, page=rank) for rank, text in enumerate(texts, 1))
    return AskResult("?", Answer(status, confidence, quote, quotes), hits, len(hits), 5.0)


def entry(*groups, kind="feit"):
    evidence = [[{"text": text, "stem": "plan", "pdf_pages": [2]} for text in group] for group in groups]
    return {"id": "x", "question": "?", "type": kind, "evidence": evidence}


ONE = entry(["Het doel is zes procent"])


def test_rank_is_where_the_last_group_is_complete():
    both = entry(["het eerste deel"], ["het tweede deel", "ook goed als tweede"])
    judged = judge(both, result(["niets", "ook goed als tweede", "Het eerste deel!"]))
    assert judged.rank == 3
    assert judge(both, result(["het eerste deel"])).rank is None


def test_figures_of_two_questions():
    found = judge(ONE, result(["niets", "Het doel is zes procent."], "Het doel is zes procent."))
    missed = judge(ONE, result(["niets"], "Iets anders", AnswerStatus.UNCERTAIN, 0.4))
    out = figures([found, missed])
    assert (out["hit@1"], out["hit@3"], out["mrr@10"]) == (0, 1 / 2, 1 / 4)
    assert out["ndcg@10"] == round((1 / math.log2(3)) / 2, 3)
    assert (out["answer@1"], out["page"]) == (1 / 2, 1.0)


def test_refusing_is_right_only_where_there_is_no_answer():
    no = judge(entry(), result(["niets"], "", AnswerStatus.NOT_FOUND, 0.1))
    wrongly = judge(ONE, result(["x"], "", AnswerStatus.NOT_FOUND, 0.1))
    out = figures([no, wrongly])
    assert (out["refused"], out["false_refusal"]) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("text", "sought", "expected"),
    [
        ("Het doel is 6,5 procent.", "doel is 6,5 PROCENT", True),
        ("Het doel is zes pro cent in dit hele jaar", "doel is zes procent in dit hele jaar", True),
        ("Het doel is zeven procent", "doel is zes procent", False),
        ("iets", "", False),
    ],
)
def test_holding_forgives_scars_and_nothing_else(text, sought, expected):
    assert holds(letters(text), letters(sought)) is expected


def test_auroc_counts_pairs():
    assert auroc([0.9, 0.4], [0.4, 0.1]) == round(3.5 / 4, 3)
    assert auroc([], [0.1]) is None


def test_calibration_is_the_mean_gap_of_bins():
    pairs = [(0.9, True), (0.9, True), (0.9, False), (0.1, False)]
    assert expected_calibration_error(pairs) == round((abs(2.7 - 2) + abs(0.1 - 0)) / 4, 3)
    assert expected_calibration_error([]) is None
