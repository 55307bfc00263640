"""One question over every document, which of them held on a day, and two plans side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from index.frameworks import PASSAGES, scan
from index.in_force import Force, in_force
from index.library import DocumentMissingError
from index.manifest import DocumentRecord, ReadReport
from index.quotes import Letters
from index.service import KnowledgeBase
from index.settings import load_settings
from index.types import DocumentStatus, Metadata
from index.voices import Voice
from index.year_compare import Change, compare

TODAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def kb(own_index):
    kb = KnowledgeBase.open(load_settings(index=own_index))
    yield kb
    kb.close()


@pytest.fixture(scope="module")
def ids(kb):
    return {record.file: record.document_id for record in kb.documents()}


def asked(kb, question, on=TODAY):
    return scan(question, kb.library, kb.embedder, on, TODAY)


def files(found, voice):
    return {row.file for row in found.with_voice(voice)}


def test_every_document_has_a_row_and_the_silent_are_named(kb):
    found = asked(kb, "Wat is het doel voor ziekteverzuim?")
    assert len(found.rows) == len(kb.documents())
    assert {"jaarplan-2025.pdf", "jaarplan-2026.pdf", "jaarverslag-2024.pdf"} <= files(found, Voice.SPEAKS)
    assert {"begrippenlijst.md", "werkproces-geldzorgen.html"} <= files(found, Voice.SILENT)
    voices = [row.voice.strength for row in found.rows]
    assert voices == sorted(voices, reverse=True)
    words = " ".join(cutting.text for row in found.rows for cutting in row.passages)
    assert "7,5 procent" in words
    assert "6,5 procent" in words


@pytest.mark.parametrize(
    ("question", "speaks", "silent"),
    [
        ("Hoeveel geld mag het Noodpotje geven?", "werkproces-geldzorgen.html", "jaarverslag-2024.pdf"),
        ("Hoeveel geld mag het Noodpotje geven?", "jaarplan-2026.pdf", "werkproces-overdracht-en-afsluiten.txt"),
        ("kunstmatige intelligentie", "kaderbrief-sociaal-werk-2026.docx", "jaarplan-2026.pdf"),
        ("vrijwilligers", "afspraken-met-vrijwilligers.html", "werkproces-veiligheid-en-meldcode.md"),
        ("huisdieren", None, "jaarplan-2025.pdf"),
    ],
)
def test_who_speaks_and_who_is_silent(kb, question, speaks, silent):
    found = asked(kb, question)
    assert speaks in files(found, Voice.SPEAKS) or (speaks is None and not files(found, Voice.SPEAKS))
    assert silent in files(found, Voice.SILENT)


def test_a_question_of_common_words_still_finds_what_is_near(kb):
    found = asked(kb, "Wat doen we niet meer?")
    assert "jaarplan-2025.pdf" in files(found, Voice.TOUCHES)
    assert not files(found, Voice.SPEAKS)


def test_passages_are_slices_and_few(kb):
    for row in asked(kb, "Hoeveel huishoudens begeleidt een medewerker?").rows:
        assert len(row.passages) <= PASSAGES
        assert bool(row.passages) is (row.voice is not Voice.SILENT)
        for cutting in row.passages:
            assert kb.text(row.document.id).text[cutting.spot.start : cutting.spot.end] == cutting.text


@pytest.mark.parametrize(
    ("on", "old", "new"),
    [
        (date(2024, 12, 31), Force.NOT_YET, Force.NOT_YET),
        (date(2025, 6, 1), Force.HOLDS, Force.NOT_YET),
        (date(2025, 12, 31), Force.HOLDS, Force.NOT_YET),
        (date(2026, 1, 1), Force.ENDED, Force.HOLDS),
        (date(2027, 1, 1), Force.ENDED, Force.ENDED),
    ],
)
def test_a_plan_holds_until_the_next_takes_its_place(kb, on, old, new):
    rows = {row.file: row.in_force for row in asked(kb, "verzuim", on).rows}
    assert (rows["jaarplan-2025.pdf"].force, rows["jaarplan-2026.pdf"].force) == (old, new)
    assert rows["jaarplan-2025.pdf"].replaced_by == "Jaarplan 2026: op tijd erbij"
    assert rows["gespreksnotitie-jongerenpanel.docx"].force is Force.DRAFT


def record(**metadata):
    values = Metadata(**({"title": "Kader"} | metadata))
    return DocumentRecord("k1", "kader.pdf", (), 3, 3, values, values, ReadReport(), "2026-01-01")


@pytest.mark.parametrize(
    ("metadata", "on", "force"),
    [
        ({}, TODAY, Force.HOLDS),
        ({}, date(2020, 1, 1), Force.UNKNOWN),
        ({"year": 2024}, date(2023, 6, 1), Force.NOT_YET),
        ({"title": "Sociale visie 2040", "kind": "visie", "year": 2040}, TODAY, Force.HOLDS),
        ({"year": 2027}, TODAY, Force.NOT_YET),
        ({"title": "Sociale visie 2040", "year": 2040}, TODAY, Force.HOLDS),
        ({"title": "Sociale visie 2040", "year": 2040}, date(2024, 1, 1), Force.UNKNOWN),
        ({"title": "Sociale visie 2040", "year": 2040, "valid_from": "2028-01-01"}, TODAY, Force.NOT_YET),
        ({"status": DocumentStatus.EXPIRED}, TODAY, Force.ENDED),
        ({"status": DocumentStatus.EXPIRED, "valid_to": "2030-12-31"}, TODAY, Force.ENDED),
        ({"status": DocumentStatus.EXPIRED, "valid_to": "2030-12-31"}, date(2025, 6, 1), Force.UNKNOWN),
        ({"status": DocumentStatus.EXPIRED, "year": 2024}, date(2024, 6, 1), Force.UNKNOWN),
        ({"status": DocumentStatus.EXPIRED, "valid_to": "2024-12-31", "year": 2024}, date(2024, 6, 1), Force.HOLDS),
        ({"valid_from": "2026-01-01", "valid_to": "2026-12-31"}, date(2026, 12, 31), Force.HOLDS),
        ({"status": DocumentStatus.DRAFT, "valid_from": "2026-01-01"}, TODAY, Force.DRAFT),
    ],
)
def test_what_can_be_said_of_a_day(metadata, on, force):
    mine = record(**metadata)
    assert in_force(mine, (mine,), on, TODAY).force is force


def test_a_later_year_of_the_same_plan_takes_the_place():
    plan = record(title="Jaarplan 2025", kind="jaarplan", organisation="Oeverlicht", year=2025)
    old = replace(plan, metadata=replace(plan.metadata, status=DocumentStatus.EXPIRED))
    later = replace(plan.metadata, title="Jaarplan 2026", organisation="OEVERLICHT", year=2026)
    new = replace(plan, document_id="k2", metadata=later)
    held = in_force(old, (old, new), date(2025, 6, 1), TODAY)
    assert (held.force, held.until, held.replaced_by) == (Force.HOLDS, date(2025, 12, 31), "Jaarplan 2026")
    for other in (replace(later, organisation="Anders"), replace(later, title="Jaarplan sport 2026")):
        strange = replace(new, metadata=other)
        assert in_force(old, (old, strange), date(2025, 6, 1), TODAY).replaced_by is None


def test_what_holds_today_has_ended_on_the_day_that_another_takes_its_place():
    old = record(valid_from="2024-01-01")
    new = replace(record(title="Nieuw", replaces="kader.pdf", valid_from="2027-01-01"), document_id="k2")
    assert in_force(old, (old, new), date(2026, 12, 31), TODAY).force is Force.HOLDS
    assert in_force(old, (old, new), date(2027, 1, 1), TODAY).force is Force.ENDED
    coming = replace(new, metadata=replace(new.metadata, status=DocumentStatus.COMING))
    assert in_force(coming, (old, coming), TODAY, TODAY).force is Force.NOT_YET
    assert in_force(coming, (old, coming), date(2027, 1, 1), TODAY).force is Force.HOLDS
    said = replace(old, metadata=replace(old.metadata, origins={"status": "sidecar"}))
    assert in_force(said, (said, new), date(2027, 1, 1), TODAY).force is Force.HOLDS


def test_what_was_replaced_within_its_own_year_did_not_end_before_it_began():
    old = record(title="Kader, versie 1", year=2026)
    new = replace(record(title="Kader, versie 2", year=2026, replaces="kader.pdf"), document_id="k2")
    held = in_force(old, (old, new), TODAY, TODAY)
    assert (held.force, held.since, held.until) == (Force.ENDED, date(2026, 1, 1), None)
    assert held.replaced_by == "Kader, versie 2"


def test_what_was_replaced_on_a_day_that_nobody_knows_has_ended():
    old = record(status=DocumentStatus.EXPIRED)
    new = replace(record(title="Nieuw", replaces="kader.pdf"), document_id="k2")
    held = in_force(old, (old, new), TODAY, TODAY)
    assert (held.force, held.until, held.replaced_by) == (Force.ENDED, None, "Nieuw")


@pytest.fixture(scope="module")
def compared(kb, ids):
    return compare(kb.library, ids["jaarplan-2025.pdf"], ids["jaarplan-2026.pdf"])


def test_sections_meet_under_their_headings(compared):
    sections = {(s.old or s.new).text: s for s in compared.sections}
    assert sections["Wie we zijn"].change is Change.GONE
    assert sections["Wat er verandert ten opzichte van 2025"].change is Change.NEW
    assert sections["Geld"].new.text == "Geld en mensen"
    assert sections["Wie doet wat in 2025"].new.text == "Wie doet wat in 2026"
    assert sections["Opgave 5. Een gezonde organisatie"].change is Change.CHANGED
    assert "Inhoud" not in sections


def test_what_changed_stands_beside_what_it_was(compared):
    pairs = {
        (s.old.text, s.new.text) for part in compared.sections for s in part.sentences if s.change is Change.CHANGED
    }
    assert (
        "Ziekteverzuim ten hoogste 7,5 procent | 31 december 2025 | Manager organisatie en teammanagers",
        "Ziekteverzuim ten hoogste 6,5 procent | 31 december 2026 | Manager organisatie en teammanagers",
    ) in pairs
    assert any("zestien huishoudens" in old and "veertien huishoudens" in new for old, new in pairs)


def test_every_side_is_a_slice_with_its_page_and_no_sentence_is_lost(compared, kb, ids):
    sides = {"jaarplan-2025.pdf": "old", "jaarplan-2026.pdf": "new"}
    for file, side in sides.items():
        text = kb.text(ids[file]).text
        cuttings = [getattr(s, side) for part in compared.sections for s in part.sentences if getattr(s, side)]
        for cutting in cuttings:
            assert text[cutting.spot.start : cutting.spot.end] == cutting.text
            assert cutting.page
        spots = [cutting.spot.start for cutting in cuttings]
        assert len(set(spots)) == len(spots)
        said = Letters.of(" ".join(c.text for c in sorted(cuttings, key=lambda c: c.spot.start))).text
        assert len(said) > 0.85 * len(Letters.of(text).text)


def test_a_document_beside_itself_is_the_same(kb, ids):
    same = compare(kb.library, ids["jaarplan-2026.pdf"], ids["jaarplan-2026.pdf"])
    assert {section.change for section in same.sections} == {Change.SAME}


def test_a_document_that_is_not_there(kb, ids):
    with pytest.raises(DocumentMissingError, match="staat niet in de index"):
        compare(kb.library, ids["jaarplan-2026.pdf"], "bestaatniet")
