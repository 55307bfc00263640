"""What a former version of the readers read is read once more, and nothing is lost by it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import ReadError
from index.library import Library
from index.types import Again, ReadResult
from ingest import rereading
from ingest.report import FileStatus
from tests.ingest.conftest import House, OftenReading


class OlderReading(OftenReading):
    """Reads a file as a version did that knew less of it."""

    def read(self, path: Path) -> ReadResult:
        result = super().read(path)
        if path.name != "intake.txt":
            return result
        page = result.pages[0]
        block = replace(page.blocks[-1], text="Dit las een vorige versie ervan.", boxes=())
        return replace(result, pages=(replace(page, blocks=(*page.blocks[:-1], block)),))


def update(house: House) -> None:
    """What is in the index is of an older version from now on."""
    with closing(Library(house.index, house.embedder)) as library:
        for record in library.records().values():
            report = replace(record.report, reader=rereading.READERS_VERSION - 1)
            library.set_read(record.document_id, record.read_metadata, report)
        library.manifest.set_meta("readers", str(rereading.READERS_VERSION - 1))


def statuses(house: House) -> dict[str, FileStatus]:
    return {file: report.status for file, report in house.sync().items()}


def test_after_an_update_all_is_read_once_and_what_is_the_same_is_left_as_it_is(house: House) -> None:
    house.sync()
    before = house.hits("ziekteverzuim aanmelding gesprek")
    update(house)
    assert set(statuses(house).values()) == {FileStatus.UNCHANGED}
    assert sorted(house.reader.read_files) == ["intake.txt", "jaarplan.md"]
    assert house.embedder.texts == []
    assert house.hits("ziekteverzuim aanmelding gesprek") == before
    assert set(statuses(house).values()) == {FileStatus.UNCHANGED}
    assert house.reader.read_files == []


def test_what_is_read_better_now_takes_the_place_of_what_was_read(house: House) -> None:
    newer, house.reader = house.reader, OlderReading(house.reader.worker)
    house.sync()
    assert any("vorige versie" in hit.text for hit in house.hits("vorige versie"))
    house.reader = newer
    update(house)
    assert statuses(house) == {"intake.txt": FileStatus.UPDATED, "jaarplan.md": FileStatus.UNCHANGED}
    assert house.watcher.embeddings == [["intake.txt"]]
    assert not any("vorige versie" in hit.text for hit in house.hits("vorige versie"))


@pytest.mark.parametrize("again", [Again.NEVER, Again.NEXT])
def test_a_document_that_cannot_be_read_any_more_stays_as_it_was(house: House, again: Again) -> None:
    house.sync()
    update(house)

    def fail(_: Path) -> None:
        raise ReadError("BESCHADIGD", "Het bestand is beschadigd.", again)

    house.reader.before["intake.txt"] = fail
    passing = again is Again.NEXT
    assert statuses(house)["intake.txt"] is (FileStatus.FAILED if passing else FileStatus.UNCHANGED)
    assert house.hit("intake.txt")
    house.sync()
    assert house.reader.read_files == ["intake.txt"] * passing


def test_a_file_that_no_version_could_read_is_tried_once_more(house: House, tmp_path: Path) -> None:
    bad = house.write("leeg.txt", "\n")
    house.sync()
    update(house)
    other = tmp_path / "elders"
    other.mkdir()
    (other / "brief.txt").write_text("Wij schrijven u over de aanmelding.\n", encoding="utf-8")
    house.sync(other)
    for tried in (True, False):
        house.sync()
        assert (bad.name in house.reader.read_files) is tried
