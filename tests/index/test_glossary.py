"""Terms and what they mean, taken literally from documents."""

from __future__ import annotations

import pytest

from index.abbreviations import abbreviations_in
from index.glossary import definitions_of, glossary, matching
from index.service import KnowledgeBase
from index.settings import load_settings
from index.types import BlockKind, BlockSpan, CitableDocument, Metadata, Page
from tests.index.shelf import Shelf, read


def document(*blocks, kind=None):
    """A document of these blocks: text, or (kind of block, text)."""
    spans, text = [], ""
    for block in blocks:
        sort, words = block if isinstance(block, tuple) else (BlockKind.PARAGRAPH, block)
        spans.append(BlockSpan(sort, len(text), len(text) + len(words), level=int(sort is BlockKind.HEADING)))
        text += words + "\n"
    pages = (Page(1, None, 0, len(text)),)
    return CitableDocument("d1", "d.md", "0" * 64, text, pages, False, tuple(spans), Metadata("Stuk", kind=kind))


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("We vragen het Expertiseteam Veiligheid Domstede (EVD) om raad.", "EVD", "Expertiseteam Veiligheid Domstede"),
        ("Een Verklaring Omtrent het Gedrag (VOG) is nodig.", "VOG", "Verklaring Omtrent het Gedrag"),
        ("De teammanager (TM) beslist.", "TM", "teammanager"),
        ("Volgens de Wet maatschappelijke ondersteuning (Wmo) mag dat.", "Wmo", "Wet maatschappelijke ondersteuning"),
        ("De schoolmaatschappelijk werker (SMW'er) belt.", "SMW", "schoolmaatschappelijk werker"),
        ("Het MT (management team) kiest.", "MT", "management team"),
        (
            "Het EVD staat voor Expertiseteam Veiligheid Domstede en is van ons en aantal partners, al jaren.",
            "EVD",
            "Expertiseteam Veiligheid Domstede",
        ),
        ("EVD staat voor Expertiseteam Veiligheid Domstede.", "EVD", "Expertiseteam Veiligheid Domstede"),
        ("De Vereniging van Nederlandse Gemeenten (VNG) wil dat.", "VNG", "Vereniging van Nederlandse Gemeenten"),
        ("De Rijksdienst voor Ondernemend Nederland (RVO).", "RVO", "Rijksdienst voor Ondernemend Nederland"),
        ("Infrastructuur en Waterstaat (IenW)", "IenW", "Infrastructuur en Waterstaat"),
        ("De geestelijke gezondheidszorg (GGZ) helpt.", "GGZ", "geestelijke gezondheidszorg"),
        ("Een ‘plan van aanpak’ (PVA) is er.", "PVA", "plan van aanpak"),
        ("Gebruik large language models (LLMs) met zorg.", "LLMs", "large language models"),
    ],
)
def test_an_abbreviation_is_learned_from_the_text_that_explains_it(text, short, long):
    (found,) = abbreviations_in(text)
    assert (found.short, found.long) == (short, long)
    assert long in text[found.start : found.end]


@pytest.mark.parametrize(
    "text",
    [
        "Dat zei Femke (15) al.",
        "We wonen in de Stationsbuurt (NL).",
        "Lees het jaarplan (Oeverlicht) nog eens.",
        "De meldcode (zie p. 4) geldt.",
        "We gaan naar huis. Dat doet ook de trainer (DVD).",
        "(TM)",
        "De medewerker overlegt met de teamleider (OR).",
        "Bel het algemeen nummer van de organisatie (AVG).",
        "Er is een onderscheid tussen internationale normen (ISO) en andere.",
        "Wij voldoen aan normen (NEN).",
        "Wij werken aan kunstmatige intelligentie (AI).",
        "Verordening (EU) 2016/2102 en (EU) 2017/1.",
    ],
)
def test_what_the_text_does_not_explain_is_not_explained(text):
    assert list(abbreviations_in(text)) == []


