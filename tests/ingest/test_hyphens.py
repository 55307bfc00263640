"""Words cut at a line end."""

from __future__ import annotations

import pytest

from ingest.hyphens import join_hyphenated, join_lost_hyphen


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("proble-", "men", "problemen"),
        ("verantwoor-", "ding,", "verantwoording,"),
        ("16-", "en 17-jarigen", "16- en 17-jarigen"),
        ("ouder-", "kindgroep", "ouder-kindgroep"),
        ("MBO-", "team", "MBO-team"),
        ("Noord-", "Brabant", "Noord-Brabant"),
        ("auto-", "ongeluk", "auto-ongeluk"),
        ("basis-", "en aanvullende", "basis- en aanvullende"),
        ("net\u00ad", "werk", "netwerk"),
    ],
)
def test_halves_at_a_line_end(left: str, right: str, joined: str) -> None:
    assert join_hyphenated(left, right, frozenset()).text == joined


@pytest.mark.parametrize(
    "word",
    """
    mbo-studenten ggz-instelling pgb-houders wmo-consulent zzp-ers vmbo-leerlingen po-leerlingen vve-locaties
    ict-systeem tv-programma lhbti-personen jeugd-ggz havo-vwo e-mail d-toets oud-wethouder oud-leerlingen
    niet-westerse ex-gedetineerden non-profit adjunct-directeur sociaal-emotionele sociaal-economische
    politiek-bestuurlijke minister-president secretaris-generaal directeur-bestuurder kosten-batenanalyse bottom-up
    """.split(),
)
def test_a_word_that_is_written_with_a_hyphen_keeps_it(word: str) -> None:
    left, _, right = word.partition("-")
    assert join_hyphenated(f"{left}-", right, frozenset()).text == word
    capital = f"{left.capitalize()}-"
    assert join_hyphenated(capital, f"{right},", frozenset()).text == f"{capital}{right},"


@pytest.mark.parametrize(
    "cut",
    """
    oud-ste oud-heden oud-bouw niet-je niet-tegenstaande ex-tra ex-ces ex-portbedrijf non-netje po-litie po-litiebureau
    so-ciaal vo-ren or-ganisatie e-ven kandidaat-stelling sociaal-democratische gelijk-waardige moge-lijkheid
    werk-wijze wijk-teamoverleg gezins-begeleiding cliënt-ondersteunende kind-vriendelijke her-indicatie
    maatschappe-lijke ont-wikkelingsperspectief sociaal-werker groot-schalige
    """.split(),
)
def test_an_ordinary_word_is_joined(cut: str) -> None:
    left, _, right = cut.partition("-")
    assert join_hyphenated(f"{left}-", right, frozenset()).text == f"{left}{right}"


def test_the_document_itself_decides_first() -> None:
    assert join_hyphenated("netwerk-", "mt", {"netwerk-mt"}).text == "netwerk-mt"
    assert join_hyphenated("netwerk-", "mt", {"netwerk-mt", "netwerkmt"}).text == "netwerkmt"
    assert join_hyphenated("back-", "up", {"backup"}).text == "backup"
    assert join_hyphenated("mbo-", "studenten", {"mbostudenten"}).text == "mbostudenten"
    assert join_hyphenated("re-", "integratie", {"reïntegratie"}).text == "reïntegratie"
    assert join_hyphenated("cli-", "enten", {"clienten"}).text == "clienten"


@pytest.mark.parametrize(
    ("cut", "joined"),
    [
        ("cli-enten", "cliënten"),
        ("Cli-enten,", "Cliënten,"),
        ("cli\u00ad-enten", "cliënten"),
        ("ex-cli-entenraad", "ex-cliëntenraad"),
        ("zorgcli-ent", "zorgcliënt"),
        ("buurtco-ordinator", "buurtcoördinator"),
        ("be-invloeden.", "beïnvloeden."),
        ("re-unie", "reünie"),
        ("financi-en", "financiën"),
        ("re-integratie", "re-integratie"),
        ("radio-uitzending", "radio-uitzending"),
        ("zo-iets", "zoiets"),
        ("ge-uit", "geuit"),
        ("evalu-eren", "evalueren"),
        ("officie-el", "officieel"),
        ("CLI-ENTEN", "CLIËNTEN"),
        ("VEILIG-HEID", "VEILIGHEID"),
        ("UTRECHT-WEST", "UTRECHT-WEST"),
        ("MBO-TEAM", "MBO-TEAM"),
    ],
)
def test_the_dots_that_a_line_end_takes_come_back(cut: str, joined: str) -> None:
    left, _, right = cut.rpartition("-")
    left = left if left.endswith("\u00ad") else f"{left}-"
    assert join_hyphenated(left, right, frozenset()).text == joined


@pytest.mark.parametrize(
    ("left", "right", "then", "joined"),
    [
        ("groei-", "en.", None, "groeien."),
        ("opgroei-", "en", "in", "opgroeien"),
        ("partij-", "en", "", "partijen"),
        ("zo-", "als", "in", "zoals"),
        ("zorg-", "en", "ondersteuningsvragen", "zorg- en"),
        ("buurt-", "en", "wijkteams", "buurt- en"),
        ("wet-", "en", "regelgeving", "wet- en"),
        ("studie-", "en", "beroepskeuze", "studie- en"),
        ("partij-", "en", "beleidskeuzes", "partij- en"),
    ],
)
def test_a_word_may_end_like_a_conjunction(left: str, right: str, then: str | None, joined: str) -> None:
    assert join_hyphenated(left, right, frozenset(), then).text == joined


@pytest.mark.parametrize(
    ("left", "right", "cut", "join"),
    [
        ("grond", "oorzaken", True, True),
        ("maatschap", "pelijke", True, True),
        ("grond", "oorzaken", False, False),
        ("zorg", "en", True, False),
        ("daar", "binnen", True, False),
        ("aan", "bod", None, False),
        ("belang", "en", None, False),
        ("indivi", "duele", None, True),
        ("18", "64", True, False),
        ("Utrecht", "Noord", True, False),
    ],
)
def test_lost_hyphens_need_evidence(left: str, right: str, cut: bool | None, join: bool) -> None:
    assert join_lost_hyphen(left, right, frozenset(), cut=cut) is join


def test_a_lost_hyphen_before_a_little_word_needs_the_document() -> None:
    assert join_lost_hyphen("daar", "binnen", {"daarbinnen"}, cut=True)
    assert not join_lost_hyphen("daar", "binnen", {"daarbinnen"}, cut=None)
