"""The same text in another file, and texts that are nearly the same."""

from __future__ import annotations

import time
from dataclasses import replace

import docx
import numpy as np
import pytest
from pptx import Presentation

from index.doubles import difference, near_warning
from index.library import Library
from index.manifest import Near
from index.types import Metadata
from ingest.assemble import assemble
from ingest.doubles import near_of
from ingest.limits import Limits
from ingest.readers.pdf import read_pdf
from ingest.readers.txt import read_txt
from ingest.sketching import PLACES, alike, letters_key, runs_of, sketch_of
from tests.conftest import SHARED

SENTENCES = [
    f"In buurt {name} werken {number} collega's samen met {partner} aan {goal}, omdat bewoners daarom vroegen."
    for number, (name, partner, goal) in enumerate(
        (name, partner, goal)
        for name in ("Zuid", "Noord", "Haven", "Kade", "Molen")
        for partner in ("scholen", "huisartsen", "de bibliotheek")
        for goal in ("taal", "schulden")
    )
]
TITLE = "Werkwijze buurtteam"


def text_of(sentences: list[str]) -> str:
    return f"# {TITLE}\n\n" + "\n\n".join(sentences) + "\n"


def word_file(house, name: str, sentences: list[str]) -> None:
    document = docx.Document()
    document.add_heading(TITLE, 1)
    for sentence in sentences:
        document.add_paragraph(sentence)
    document.save(str(house.folder / name))


def slides(house, name: str, sentences: list[str]) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = TITLE
    slide.placeholders[1].text = "\n".join(sentences)
    deck.save(str(house.folder / name))


def codes(reports) -> dict[str, list[str]]:
    return {file: [w.code for w in report.warnings] for file, report in reports.items() if report.warnings}


def records(house):
    library = Library(house.index, house.embedder)
    try:
        return {record.file: record for record in library.records().values()}
    finally:
        library.close()


def test_the_same_text_in_another_format_is_indexed_once_under_both_names(house) -> None:
    house.write("werkwijze.md", text_of(SENTENCES))
    house.sync()
    word_file(house, "werkwijze kopie.docx", SENTENCES)
    reports = house.sync()
    assert codes(reports) == {"werkwijze kopie.docx": ["ZELFDE_TEKST"]}
    assert "werkwijze.md" in reports["werkwijze kopie.docx"].warnings[0].message
    assert reports["werkwijze kopie.docx"].document_id == reports["werkwijze.md"].document_id
    record = records(house)["werkwijze.md"]
    assert [path.rsplit("/", 1)[1] for path in record.paths] == ["werkwijze.md", "werkwijze kopie.docx"]
    assert record.copies == record.paths[1:]
    assert house.embedder.texts == []
    assert codes(house.sync()) == {"werkwijze kopie.docx": ["ZELFDE_TEKST"]}
    assert house.reader.read_files == []


def test_a_copy_that_is_left_alone_becomes_a_document_of_its_own(house) -> None:
    path = house.write("a.md", text_of(SENTENCES))
    word_file(house, "b.docx", SENTENCES)
    house.write("c.txt", text_of(SENTENCES).replace("# ", ""))
    first = house.sync()["b.docx"].document_id
    path.unlink()
    reports = house.sync()
    assert reports["b.docx"].document_id == reports["c.txt"].document_id != first
    assert set(records(house)) == {"b.docx", "jaarplan.md", "intake.txt"}
    assert codes(reports) == {"c.txt": ["ZELFDE_TEKST"]}


def test_a_copy_stays_when_the_first_says_something_else(house) -> None:
    house.write("a.md", text_of(SENTENCES))
    word_file(house, "b.docx", SENTENCES)
    house.sync()
    house.write("a.md", text_of(["Hier staat nu iets heel anders over fietsen en treinen in de stad."]))
    house.sync()
    assert set(records(house)) == {"a.md", "b.docx", "jaarplan.md", "intake.txt"}


def test_a_moved_copy_is_not_read_again(house) -> None:
    house.write("a.md", text_of(SENTENCES))
    word_file(house, "b.docx", SENTENCES)
    house.sync()
    (house.folder / "b.docx").rename(house.folder / "z.docx")
    assert codes(house.sync()) == {"z.docx": ["ZELFDE_TEKST"]}
    assert house.reader.read_files == []


def test_a_file_with_pages_takes_over_from_one_without(house) -> None:
    word_file(house, "a.docx", SENTENCES[:3])
    before = house.sync()["a.docx"].document_id
    slides(house, "b.pptx", SENTENCES[:3])
    reports = house.sync()
    assert codes(reports) == {"a.docx": ["ZELFDE_TEKST"]}
    assert reports["a.docx"].document_id == reports["b.pptx"].document_id != before
    assert records(house)["b.pptx"].pages == 1
    assert {hit.file for hit in house.hits("buurt Zuid scholen taal")} == {"b.pptx", "jaarplan.md", "intake.txt"}


