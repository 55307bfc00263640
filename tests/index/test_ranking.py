"""Fusion of meaning and words, and the certainty that comes of it."""

from __future__ import annotations

import numpy as np
import pytest

from index.confidence import ANSWERED_FROM, NOT_FOUND_BELOW, status
from index.language.analysed import analysed, term_ids
from index.ranking import WEIGHTS, Inside, QuestionTerms, look_into, rank, window_coverages, with_neighbours
from index.results import AnswerStatus
from index.store.protocol import Candidate
from index.types import Passage, Span, SparseVector
from index.words_only import estimated_tokens

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


TEXT = "Het wijkteam belt. De taalvrijwilligers van het wijk-team bellen over schuldhulpverlening. Iemand belt niet."
SENTENCES = ((0, 18), (19, 90), (91, 109))


def test_the_best_window_is_the_one_in_which_most_of_the_question_stands():
    words = analysed(TEXT)
    shares = {int(term): (number % 5 + 1) / 100 for number, term in enumerate(words.terms[::2])}
    units = tuple(Span(300 + start, 300 + end) for start, end in (*SENTENCES, (0, 90), (19, 109)))
    two = [
        Candidate(Passage(n, n, 0, 300, 409, TEXT, None, None, (), units[k:]), None, 0, None, term_ids(shares))
        for n, k in (("a", 0), ("b", 2))
    ]
    places = list(zip(words.terms.tolist(), words.starts.tolist(), strict=True))

    def in_sight(unit):
        seen = {term for term, start in places if unit.start - 300 <= start < unit.end - 300}
        return sum(share for term, share in shares.items() if term in seen)

    assert window_coverages(two, shares) == pytest.approx([max(map(in_sight, units)), max(map(in_sight, units[2:]))])
    assert window_coverages(two, {12345: 1.0}) == [0, 0]


def looked(tokens):
    ranked = rank([candidate("a", 0.5), candidate("b", 0.5), candidate("c", 0.5)], TERMS)
    rows = {name: np.array([[0.5]], np.float32) for name in "abc"}
    return look_into(ranked, Inside(rows, tokens), np.ones(1, np.float32), TERMS)


def test_words_that_fit_decide_between_passages_that_are_as_near():
    assert [r.candidate.passage.passage_id for r in looked({"a": 0.5, "b": 0.7, "c": 0.6})] == ["b", "c", "a"]
    assert [r.candidate.passage.passage_id for r in looked({})] == ["a", "b", "c"]


def test_what_words_give_stays_when_the_passages_beside_are_counted_again():
    found = looked({"a": 0.5, "b": 0.7, "c": 0.6})
    assert with_neighbours(found, WEIGHTS.neighbour) == found
    assert found[0].score - found[-1].score == pytest.approx(0.2 * WEIGHTS.tokens)


def test_without_vectors_words_fit_as_well_as_the_estimate_says():
    known = [candidate("low", 0.4), candidate("high", 0.6)]
    scores = {"low": 0.5, "high": 0.9}
    assert estimated_tokens(scores, [*known, candidate("new", 0.5)]) == pytest.approx({**scores, "new": 0.7})
    assert estimated_tokens(scores, known) == scores
    assert estimated_tokens({}, [candidate("new", 0.5)]) == {}


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
