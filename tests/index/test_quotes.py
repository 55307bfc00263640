"""Finding sentences letter for letter, and what differs when it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.quotes import Letters, find_exact, find_near, whole_words, word_diff
from index.types import Span

TEXT = "De teammanager bespreekt het verzuim elke maand. Reële doelen – ouder-kindgroep – blijven."


@pytest.mark.parametrize("sought", ["bespreekt het VERZUIM", "reele doelen", "ouder kindgroep", "verzuim  elke\nmaand"])
def test_white_space_case_and_marks_do_not_matter(sought):
    span = find_exact(Letters.of(sought), Letters.of(TEXT))[0]
    assert Letters.of(TEXT[span.start : span.end]).text == Letters.of(sought).text


def test_every_place_is_found():
    assert len(find_exact(Letters.of("aan"), Letters.of("Aan de slag: gaan, staan."))) == 3


def test_nothing_is_nowhere():
    assert find_exact(Letters.of("–"), Letters.of(TEXT)) == []
    assert find_near(Letters.of("kort"), Letters.of(TEXT)) is None
    assert find_near(Letters.of("olifanten dansen door de duinen"), Letters.of(TEXT)) is None


def test_nearly_the_same_is_found_with_its_share():
    similarity, span = find_near(Letters.of("De teammanager bespreekt het verzuim iedere maand"), Letters.of(TEXT))
    assert 0.8 < similarity < 1
    found = whole_words(TEXT, span)
    assert TEXT[found.start : found.end].startswith("De teammanager")


@given(st.text(min_size=1, max_size=60))
def test_letters_know_where_they_stood(text):
    letters = Letters.of(text)
    assert len(letters.text) == len(letters.origin)
    assert list(letters.origin) == sorted(letters.origin)
    if letters.text:
        span = letters.span(0, len(letters.text))
        assert Letters.of(text[span.start : span.end]).text == letters.text


def test_a_difference_is_told_in_words():
    steps = word_diff("bespreekt het verzuim iedere maand", "bespreekt het verzuim elke maand.")
    assert steps == (
        ("equal", "bespreekt het verzuim"),
        ("delete", "iedere"),
        ("insert", "elke"),
        ("equal", "maand."),
    )


def test_a_cut_word_is_made_whole():
    assert whole_words("ziekteverzuim telt", Span(3, 7)) == Span(0, 13)
