"""Sentences that can be quoted on their own, what people say, and the line under a quote."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.checking import Literal, judge
from index.cuts import Spot, SpotError, cut, cut_out
from index.flows import flowing
from index.language.persons import Role
from index.language.standalone import stands_alone
from index.library import DocumentMissingError
from index.quotable import LIMIT, find_quotable, quotable_at
from index.service import KnowledgeBase
from index.settings import load_settings
from index.source_lines import SourceStyle, source_line
from index.speech import speech_of
from index.types import BlockKind, BlockSpan, CitableDocument, DocumentStatus, Metadata, Page

YOUNG, RESIDENT, STAFF = Role.YOUNG, Role.RESIDENT, Role.STAFF


@pytest.fixture(scope="module")
def kb(own_index):
    kb = KnowledgeBase.open(load_settings(index=own_index))
    yield kb
    kb.close()


def document(*blocks, kinds=(), paged=True, **metadata):
    spans, text = [], ""
    for number, block in enumerate(blocks):
        kind = kinds[number] if number < len(kinds) else BlockKind.PARAGRAPH
        spans.append(BlockSpan(kind, len(text), len(text) + len(block)))
        text += block + "\n\n"
    page = Page(5, "3", 0, len(text)) if paged else Page(1, None, 0, len(text))
    values = {"title": "Jaarplan 2026", "organisation": "Oeverlicht", "year": 2026} | metadata
    return CitableDocument("a1", "plan.pdf", "0", text, (page,), paged, tuple(spans), Metadata(**values))


def said(*blocks, kinds=()):
    made = document(*blocks, kinds=kinds)
    return [(made.text[s.start : s.end], s.who, s.role) for s in speech_of(made)]


@pytest.mark.parametrize(
    ("text", "words", "who", "role"),
    [
        ('"Dan gaat het goed met mij", zei Yassin (17).', "Dan gaat het goed met mij", "Yassin (17)", YOUNG),
        ("Femke (15) vertelde over een ander: “Ik verzin iets.” Ze lachte.", "Ik verzin iets.", "Femke (15)", YOUNG),
        ('Een moeder zei het zo: "Jullie gingen niet weg."', "Jullie gingen niet weg.", "Een moeder", RESIDENT),
        ("„Om half elf wel”, aldus een meisje van 16.", "Om half elf wel", "een meisje van 16", YOUNG),
        ("‘Je moet terugbellen.’ (collega uit Rooswijk)", "Je moet terugbellen.", "collega uit Rooswijk", STAFF),
        ("“Dan wordt het licht.” Die woorden sprak een Utrechter.", "Dan wordt het licht.", "een Utrechter", RESIDENT),
        ('De winnaar kwam van Noëlle (14): "Je hebt het lastig."', "Je hebt het lastig.", "Noëlle (14)", YOUNG),
        ("Bewoners zeggen vaak: wij willen meer groen.", "wij willen meer groen.", "Bewoners", RESIDENT),
    ],
)
def test_what_somebody_says_is_found_with_who_says_it(text, words, who, role):
    assert said(text) == [(words, who, role)]


@pytest.mark.parametrize(
    "text",
    [
        'Zo kun je beginnen: "Veel mensen komen nu moeilijk rond. Hoe is dat bij jullie?"',
        '"Blauwe plek op de linkerarm, ongeveer vijf centimeter" is een feit.',
        "Het thema van dat jaarplan is ‘Radicaal Kiezen voor de wijk’.",
        "De website staat onder 'subsidies en afspraken'. Dat is 's avonds zo.",
        "Gegevensbescherming (DPIA, “data protection impact assessment”) is verplicht.",
        "Hij zei: ja.",
        "",
    ],
)
def test_words_between_marks_are_not_speech_by_themselves(text):
    assert said(text) == []


def test_speech_in_two_parts_has_one_speaker():
    text = (
        '"Ik dacht dat ik iets bracht", schreef een vrijwilliger in haar kaart. "Ik ging met een volle tas naar huis."'
    )
    assert [(words, role) for words, _, role in said(text)] == [
        ("Ik dacht dat ik iets bracht", Role.RESIDENT),
        ("Ik ging met een volle tas naar huis.", Role.RESIDENT),
    ]


def test_a_list_of_quotes_is_announced_above_it():
    kinds = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH)
    found = said(
        "Quotes van de jongeren:",
        "'Ik heb de regie terug'",
        "'Ik voel mij niet meer alleen' 'Samen staan we sterk!' Daarna stopte de groep.",
        "'Dit is geen uitspraak meer'",
        kinds=kinds,
    )
    quotes = ["Ik heb de regie terug", "Ik voel mij niet meer alleen", "Samen staan we sterk!"]
    assert [words for words, _, _ in found] == quotes
    assert {who for _, who, _ in found} == {"de jongeren"}


def test_a_name_alone_is_known_by_the_people_around_it():
    text = (
        'Een ervaringsdeskundige gaat mee. Murat, die op straat leefde, vatte het samen: "Ik heb geleerd hoe het is."'
    )
    assert said(text) == [("Ik heb geleerd hoe het is.", "Murat", Role.RESIDENT)]


@given(st.text(alphabet="ab .:,\"“”‘’'„«»()Z17zei\n", max_size=400))
def test_speech_is_always_a_slice_inside_its_block(text):
    made = document(text.replace("\n", " "))
    for speech in speech_of(made):
        assert 0 <= speech.start < speech.end <= len(made.text)
        assert speech.who in made.text


@pytest.mark.parametrize("text", ["'a" * 20_000, "Aa " * 20_000, '"' * 40_000, "zei Aa Bb: " * 5_000, "(" * 20_000])
def test_no_text_makes_it_slow(text):
    began = time.perf_counter()
    speech_of(document(text))
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        ("Een kleine vraag die blijft liggen, wordt een grote.", True),
        ("In 2026 is ons motto daarom: op tijd erbij.", True),
        ("3. Een kleine vraag die blijft liggen, wordt een grote.", True),
        ("3. Daarom wachten we niet tot iets erg genoeg is.", False),
        ("Dat los je niet op met een folder in de bus.", False),
        ("Daarom wachten we niet tot iets erg genoeg is.", False),
        ("Het is beter om op tijd te stoppen met hulp.", False),
        ("Zie hoofdstuk 3 voor de afspraken die hierbij horen.", False),
        ("Wat is er veranderd en wie heeft dat gedaan?", False),
        ("Eigenaar: manager zorg en kwaliteit van Oeverlicht.", False),
        ("Huiswerkklas | in vijf wijken | alleen nog in Rooswijk.", False),
        ("ten hoogste veertien huishoudens, twee minder dan vorig jaar.", False),
        ("Stationsbuurt.", False),
        ("Woord " * 60 + ".", False),
        ("Een vader zei toen tegen ons team: “Stop!", False),
        ("Nu komen ze eerst naar buiten om te praten.”", False),
        ('Een ervaren collega zei het zo: "Je mag ervan wakker liggen.', False),
        ("De gemeente betaalt alle kosten (ook van het vervoer.", False),
        ("We kiezen dit jaar voor: 1) jeugd en 2) wonen in de wijk.", True),
        ("Binnen zeven dagen is er een gesprek met het gezin.", True),
        ("Van de vijf wijken kiezen we er een.", False),
        ("Ons motto is “op tijd erbij” (en dat blijft het ook).", True),
    ],
)
def test_which_sentences_stand_alone(sentence, alone):
    assert stands_alone(sentence) is alone


def test_sentences_on_a_theme_are_slices_that_stand_alone(kb):
    found = find_quotable("op tijd erbij zijn", kb.library, kb.embedder)
    assert 0 < len(found.quotes) <= LIMIT
    for quote in found.quotes:
        cutting = quote.cutting
        assert kb.text(cutting.spot.document_id).text[cutting.spot.start : cutting.spot.end] == cutting.text
        assert quote.speech or stands_alone(cutting.text)
        assert cutting.document.status is not DocumentStatus.EXPIRED
    letters = [quote.cutting.text for quote in found.quotes]
    assert len(set(letters)) == len(letters)
    assert not any("bestaan niet" in text for text in letters)


def test_residents_and_young_people_only_when_asked_for(kb):
    found = find_quotable("hulp vragen", kb.library, kb.embedder, residents_only=True)
    assert found.quotes
    assert {quote.speech.role for quote in found.quotes} <= {Role.YOUNG, Role.RESIDENT}
    everyone = find_quotable("", kb.library, kb.embedder, residents_only=True)
    assert {"Yassin (17)", "Femke (15)", "Dilara (16)", "Murat"} <= {quote.speech.who for quote in everyone.quotes}
    assert find_quotable("", kb.library, kb.embedder).quotes == ()


def test_older_documents_only_when_asked_for(kb):
    def who(**asked):
        found = find_quotable("niet weggaan", kb.library, kb.embedder, residents_only=True, **asked)
        return {quote.speech.who for quote in found.quotes}

    assert "Een moeder uit Rooswijk" not in who()
    assert "Een moeder uit Rooswijk" in who(all_versions=True)


def test_a_spot_gives_its_words_and_its_speaker_again(kb):
    for quote in find_quotable("", kb.library, kb.embedder, residents_only=True).quotes:
        assert quotable_at(kb.library, quote.cutting.spot) == quote


@pytest.mark.parametrize(
    ("sentence", "literal", "found"),
    [
        ("Een appje is niet genoeg.", Literal.EXACT, "Een appje is niet genoeg."),
        ("Een appje is niet genoeg", Literal.EXACT, "Een appje is niet genoeg"),
        ("een APPJE is niet genoeg!", Literal.LETTERS, "Een appje is niet genoeg."),
        ("appje is niet", Literal.EXACT, "appje is niet"),
        ('"Je bent niet lastig, je hebt het lastig."', Literal.EXACT, '"Je bent niet lastig, je hebt het lastig."'),
        ("Wie nieuw is, volgt de training meldcode binnen twee maanden.", Literal.NEAR, None),
        ("Paarse olifanten dansen op dinsdag door de duinen.", Literal.ABSENT, None),
    ],
)
def test_literal_means_marks_and_capitals_too(kb, sentence, literal, found):
    checked = judge(sentence, kb.quote(sentence), kb.library)
    assert checked.literal is literal
    if found:
        assert checked.places[0].cutting.text == found
    for place in checked.places:
        spot = place.cutting.spot
        assert kb.text(spot.document_id).text[spot.start : spot.end] == place.cutting.text


def test_a_spot_that_is_not_there_is_refused(kb):
    record = kb.documents()[0]
    length = len(kb.text(record.document_id).text)
    for start, end in [(-1, 5), (5, 5), (9, 3), (0, length + 1)]:
        with pytest.raises(SpotError, match="niet op deze plek"):
            cut_out(kb.library, Spot(record.document_id, start, end))
    with pytest.raises(DocumentMissingError, match="staat niet in de index"):
        cut_out(kb.library, Spot("bestaatniet", 0, 5))


@pytest.mark.parametrize(
    ("style", "line"),
    [
        (SourceStyle.SHORT, "Oeverlicht, Jaarplan 2026, p. 3"),
        (SourceStyle.APA, "Oeverlicht. (2026). Jaarplan 2026 (p. 3)."),
        (SourceStyle.PDF, "Oeverlicht, Jaarplan 2026, p. 3 (pdf 5)"),
    ],
)
def test_source_lines(style, line):
    assert source_line(cut(document("Een zin."), 0, 8), style) == line


def cut_by_a_page():
    """A sentence that begins on page 5, printed as 3, and ends on the next one."""
    parts = ("Elke wijk krijgt volgend jaar een eigen team van de gemeente", "Utrecht en haar partners.")
    first, second = len(parts[0]), len(parts[0]) + 1 + len(parts[1])
    blocks = (
        BlockSpan(BlockKind.PARAGRAPH, 0, first),
        BlockSpan(BlockKind.PARAGRAPH, first + 1, second, continues=True),
    )
    pages = (Page(5, "3", 0, first), Page(6, "4", first + 1, second))
    values = Metadata("Jaarplan 2026", organisation="Oeverlicht", year=2026)
    return CitableDocument("a1", "plan.pdf", "0", " ".join(parts), pages, True, blocks, values)


@pytest.mark.parametrize(
    ("style", "line"),
    [
        (SourceStyle.SHORT, "Oeverlicht, Jaarplan 2026, p. 3-4"),
        (SourceStyle.APA, "Oeverlicht. (2026). Jaarplan 2026 (pp. 3-4)."),
        (SourceStyle.PDF, "Oeverlicht, Jaarplan 2026, p. 3-4 (pdf 5-6)"),
    ],
)
def test_a_quote_that_goes_on_over_the_end_of_a_page_names_both_pages(style, line):
    made = cut_by_a_page()
    assert source_line(cut(made, 0, len(made.text)), style) == line


def test_a_sentence_that_a_page_cuts_in_two_is_one_sentence():
    made = cut_by_a_page()
    blocks = flowing(made.blocks)
    assert [made.text[block.start : block.end] for block in blocks] == [made.text]
    spoken = replace(
        made, text=made.text.replace("Elke wijk", '"Elke wijk').replace("partners.", 'partners", zei Yassin (17).')
    )
    length = len(spoken.text)
    blocks = (
        replace(made.blocks[0], end=made.blocks[0].end + 1),
        replace(made.blocks[1], start=made.blocks[1].start + 1, end=length),
    )
    (speech,) = speech_of(replace(spoken, blocks=blocks))
    assert spoken.text[speech.start : speech.end] == made.text.rstrip(".")


@pytest.mark.parametrize(
    ("metadata", "line"),
    [
        ({"organisation": "Zorg B.V.", "title": "Wie doet wat?"}, "Zorg B.V. (2026). Wie doet wat? (p. 3)."),
        ({"organisation": None, "title": "Wie doet wat?"}, "Wie doet wat? (2026) (p. 3)."),
        ({"organisation": "Zorg B.V.", "title": "Wie doet wat?", "paged": False}, "Zorg B.V. (2026). Wie doet wat?"),
    ],
)
def test_what_ends_with_a_mark_gets_no_second_one(metadata, line):
    assert source_line(cut(document("Een zin.", **metadata), 0, 8), SourceStyle.APA) == line


def test_a_short_quote_does_not_turn_the_marks_around():
    text = '"Ja", zei Yassin (17) toen. "Ik wil graag dat jullie blijven", zei Femke (15).'
    assert said(text) == [("Ik wil graag dat jullie blijven", "Femke (15)", YOUNG)]


def test_a_source_without_pages_names_the_heading_and_one_that_does_not_hold_says_so():
    kinds = (BlockKind.HEADING, BlockKind.HEADING, BlockKind.PARAGRAPH)
    made = document(
        "Notitie", "Over geld", "Een zin.", kinds=kinds, paged=False,
        title="Notitie", year=None, organisation=None, status=DocumentStatus.DRAFT,
    )  # fmt: skip
    start = made.text.index("Een zin")
    lines = [source_line(cut(made, start, start + 8), style) for style in SourceStyle]
    assert lines == [
        "Notitie, onder “Over geld” [concept]",
        "Notitie. (z.d.) (onder “Over geld”). [concept]",
        "Notitie, concept, onder “Over geld”",
    ]
