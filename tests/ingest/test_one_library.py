"""What only shows where one library stays open over many syncs, as in the app; and what a file costs in a large one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from app.maintenance import keep_said
from index.errors import StoreFullError
from index.library import Library
from index.manifest import Manifest
from ingest.embedding import by_words
from ingest.splitting import split
from tests.ingest.conftest import INTAKE, House


@pytest.fixture
def library(house: House) -> Iterator[Library]:
    with closing(Library(house.index, house.embedder)) as library:
        yield library


def test_what_is_said_of_a_document_is_kept_beside_a_file_that_is_there(house: House, library: Library) -> None:
    house.write("aa-intake.txt", INTAKE)
    house.syncing(library).run([house.folder], vectors=False)
    [record] = [one for one in library.records().values() if len(one.paths) == 2]
    assert record.file == "aa-intake.txt"
    (house.folder / "aa-intake.txt").unlink()
    house.syncing(library).run([house.folder], vectors=False)
    assert library.records()[record.document_id].paths == (str((house.folder / "intake.txt").resolve()),)
    keep_said(library, record.document_id, {"groups": ["wijkteam"]})
    house.syncing(library).describe()
    assert library.records()[record.document_id].metadata.groups == ("wijkteam",)
    assert not (house.folder / "aa-intake.txt.toml").exists()


def test_what_a_full_disk_left_of_a_document_is_written_by_the_next_work(house: House, library, monkeypatch) -> None:
    house.syncing(library).run([house.folder], vectors=False)
    record = next(one for one in library.records().values() if one.file == "intake.txt")
    document = library.document(record.document_id)
    works = [
        house.syncing(library).describe,
        house.syncing(library).embed,
        lambda: house.syncing(library).run([house.folder]),
    ]
    for work in works:
        with monkeypatch.context() as full:
            full.setattr(type(library.store), "add", _full)
            with pytest.raises(StoreFullError):
                passages = by_words(document.metadata.title, split(document))
                library.write_again(document, passages, record.read_metadata, record.report)
        assert library.store.passages(record.document_id) == []
        work()
        assert library.store.sizes() == library.manifest.sizes()
    assert not any(one.words_only for one in library.records().values())


def _full(*what: object) -> None:
    raise StoreFullError("vol")


def test_a_file_is_taken_in_without_looking_at_all_others(house: House, library: Library, monkeypatch) -> None:
    looked = 0
    documents = Manifest.documents

    def counted(self: Manifest):
        nonlocal looked
        looked += 1
        return documents(self)

    monkeypatch.setattr(Manifest, "documents", counted)
    counts = []
    for first, last in ((0, 3), (3, 13)):
        for number in range(first, last):
            text = (
                f"# Stuk {number}\n\nIn wijk {number} staat de fiets van de buurvrouw in het rek van huis {number}.\n"
            )
            house.write(f"stuk-{number}.md", text)
            house.write(f"kopie-{number}.txt", text)
        looked = 0
        house.syncing(library).run([house.folder], vectors=False)
        counts.append(looked)
    assert len(library.records()) == 15
    assert counts[1] <= counts[0] < 6