@pytest.mark.parametrize(("own", "seen"), [("", ("bestuur",)), ('groups = ["or"]\n', ("or",))])
def test_a_file_that_takes_over_a_text_is_at_no_moment_for_others(house, own: str, seen: tuple[str, ...]) -> None:
    word_file(house, "a.docx", SENTENCES[:3])
    house.write("a.docx.toml", 'groups = ["bestuur"]\n')
    house.sync()
    slides(house, "b.pptx", SENTENCES[:3])
    if own:
        house.write("b.pptx.toml", own)
    library = Library(house.index, house.embedder)
    groups = []
    house.watcher.after = lambda report: groups.append(library.record(report.document_id).metadata.groups)
    try:
        sync = house.syncing(library)
        sync.take_in(sync.find([house.folder]))
        groups.append(library.record(house.watcher.reports[-1].document_id).metadata.groups)
    finally:
        library.close()
    assert groups == [seen, seen]


def test_the_same_text_that_is_a_draft_by_its_name_is_no_copy(house) -> None:
    house.write("werkwijze.md", text_of(SENTENCES))
    word_file(house, "werkwijze concept.docx", SENTENCES)
    reports = house.sync()
    assert {"werkwijze.md", "werkwijze concept.docx"} <= set(records(house))
    (warning,) = (w for report in reports.values() for w in report.warnings)
    assert warning.code == "BIJNA_DUBBEL"
    assert "de hele tekst is hetzelfde" in warning.message


def test_a_later_draft_is_told_and_indexed_beside_the_first(house) -> None:
    house.write("werkwijze.md", text_of(SENTENCES))
    house.sync()
    edited = [*SENTENCES[:10], SENTENCES[10].replace("omdat", "alleen als"), *SENTENCES[11:]]
    house.write("werkwijze versie 2.md", text_of([*edited, "Nieuw is de koffie op maandag.", "En de thee ook."]))
    for _ in range(2):
        reports = house.sync()
        assert codes(reports) == {"werkwijze versie 2.md": ["BIJNA_DUBBEL"]}
        message = reports["werkwijze versie 2.md"].warnings[0].message
        assert "“Werkwijze buurtteam” (werkwijze.md): bijna alles is hetzelfde." in message
        assert message.endswith("1 zin is anders en in dit document staan 2 zinnen meer.")
    (house.folder / "werkwijze.md").unlink()
    assert codes(house.sync()) == {}
    assert records(house)["werkwijze versie 2.md"].near is None


def test_an_index_from_before_is_compared_too(house) -> None:
    house.write("werkwijze.md", text_of(SENTENCES))
    house.write("werkwijze versie 2.md", text_of([*SENTENCES, "Nieuw is de koffie op maandag."]))
    house.sync()
    library = Library(house.index, house.embedder)
    library.manifest._write("DELETE FROM sketches", ())
    library.close()
    assert list(codes(house.sync()).values()) == [["BIJNA_DUBBEL"]]
    assert house.reader.read_files == []


def test_plans_of_two_years_that_share_half_are_no_copies(house) -> None:
    house.write("a.md", text_of(SENTENCES))
    house.write(
        "b.md", text_of(SENTENCES[15:] + [s.replace("buurt", "wijk").replace("samen", "nu") for s in SENTENCES[:15]])
    )
    assert codes(house.sync()) == {}


@pytest.mark.parametrize(
    ("near", "told"),
    [
        (Near("x", 1.0, 0, 0), ""),
        (Near("x", 0.95, 1, 1), "1 zin is anders."),
        (Near("x", 0.95, 3, 0), "In dit document staan 3 zinnen meer."),
        (Near("x", 0.8, 2, 3), "2 zinnen zijn anders en in dit document staat 1 zin minder."),
    ],
)
def test_what_differs_in_words(near: Near, told: str) -> None:
    assert difference(near) == told
    assert near_warning(near).message.endswith(told)


def test_a_sketch_tells_how_alike_two_texts_are() -> None:
    words = [f"woord{number}" for number in range(1000)]
    texts = [" ".join(words), " ".join(words[300:]), " ".join([*words[:500], "x", *words[501:]])]
    sketches = np.stack([np.frombuffer(sketch_of(runs_of(text)), dtype=np.uint32) for text in texts])
    found = alike(sketches[0].tobytes(), sketches)
    exact = [near_of(texts[0], "", text).share for text in texts]
    assert exact == [1, round(696 / 996, 3), round(991 / 1001, 3)]
    assert np.abs(found - exact).max() < 0.13
    assert sketch_of(runs_of("kort")) != sketch_of(runs_of("korter"))
    assert len(sketch_of(runs_of(""))) == 4 * PLACES


def test_where_lines_end_is_no_difference() -> None:
    text = "De wachttijd daalt. Dat is goed nieuws voor gezinnen. Wij gaan door."
    near = near_of(text, "x", "De wachttijd\ndaalt. Dat is goed nieuws\nvoor gezinnen. Wij gaan door. En nu koffie.")
    assert (near.more, near.fewer) == (0, 1)


