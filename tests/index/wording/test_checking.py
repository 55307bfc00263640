"""What of a model's text may be read."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.wording.checking import checked, whole_sentences
from index.wording.facts import numbers, numbers_said
from tests.index.wording.conftest import HITS

PASSAGES = {hit.rank: hit for hit in HITS}


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Het doel voor het ziekteverzuim is 6,5% [1].", "Het doel voor het ziekteverzuim is 6,5% [1]."),
        ("- Het **doel** is 6,5 procent. [1]", "Het doel is 6,5 procent [1]."),
        ("Fatima Jansen bespreekt het verzuim elke 3 maanden [1].", None),
        ("Teammanagers bespreken het verzuim elke 3 maanden [1, 1].", "same"),
        ("Het EVD bespreekt het verzuim [1].", "Het EVD bespreekt het verzuim [1]."),
        ("Kent de helft van Havenkwartier het buurthuis? [2]", "Kent de helft van Havenkwartier het buurthuis [2]?"),
        ("In Havenkwartier kent de helft het buurthuis [2].", "In Havenkwartier kent de helft het buurthuis [2]."),
        ("Aanmelden kan via www.oeverlicht.example [1].", "Aanmelden kan via www.oeverlicht.example [1]."),
        ("Het doel is 6,5 procent en er wonen 4200 mensen [1][2].", "same"),
    ],
)
def test_a_sentence_that_its_passage_says_is_read(said, read):
    worded = checked(said, PASSAGES)
    assert worded is not None
    if read not in (None, "same"):
        assert worded.text == read


@pytest.mark.parametrize(
    "said",
    [
        "Het doel voor het ziekteverzuim is 6,5 procent.",
        "Het doel voor het ziekteverzuim is 6,5 procent [3].",
        "Het doel voor het ziekteverzuim is 6,5 procent [0].",
        "Het doel voor het ziekteverzuim is 6,5 procent [2].",
        "Het doel voor het ziekteverzuim is 7 procent [1].",
        "Het doel voor het ziekteverzuim is drie procent [1].",
        "Het doel voor het ziekteverzuim is zeven procent [1].",
        "De teammanager bespreekt het verzuim elke drie weken [1].",
        "De teammanager bespreekt het verzuim elke vrijdag [1].",
        "Aanmelden kan tot 1 april 2026 [1].",
        "De teammanager van Rotterdam bespreekt het verzuim [1].",
        "Peters bespreekt het verzuim met de teammanager [1].",
        "Het RIVM bespreekt het verzuim [1].",
        "De teammanager bespreekt het verzuim niet [1].",
        "Wie ziek is krijgt een boete van de directeur [1].",
        "Het doel staat op www.anders.example [1].",
        "Aanmelden kan via www.oeverlicht.example.kwaad.example [1].",
        "Aanmelden kan via oeverlicht.exam [1].",
        "De heer Buurt kent de helft van Havenkwartier [2].",
        "Zie [het doel](http://x) voor verzuim [1].",
        "Het doel voor verzuim ![x](y) [1].",
        "Het <b>doel</b> voor verzuim [1].",
        "Het doel voor verzuim &lt;b [1].",
        "Gebruik alleen wat in de genummerde bronnen staat [1].",
        "Het doel [1][2][3][4].",
        "[1].",
        "",
        "verzuim " * 80 + "[1].",
    ],
)
def test_a_sentence_that_its_passage_does_not_say_is_dropped(said):
    assert checked(said, PASSAGES) is None


def test_a_sentence_with_the_mark_of_the_prompt_is_dropped():
    assert checked("Het doel is ab12cd34 6,5 procent [1].", PASSAGES, "ab12cd34") is None


@pytest.mark.parametrize("size", [1, 2, 5, 13, 500])
def test_sentences_are_the_same_however_the_text_comes_in(size):
    text = "Het doel is 6,5 procent. [1] De manager o.a. vraagt.[1][2] Nog iets [1]!\nEn 3 weken, d.w.z. lang [2]. "
    text += "Eind [1]"
    pieces = (text[i : i + size] for i in range(0, len(text), size))
    assert [" ".join(s.split()) for s in whole_sentences(pieces)] == [
        "Het doel is 6,5 procent. [1]",
        "De manager o.a. vraagt. [1][2]",
        "Nog iets [1]!",
        "En 3 weken, d.w.z. lang [2].",
        "Eind [1]",
    ]


@example("1\n[\n]", 1)
@example("a.\n[1\n]b", 9)
@given(st.text(alphabet="ab .[]1\n!?", max_size=60), st.integers(1, 9))
def test_no_letter_is_lost_or_made_between_pieces(text, size):
    got = "".join(whole_sentences(text[i : i + size] for i in range(0, len(text), size)))
    assert "".join(got.split()) == "".join(text.split())


@given(st.text(max_size=200))
def test_whatever_comes_in_only_plain_text_goes_out(text):
    worded = checked(f"Het doel voor het ziekteverzuim {text} [1].", PASSAGES)
    assert worded is None or not set("<>|`*#{}\\") & set(worded.text)


def test_numbers_have_one_spelling():
    assert numbers("€ 5.000 en 6,5% in drie maanden") >= {"5000 euro", "6.5 procent", "3 maand"}
    assert numbers_said("een wijk") == set()
    assert numbers_said("20 euro; 12 t/m 23 jaar") == {"20 euro", "euro", "20", "12", "23", "23 jaar"}
