"""A figure, a time, a date or an abbreviation in any usual writing meets the others."""

from __future__ import annotations

import pytest

from index.language.analysis import analyse
from index.language.writings import as_written, with_signs, writings


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("8:30", "8.30 uur"),
        ("8.30", "08:30"),
        ("08:30", "8.30"),
        ("0,5", "0,50"),
        ("0.50", "0,5"),
        ("1 250", "1.250 euro"),
        ("€ 12 500 000", "12.500.000"),
        ("2025,2026", "2026"),
        ("1-3-2026", "01-03-2026"),
        ("01/03/2026", "1 maart 2026"),
        ("W.M.O.", "Wmo"),
        ("b.s.o", "BSO"),
    ],
)
def test_the_documents_writing_is_found(asked, written):
    known = {term.term_id for term in analyse(written)}
    terms = as_written(analyse(asked), writings(asked), known)
    assert known >= {term.term_id for term in terms} != set()
    assert not known & {term.term_id for term in analyse(asked)} or asked in ("1-3-2026", "01/03/2026")


@pytest.mark.parametrize("text", ["1.250", "12,5%", "2026-2029", "artikel 5, lid 2", "p. 12", "3.10.2", "25.00"])
def test_what_has_one_writing_stays(text):
    assert not [term for term in writings(text) if term.term_id not in {t.term_id for t in analyse(text)}]


def test_pieces_of_what_was_typed_go():
    known = {term.term_id for term in analyse("4 800 4.800")}
    assert [term.text for term in as_written(analyse("4 800"), writings("4 800"), known)] == ["4800"]


def test_a_word_that_documents_write_as_a_sign_counts_for_little():
    weights = {t.text: t.weight for t in with_signs("4800 euro of 12,5 procent, de euro", analyse("4800 euro"))}
    assert weights["4800"] == 1 > 0.5 > weights["euro"] > 0
    assert with_signs("de euro", analyse("de euro")) == tuple(analyse("de euro"))


def test_what_is_known_as_typed_stays_beside_the_other_writing():
    terms = as_written(analyse("8:30"), writings("8:30"), {t.term_id for t in analyse("8:30 8.30")})
    assert {term.text for term in terms} == {"8:30", "8.3"}
