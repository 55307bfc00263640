"""Changes are told once they have come to rest, and only those that may concern the library."""

from __future__ import annotations

import errno
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from watchfiles import Change

from ingest.following import Following, concerns

PATIENCE = 20.0


class Told:
    """Counts the changes that were told."""

    def __init__(self) -> None:
        self.number = 0
        self.at = 0.0
        self._new = threading.Condition()

    def add(self) -> None:
        with self._new:
            self.number, self.at = self.number + 1, time.monotonic()
            self._new.notify_all()

    def wait(self, number: int) -> None:
        with self._new:
            assert self._new.wait_for(lambda: self.number >= number, PATIENCE), f"{self.number} of {number}"


@contextmanager
def followed(following: Following) -> Iterator[Told]:
    stop, told = threading.Event(), Told()

    def follow() -> None:
        for _ in following.changes(stop):
            told.add()

    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


@pytest.mark.parametrize("polling", [False, True])
def test_a_file_that_grows_is_told_when_it_is_complete(tmp_path: Path, polling: bool) -> None:
    with followed(Following([tmp_path], polling=polling, quiet=1.0)) as told:
        told.wait(1)
        with (tmp_path / "plan.txt").open("w", encoding="utf-8") as file:
            for _ in range(8):
                file.write("nog een zin.\n")
                file.flush()
                time.sleep(0.3)
            complete = time.monotonic()
        told.wait(2)
        assert told.at > complete


def test_what_does_not_concern_the_library_is_not_told(tmp_path: Path) -> None:
    with followed(Following([tmp_path], quiet=0.2)) as told:
        told.wait(1)
        for name in ("~$plan.docx", ".plan.pdf.part", "foto.jpg"):
            (tmp_path / name).write_bytes(b"x")
        time.sleep(1.5)
        assert told.number == 1
        (tmp_path / "map").mkdir()
        told.wait(2)


def test_a_folder_that_goes_and_comes_is_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "stukken"
    with followed(Following([folder], quiet=0.2)) as told:
        time.sleep(0.3)
        assert told.number == 0
        folder.mkdir()
        told.wait(1)
        folder.rename(tmp_path / "weg")
        time.sleep(2)
        (tmp_path / "weg").rename(folder)
        told.wait(2)
        before = told.number
        (folder / "plan.md").write_text("tekst", encoding="utf-8")
        told.wait(before + 1)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("plan.PDF", True), ("plan.pdf.toml", True), ("weg", True), ("~$plan.docx", False), (".git", False)],
)
def test_names_tell_what_may_concern_the_library(name: str, expected: bool) -> None:
    assert concerns(Change.added, f"/nergens/{name}") is expected


def test_a_share_that_is_away_for_a_moment_is_followed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python 3.11's ``Path.exists`` raises what the system says of such a share."""
    looked, away, real = threading.Event(), threading.Event(), os.stat

    def stat(path: object, *args: object, **more: object) -> os.stat_result:
        if away.is_set() and path == tmp_path:
            away.clear()
            looked.set()
            raise OSError(errno.EHOSTDOWN, "Host is down")
        return real(path, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "stat", stat)
    with followed(Following([tmp_path], quiet=0.2)) as told:
        told.wait(1)
        away.set()
        assert looked.wait(PATIENCE)
        told.wait(2)
        (tmp_path / "plan.md").write_text("tekst", encoding="utf-8")
        told.wait(3)


def test_a_file_that_never_rests_holds_up_the_others_for_a_while_only(tmp_path: Path) -> None:
    grown, path = threading.Event(), tmp_path / "verslag.txt"

    def grow() -> None:
        while not grown.wait(0.1):
            with path.open("a", encoding="utf-8") as file:
                file.write("nog een zin.\n")

    with followed(Following([tmp_path], quiet=0.3, longest=1.0)) as told:
        told.wait(1)
        growing = threading.Thread(target=grow, daemon=True)
        growing.start()
        try:
            told.wait(3)  # it is told again, too, as long as it grows
        finally:
            grown.set()
            growing.join()
