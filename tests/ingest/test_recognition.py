"""A catalogue that is written or changed later counts for documents that are in the index already."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

from index.library import Library
from index.types import DocumentStatus
from ingest.catalogue import load_catalogue
from tests.ingest.conftest import House

ENTRY = '[[document]]\nwords = ["{words}"]\ntitle = "{title}"\norganisation = "Oeverlicht"\n'


def said(house: House, **entry: str):
    path = house.folder / "catalogus.toml"
    path.write_text(ENTRY.format(**entry) if entry else "", encoding="utf-8")
    house.catalogue = load_catalogue(path)
    house.sync()
    document = house.hit("jaarplan.md").document
    return document.title, document.organisation


def test_a_new_changed_and_withdrawn_entry_is_followed(house: House) -> None:
    house.sync()
    words = "het doel voor het ZIEKTEVERZUIM is 7"
    assert said(house, words=words, title="Het plan") == ("Het plan", "Oeverlicht")
    assert house.reader.read_files == ["original.md"]
    assert said(house, words=words, title="Ons plan") == ("Ons plan", "Oeverlicht")
    assert house.watcher.embeddings == [["jaarplan.md"]]
    assert said(house, words=words, title="Ons plan") == ("Ons plan", "Oeverlicht")
    assert (house.reader.read_files, house.embedder.texts) == ([], [])
    assert said(house, words="staat er niet", title="Ons plan")[0] == "Jaarplan 2025"
    assert house.reader.read_files == ["original.md"]
    assert said(house) == ("Jaarplan 2025", None)
    assert house.reader.read_files == []


def test_a_document_that_cannot_be_read_for_now_is_tried_again(house: House) -> None:
    from ingest.failures import failure

    house.sync()

    def fail(_: object) -> None:
        raise failure("TE_ZWAAR", what="tijd")

    house.reader.before["original.md"] = fail
    entry = {"words": "ziekteverzuim is 7", "title": "Het plan"}
    assert said(house, **entry) == ("Jaarplan 2025", None)
    house.reader.before.clear()
    assert said(house, **entry) == ("Het plan", "Oeverlicht")


def test_what_words_that_no_longer_count_told_is_forgotten(house: House) -> None:
    house.write("visie.md", "# Visie op jeugd\n\nIn de periode 2019-2023 groeide het aantal jongeren met hulp.\n")
    house.sync()
    with closing(Library(house.index, house.embedder)) as library:
        (record,) = (r for r in library.records().values() if r.file == "visie.md")
        told = {"valid_to": "2023-12-31", "status": DocumentStatus.DRAFT}
        origins = record.read_metadata.origins | dict.fromkeys(told, "first_page")
        library.set_read(record.document_id, replace(record.read_metadata, **told, origins=origins), record.report)
        library.manifest.set_meta("naming", "1")
    house.sync()
    assert house.reader.read_files == ["original.md"]
    with closing(Library(house.index, house.embedder)) as library:
        metadata = library.records()[record.document_id].metadata
    assert (metadata.valid_to, metadata.status) == (None, DocumentStatus.VALID)
    house.sync()
    assert house.reader.read_files == []