def test_letters_key_is_blind_to_all_but_letters_and_digits() -> None:
    assert letters_key("• Eén plan, 12 % (2026)") == letters_key("Een plan\n12% [2026]")
    assert letters_key("12 procent") != letters_key("13 procent")
    assert letters_key("covid-19, 2024-2025\n- 4 en\xa05") == letters_key("COVID 19 2024\u20132025 \u2022 4 (en) 5")
    assert letters_key("\u22124 procent (\u20134)") == letters_key("-4 procent -4")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("15 miljoen euro", "1,5 miljoen euro"),
        ("1,5 miljoen euro", "1.5 miljoen euro"),
        ("een saldo van 4,5", "een saldo van -4,5"),
        ("4,5 procent", "-4,5 procent"),
        ("in 12 34 gevallen", "in 1234 gevallen"),
        ("artikel 1 2", "artikel 1.2"),
        ("van 3 tot 5, 7", "van 3 tot 5,7"),
        ("3 -4", "3 4"),
    ],
)
def test_another_number_of_the_same_digits_is_another_text(one: str, other: str) -> None:
    assert letters_key(one) != letters_key(other)


def test_a_comma_that_makes_another_number_is_indexed_and_found(house) -> None:
    sentence = "Voor buurthuizen is {} miljoen euro nodig, en dat komt van de gemeente."
    house.write("raming.md", text_of([*SENTENCES, sentence.format("15")]))
    house.write("raming verbeterd.md", text_of([*SENTENCES, sentence.format("1,5")]))
    assert list(codes(house.sync()).values()) == [["BIJNA_DUBBEL"]]
    assert any("1,5 miljoen" in hit.text for hit in house.hits("hoeveel miljoen euro is er nodig voor buurthuizen"))
    near = next(record.near for record in records(house).values() if record.near is not None)
    assert (near.more, near.fewer) == (1, 1)


def test_one_of_two_equal_files_that_becomes_negative_is_another_document(house) -> None:
    house.write("a.md", text_of([*SENTENCES, "Het saldo is 4,5 miljoen euro."]))
    word_file(house, "b.docx", [*SENTENCES, "Het saldo is 4,5 miljoen euro."])
    assert codes(house.sync()) == {"b.docx": ["ZELFDE_TEKST"]}
    house.write("a.md", text_of([*SENTENCES, "Het saldo is -4,5 miljoen euro."]))
    house.sync()
    assert {"a.md", "b.docx"} <= set(records(house))
    saldo = [hit.text for hit in house.hits("wat is het saldo in miljoen euro") if "saldo" in hit.text]
    assert len(saldo) == 2
    assert sum("-4,5" in text for text in saldo) == 1


def test_what_an_index_from_before_took_for_a_copy_is_compared_again(house) -> None:
    house.write("raming.md", text_of([*SENTENCES, "Er is 15 miljoen euro nodig."]))
    first = house.sync()["raming.md"].document_id
    word_file(house, "kopie.docx", [*SENTENCES, "Er is 15 miljoen euro nodig."])
    house.write("verbeterd.md", text_of([*SENTENCES, "Er is 1,5 miljoen euro nodig."]))
    house.sync()
    library = Library(house.index, house.embedder)
    manifest = library.manifest
    (corrected,) = (file for file in manifest.files() if file.path.endswith("verbeterd.md"))
    library.remove(corrected.document_id)
    library.put_file(replace(corrected, document_id=first))
    manifest._write("UPDATE sketches SET letters = 'of another kind'", ())
    manifest.forget_meta("letters")
    library.close()
    reports = house.sync()
    assert reports["kopie.docx"].document_id == first
    assert reports["verbeterd.md"].document_id not in (None, first)
    assert {"raming.md", "verbeterd.md"} <= set(records(house))
    house.sync()
    assert house.reader.read_files == []


def test_a_document_is_compared_with_two_thousand_in_no_time() -> None:
    others = np.random.default_rng(1).integers(0, 2**32, (2000, PLACES), dtype=np.uint32)
    text = " ".join(SENTENCES) * 20
    began = time.perf_counter()
    alike(sketch_of(runs_of(text)), others)
    assert time.perf_counter() - began < 0.5  # usually 0.02; a busy computer is no failure


def test_a_real_document_and_its_text_export_are_nearly_the_same() -> None:
    found = {}
    for kind, reader in (("pdf", read_pdf), ("pdf-hard", read_pdf), ("txt", read_txt)):
        path = SHARED / "corpus" / kind / f"wijkwerkutrecht-samen-bouwen.{kind[:3]}"
        if not path.exists():
            pytest.skip("de echte documenten zijn er niet")
        found[kind] = assemble("", path.name, "", reader(path, Limits()), Metadata("Samen bouwen")).text
    assert letters_key(found["pdf"]) == letters_key(found["pdf-hard"])
    near = near_of(found["pdf"], "x", found["txt"])
    assert near.share > 0.95
    assert near.more + near.fewer <= 1
