"""Files, folders, disks and libraries that misbehave: each ends in words, and the rest goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import disk
from index.errors import ModelError, ReadError, StoreFullError, StoreLockedError
from index.library import Library
from index.renewal import renewing
from ingest.failures import failure
from ingest.files import PathMissingError
from ingest.limits import Limits
from ingest.reading import read_file
from ingest.report import FileReport, FileStatus
from ingest.sync import Sync

INTAKE = "# Werkproces intake\n\nBinnen vijf werkdagen na de aanmelding is er een eerste gesprek.\n"
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def statuses(reports: dict[str, FileReport]) -> dict[str, str]:
    return {file: report.status.value for file, report in reports.items()}


def test_a_file_that_disappears_meanwhile_is_told(house) -> None:
    house.watcher.after = lambda report: (house.folder / "jaarplan.md").unlink(missing_ok=True)
    report = house.sync()["jaarplan.md"]
    assert (report.status, report.error_code) == (FileStatus.FAILED, "NIET_TE_OPENEN")
    assert "is er niet meer" in (report.error or "")
    assert house.files() == {"intake.txt"}
    house.watcher.after = lambda report: None
    assert house.sync()["jaarplan.md"].status is FileStatus.REMOVED


def test_who_may_see_a_document_stays_said_while_its_folder_is_away(house) -> None:
    beside = house.write("jaarplan.md.toml", 'groups = ["bestuur"]\ntitle = "Plan"\n')
    house.sync(vectors=False)

    def described() -> tuple[str, tuple[str, ...]]:
        library = Library(house.index, house.embedder)
        try:
            Sync(library, house.encoder, house.reader, house.catalogue, house.watcher).describe()
            metadata = {record.file: record.metadata for record in library.records().values()}["jaarplan.md"]
        finally:
            library.close()
        return metadata.title, metadata.groups

    house.folder.rename(house.folder.with_name("weg"))
    assert described() == ("Plan", ("bestuur",))
    house.folder.with_name("weg").rename(house.folder)
    beside.unlink()
    assert described() == ("Jaarplan 2025", ())


def test_a_file_that_disappears_while_it_is_read_is_told(house) -> None:
    house.reader.before["intake.txt"] = Path.unlink
    assert house.sync()["intake.txt"].error_code == "NIET_TE_OPENEN"
    assert house.files() == {"jaarplan.md"}


def test_a_file_that_disappears_between_two_looks_is_not_called_damaged(tmp_path, monkeypatch) -> None:
    path = tmp_path / "nota.md"
    path.write_text("# Nota\n\nDe nota gaat over giraffen.\n", encoding="utf-8")
    monkeypatch.setattr("ingest.reading.sniff", lambda path, limits: path.unlink())
    with pytest.raises(ReadError, match="is er niet meer") as failed:
        read_file(path, Limits())
    assert failed.value.code == "NIET_TE_OPENEN"


def closed_folder(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may open everything, so for root the system's answer is given instead."""
    if not AS_ROOT:
        path.chmod(0)
        return
    iterdir = Path.iterdir

    def refusing(self: Path) -> Iterator[Path]:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return iterdir(self)

    monkeypatch.setattr(Path, "iterdir", refusing)


def test_a_folder_that_is_closed_for_now_loses_nothing(house, monkeypatch: pytest.MonkeyPatch) -> None:
    house.write("team/visie.md", "# Visie\n\nIedereen doet mee in de wijk, ook de buurvrouw met haar fiets.\n")
    house.write("team/visie.md.toml", 'title = "Meedoen"\n')
    house.sync()
    (house.folder / "intake.txt").unlink()
    closed_folder(house.folder / "team", monkeypatch)
    try:
        reports = house.sync()
    finally:
        monkeypatch.undo()
        (house.folder / "team").chmod(0o700)
    assert statuses(reports) == {"team": "failed", "intake.txt": "removed", "jaarplan.md": "unchanged"}
    assert reports["team"].error_code == "MAP_GESLOTEN"
    assert "geen rechten" in (reports["team"].error or "")
    assert house.hits("fiets")[0].document.title == "Meedoen"
    assert statuses(house.sync()) == {"jaarplan.md": "unchanged", "visie.md": "unchanged"}


def test_links_to_themselves_and_to_nowhere_are_told_and_linked_folders_are_read_once(house) -> None:
    house.write("diep/stuk.md", "# Stuk\n\nDe buurvrouw zet haar fiets in het rek van het buurthuis.\n")
    (house.folder / "diep" / "terug").symlink_to(house.folder, target_is_directory=True)
    (house.folder / "lus.md").symlink_to("lus.md")
    (house.folder / "weg.pdf").symlink_to("bestaat-niet.pdf")
    reports = house.report().documents
    assert [r.file for r in reports if r.status is FileStatus.ADDED] == ["intake.txt", "jaarplan.md", "stuk.md"]
    failed = {r.file: r for r in reports if r.status is FileStatus.FAILED}
    assert {r.error_code for r in failed.values()} == {"NIET_TE_OPENEN"}
    assert "verwijst" in (failed["lus.md"].error or "")
    assert len(failed) == 2


ODD_NAMES = {
    "twee\nregels.md": "Twee regels",
    "feest 🎉.md": "Feest 🎉",
    "plan\u202efdp.md": "Planfdp",
    "<img src=x onerror=alert(1)>.md": "<img src=x onerror=alert(1)>",
    "\u200b.md": "Zonder titel",
}


