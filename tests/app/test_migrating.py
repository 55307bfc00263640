"""An index goes to a Qdrant server and back, and every point of it is the same. (The server is a stand-in.)"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.backups import backup, restore
from app.console import Console
from app.ingesting import Ingesting, ingest
from app.migrating import migrate
from index.errors import SettingsError, StoreLockedError, StoreMismatchError, StoreUnavailableError
from index.layout import PASSAGES
from index.moving import MoveError
from index.serialise import to_json
from index.service import KnowledgeBase
from index.settings import Settings, load_settings
from index.store.packing import fingerprint
from ingest.worker import ReadingWorker
from tests.qdrant_server import Qdrant, running

QUESTIONS = ("Wat is het doel voor ziekteverzuim?", "paarse zeppelin")
CONSOLE = Console(as_json=True)


@pytest.fixture
def server() -> Iterator[Qdrant]:
    with running() as server:
        yield server


@pytest.fixture
def embedded(own_index: Path, root: Path) -> Settings:
    shutil.copytree(own_index, root / "index")
    return load_settings(index=root / "index", corpus=root / "corpus")


@pytest.fixture
def on_server(embedded: Settings, server: Qdrant) -> Settings:
    spread = {"qdrant_shards": 3, "qdrant_replicas": 2, "qdrant_write_consistency": 2}
    return embedded.model_copy(update={"qdrant_url": server.url, "qdrant_api_key": server.api_key, **spread})


def marks(settings: Settings) -> dict[str, bytes]:
    """A fingerprint of every point."""
    with closing(KnowledgeBase.open(settings)) as kb:
        return {point.id: fingerprint(point) for page in kb.library.store.dump() for point in page}


def answers(settings: Settings) -> list[Any]:
    with closing(KnowledgeBase.open(settings)) as kb:
        found = [kb.search(question).hits for question in QUESTIONS]
        return [[{**to_json(hit), "score": round(hit.score, 3)} for hit in hits] for hits in found]


def test_there_and_back_every_point_is_the_same(embedded, on_server, server, capsys) -> None:
    before, found = marks(embedded), answers(embedded)
    migrate(on_server, "server", CONSOLE)
    told = json.loads(capsys.readouterr().out)
    assert (told["passages"], told["equal"], told["engine"]) == (len(before), True, "server")
    [created] = server.created
    assert (created["shard_number"], created["replication_factor"], created["write_consistency_factor"]) == (3, 2, 2)
    assert not (embedded.index / PASSAGES).exists()
    with pytest.raises(StoreMismatchError, match="migrate embedded"):
        marks(embedded)
    assert marks(on_server) == before
    assert answers(on_server) == found
    with pytest.raises(MoveError, match="staan al op de Qdrant-server"):
        migrate(on_server, "server", CONSOLE)
    migrate(on_server, "embedded", CONSOLE)
    assert server.client.get_collections().collections == []
    with pytest.raises(StoreMismatchError, match="migrate server"):
        marks(on_server)
    assert marks(embedded) == before
    assert answers(embedded) == found


def _other_text(point: dict[str, Any]) -> None:
    point["payload"]["page_label"] = "anders"


def _other_vector(point: dict[str, Any]) -> None:
    point["vector"]["dense"][7] += 1e-6


def _other_term(point: dict[str, Any]) -> None:
    point["vector"]["sparse"]["values"][0] += 1e-6


def _other_id(point: dict[str, Any]) -> None:
    point["id"] = "00000000-0000-5000-8000-000000000001"


@pytest.mark.parametrize("spoil", [_other_text, _other_vector, _other_term, _other_id], ids=lambda f: f.__name__)
def test_a_copy_that_is_not_equal_changes_nothing(embedded, on_server, server, spoil) -> None:
    before = marks(embedded)
    server.spoil = spoil
    with pytest.raises(MoveError, match="staat nog waar hij stond"):
        migrate(on_server, "server", CONSOLE)
    assert server.client.get_collections().collections == []
    assert marks(embedded) == before


def test_what_stands_in_the_way_is_said(embedded, on_server, root) -> None:
    with pytest.raises(SettingsError, match="qdrant_url"):
        migrate(embedded, "server", CONSOLE)
    with pytest.raises(MoveError, match="geen index"):
        migrate(on_server.model_copy(update={"index": root / "leeg"}), "server", CONSOLE)
    with closing(KnowledgeBase.open(embedded)), pytest.raises(StoreLockedError, match="al in gebruik"):
        migrate(on_server, "server", CONSOLE)
    wrong_key = on_server.model_copy(update={"qdrant_api_key": "fout"})
    with pytest.raises(StoreUnavailableError, match="qdrant_url"):
        migrate(wrong_key, "server", CONSOLE)
    assert marks(embedded)


def test_several_processes_search_one_index_and_one_changes_it(on_server) -> None:
    migrate(on_server, "server", CONSOLE)
    with closing(KnowledgeBase.open(on_server)) as owner, closing(KnowledgeBase.open(on_server)) as reader:
        gone = next(record.document_id for record in owner.documents() if "zeppelin" in record.metadata.title.lower())
        assert reader.search("paarse zeppelin").hits[0].document.id == gone
        with pytest.raises(StoreLockedError, match="al in gebruik"):
            reader.library.remove(gone)
        with pytest.raises(StoreLockedError, match="al in gebruik"), ReadingWorker() as worker:
            ingest(Ingesting(on_server, [on_server.corpus]), worker, False, CONSOLE)
        owner.library.remove(gone)
        assert gone not in {record.document_id for record in reader.documents()}
        assert gone not in {hit.document.id for hit in reader.search("paarse zeppelin").hits}


def test_a_backup_of_an_index_on_a_server_goes_anywhere(embedded, on_server, server, root) -> None:
    before = marks(embedded)
    migrate(on_server, "server", CONSOLE)
    backup(on_server, root / "b.zip", CONSOLE)
    restore(on_server, root / "b.zip", True, CONSOLE)
    assert marks(on_server) == before
    assert len(server.client.get_collections().collections) == 1
    here = load_settings(index=root / "hier" / "index", corpus=root / "hier" / "corpus")
    restore(here, root / "b.zip", False, CONSOLE)
    assert marks(here) == before
