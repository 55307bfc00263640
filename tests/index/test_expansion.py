"""Abbreviations both ways, learned from the documents alone."""

from __future__ import annotations

import pytest

from index.expansion import WEIGHT, Expansions
from index.language.analysis import analyse

KNOWN = Expansions.of(
    [
        ("EVU", "Expertiseteam Veiligheid Utrecht"),
        ("EVU", "Expertiseteam Veiligheid Utrecht en is een samenwerkingsverband"),
        ("RC", "rondkomcoach"),
        ("VIA", "Vereniging Inwoners Advies"),
        ("TP", "toekomstplan"),
        ("TP", "teamplan"),
        ("TP", "taakpakket"),
    ]
)


def added(question):
    terms = tuple(analyse(question))
    return {t.text for t in KNOWN.terms(question, terms)} - {t.text for t in terms}


def test_an_abbreviation_brings_its_long_form():
    assert {t.text for t in analyse("Expertiseteam Veiligheid Utrecht")} == added("Wat doet het EVU?")
    assert KNOWN.spelled_out("Wat doet het EVU?") == "Wat doet het EVU (Expertiseteam Veiligheid Utrecht)?"


def test_a_long_form_brings_its_abbreviation():
    assert "evu" in added("Wat doet het expertiseteam veiligheid Utrecht?")
    assert added("De rondkomcoach helpt") == {"rc"}


def test_the_other_form_counts_less_and_stands_in_the_same_place():
    question = "Wat doet de RC?"
    (term,) = [t for t in KNOWN.terms(question, tuple(analyse(question))) if t.text == "rondkomcoach"]
    assert term.weight == WEIGHT
    assert question[term.start : term.end] == "RC"


@pytest.mark.parametrize(
    "question", ["Wie gaat er via de wijk?", "Wat is veiligheid in Utrecht?", "Wat is een TP?", ""]
)
def test_words_that_only_look_like_one_bring_nothing(question):
    assert added(question) == set()
    assert KNOWN.spelled_out(question) == question


def test_small_letters_are_understood_when_they_are_no_word():
    assert KNOWN.spelled_out("wat doet het evu") == "wat doet het evu (Expertiseteam Veiligheid Utrecht)"


def test_a_passage_with_the_long_form_only_is_found_by_the_abbreviation(kb):
    """RC is explained in the work process for money worries and in the glossary, not in the plan that answers."""
    found = kb.ask("Hoe lang begeleidt een RC een huishouden?")
    assert any("ten hoogste zes maanden" in hit.text for hit in found.hits[:3])
    assert "RC" not in found.answer.missing