def test_odd_names_are_kept_and_make_decent_titles(house) -> None:
    for place, name in zip(("het rek", "de schuur", "een tuin", "de straat", "onze hal"), ODD_NAMES, strict=True):
        house.write(name, f"de fiets staat in {place} en niemand weet van wie, zegt de buurvrouw uit {place}.\n")
    assert set(statuses(house.sync()).values()) == {"added"}
    titles = {hit.file: hit.document.title for hit in house.hits("fiets buurvrouw")}
    assert ODD_NAMES.items() <= titles.items()
    assert set(statuses(house.sync()).values()) == {"unchanged"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_text_is_told(house) -> None:
    path = os.fsencode(house.folder) + b"/stuk-\xff.md"
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123  a Path cannot be bytes
        file.write(INTAKE)
    reports = house.sync()
    failed = next(r for r in reports.values() if r.status is FileStatus.FAILED)
    assert "geef het een andere naam" in (failed.error or "")
    failed.file.encode()
    assert house.files() == {"jaarplan.md", "intake.txt"}


def test_an_empty_folder_empties_the_index_and_a_missing_one_does_not(house) -> None:
    house.sync()
    shutil.move(house.folder, house.folder.with_name("weg"))
    with pytest.raises(PathMissingError, match="bestaat niet"):
        house.sync()
    assert house.files() == {"jaarplan.md", "intake.txt"}
    house.folder.mkdir()
    assert set(statuses(house.sync()).values()) == {"removed"}
    assert house.files() == set()
    assert list((house.index / "originals").iterdir()) == []


def test_a_library_that_fails_on_one_file_does_not_cost_the_others(house) -> None:
    house.embedder.fail_on = ("ziekteverzuim", RuntimeError("kernel"))
    house.write("visie.md", "# Visie\n\nIedereen doet mee in de wijk, ook de buurvrouw met haar fiets.\n")
    reports = house.sync()
    assert statuses(reports) == {"jaarplan.md": "failed", "intake.txt": "added", "visie.md": "added"}
    assert reports["jaarplan.md"].error_code == "NIET_VERWERKT"
    assert "RuntimeError" in (reports["jaarplan.md"].error or "")
    assert house.hits("ziekteverzuim")[0].file == "jaarplan.md"
    house.embedder.fail_on = None
    assert house.sync()["jaarplan.md"].status is FileStatus.UNCHANGED
    assert (house.reader.read_files, house.watcher.embeddings) == ([], [["jaarplan.md"]])


def test_a_title_that_cannot_be_embedded_counts_by_its_words(house) -> None:
    house.sync()
    house.write("jaarplan.md.toml", 'title = "Nieuw"\nyear = 2030\n')
    house.embedder.fail_on = ("ziekteverzuim", RuntimeError("kernel"))
    assert house.sync()["jaarplan.md"].error_code == "NIET_VERWERKT"
    document = house.hit("jaarplan.md").document
    assert (document.title, document.year) == ("Nieuw", 2030)
    house.embedder.fail_on = None
    assert house.sync()["jaarplan.md"].status is FileStatus.UNCHANGED
    assert house.watcher.embeddings == [["jaarplan.md"]]
    house.sync()
    assert house.watcher.embeddings == [[]]


def test_a_full_disk_stops_the_sync_and_keeps_what_was_added(house, monkeypatch: pytest.MonkeyPatch) -> None:
    house.watcher.after = lambda report: monkeypatch.setattr(disk, "MIN_FREE_BYTES", 1 << 60)
    with pytest.raises(StoreFullError, match="schijf is vol"):
        house.sync()
    monkeypatch.undo()
    assert [r.file for r in house.watcher.reports] == ["intake.txt"]
    assert house.files() == {"intake.txt"}
    house.watcher.after = lambda report: None
    assert statuses(house.sync()) == {"intake.txt": "unchanged", "jaarplan.md": "added"}


def test_a_model_that_does_not_load_stops_the_sync(house) -> None:
    house.embedder.fail_on = ("werkdagen", ModelError("Het taalmodel gaat niet open."))
    with pytest.raises(ModelError):
        house.sync()
    assert house.hits("werkdagen")[0].file == "intake.txt"
    house.embedder.fail_on = None
    assert set(statuses(house.sync()).values()) == {"unchanged"}
    assert house.reader.read_files == []
    assert "Binnen vijf werkdagen na de aanmelding is er een eerste gesprek." in house.embedder.texts


def test_an_index_has_one_owner_from_its_first_moment(house) -> None:
    library = Library(house.index, house.embedder)
    with pytest.raises(StoreLockedError, match="al in gebruik"):
        house.sync()
    with pytest.raises(StoreLockedError, match="al in gebruik"), renewing(house.index):
        pass
    library.close()
    assert set(statuses(house.sync()).values()) == {"added"}


def test_two_syncs_at_once_damage_nothing(root: Path, house) -> None:
    (house.folder / "jaarplan.md").write_bytes(b"")
    (house.folder / "intake.txt").unlink()
    command = [Path(sys.executable).with_name("bronwijzer"), "ingest", house.folder, "--index", house.index]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BRONWIJZER_")}
    running = [
        subprocess.Popen(command, cwd=root, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    ended = [(process.communicate(timeout=60)[1], process.returncode) for process in running]
    assert 1 in {code for _, code in ended}
    assert all("al in gebruik" in err for err, code in ended if code != 1)


def test_read_errors_keep_their_words() -> None:
    error = failure("NIET_VERWERKT", reason="RuntimeError")
    assert isinstance(error, ReadError)
    assert "opnieuw geprobeerd" in error.message
