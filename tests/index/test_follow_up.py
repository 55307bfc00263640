"""A question that leans on the one before: recognised by its form, and never one that stands alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.follow_up import MAX_TERMS, context_terms, leans_on_earlier
from index.texts.app import EXAMPLE_QUESTIONS

ROOT = Path(__file__).parents[2]
FILES = (ROOT / "corpus" / "voorbeeld" / "vragen.jsonl", *sorted((ROOT.parent / "shared" / "eval").glob("*.jsonl")))


@pytest.mark.parametrize(
    "question",
    [
        "En wie betaalt dat?",
        "en in 2026?",
        "En voor jongeren?",
        "Ook in Rooswijk?",
        "Waarom?",
        "Sinds wanneer?",
        "Maar hoe dan?",
        "Waarom is dat belangrijk?",
        "Wie doet dat?",
        "Hoe lang duurt dat?",
        "Wat kost dat plan?",
        "Waar gaat het over?",
        "Hoeveel kost het?",
        "Wanneer moet hij bellen?",
        "Wat doen we voor hen?",
        "Wat is het doel daarvan?",
        "Wie gaat erover?",
    ],
)
def test_half_a_question_leans_on_the_one_before(question):
    assert leans_on_earlier(question)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "ziekteverzuim",
        "voor ouderen",
        "Wat doen we niet meer?",
        "Wat doen we dit jaar anders?",
        "Wat doen we voor mensen die schulden hebben?",
        "Wie zegt dat jongeren niet gehoord worden?",
        "Wat moeten vrijwilligers doen als ze ziek zijn?",
        "Wat is mantelzorg en hoe werkt dat?",
        "budget speeltuin 2023, hoeveel was dat?",
        "Wat is het doel voor ziekteverzuim?",
        "Waarom is het belangrijk om op tijd te bellen?",
        "Met wie bel je?",
        "En hoeveel vrijwilligers werken in het buurthuis Sluiskade?",
    ],
)
def test_a_question_that_says_what_it_is_about_is_left_alone(question):
    assert not leans_on_earlier(question)


@pytest.mark.parametrize("path", [path for path in FILES if path.exists()], ids=lambda path: path.name)
def test_no_question_of_a_question_file_is_changed(path):
    questions = [json.loads(line)["question"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert questions
    assert [question for question in (*questions, *EXAMPLE_QUESTIONS) if leans_on_earlier(question)] == []


@pytest.mark.parametrize(
    ("question", "earlier", "terms"),
    [
        ("En wie betaalt dat?", ["Wat doet het buurtteam?"], ("buurtteam",)),
        ("En in 2026?", ["Wat is het doel voor ziekteverzuim in 2025?"], ("doel", "ziekteverzuim")),
        ("Waarom?", ["Wat is het doel voor ziekteverzuim in 2025?"], ("doel", "ziekteverzuim", "2025")),
        ("En hoeveel vrijwilligers?", ["Welke vrijwilliger helpt bij de taalkoppels?"], ("helpt", "taalkoppels")),
        ("Wie doet dat?", ["buurtteam", "En wie betaalt dat?"], ("buurtteam", "betaalt")),
        ("Waarom?", [""], ()),
    ],
)
def test_words_of_the_questions_before_are_searched_along(question, earlier, terms):
    assert context_terms(question, earlier) == terms


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=3))
def test_whatever_is_typed_the_terms_come_from_what_was_asked(question, earlier):
    leans_on_earlier(question)
    terms = context_terms(question, earlier)
    assert len(terms) <= MAX_TERMS
    assert all(any(term in text for text in earlier) for term in terms)
