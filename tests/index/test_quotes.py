"""Finding sentences letter for letter, and what differs when it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.quotes import Letters, best_fit, find_exact, find_near, whole_words, word_diff
from index.types import Span

TEXT = "De teammanager bespreekt het verzuim elke maand. Reële doelen – ouder-kindgroep – blijven."


@pytest.mark.parametrize("sought", ["bespreekt het VERZUIM", "reele doelen", "ouder kindgroep", "verzuim  elke\nmaand"])
def test_white_space_case_and_marks_do_not_matter(sought):
    span = find_exact(Letters.of(sought), Letters.of(TEXT))[0]
    assert Letters.of(TEXT[span.start : span.end]).text == Letters.of(sought).text


def test_every_place_is_found():
    assert len(find_exact(Letters.of("aan"), Letters.of("Aan de slag: ga er aan, of sta aan."))) == 3


@pytest.mark.parametrize(
    ("sought", "text"),
    [
        ("geschikt voor bewoners", "De gebouwen zijn ongeschikt voor bewoners."),
        ("15 miljoen euro", "Het budget is 1,5 miljoen euro."),
        ("5 miljoen euro", "Het budget is 1,5 miljoen euro."),
        ("5 miljoen euro", "Het budget is 15 miljoen euro."),
        ("4,5 procent", "De groei is -4,5 procent."),
        ("4,5 procent", "De groei is \u22124,5 procent."),
        ("20242025", "Jaarplan 2024-2025"),
        ("5 van alle huizen", "5% van alle huizen"),
        ("in team 1", "in team 12"),
    ],
)
def test_half_a_word_or_another_number_is_not_the_same(sought, text):
    assert find_exact(Letters.of(sought), Letters.of(text)) == []
    assert word_diff(sought, text) != (("equal", text),)


@pytest.mark.parametrize(
    ("sought", "text"),
    [
        ("het recht van bewoners", "Dat is het recht van bewoners\u00b2 in de wijk."),
        ("het recht van bewoners", "Dat is het recht van bewoners2 in de wijk."),
        ("5 % van alle huizen", "Dat geldt voor 5% van alle huizen."),
        ("Jaarplan 2024 - 2025", "Jaarplan 2024\u20132025"),
        ("de groei van \u22124,5 procent", "De groei van -4,5 procent"),
        ("bel de ouder", "2. Bel de ouder."),
        ("24 uur per dag", "3. 24 uur per dag bereikbaar."),
        ("Begripsbepalingen", "Artikel 1 Begripsbepalingen"),
        ("in 2026. Daarna", "Dat begint in 2026. Daarna volgt de rest."),
    ],
)
def test_a_number_may_be_set_otherwise_and_have_a_footnote_behind_it(sought, text):
    assert len(find_exact(Letters.of(sought), Letters.of(text))) == 1


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


@pytest.mark.parametrize(
    "guess",
    [
        "medewerker met een hele week begeleidt ten hoogste veertien huishoudens",
        "met een hele week begeleidt ten hoogste veertien huishoudens, minder",
    ],
)
def test_what_is_nearly_the_same_is_as_long_as_it_is(guess):
    text = "Zo niet. Een medewerker met een hele week begeleidt ten hoogste veertien huishoudens, minder dan toen."
    start = text.index(guess)
    sought = Letters.of("Een medewerker met een hele week begeleidt hooguit zestien huishoudens")
    similarity, span = best_fit(sought, text, Span(start, start + len(guess)))
    whole = "Een medewerker met een hele week begeleidt ten hoogste veertien huishoudens"
    assert text[span.start : span.end] == whole
    assert 0.8 < similarity < 1


def test_signs_without_a_word_are_what_they_are():
    assert best_fit(Letters.of("%" * 9), "% " * 8, Span(0, 15)) == (pytest.approx(16 / 17), Span(0, 15))


def test_a_cut_number_is_made_whole():
    assert whole_words("is -1.250,75 euro", Span(6, 8)) == Span(3, 12)
    assert whole_words("in 2024-2025", Span(8, 12)) == Span(8, 12)