def test_a_list_of_terms_gives_each_with_its_whole_explanation():
    stuk = document(
        (BlockKind.HEADING, "Begrippen"),
        "Buurtgids. Brengt nieuwe bewoners in contact met iemand die helpt.",
        "Rondkomcoach (RC): helpt huishoudens met post. Blijft een half jaar.",
        "Warme overdracht – Overdragen in een gesprek.",
        (BlockKind.HEADING, "Waarom deze lijst"),
        "Bijgewerkt in januari. Mis je een woord?",
    )
    found = {d.term: stuk.text[d.start : d.end] for d in definitions_of(stuk)}
    assert list(found) == ["Buurtgids", "RC", "Warme overdracht"]
    assert found["RC"] == "Rondkomcoach (RC): helpt huishoudens met post. Blijft een half jaar."


def test_the_number_of_an_item_is_no_part_of_its_term():
    items = [(BlockKind.LIST_ITEM, f"{n}. {t}: wie hier woont.") for n, t in enumerate(["Inwoner", "Buur", "Gezin"], 1)]
    stuk = document((BlockKind.HEADING, "Begrippen"), *items)
    found = {d.term: stuk.text[d.start : d.end] for d in definitions_of(stuk)}
    assert found == {text[3:].partition(":")[0]: text for _, text in items}


def test_sentences_of_that_form_elsewhere_are_no_list():
    stuk = document(
        (BlockKind.HEADING, "Praktisch"), *["Ziek? Bel je teammanager.", "Vrij. Vraag het op tijd aan."] * 2
    )
    assert definitions_of(stuk) == ()


@pytest.fixture(scope="module")
def kb(own_index):
    kb = KnowledgeBase.open(load_settings(index=own_index))
    yield kb
    kb.close()


def test_every_explanation_is_a_literal_stretch_of_its_document(kb):
    terms = glossary(kb.library)
    assert len(terms) > 15
    for term in terms:
        for place in term.places:
            text = kb.text(place.document.id).text
            assert text[place.start : place.end] == place.text
            assert term.term.lower() in place.text.lower()
            assert place.citation


@pytest.fixture
def shelf(tmp_path):
    def filled(**texts):
        return Shelf(*(read(tmp_path / f"{name}.md", text) for name, text in texts.items()))

    return filled


LIST = (
    "# Begrippen en afkortingen\n\n- {}\n- Buurtgids. Wijst nieuwe bewoners de weg.\n- Maatje. Gaat met iemand mee.\n"
)


def test_two_meanings_stay_two_also_when_a_term_list_has_the_abbreviation(shelf):
    library = shelf(
        lijst=LIST.format("OR. De ondernemingsraad adviseert de directie."),
        school="De ouderraad (OR) van de school vergadert elke maand.",
        plan="De ondernemingsraad (OR) stemde in met het plan.",
    )
    found = {t.long: [p.document.id for p in t.places] for t in glossary(library) if t.term == "OR"}
    assert found == {"ondernemingsraad": ["lijst", "plan"], "ouderraad": ["school"]}


def test_an_explanation_that_names_no_meaning_is_given_none(shelf):
    library = shelf(lijst=LIST.format("OR. Denkt mee over het werk."), school="De ouderraad (OR) vergadert elke maand.")
    found = {t.long: [p.document.id for p in t.places] for t in glossary(library) if t.term == "OR"}
    assert found == {"": ["lijst"], "ouderraad": ["school"]}


def test_who_looks_for_a_short_word_finds_that_word_first(shelf):
    library = shelf(plan="De centrale ondernemingsraad (COR) is er.\n\nDe ondernemingsraad (OR) is er ook.")
    assert [term.term for term in matching(glossary(library), "or")] == ["OR", "COR"]


def test_one_term_stands_once_and_the_term_list_explains_it_first(kb):
    (msw,) = [term for term in glossary(kb.library) if term.term == "MSW"]
    assert msw.long == "Meerjarenafspraak Sociaal Werk"
    assert msw.places[0].document.title == "Begrippenlijst Oeverlicht"
    assert len(msw.places) > 1


@pytest.mark.parametrize(("words", "first"), [("vog", "VOG"), ("verklaring omtrent", "VOG"), ("oefendossier", None)])
def test_a_term_is_found_by_its_letters_or_by_what_it_stands_for(kb, words, first):
    found = matching(glossary(kb.library), words)
    assert (found[0].term if found else None) == first
