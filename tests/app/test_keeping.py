"""Vectors are made in the background; whatever people do goes before it, and nothing is done twice for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app import following, keeping
from app.following import follow, follow_days
from app.keeping import Keeper
from app.librarian import Librarian
from index.service import KnowledgeBase
from index.settings import load_settings
from index.types import DocumentStatus
from ingest import vectors
from ingest.settling import hold_on

TEXT = (
    "# Wijk {number}\n\n" + "In wijk {number} bellen buren elke week aan bij wie alleen woont en om hulp vraagt. " * 8
)


def until(what: Callable[[], object], seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.02)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "map"
    folder.mkdir()
    for number in range(16):
        (folder / f"wijk-{number:02}.md").write_text(TEXT.format(number=number), encoding="utf-8")
    return folder


@pytest.fixture
def keeper(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keeper]:
    monkeypatch.setattr(vectors, "PASSAGES_AT_ONCE", 2)
    monkeypatch.setattr(keeping, "PATIENCE", 60.0)
    kb = KnowledgeBase.open(load_settings(index=folder.parent / "index"))
    kb.warm_up()
    keeper = Keeper(kb, folder)
    yield keeper
    keeper.close()
    kb.close()


def lacking(keeper: Keeper) -> int:
    return keeper.kb.words_only().number


def making(keeper: Keeper) -> bool:
    progress = keeper.state.progress
    return progress is not None and progress.meaning


def test_words_come_first_and_people_go_before_vectors(keeper: Keeper, folder: Path) -> None:
    keeper.reread()
    until(lambda: making(keeper))
    assert keeper.state.outcome == "Klaar: 16 nieuw."
    assert len(keeper.kb.documents()) == 16
    assert lacking(keeper) > 8
    result = keeper.kb.search("buren")
    assert result.words_only > 0
    assert "alleen op woorden" in result.notice
    shown = Librarian(keeper)
    assert "op betekenis vindbaar" in shown.look("")[2]
    gone = keeper.kb.documents()[-1].document_id
    keeper.remove(gone)
    assert gone not in keeper.kb.library.records()
    (folder / "nieuw.md").write_text("# Zeppelins\n\nDe zeppelin landt op dinsdag in de haven.\n", encoding="utf-8")
    keeper.reread()
    until(lambda: [hit.file for hit in keeper.kb.search("zeppelin haven").hits[:1]] == ["nieuw.md"])
    until(lambda: keeper.state.progress is None)
    assert lacking(keeper) == 0
    assert keeper.kb.search("buren").notice == ""


def test_what_was_broken_off_is_taken_up_by_the_next_start(keeper: Keeper, folder: Path) -> None:
    keeper.reread()
    until(lambda: making(keeper))
    keeper.close()
    left = lacking(keeper)
    assert left > 0
    again = Keeper(keeper.kb, folder)
    again.finish()
    until(lambda: lacking(again) == 0 and again.state.progress is None)
    again.finish()
    assert again.state.progress is None


def test_a_folder_that_is_followed_is_read_by_itself(keeper: Keeper, folder: Path) -> None:
    for path in sorted(folder.iterdir())[2:]:
        path.unlink()
    stop = threading.Event()
    follow(keeper, polling=False, stop=stop)
    try:
        until(lambda: len(keeper.kb.documents()) == 2)
        (folder / "nieuw.md").write_text("# Zeppelins\n\nDe zeppelin landt op dinsdag in de haven.\n", encoding="utf-8")
        until(lambda: any(record.file == "nieuw.md" for record in keeper.kb.documents()))
        (folder / "nieuw.md").unlink()
        until(lambda: len(keeper.kb.documents()) == 2)
    finally:
        stop.set()
        until(lambda: keeper.state.progress is None)


def test_while_the_app_runs_a_document_ends_on_its_day(
    keeper: Keeper, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in sorted(folder.iterdir())[1:]:
        path.unlink()
    ended = date.today() - timedelta(days=1)
    (folder / "wijk-00.md.toml").write_text(f"valid_to = {ended}\n", encoding="utf-8")
    keeper.reread()
    until(lambda: len(keeper.kb.documents()) == 1 and keeper.state.progress is None)
    hold_on(keeper.kb.library, ended)  # as it was on that day
    assert [hit.document.status for hit in keeper.kb.search("buren").hits] == [DocumentStatus.VALID]
    monkeypatch.setattr(following, "DAY_SECONDS", 0.05)
    stop = threading.Event()
    follow_days(keeper, stop)
    try:
        # Its passages are told first, what is said of the document after them.
        until(lambda: keeper.kb.documents()[0].metadata.status is DocumentStatus.EXPIRED)
        assert not keeper.kb.search("buren").hits
    finally:
        stop.set()
        until(lambda: keeper.state.progress is None)
