"""Dutch words and sentences."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wordfreq import top_n_list

from index.language.analysis import analyse, normalise_number
from index.language.compounds import split_compound
from index.language.sentences import sentence_spans, without_number
from index.language.stemming import stem


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("jaarplan", "jaarplannen"),
        ("visie", "visies"),
        ("gezin", "gezinnen"),
        ("kans", "kansen"),
        ("werkproces", "werkprocessen"),
        ("kind", "kinderen"),
        ("buurtteam", "buurtteams"),
        ("huis", "huizen"),
    ],
)
def test_forms_of_a_word_meet(left: str, right: str) -> None:
    assert stem(left) == stem(right)


@pytest.mark.parametrize(
    ("left", "right"), [("gezin", "zin"), ("gebied", "bied"), ("jong", "jongere"), ("leden", "lijden")]
)
def test_strangers_stay_apart(left: str, right: str) -> None:
    assert stem(left) != stem(right)


@pytest.mark.parametrize("run", ["x" * 900, "zorg" * 700])
def test_a_run_of_letters_without_end_is_no_compound(run: str) -> None:
    assert split_compound(run) == ()
    assert analyse(run)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("bestaanszekerheid", ("bestaan", "zekerheid")),
        ("ziekteverzuim", ("ziekte", "verzuim")),
        ("buurtlocaties", ("buurt", "locaties")),
        ("verantwoordelijkheid", ()),
        ("fiets", ()),
    ],
)
def test_compounds(word: str, parts: tuple[str, ...]) -> None:
    assert split_compound(word) == parts


@pytest.mark.parametrize("variant", ["netwerkMT", "netwerk-MT", "Netwerk-MT"])
def test_spelling_variants_meet(variant: str) -> None:
    assert {"netwerkmt", "netwerk", "mt"} <= {term.text for term in analyse(variant)}


@pytest.mark.parametrize(
    ("written", "read"),
    [("377.000", "377000"), ("9,50", "9.5"), ("12,61", "12.61"), ("10:30", "10:30"), ("2025", "2025")],
)
def test_numbers(written: str, read: str) -> None:
    assert normalise_number(written) == read


def test_terms_point_to_their_words() -> None:
    text = "Het doel voor ziekteverzuim is 7%."
    assert {text[term.start : term.end] for term in analyse(text)} == {"doel", "ziekteverzuim", "7"}


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dit is o.a. voor gezinnen. Dat ook.", ["Dit is o.a. voor gezinnen.", "Dat ook."]),
        ("Zie art. 3 van de wet. Klaar!", ["Zie art. 3 van de wet.", "Klaar!"]),
        ("Wie belt? De heer A. Jansen belt.", ["Wie belt?", "De heer A. Jansen belt."]),
        ("eerste regel\ntweede regel", ["eerste regel", "tweede regel"]),
        ("Fruit, groente, etc. Daarna brood.", ["Fruit, groente, etc.", "Daarna brood."]),
        ("1. Bel de ouder. Vraag door.\n2. Mail.", ["1. Bel de ouder.", "Vraag door.", "2. Mail."]),
        ("Artikel 5. Begrippen\nArtikel 12a. Slot", ["Artikel 5. Begrippen", "Artikel 12a. Slot"]),
        ("Drie stappen: 1. Bel. 2. Mail.", ["Drie stappen: 1.", "Bel.", "2. Mail."]),
        ("(2.1.) Bel.\nii. Mail.\nb. Ga langs.", ["(2.1.) Bel.", "ii. Mail.", "b. Ga langs."]),
        ("Het waren er 5. Nu 6.", ["Het waren er 5.", "Nu 6."]),
        ("4.\nNieuwe regel", ["4.", "Nieuwe regel"]),
        ("2025. Een goed jaar.", ["2025.", "Een goed jaar."]),
        ("Dat geldt m.u.v. Leidsche Rijn. Dan niet.", ["Dat geldt m.u.v. Leidsche Rijn.", "Dan niet."]),
        ("Ouders, d.w.z. Wie zorgt, bellen.", ["Ouders, d.w.z. Wie zorgt, bellen."]),
        ("Zie p. 12 en hfst. 3. Per 1 jan. 2026.", ["Zie p. 12 en hfst. 3.", "Per 1 jan. 2026."]),
        ("Zie Stb. 2014 en pp. 3-5 daarvan.", ["Zie Stb. 2014 en pp. 3-5 daarvan."]),
        ("Dat zei Jan. Daarna ging hij.", ["Dat zei Jan.", "Daarna ging hij."]),
        ("De cliënt belt.¹ Daarna komt hulp.", ["De cliënt belt.¹", "Daarna komt hulp."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[span.start : span.end] for span in sentence_spans(text)] == sentences


@pytest.mark.parametrize(
    ("sentence", "bare"),
    [
        ("2. Bel de ouder.", "Bel de ouder."),
        ("(b) Bel de ouder.", "Bel de ouder."),
        ("iv) 12 teams helpen.", "12 teams helpen."),
        ("12.500 inwoners helpen mee.", "12.500 inwoners helpen mee."),
        ("2.5 fte erbij.", "2.5 fte erbij."),
        ("A. Jansen belt.", "A. Jansen belt."),
        ("Bel 1. de ouder", "Bel 1. de ouder"),
    ],
)
def test_a_sentence_without_the_number_of_its_item(sentence: str, bare: str) -> None:
    assert without_number(sentence) == bare


@given(st.text())
def test_sentences_lose_nothing_but_white_space(text: str) -> None:
    spans = sentence_spans(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())


def test_threads_that_stem_at_once_get_the_stems_that_one_would_get():
    """One stemmer for all raised IndexError, or gave a wrong stem that was then remembered."""
    words = [f"{first}{last}" for first in top_n_list("nl", 400) if first.isalpha() for last in ("ingen", "heden")]
    alone = [stem.__wrapped__(word) for word in words]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(lambda _: [stem.__wrapped__(word) for word in words], range(8)))
    finally:
        sys.setswitchinterval(before)
    assert all(stems == alone for stems in together)
