"""The next file is read while the last one is taken in, and that costs no change that somebody makes meanwhile."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest

from index.errors import ReadError
from index.types import ReadResult
from ingest.ahead import MANY
from ingest.report import FileReport, FileStatus
from ingest.worker import ReadingWorker
from tests.ingest.bad_files import pdf, slow_pdf
from tests.ingest.conftest import OftenReading

PATIENCE = 20.0
NAMES = ("a.md", "b.md", "c.md")


@pytest.fixture
def three(house):
    for path in house.folder.iterdir():
        path.unlink()
    for name in NAMES:
        house.write(name, f"# Nota {name}\n\nDe nota {name} gaat over giraffen.\n")
    return house


def test_the_next_file_is_read_before_this_one_is_done(three) -> None:
    begun = {name: threading.Event() for name in NAMES}
    in_time: list[bool] = []
    three.reader.before = {name: lambda path: begun[path.name].set() for name in NAMES}
    following = dict(pairwise(NAMES))
    three.watcher.after = lambda report: in_time.append(
        report.file not in following or begun[following[report.file]].wait(PATIENCE)
    )
    three.sync(vectors=False)
    assert in_time == [True, True, True]
    assert three.reader.read_files == list(NAMES)


@pytest.fixture
def many(three, monkeypatch):
    monkeypatch.setattr("ingest.ahead.cores", lambda: 2)  # each process of tests has one
    for number in range(MANY):
        three.write(f"nota-{number:02}.md", f"# Nota {number}\n\nDe nota {number} gaat over giraffen.\n")
    return three


def test_of_many_files_two_are_read_at_a_time(many) -> None:
    both = threading.Barrier(2)
    many.reader.before = dict.fromkeys(NAMES[:2], lambda path: both.wait(PATIENCE))  # alone, neither gets on
    reports = many.sync(vectors=False)
    assert {report.status for report in reports.values()} == {FileStatus.ADDED}
    assert sorted(many.reader.read_files) == sorted(path.name for path in many.folder.iterdir())
    assert [report.file for report in many.watcher.reports] == sorted(many.reader.read_files)
    assert [other.worker.running for other in many.reader.others] == [False]


def test_the_second_reader_ends_when_the_work_is_stopped(many) -> None:
    (many.folder / "snel.pdf").write_bytes(pdf())
    (many.folder / "traag.pdf").write_bytes(slow_pdf())

    def stop(report: FileReport) -> None:
        raise KeyboardInterrupt

    many.watcher.after = stop
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        many.sync(vectors=False)
    assert time.monotonic() - began < PATIENCE
    assert [other.worker.running for other in many.reader.others] == [False]


def test_copies_are_read_until_the_first_is_known(many) -> None:
    for number in range(MANY):
        many.write(f"nota-{number:02}.md", "# Nota\n\nDe nota gaat over giraffen.\n")
    many.sync(vectors=False)
    assert len(many.reader.read_files) < MANY
    assert {hit.file for hit in many.hits("giraffen")} == {*NAMES, "nota-00.md"}


class Telling(OftenReading):
    """Says when it has read the second file."""

    def __init__(self, worker: ReadingWorker) -> None:
        super().__init__(worker)
        self.second = threading.Event()

    def read(self, path: Path) -> ReadResult:
        result = super().read(path)
        if path.name == "b.md":
            self.second.set()
        return result


def test_a_change_after_it_was_read_is_seen_by_the_next_sync(three) -> None:
    reader = three.reader = Telling(three.reader.worker)

    def change(report: FileReport) -> None:
        if report.file == "a.md":
            assert reader.second.wait(PATIENCE)
            three.write("b.md", "# Nota b.md\n\nDe nota b.md gaat over zebra's.\n")

    three.watcher.after = change
    three.sync(vectors=False)
    three.watcher.after = lambda _: None
    assert three.sync(vectors=False)["b.md"].status is FileStatus.UPDATED
    assert [hit.file for hit in three.hits("zebra's")] == ["b.md"]


def test_what_is_known_already_is_not_read_ahead(three) -> None:
    three.sync(vectors=False)
    for name in NAMES:
        (three.folder / name).rename(three.folder / f"ander-{name}")
    assert {report.status for report in three.sync(vectors=False).values()} >= {FileStatus.REMOVED}
    assert three.reader.read_files == []


def test_a_file_that_goes_before_its_turn_is_told(three) -> None:
    three.watcher.after = lambda report: (three.folder / "c.md").unlink() if report.file == "a.md" else None
    assert three.sync(vectors=False)["c.md"].status is FileStatus.FAILED


def test_closing_breaks_off_what_is_being_read(tmp_path) -> None:
    path = tmp_path / "traag.pdf"
    path.write_bytes(slow_pdf())
    worker = ReadingWorker()
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(worker.read, path)
        while not worker.running:
            time.sleep(0.01)
        time.sleep(1)
        began = time.monotonic()
        worker.close()
        assert time.monotonic() - began < 2
        with pytest.raises(ReadError):
            reading.result(PATIENCE)
    assert not worker.running
