"""A folder that is empty all at once empties no index: not by a command, not by the app, not by a rebuild."""

from __future__ import annotations

import io
import shutil
import time
from pathlib import Path

import pytest

from app.cli import main
from app.console import Console
from app.ingest_watch import _Updating
from app.ingesting import Ingesting, ingest
from app.keeping import Keeper
from app.librarian import Librarian
from app.receiving import NotKeptError, receive
from index.errors import StoreError
from index.layout import MANIFEST_FILE
from index.service import KnowledgeBase
from index.settings import Settings, load_settings
from index.texts import library as texts
from ingest.emptied import MANY, EmptiedError
from ingest.worker import ReadingWorker

CONSOLE = Console(as_json=True)


@pytest.fixture
def settings(root: Path) -> Settings:
    """As many documents as do not go by themselves; then the drive with them is gone."""
    folder = root / "map"
    folder.mkdir()
    for number in range(MANY):
        text = f"# Stuk {number}\n\nIn wijk {number} staat de fiets van de buurvrouw in het rek.\n"
        (folder / f"stuk-{number}.md").write_text(text, encoding="utf-8")
    settings = load_settings(index=root / "index", corpus=folder)
    assert run(settings) == 0
    shutil.move(folder, root / "schijf")
    folder.mkdir()
    return settings


def run(settings: Settings, *roots: Path, rebuild: bool = False, emptied: bool = False) -> int:
    with ReadingWorker() as worker:
        what = Ingesting(settings, roots or (settings.corpus,), vectors=False, emptied=emptied)
        return ingest(what, worker, rebuild, CONSOLE)


def documents(settings: Settings) -> int:
    kb = KnowledgeBase.open(settings)
    try:
        kb.library.check()
        assert kb.library.roots() == (settings.corpus.absolute(),)
        return len(kb.documents())
    finally:
        kb.close()


@pytest.mark.parametrize("rebuild", [False, True], ids=["sync", "rebuild"])
def test_a_command_changes_nothing_until_it_is_told_that_the_folder_is_meant_to_be_empty(
    settings: Settings, rebuild: bool
) -> None:
    with pytest.raises(EmptiedError, match=rf"{settings.corpus} .* {MANY} staan\. .*netwerkschijf.*--emptied"):
        run(settings, rebuild=rebuild)
    assert documents(settings) == MANY
    assert run(settings, rebuild=rebuild, emptied=True) == 0
    assert documents(settings) == 0


def test_another_empty_folder_is_not_remembered(settings: Settings, root: Path) -> None:
    (root / "typefout").mkdir()
    with pytest.raises(EmptiedError, match="typefout"):
        run(settings, root / "typefout")
    assert documents(settings) == MANY


@pytest.mark.parametrize("left", [b"geen database" * 500, b""], ids=["spoilt", "empty"])
def test_an_index_that_cannot_say_what_was_in_it_is_not_replaced_by_nothing(settings: Settings, left: bytes) -> None:
    (settings.index / MANIFEST_FILE).write_bytes(left)
    with pytest.raises(EmptiedError):
        run(settings, rebuild=True)
    with pytest.raises(StoreError):
        documents(settings)
    settings.corpus.rmdir()
    shutil.move(settings.corpus.with_name("schijf"), settings.corpus)
    run(settings, rebuild=True)
    assert documents(settings) == MANY


def test_the_command_line(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["ingest", str(settings.corpus), "--index", str(settings.index), "--words-only"]
    with pytest.raises(SystemExit) as refused:
        main(command)
    assert refused.value.code == 2
    assert "Er is niets veranderd" in capsys.readouterr().err
    with pytest.raises(SystemExit) as done:
        main([*command, "--emptied"])
    assert done.value.code == 0
    assert "In de map staan geen documenten meer" in capsys.readouterr().out


def test_who_watches_tells_it_and_goes_on(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """Also when the folder was meant to be empty at the beginning."""
    updating = _Updating(Ingesting(settings, [settings.corpus], vectors=False, emptied=True), Console(as_json=False))
    updating.sync()
    told = capsys.readouterr().err
    assert "Er is niets veranderd" in told
    assert told.endswith("Bronwijzer blijft opletten.\n")
    assert documents(settings) == MANY


def test_the_app_says_so_and_stays(settings: Settings) -> None:
    kb = KnowledgeBase.open(settings)
    keeper = Keeper(kb, settings.corpus)
    try:
        keeper.reread()
        _until_idle(keeper)
        assert "Er is niets veranderd" in keeper.state.outcome
        assert "netwerkschijf" in Librarian(keeper).look("")[2]
        assert len(kb.documents()) == MANY
        assert kb.search("fiets").hits
        with pytest.raises(NotKeptError, match="netwerkschijf"):
            receive(keeper, "nieuw.md", io.BytesIO(b"# Nieuw\n\nDe zeppelin landt op dinsdag.\n"))
        assert list(settings.corpus.iterdir()) == []
        settings.corpus.rmdir()
        shutil.move(settings.corpus.with_name("schijf"), settings.corpus)
        receive(keeper, "nieuw.md", io.BytesIO(b"# Nieuw\n\nDe zeppelin landt op dinsdag.\n"))
        _until_idle(keeper)
        assert keeper.state.outcome == texts.outcome({"added": 1, "unchanged": MANY})
    finally:
        keeper.close()
        kb.close()


def _until_idle(keeper: Keeper) -> None:
    end = time.monotonic() + 120
    while keeper.state.progress is not None:
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_new_folder_may_be_empty(root: Path) -> None:
    (root / "leeg").mkdir()
    settings = load_settings(index=root / "index", corpus=root / "leeg")
    assert run(settings) == 0
    assert run(settings, rebuild=True) == 0
    assert documents(settings) == 0
