"""What was removed is in no file of the index any more, and what stays can be found as before."""

from __future__ import annotations

import random
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app import commands
from app.backups import backup
from app.console import Console
from app.ingesting import Ingesting, ingest
from app.rebuilding import noted_roots
from index import disk
from index.layout import MANIFEST_FILE
from index.purging import awaits_purge
from index.service import KnowledgeBase
from index.settings import Settings, load_settings
from ingest.worker import ReadingWorker

STAYS = "Een paarse zeppelin landt op dinsdag in de haven van Domstede."
CONSOLE = Console(as_json=True)
WORDS = 600


@pytest.fixture(autouse=True)
def sqlite_leaves_what_it_deletes(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it does on most computers; some distributions have it overwrite that at once."""
    connect = sqlite3.connect

    def connected(*arguments: Any, **options: Any) -> sqlite3.Connection:
        db = connect(*arguments, **options)
        db.execute("PRAGMA secure_delete=OFF")
        return db

    monkeypatch.setattr(sqlite3, "connect", connected)


@pytest.fixture
def settings(root: Path) -> Settings:
    """Many documents that stay and one that will go, found by their words."""
    folder = root / "map"
    folder.mkdir()
    for number in range(20):
        (folder / f"blijft {number}.md").write_text(f"# Zeppelin {number}\n\n{STAYS}\n", encoding="utf-8")
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=9)) for _ in range(WORDS)]
    (folder / "gaat weg.md").write_text("# Kanarie\n\n" + " ".join(words), encoding="utf-8")
    settings = load_settings(index=root / "index", corpus=folder)
    assert sync(settings) == 0
    return settings


def sync(settings: Settings, *, rebuild: bool = False, emptied: bool = False) -> int:
    roots = (noted_roots(settings.index) if rebuild else ()) or (settings.corpus,)
    with ReadingWorker() as worker:
        return ingest(Ingesting(settings, roots, vectors=False, emptied=emptied), worker, rebuild, CONSOLE)


class Traces:
    """Of the document that goes: words of its text, and pieces of that text as the manifest packs it."""

    def __init__(self, settings: Settings) -> None:
        text = (settings.corpus / "gaat weg.md").read_text(encoding="utf-8")
        with closing(sqlite3.connect(settings.index / MANIFEST_FILE)) as db:
            rows = dict(db.execute("SELECT file, document_id FROM documents"))
            self.document_id = rows["gaat weg.md"]
            [(packed,)] = db.execute("SELECT document FROM documents WHERE document_id = ?", (self.document_id,))
        self._plain = [word.encode() for word in text.split()[2::50]]
        self._packed = [packed[first : first + 24] for first in range(0, len(packed) - 24, 600)]

    def found(self, folder: Path) -> set[str]:
        """Names of files below ``folder`` that hold any of it."""
        files = [path for path in folder.rglob("*") if path.is_file()]
        return {path.name for path in files if self.within(path.read_bytes())}

    def within(self, data: bytes) -> bool:
        data = data.rstrip(b"\0")  # most files of the engine are mostly room
        return any(trace in data for trace in (*self._plain, *self._packed))


def remove_in_app(settings: Settings, document_id: str) -> None:
    """As a keeper does: it counts no more, and its text stays in the files for now."""
    with closing(KnowledgeBase.open(settings)) as kb:
        kb.library.remove(document_id)


def assert_the_rest_is_found(settings: Settings) -> None:
    kb = KnowledgeBase.open(settings)
    try:
        kb.library.check()
        assert len(kb.documents()) == 20
        assert "paarse zeppelin" in kb.search("paarse zeppelin").hits[0].text
    finally:
        kb.close()


def test_nothing_stays_of_a_file_that_is_gone(settings: Settings) -> None:
    traces = Traces(settings)
    assert {MANIFEST_FILE, "original.md", "shelf.sqlite", "page_0.dat"} <= traces.found(settings.index)
    (settings.corpus / "gaat weg.md").unlink()
    assert sync(settings) == 0
    assert traces.found(settings.index) == set()
    assert not awaits_purge(settings.index)
    assert_the_rest_is_found(settings)


def test_nothing_stays_of_what_a_file_said_before(settings: Settings) -> None:
    traces = Traces(settings)
    (settings.corpus / "gaat weg.md").write_text("# Kanarie\n\nHier staat nu iets anders.\n", encoding="utf-8")
    assert sync(settings) == 0
    assert traces.found(settings.index) == set()


def test_the_command_remove_leaves_nothing(settings: Settings) -> None:
    traces = Traces(settings)
    assert commands.remove(settings, traces.document_id, CONSOLE) == 0
    assert traces.found(settings.index) == set()
    assert_the_rest_is_found(settings)


def test_what_the_app_removed_goes_with_the_next_ingest(settings: Settings) -> None:
    """The app only makes a document count no more: rewriting files would hold up whoever searches."""
    traces = Traces(settings)
    (settings.corpus / "gaat weg.md").unlink()
    remove_in_app(settings, traces.document_id)
    assert traces.found(settings.index)
    assert sync(settings) == 0
    assert traces.found(settings.index) == set()
    assert_the_rest_is_found(settings)


def test_nothing_stays_when_all_documents_go(settings: Settings) -> None:
    traces = Traces(settings)
    for path in settings.corpus.iterdir():
        path.unlink()
    assert sync(settings, emptied=True) == 0
    assert traces.found(settings.index) == set()
    for number in range(20):
        (settings.corpus / f"nieuw {number}.md").write_text(f"# Zeppelin {number}\n\n{STAYS}\n", encoding="utf-8")
    assert sync(settings) == 0
    assert_the_rest_is_found(settings)


@pytest.mark.parametrize("has_folder", [True, False])
def test_an_index_that_is_made_anew_holds_nothing_of_what_was_removed(settings: Settings, has_folder: bool) -> None:
    traces = Traces(settings)
    (settings.corpus / "gaat weg.md").unlink()
    remove_in_app(settings, traces.document_id)
    if not has_folder:
        shutil.move(settings.corpus, settings.corpus.with_name("elders"))
    assert sync(settings, rebuild=True) == 0
    assert traces.found(settings.index) == set()
    assert_the_rest_is_found(settings)


def test_a_backup_holds_nothing_of_what_was_removed_before(settings: Settings, tmp_path: Path) -> None:
    traces = Traces(settings)
    (settings.corpus / "gaat weg.md").unlink()
    remove_in_app(settings, traces.document_id)
    assert backup(settings, tmp_path / "alles.zip", CONSOLE) == 0
    with zipfile.ZipFile(tmp_path / "alles.zip") as parts:
        assert [name for name in parts.namelist() if traces.within(parts.read(name))] == []


def test_without_room_for_it_that_is_said_and_it_can_be_done_later(settings: Settings, monkeypatch, capsys) -> None:
    traces = Traces(settings)
    (settings.corpus / "gaat weg.md").unlink()
    remove_in_app(settings, traces.document_id)
    capsys.readouterr()
    monkeypatch.setattr("index.purging.require_room", lambda *_: disk.require_room(settings.index, 1 << 60))
    assert sync(settings) == 1
    assert "staat nog in de bestanden van de index. De schijf is vol" in capsys.readouterr().err
    assert_the_rest_is_found(settings)
    monkeypatch.undo()
    assert sync(settings) == 0
    assert traces.found(settings.index) == set()


def test_cut_short_it_leaves_the_index_as_it_was(settings: Settings, monkeypatch) -> None:
    """The engine would have points twice after this: it had copied them, and did not come to deleting the old ones."""
    traces = Traces(settings)
    monkeypatch.setattr("index.store.purging._fill_log", interrupted)
    with pytest.raises(KeyboardInterrupt):
        commands.remove(settings, traces.document_id, CONSOLE)
    assert_the_rest_is_found(settings)
    assert traces.found(settings.index)
    monkeypatch.undo()
    (settings.corpus / "gaat weg.md").unlink()
    assert sync(settings) == 0
    assert traces.found(settings.index) == set()


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_index_from_which_nothing_went_is_left_as_it_is(settings: Settings, capsys) -> None:
    before = {path: path.stat().st_mtime_ns for path in settings.index.rglob("page_*.dat")}
    capsys.readouterr()
    assert sync(settings) == 0
    assert "verwijderde" not in capsys.readouterr().err
    assert {path: path.stat().st_mtime_ns for path in settings.index.rglob("page_*.dat")} == before
