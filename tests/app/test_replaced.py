"""An app that reads an index on a server, of which another process makes a new one. (The server is a stand-in.)"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from app import replaced
from app.backups import backup, restore
from app.migrating import migrate
from app.replaced import IndexReplacedError, Place, ending_when_replaced
from app.server import _end
from index.errors import StoreError
from index.service import KnowledgeBase
from index.settings import Settings
from tests.app.test_on_server import CONSOLE, installed, run, there
from tests.conftest import serving_index
from tests.qdrant_server import running

WAYS: dict[str, Callable[[Settings], object]] = {
    "rebuilt": lambda settings: run(settings, rebuild=True),
    "put back": lambda settings: restore(settings, settings.index.parent / "b.zip", True, CONSOLE),
    "moved": lambda settings: migrate(settings, "embedded", CONSOLE),
}


@pytest.fixture
def settings(root: Path) -> Iterator[Settings]:
    with running() as server:
        settings = there(installed(root), server)
        run(settings)
        yield settings


@pytest.fixture
def reader(settings: Settings) -> Iterator[KnowledgeBase]:
    """Opened while another had it, which then lets go."""
    with closing(KnowledgeBase.open(settings)) as owner:
        reader = KnowledgeBase.open(settings)
        assert owner.library.ownership.owns
        assert not reader.library.ownership.owns
    with closing(reader):
        yield reader


@pytest.mark.parametrize("way", WAYS)
def test_a_reader_notices_that_another_index_came_in_its_place(settings, reader, way) -> None:
    backup(settings, settings.index.parent / "b.zip", CONSOLE)
    place = Place(reader.library)
    (settings.corpus / "visie.md").write_text("# Visie\n\nBuren bellen elke week aan.\n", encoding="utf-8")
    run(settings)
    assert not place.is_taken(), "a change is no other index"
    assert reader.search("buren").hits
    WAYS[way](settings)
    with pytest.raises(StoreError):
        reader.search("buren")
    assert place.is_taken()


def test_a_reader_whose_manifest_is_away_goes_on(settings, reader) -> None:
    place = Place(reader.library)
    settings.index.rename(settings.index.with_name("weg"))
    assert not place.is_taken()
    assert not settings.index.exists()
    settings.index.with_name("weg").rename(settings.index)
    assert not place.is_taken()


@pytest.fixture
def ending(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the app does when it is told to end."""
    monkeypatch.setattr(replaced, "LOOK_SECONDS", 0.05)
    former = signal.signal(signal.SIGTERM, _end)
    yield
    signal.signal(signal.SIGTERM, former)


@pytest.mark.usefixtures("ending")
def test_then_the_app_ends_and_says_why(settings, reader) -> None:
    run(settings, rebuild=True)
    ends = pytest.raises(IndexReplacedError, match="Start Bronwijzer opnieuw")
    with ends as ended, ending_when_replaced(reader.library):
        time.sleep(30)
    assert ended.value.exit_code == 1


@pytest.mark.usefixtures("ending")
def test_an_app_that_is_told_to_end_ends_as_ever(reader) -> None:
    with pytest.raises(SystemExit) as ended, ending_when_replaced(reader.library):
        signal.raise_signal(signal.SIGTERM)
    assert ended.value.code == 0


@pytest.mark.slow
def test_the_process_ends_with_a_code_after_which_it_is_started_again(settings, root) -> None:
    on_server = {"qdrant_url": settings.qdrant_url, "qdrant_api_key": settings.qdrant_api_key}
    with ExitStack() as reading:
        with serving_index(settings.index, root, **on_server):
            app = reading.enter_context(serving_index(settings.index, root, **on_server))
        run(settings, rebuild=True)
        assert app.process.wait(60) == 1
