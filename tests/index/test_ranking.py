"""Fusion of meaning and words, and the certainty that comes of it."""

from __future__ import annotations

import pytest

from index.confidence import ANSWERED_FROM, NOT_FOUND_BELOW, status
from index.language.analysed import term_ids
from index.ranking import QuestionTerms, rank
from index.results import AnswerStatus
from index.store.protocol import Candidate
from index.types import Passage, SparseVector

TERMS = QuestionTerms(SparseVector((1, 2, 3), (1.0, 1.0, 0.5)), {1: 4.0, 2: 2.0}, unknown_idf=6.0)


def candidate(name, unit, terms=(), sparse=None):
    passage = Passage(name, name, 0, 0, 4, "tekst", None, None, ())
    return Candidate(passage, None, unit, sparse, term_ids(terms))


def order(candidates):
    return [ranked.candidate.passage.passage_id for ranked in rank(candidates, TERMS)]


def test_coverage_weighs_words_by_what_they_tell():
    assert TERMS.coverage((1,)) == pytest.approx(4 / 9)
    assert TERMS.coverage((1, 2, 3)) == pytest.approx(1)
    assert TERMS.coverage((9,)) == 0


def test_meaning_decides_where_words_say_nothing():
    assert order([candidate("b", 0.5), candidate("a", 0.6), candidate("c", 0.4)]) == ["a", "b", "c"]


def test_words_that_cover_the_question_lift_a_passage():
    near, worded = candidate("near", 0.60), candidate("worded", 0.58, (1, 2, 3), 9.0)
    assert order([near, worded]) == ["worded", "near"]


def test_one_common_word_pushes_nothing_out():
    near, misleading = candidate("near", 0.60), candidate("misleading", 0.54, (2,), 2.0)
    assert order([near, misleading]) == ["near", "misleading"]


def test_equal_passages_keep_one_order():
    same = [candidate(name, 0.5) for name in "dbca"]
    assert order(same) == order(same[::-1]) == ["a", "b", "c", "d"]


def test_what_stands_beside_the_best_comes_before_its_equal_elsewhere():
    def at(name, document, ordinal, unit):
        passage = Passage(name, document, ordinal, 0, 4, "tekst", None, None, ())
        return Candidate(passage, None, unit, None, term_ids(()))

    best, beside, elsewhere = at("best", "d1", 4, 0.7), at("beside", "d1", 5, 0.5), at("elsewhere", "d0", 5, 0.5)
    assert order([elsewhere, beside, best]) == ["best", "beside", "elsewhere"]
    assert order([elsewhere, at("beside", "d1", 6, 0.5), best]) == ["best", "elsewhere", "beside"]
    assert order([at("elsewhere", "d0", 5, 0.55), beside, best]) == ["best", "elsewhere", "beside"]


def test_nothing_found_ranks_nothing():
    assert rank([], TERMS) == []


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        (1.0, AnswerStatus.ANSWERED),
        (ANSWERED_FROM, AnswerStatus.ANSWERED),
        (ANSWERED_FROM - 0.001, AnswerStatus.UNCERTAIN),
        (NOT_FOUND_BELOW, AnswerStatus.UNCERTAIN),
        (NOT_FOUND_BELOW - 0.001, AnswerStatus.NOT_FOUND),
        (0.0, AnswerStatus.NOT_FOUND),
    ],
)
def test_certainty_has_three_names(confidence, expected):
    assert status(confidence) is expected
