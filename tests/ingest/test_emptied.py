"""A folder in which nothing is left of many documents is a drive that is not there, until somebody says otherwise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ingest.emptied import MANY, EmptiedError
from ingest.report import FileReport
from tests.ingest.conftest import House

EVERYTHING = MANY + 2


@pytest.fixture
def full(house: House) -> House:
    """A folder with as many documents as do not go by themselves, in the index."""
    write(house, "wijk", MANY)
    house.sync(vectors=False)
    assert len(house.files()) == EVERYTHING
    return house


def write(house: House, folder: str, number: int) -> None:
    for one in range(number):
        text = f"# Stuk {one}\n\nIn {folder} {one} staat de fiets van de buurvrouw in het rek van het buurthuis.\n"
        house.write(f"{folder}/stuk-{one}.md", text)


def empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def statuses(reports: dict[str, FileReport]) -> set[str]:
    return {report.status.value for report in reports.values()}


def test_a_drive_that_is_not_there_costs_nothing(full: House) -> None:
    shutil.move(full.folder, full.folder.with_name("schijf"))
    full.folder.mkdir()
    for _ in range(2):
        with pytest.raises(EmptiedError, match=rf"{full.folder} staan geen .* {EVERYTHING} staan.*--emptied"):
            full.sync(vectors=False)
    assert len(full.files()) == EVERYTHING
    full.folder.rmdir()
    shutil.move(full.folder.with_name("schijf"), full.folder)
    assert statuses(full.sync(vectors=False)) == {"unchanged"}


def test_who_means_it_says_so(full: House) -> None:
    empty(full.folder)
    assert statuses(full.sync(vectors=False, emptied=True)) == {"removed"}
    assert full.files() == set()
    assert full.sync(vectors=False) == {}


def test_some_documents_may_go_by_themselves(full: House) -> None:
    shutil.rmtree(full.folder / "wijk")
    full.sync(vectors=False)
    assert full.files() == {"jaarplan.md", "intake.txt"}
    empty(full.folder)
    assert statuses(full.sync(vectors=False)) == {"removed"}


def test_a_folder_that_is_called_otherwise_is_not_gone(full: House) -> None:
    for path in (full.folder / "jaarplan.md", full.folder / "intake.txt"):
        shutil.move(path, full.folder / "wijk")
    full.sync(vectors=False)
    (full.folder / "wijk").rename(full.folder / "buurt")
    full.sync(vectors=False)
    assert len(full.files()) == EVERYTHING


def test_one_of_two_folders_is_enough(full: House) -> None:
    other = full.folder.with_name("ander")
    other.mkdir()
    (other / "ander.md").write_text("# Ander\n\nDe zeppelin landt op dinsdag in de haven.\n", encoding="utf-8")
    full.sync(full.folder, other, vectors=False)
    empty(full.folder)
    with pytest.raises(EmptiedError, match=str(full.folder)):
        full.sync(full.folder, other, vectors=False)
    with pytest.raises(EmptiedError, match=str(full.folder)):
        full.sync(full.folder, other / "ander.md", vectors=False)
    assert len(full.files()) == EVERYTHING + 1
    full.sync(other, vectors=False)  # somebody chose another folder, and it is not empty
    assert full.files() == {"ander.md"}


def test_a_drive_behind_a_link_is_a_drive_too(house: House) -> None:
    drive = house.folder.with_name("schijf")
    shutil.move(house.folder, drive)
    house.folder.mkdir()
    (house.folder / "stukken").symlink_to(drive, target_is_directory=True)
    write(house, "stukken/wijk", MANY)
    house.sync(vectors=False)
    empty(drive)
    with pytest.raises(EmptiedError, match=str(house.folder)):
        house.sync(vectors=False)
    assert len(house.files()) == EVERYTHING


def test_examples_below_the_drive_do_not_stand_for_the_documents(full: House) -> None:
    """The folder may have come with examples, and be where the drive is mounted."""
    shutil.rmtree(full.folder)
    full.write("voorbeeld/plan.md", "# Voorbeeld\n\nDe zeppelin landt op dinsdag in de haven.\n")
    with pytest.raises(EmptiedError, match=f" {EVERYTHING} staan"):
        full.sync(vectors=False)
    assert len(full.files()) == EVERYTHING
    full.sync(vectors=False, emptied=True)
    assert full.files() == {"plan.md"}


def test_examples_come_and_go_by_themselves(house: House) -> None:
    empty(house.folder)
    write(house, "voorbeeld", EVERYTHING)
    house.sync(vectors=False)
    (house.folder / "voorbeeld" / "stuk-0.md").unlink()
    house.sync(vectors=False)
    house.write("eigen.md", "# Eigen\n\nDe zeppelin landt op dinsdag in de haven.\n")
    house.sync(vectors=False)
    assert house.files() == {"eigen.md"}
    (house.folder / "eigen.md").unlink()
    house.sync(vectors=False)
    assert len(house.files()) == EVERYTHING - 1
    for path in sorted((house.folder / "voorbeeld").iterdir())[1:]:
        path.unlink()
    house.sync(vectors=False)
    assert len(house.files()) == 1
