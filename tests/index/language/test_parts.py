"""Parts that a question names by their number."""

from __future__ import annotations

import pytest

from index.language.parts import named_part
from index.language.writings import writings


@pytest.mark.parametrize(
    ("question", "kind", "number", "clause"),
    [
        ("Wat staat er in artikel 5?", "artikel", "5", ""),
        ("art. 5, lid 2 verzuimreglement", "artikel", "5", "2"),
        ("Art 12a", "artikel", "12a", ""),
        ("hfst. 3", "hoofdstuk", "3", ""),
        ("Hoofdstuk IV van het plan", "hoofdstuk", "IV", ""),
        ("§ 2.1", "paragraaf", "2.1", ""),
        ("wat zegt bijlage B", "bijlage", "B", ""),
        ("wat doe ik bij stap 4 van de meldcode", "stap", "4", ""),
    ],
)
def test_a_part_is_named(question: str, kind: str, number: str, clause: str) -> None:
    part = named_part(question)
    assert part is not None
    assert (part.kind, part.number, part.clause) == (kind, number, clause)


@pytest.mark.parametrize(
    "question",
    [
        "artikel 1.250 euro",
        "een stap verder",
        "artikel 5 en 6",
        "stap 1 t/m 3",
        "stap 3 naast stap 4",
        "Wat kost het?",
        "",
    ],
)
def test_no_part_is_named(question: str) -> None:
    assert named_part(question) is None


@pytest.mark.parametrize(
    ("question", "line", "is_heading", "begins"),
    [
        ("artikel 5", "Artikel 5. Bereikbaar zijn", True, True),
        ("art. 5", "**Artikel 5**", False, True),
        ("artikel 5", "Artikel 15 Slot", True, False),
        ("artikel 5", "Artikel 5.1 Uitzondering", True, False),
        ("artikel 5", "Artikel 5a Later ingevoegd", True, False),
        ("artikel 5", "5 Bereikbaar zijn", True, False),
        ("artikel 5", "Artikel 5 van de wet zegt iets anders.", False, False),
        ("artikel 5", "Artikel 5, eerste lid, geldt niet.", False, False),
        ("artikel 5", "Zie ook artikel 5.", False, False),
        ("hoofdstuk 5", "5 Bereikbaar zijn", True, True),
        ("hoofdstuk 5", "5. Bel de ouder.", False, False),
        ("paragraaf 2.1", "2.1 Doelen", True, True),
        ("hoofdstuk IV", "Hoofdstuk IV. Slot", True, True),
        ("bijlage b", "Bijlage B: formulieren", True, True),
    ],
)
def test_where_a_part_begins(question: str, line: str, is_heading: bool, begins: bool) -> None:
    part = named_part(question)
    assert (part is not None and part.begins(line, is_heading=is_heading)) is begins


def test_a_passage_is_in_the_part_that_stands_in_it_or_above_it() -> None:
    part = named_part("artikel 5")
    assert part is not None
    assert part.is_in("Slot van 4.\nArtikel 5 Bellen\nU belt.", ("Artikel 4 Mailen",))
    assert part.is_in("U belt ook na vijf uur.", ("Reglement", "Artikel 5 Bellen"))
    assert not part.is_in("U belt ook na vijf uur.", ("Reglement", "Artikel 6 Vragen"))


def test_a_clause_begins_with_its_number() -> None:
    part = named_part("artikel 5 lid 2")
    assert part is not None
    assert [part.begins_clause(s) for s in ("2. U belt.", "Lid 2: u belt.", "20. U belt.", "1. U bent er.")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_how_it_is_asked_is_no_part_of_what_is_asked() -> None:
    part = named_part("Wat zegt artikel 5 precies over het salaris?")
    assert part is not None
    assert {term.text for term in part.rest} == {"salaris"}


def test_a_short_name_is_looked_for_as_the_whole_name_too() -> None:
    assert {term.text for term in writings("art. 5 en bijl. 2")} == {"artikel", "bijlag"}
    assert writings("de kunst van art nouveau") == ()
