"""Slips of the pen: mended when a word of the library is surely meant, and never otherwise."""

from __future__ import annotations

import json
import random
import string
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.results import Correction
from index.spelling import corrected
from index.vocabulary import Vocabulary, distinct_words

QUESTIONS = Path(__file__).parents[2] / "corpus" / "voorbeeld" / "vragen.jsonl"
TEXTS = (
    "Het buurtteam werkt aan bestaanszekerheid. Het ziekteverzuim daalt; de jaarplannen staan op orde.",
    "Buurtteams en mantelzorgers: rechtmatigheid en doelmatigheid. Het netwerk-MT van Lokalis vergadert.",
    "Het ziekteverzuim in Havenkwartier. De wijkteammedewerker vraagt een respijtwoning aan; de weken en werken.",
)
VOCABULARY = Vocabulary.of(distinct_words(text) for text in TEXTS)


def mended(question, known=()):
    return corrected(question, VOCABULARY, lambda word: word.lower() in known)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bestaanzekerheid", "bestaanszekerheid"),
        ("ziekteverzium", "ziekteverzuim"),
        ("ziektverzuim", "ziekteverzuim"),
        ("iekteverzuim", "ziekteverzuim"),
        ("Ziekteverzium", "Ziekteverzuim"),
        ("buurteams", "buurtteams"),
        ("buurt team", "buurtteam"),
        ("bestaan zekerheid", "bestaanszekerheid"),
        ("rechtmatighied", "rechtmatigheid"),
        ("mantelsorgers", "mantelzorgers"),
        ("watis", "wat is"),
    ],
)
def test_a_slip_becomes_the_word_of_the_library(typed, meant):
    found = mended(f"zeg eens, {typed} bij ons?")
    assert found.text == f"zeg eens, {meant} bij ons?"
    assert found.corrections == (Correction(typed, meant),)


@pytest.mark.parametrize(
    "question",
    [
        "Wat doet het buurtteam aan bestaanszekerheid?",
        "Hoe werkt de regenboog?",
        "Wat zegt de EVU over H2020 en het BUURTEAMM?",
        "What is the target for absenteeism and volunteers?",
        "Wie vraagt de respijtwonning-coach aan?",
        "weiken",
        "Is de jaarplanning klaar?",
        "Wat kost een buurthuiskamer?",
        "omzien naar de verwerker die aanvroeg",
        "Wat vindt mevrouw Lokas?",
        "",
        "?!",
    ],
)
def test_what_is_right_or_uncertain_stays_as_typed(question):
    assert mended(question).text == question


def test_another_ending_of_a_known_word_is_no_slip():
    assert mended("mantelsorgers").corrections
    assert not mended("mantelsorgers", known={"mantelsorgers"}).corrections
    assert not mended("wijkteammedewerkers").corrections, "a whole compound is a word"


def test_a_slip_that_is_made_twice_is_told_once():
    found = mended("zegt ziekteverzium iets over ziekteverzium?")
    assert found.text == "zegt ziekteverzuim iets over ziekteverzuim?"
    assert found.corrections == (Correction("ziekteverzium", "ziekteverzuim"),)


def test_two_slips_in_one_question_are_both_told():
    found = mended("mantelsorgers en ziekteverzium")
    assert found.corrections == (
        Correction("mantelsorgers", "mantelzorgers"),
        Correction("ziekteverzium", "ziekteverzuim"),
    )


@given(st.text(max_size=80))
def test_what_is_not_told_is_not_changed(question):
    found = mended(question)
    assert bool(found.corrections) == (found.text != question)


def test_near_words_are_found_whatever_the_slip():
    near = {n.word: n.distance for n in VOCABULARY.near("ziekteverzium", 2)}
    assert near == {"ziekteverzuim": 1}


def test_a_question_over_a_large_library_costs_next_to_nothing():
    chance = random.Random(1)
    made = {"".join(chance.choices(string.ascii_lowercase, k=chance.randint(5, 14))) for _ in range(200_000)}
    large = Vocabulary(dict.fromkeys(made | {"ziekteverzuim"}, 1))
    times = []
    for _ in range(20):
        began = time.perf_counter()
        assert corrected("het doel voor ziekteverzium", large, lambda _: False).text.endswith("ziekteverzuim")
        times.append(time.perf_counter() - began)
    assert sorted(times)[len(times) // 2] < 0.02


def test_the_example_questions_keep_their_words(kb):
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        assert bool(kb.lexicon.corrected(entry["question"]).corrections) == (entry["type"] == "typfout"), entry


def test_a_search_says_what_it_mended_and_can_be_told_not_to(kb):
    found = kb.ask("Wat is het doel voor ziekteverzium in 2026?")
    assert found.corrected == (Correction("ziekteverzium", "ziekteverzuim"),)
    assert "6,5 procent" in found.answer.quotes[0].text
    assert found.question == "Wat is het doel voor ziekteverzium in 2026?"
    literal = kb.ask("Wat is het doel voor ziekteverzium in 2026?", literal=True)
    assert literal.corrected == ()
    assert literal.answer.missing == ("ziekteverzium",)


def test_what_the_documents_write_themselves_is_no_slip(kb):
    sentence = "In 2026 oefenen we elk half jaar met een casus uit eigen huis."
    assert kb.lexicon.corrected(sentence).corrections
    assert not kb.ask(sentence).corrected
    assert not kb.search(sentence).corrected
    assert kb.ask("wat is het doel voor ziekteverzium?").corrected
