"""Which documents are the same plan or rule for other years."""

from __future__ import annotations

import pytest

from index.series import Series, series_of
from index.types import Metadata


def series(title: str, kind: str, organisation: str = "Gemeente Domstede") -> Series | None:
    return series_of(Metadata(title, organisation=organisation, kind=kind))


@pytest.mark.parametrize(
    ("one", "other", "kind", "organisation"),
    [
        ("Jaarplan 2025", "Jaarplan 2026 Sociaal Domstede", "jaarplan", "Stichting Sociaal Domstede"),
        ("Jaarplan 2025 stichting Sociaal Domstede", "Jaarplan 2026", "jaarplan", "Sociaal Domstede"),
        ("Jaarplan 2025: kiezen voor dichtbij", "Jaarplan 2026: op tijd erbij", "jaarplan", "Oeverlicht"),
        ("Jaarplan 2025 Domstede", "Jaarplan gemeente Domstede 2026", "jaarplan", "Gemeente Domstede"),
        ("Jaarplan veiligheid 2024-2025", "Jaarplan Veiligheid '26", "jaarplan", "Oeverlicht"),
        ("Jaarplan 2025/26", "Jaarplan 2026/27 (definitief)", "jaarplan", "Oeverlicht"),
        ("Werkplan team jeugd 2025, versie 1.2", "Werkplan Team Jeugd 2026 v2", "jaarplan", "Oeverlicht"),
        ("Kaderbrief sociaal werk 2025", "Kaderbrief sociaal werk 2026", "kader", "Gemeente Domstede"),
        ("Beleidsregels bijzondere bijstand 2022", "Beleidsregel bijzondere bijstand 2025", "kader", "Domstede"),
        ("Verordening jeugdhulp Domstede 2022", "Verordening jeugdhulp 2025", "kader", "Gemeente Domstede"),
        ("Verordening op de jeugdhulp 2022", "Gewijzigde verordening jeugdhulp", "kader", "Gemeente Domstede"),
    ],
)
def test_the_same_for_another_year(one: str, other: str, kind: str, organisation: str) -> None:
    assert series(one, kind, organisation) == series(other, kind, organisation) is not None


@pytest.mark.parametrize(
    ("one", "other", "kind", "organisation"),
    [
        ("Verordening leerlingenvervoer 2022", "Verordening maatschappelijke ondersteuning 2025", "kader", "Domstede"),
        ("Jaarplan veiligheid 2025", "Jaarplan sport en bewegen 2026", "jaarplan", "Gemeente Domstede"),
        ("Jaarplan 2025", "Jaarplan sport 2026", "jaarplan", "Gemeente Domstede"),
        ("Jaarplan sport 2025", "Jaarplan welzijn 2026", "jaarplan", "Welzijn en Sport Domstede"),
        ("Jaarplan 2025 - wijkteam Oost", "Jaarplan 2026 - wijkteam West", "jaarplan", "Oeverlicht"),
        ("Jaarplan wijkteam 3 2025", "Jaarplan wijkteam 5 2026", "jaarplan", "Oeverlicht"),
        ("Beleidsregels 2022: bijstand", "Beleidsregels 2025: parkeren", "kader", "Gemeente Domstede"),
        ("Richtlijn: agressie 2022", "Richtlijn: verzuim 2025", "kader", "Oeverlicht"),
        ("Richtlijn agressie 2022", "Protocol agressie 2025", "kader", "Oeverlicht"),
    ],
)
def test_what_is_about_something_else(one: str, other: str, kind: str, organisation: str) -> None:
    assert series(one, kind, organisation) != series(other, kind, organisation)


def test_a_title_that_says_nothing_makes_no_series() -> None:
    assert series("2025", "jaarplan") is None
    assert series("Gemeente Domstede 2025", "kader") is None
    heading = Metadata("Voorwoord", organisation="Oeverlicht", kind="kader", origins={"kind": "first_page"})
    assert series_of(heading) is None
    assert series_of(Metadata("Voorwoord", organisation="Oeverlicht", kind="kader", origins={"kind": "sidecar"}))
