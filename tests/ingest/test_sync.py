"""A sync follows sidecars, and tries again what may work the next time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.layout import MANIFEST_FILE
from ingest.failures import PASSING, failure
from ingest.limits import Limits
from ingest.report import FileReport, FileStatus
from ingest.worker import ReadingWorker
from tests.ingest.bad_files import large_pdf

PLAN = "# Jaarplan {year}\n\nHet doel voor het ziekteverzuim is {goal} procent van alle dagen.\n"
INTAKE = "# Werkproces intake\n\nBinnen vijf werkdagen na de aanmelding is er een eerste gesprek.\n"


def statuses(reports: dict[str, FileReport]) -> dict[str, str]:
    return {file: report.status.value for file, report in reports.items()}


def test_a_new_changed_and_removed_sidecar_is_followed_without_reading_or_embedding(house) -> None:
    house.sync()
    sidecar = house.write("jaarplan.md.toml", 'organisation = "Oeverlicht"\nstatus = "concept"\nyear = 2031\n')
    assert statuses(house.sync()) == {"jaarplan.md": "updated", "intake.txt": "unchanged"}
    document = house.hit("jaarplan.md").document
    assert (document.organisation, document.status, document.year) == ("Oeverlicht", "concept", 2031)

    sidecar.write_text('organisation = "Zonneveld"\nkind = "kader"\n', encoding="utf-8")
    assert house.sync()["jaarplan.md"].status is FileStatus.UPDATED
    document = house.hit("jaarplan.md").document
    assert (document.organisation, document.kind, document.status, document.year) == (
        "Zonneveld",
        "kader",
        "geldig",
        2025,
    )

    sidecar.unlink()
    assert house.sync()["jaarplan.md"].status is FileStatus.UPDATED
    document = house.hit("jaarplan.md").document
    assert (document.organisation, document.kind) == (None, "jaarplan")
    assert house.reader.read_files == house.embedder.texts == []
    assert set(statuses(house.sync()).values()) == {"unchanged"}


def test_a_new_title_is_embedded_again_but_not_read_again(house) -> None:
    house.sync()
    before = house.hit("jaarplan.md")
    house.write("jaarplan.md.toml", 'title = "Plan over giraffen"\n')
    reports = house.sync()
    assert reports["jaarplan.md"].status is FileStatus.UPDATED
    assert (house.watcher.rounds, house.watcher.embeddings) == ([[]], [["jaarplan.md"]])
    assert house.reader.read_files == []
    assert house.embedder.texts and all("ziekteverzuim" in t or "Jaarplan" in t for t in house.embedder.texts)
    after = house.hit("jaarplan.md")
    assert after.document.title == "Plan over giraffen"
    assert (after.document.id, after.text, after.start) == (before.document.id, before.text, before.start)
    assert house.hits("giraffen")[0].file == "jaarplan.md"
    house.sync()
    assert house.embedder.texts == []


def test_a_sidecar_that_was_there_from_the_start_costs_one_embedding(house) -> None:
    house.write("intake.txt.toml", 'title = "Zo gaat een intake"\n')
    house.sync()
    assert house.watcher.rounds == house.watcher.embeddings == [["intake.txt", "jaarplan.md"]]
    assert house.hit("intake.txt").document.title == "Zo gaat een intake"


def test_a_broken_sidecar_is_told_and_takes_nothing_away(house) -> None:
    sidecar = house.write("jaarplan.md.toml", 'organisation = "Oeverlicht"\n')
    house.sync()
    sidecar.write_text("organisatie: Oeverlicht", encoding="utf-8")
    for _ in range(2):
        report = house.sync()["jaarplan.md"]
        assert (report.status, report.error_code) == (FileStatus.FAILED, "BIJSCHRIFT")
        assert "jaarplan.md.toml" in (report.error or "")
        assert house.hit("jaarplan.md").document.organisation == "Oeverlicht"
    sidecar.write_text('organisation = "Oeverlicht"\n', encoding="utf-8")
    assert house.sync()["jaarplan.md"].status is FileStatus.UNCHANGED


def test_a_new_document_with_a_broken_sidecar_is_read_once_that_is_mended(house) -> None:
    sidecar = house.write("jaarplan.md.toml", "jaar = 2025\n")
    assert house.sync()["jaarplan.md"].error_code == "BIJSCHRIFT"
    assert house.files() == {"intake.txt"}
    sidecar.write_text("year = 2024\n", encoding="utf-8")
    assert house.sync()["jaarplan.md"].status is FileStatus.ADDED
    assert house.hit("jaarplan.md").document.year == 2024


def test_what_failed_for_its_content_is_not_read_again_until_it_changes(house) -> None:
    path = house.write("leeg.txt", "")
    for _ in range(2):
        assert house.sync()["leeg.txt"].error_code == "LEEG"
    assert house.reader.read_files == []
    path.write_text(INTAKE + "Nu staat er wel iets in.\n", encoding="utf-8")
    assert house.sync()["leeg.txt"].status is FileStatus.ADDED


@pytest.mark.parametrize("code", ["LEZER_WERKT_NIET", "TE_ZWAAR", "NIET_TE_OPENEN"])
def test_what_failed_for_another_reason_is_tried_again(house, code: str) -> None:
    def fail(_: Path) -> None:
        raise failure(code, what="tijd", reason="het kon even niet")

    house.reader.before["intake.txt"] = fail
    assert house.sync()["intake.txt"].error_code == code
    assert house.sync()["intake.txt"].error_code == code
    assert house.reader.read_files == ["intake.txt"]
    house.reader.before.clear()
    assert statuses(house.sync()) == {"jaarplan.md": "unchanged", "intake.txt": "added"}


def test_a_file_that_needs_too_much_memory_is_not_tried_again_until_it_changes(house) -> None:
    path = large_pdf(400)
    (house.folder / "groot.pdf").write_bytes(path)
    with ReadingWorker(Limits(memory_bytes=250_000_000)) as small:
        house.reader.worker = small
        for read in (["groot.pdf", "intake.txt", "jaarplan.md"], []):
            report = house.sync()["groot.pdf"]
            assert (report.status, report.error_code) == (FileStatus.FAILED, "TE_ZWAAR")
            assert "geheugen" in (report.error or "")
            assert sorted(house.reader.read_files) == read
        (house.folder / "groot.pdf").write_bytes(path + b"\n")
        house.sync()
        assert house.reader.read_files == ["groot.pdf"]


def test_files_of_an_index_from_before_are_tried_once_more(house) -> None:
    house.write("leeg.txt", "")
    house.sync()
    with closing(sqlite3.connect(house.index / MANIFEST_FILE)) as manifest:
        manifest.execute("ALTER TABLE files DROP COLUMN again")
        manifest.commit()
    assert statuses(house.sync()) == {"jaarplan.md": "unchanged", "intake.txt": "unchanged", "leeg.txt": "failed"}
    assert house.reader.read_files == ["leeg.txt"]
    house.sync()
    assert house.reader.read_files == []


def test_a_changed_file_that_cannot_be_read_for_now_keeps_what_it_said(house) -> None:
    house.sync()

    def fail(_: Path) -> None:
        raise failure("TE_ZWAAR", what="tijd")

    house.reader.before["intake.txt"] = fail
    house.write("intake.txt", INTAKE.replace("vijf", "acht"))
    assert house.sync()["intake.txt"].status is FileStatus.FAILED
    assert "vijf werkdagen" in house.hit("intake.txt").text
    house.reader.before.clear()
    assert house.sync()["intake.txt"].status is FileStatus.UPDATED
    assert "acht werkdagen" in house.hit("intake.txt").text


def test_every_passing_code_has_words() -> None:
    from index.texts.reading import MESSAGES

    assert PASSING - {"BIJSCHRIFT"} <= set(MESSAGES)
