"""Words broken by spaces: a sample with the kinds of scars that exports leave, each checked by hand."""

from __future__ import annotations

import pytest

from ingest.healing import healings
from ingest.wording import Wording

BROKEN = {
    "de inwo ners van de wijk": "inwoners",
    "nieuwe voor zie nin gen in de buurt": "voorzieningen",
    "werk gele gen heid voor jongeren": "werkgelegenheid",
    "een omschri jv ing van het werk": "omschrijving",
    "onze dienstver lening .": "dienstverlening",
    "een crea tieve oplossing": "creatieve",
    "de gezamen lijke opgave": "gezamenlijke",
    "we hebben met hen gespro ken.": "gesproken.",
    "scholen en bedrij ven doen mee": "bedrijven",
    "zij doen dat facili terend": "faciliterend",
    "elk jaar terug kerende feesten": "terugkerende",
    "zij nemen hun verantwoordelijk heid,": "verantwoordelijkheid,",
    "goede onder steu ning voor ouders": "ondersteuning",
    "de maat schappe lijke opgave": "maatschappelijke",
    "(onze bewo ners)": "bewoners)",
    "het ge bruik van de ruimte": "gebruik",
    "waar mensen in ge bruik nemen": "gebruik",
    "om het ge bruik te meten": "gebruik",
    "met Proce durele regels": "Procedurele",
    "de ontwik keling12 van het kind": "ontwikkeling12",
    "een kwets bare positie": "kwetsbare",
    "de be roeps krachten in de zorg": "beroepskrachten",
    "het wijk team en de huis arts": None,
    "wij willen samen leven in de stad": None,
    "wat er voor kinderen nodig is": None,
    "ook kwam het aan bod in zicht van de haven": None,
    "zij komen er voor uit": None,
    "de stad waar door velen is gewerkt": None,
    "het plan is klaar voor school en thuis": None,
    "zo veel mogelijk en zo lang als nodig": None,
    "op de lange termijn": None,
    "voor 1864 jaar en 18 64 jaar": None,
    "in 20 25 en 12,6 1 procent": None,
    "sport en spel, zorg en werk": None,
    "zorg- en welzijnswerk, 16- en 17-jarigen": None,
    "de familie de Vries en Jan sen": None,
    "met City Deal en Big Brother": None,
    "naar over gewicht en over last": None,
    "zij is te laat en hij is ten einde raad": None,
}


def healed(text: str, *lines: str) -> list[str]:
    words = text.split()
    wording = Wording.of(line.split() for line in (text, *lines))
    return ["".join(found.pieces) for found in healings(words, wording)]


@pytest.mark.parametrize("text", BROKEN)
def test_broken_words_are_healed_and_nothing_else(text: str) -> None:
    expected = BROKEN[text]
    assert healed(text) == ([] if expected is None else [expected])


def test_only_spaces_and_hyphens_go() -> None:
    for text in BROKEN:
        words = text.split()
        for found in healings(words, Wording.of([words])):
            before = "".join(words[found.start : found.last + 1])
            assert "".join(found.pieces).replace("-", "") == before.replace("-", "")


def test_what_the_document_writes_as_one_is_one() -> None:
    assert healed("tegen kansen ongelijkheid in de stad") == []
    once = "De kansenongelijkheid groeit. Alle kansenongelijkheid moet weg."
    assert healed("tegen kansen ongelijkheid in de stad", once) == ["kansenongelijkheid"]


def test_what_the_document_writes_apart_stays_apart() -> None:
    both = ["het samenleven in de wijk, het samenleven op straat", "gezond samen leven", "samen leven is leuk"]
    assert healed("wij willen samen leven", *both) == []


def test_a_hyphen_of_a_former_line_end_goes() -> None:
    assert healed("in bestaans- zekerheid", "de bestaanszekerheid van mensen") == ["bestaanszekerheid"]
    assert healed("chroni- sche stress") == ["chronische"]
    assert healed("in leef- en werkomgeving") == []
    assert healed("het jeugd- beraad van Oost") == []


def test_a_web_address_is_no_evidence() -> None:
    text = "zie wendbareuitvoering.nl/wendbareuitvoering en"
    assert healed("over wendbare uitvoering", text, "op https://x.nl/wendbareuitvoering") == []


def test_a_document_with_many_broken_words_needs_less_evidence_for_the_next() -> None:
    words = "het onder scheid tussen beide".split()
    wording = Wording.of([words])
    assert not list(healings(words, wording))
    assert [found.pieces for found in healings(words, wording, breaks=0.01)] == [("onder", "scheid")]
