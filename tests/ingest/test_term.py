"""From when until when a line says that a document holds, and of which year it is."""

from __future__ import annotations

import pytest

from ingest.term import is_dated, term_of, year_of


@pytest.mark.parametrize(
    ("line", "begin", "end"),
    [
        ("Geldig tot en met 31 december 2025", None, "2025-12-31"),
        ("geldig t/m 31-12-2025", None, "2025-12-31"),
        ("Geldig tot: 31-12-25", None, "2025-12-31"),
        ("Geldig tot 1 januari 2026", None, "2025-12-31"),
        ("Geldig t/m 2027", None, "2027-12-31"),
        ("Geldig tot en met februari 2028", None, "2028-02-29"),
        ("Verlengd tot en met 2026", None, "2026-12-31"),
        ("Einddatum: 30 juni 2025", None, "2025-06-30"),
        ("Looptijd: 1 september 2024 t/m 31 augustus 2025", "2024-09-01", "2025-08-31"),
        ("Geldig van 01-01-2023 tot 01-01-2026", "2023-01-01", "2025-12-31"),
        ("Geldigheidsduur: 2024 - 2027", "2024-01-01", "2027-12-31"),
        ("Ingangsdatum: 1 januari 2027", "2027-01-01", None),
        ("Versie 1.0, geldig vanaf 1 februari 2025", "2025-02-01", None),
        ("In werking getreden op 1 juli 2024", "2024-07-01", None),
        ("Ingaande 01-01-2024, voor de duur van twee jaar", "2024-01-01", None),
        ("Vervallen per 1 januari 2024", None, "2023-12-31"),
        ("Ingetrokken met ingang van 1 maart 2024", None, "2024-02-29"),
        ("Regeling thuiswerken (geldig t/m 31-12-2025)", None, "2025-12-31"),
    ],
)
def test_a_line_tells_the_days(line: str, begin: str | None, end: str | None) -> None:
    found = term_of(line)
    assert (found.get("valid_from"), found.get("valid_to")) == (begin, end)


@pytest.mark.parametrize(
    "line",
    [
        "Geldig tot en met 31-02-2025",
        "De regeling is geldig tot en met 31 december 2025",
        "Wij gingen per 1 januari 2024 verder",
        "Vervangt het kader van 2021, geldig tot en met 31 december 2025",
        "Vastgesteld op 12 maart 2024",
        "Evaluatieperiode: 1 januari 2024 t/m 1 juli 2024",
        "Geldig van 2027 tot en met 2024",
        "Periode: januari 2024 t/m juni 2024",
        "Geldig tot en met het einde van het project",
        "",
    ],
)
def test_what_is_no_term_tells_none(line: str) -> None:
    assert term_of(line) == {}


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2025-12-12 Jaarplan 2026", 2026),
        ("20251212 Jaarplan 2026 def", 2026),
        ("12 december 2025 Jaarplan 2026", 2026),
        ("Verordening Wmo 2015 Domstede 2024", 2024),
        ("Beleidsregels Wmo 2015", None),
        ("Notulen 2024-01-15", 2024),
        ("Verslag 3-4-2025", 2025),
        ("Dossier 20241399", None),
    ],
)
def test_the_year_of_which_something_is_goes_before_the_day_on_which_it_was_written(
    text: str, year: int | None
) -> None:
    assert year_of(text) == year


def test_a_line_with_a_day_is_told_from_one_about_something_else() -> None:
    dated = ["Vastgesteld in maart 2024", "Utrecht, maart 2024", "12-03-2024", "1e kwartaal 2026", "Versie 2 (2025)"]
    assert all(map(is_dated, dated))
    others = [
        "Vervangt het kader van 2021",
        "Postbus 2019",
        "Vervallen per 1 december 2026",
        "Geldig tot en met 2025",
        "Bijlage bij het besluit van 12 maart 2020",
        "Wijkteam Oost",
    ]
    assert not any(map(is_dated, others))
