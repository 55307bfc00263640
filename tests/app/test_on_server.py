"""A library of which the passages are on a Qdrant server. (The server is a stand-in.)"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.api import api_router
from app.asking import Asker
from app.backups import backup, restore
from app.commands import status
from app.console import Console
from app.ingesting import Ingesting, ingest
from app.migrating import migrate
from app.problems import add_handlers
from app.rebuilding import noted_roots
from index.errors import CollectionForeignError, StoreUnavailableError
from index.layout import MANIFEST_FILE
from index.manifest import Manifest
from index.results import SearchFilters
from index.service import KnowledgeBase
from index.settings import Settings, load_settings
from index.store.passages import QdrantPassageStore
from index.texts import app as texts
from index.types import DocumentStatus
from ingest.worker import ReadingWorker
from tests.qdrant_server import Qdrant, running

CONSOLE = Console(as_json=True)
DOCUMENTS = {
    "zeppelin.md": "# Zeppelin\n\nEen paarse zeppelin landt op dinsdag in de haven van Domstede.\n",
    "plan.md": "# Jaarplan\n\nHet doel voor het ziekteverzuim is 7 procent van alle dagen in deze organisatie.\n",
}
FORMER = "bronwijzer"
"""The collection that every index on a server had."""
RMTREE = shutil.rmtree
STOP_WORDS = "Dat is er ook, en dat was er.\n"


@pytest.fixture
def server() -> Iterator[Qdrant]:
    with running() as server:
        yield server


def installed(home: Path) -> Settings:
    """Settings of somebody with documents and an index of his own, in this process."""
    folder = home / "map"
    folder.mkdir(parents=True)
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return load_settings(index=home / "index", corpus=folder)


@pytest.fixture
def embedded(root: Path) -> Settings:
    return installed(root)


def there(settings: Settings, server: Qdrant) -> Settings:
    """The same with its passages on the server."""
    return settings.model_copy(update={"qdrant_url": server.url, "qdrant_api_key": server.api_key})


@pytest.fixture
def on_server(embedded: Settings, server: Qdrant) -> Settings:
    return there(embedded, server)


def run(settings: Settings, *, rebuild: bool = False) -> int:
    roots = (noted_roots(settings.index) if rebuild else ()) or (settings.corpus,)
    with ReadingWorker() as worker:
        return ingest(Ingesting(settings, roots, vectors=False), worker, rebuild, CONSOLE)


def found(settings: Settings) -> set[str]:
    with closing(KnowledgeBase.open(settings)) as kb:
        kb.library.check()
        return {hit.file for q in ("paarse zeppelin", "ziekteverzuim") for hit in kb.search(q).hits}


def test_a_passage_of_stop_words_goes_to_the_server_and_back(embedded, on_server) -> None:
    (embedded.corpus / "en.txt").write_text(STOP_WORDS, encoding="utf-8")
    run(embedded)
    for target, settings in (("server", on_server), ("embedded", embedded)):
        migrate(on_server, target, CONSOLE)
        assert found(settings) == set(DOCUMENTS)
        with closing(KnowledgeBase.open(settings)) as kb:
            [record] = [record for record in kb.documents() if record.file == "en.txt"]
            [passage] = kb.library.store.passages(record.document_id)
            assert passage.text.strip() == STOP_WORDS.strip()


@pytest.fixture
def other(root: Path, server: Qdrant) -> Settings:
    """Another installation on the same server, with a document more."""
    settings = there(installed(root / "ander"), server)
    (settings.corpus / "visie.md").write_text("# Visie\n\nBuren bellen elke week aan.\n", encoding="utf-8")
    run(settings)
    return settings


def points(server: Qdrant, collection: str) -> int:
    return server.client.count(collection).count


def collection(settings: Settings) -> str:
    with closing(KnowledgeBase.open(settings)) as kb:
        return kb.library.collection


def as_before(settings: Settings, server: Qdrant, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index as a former version made it: in the collection that all had, and not noted."""
    with monkeypatch.context() as before:
        before.setattr("index.own_collection._new_name", lambda: FORMER)
        run(settings)
    with closing(Manifest(settings.index / MANIFEST_FILE)) as manifest:
        manifest.forget_meta("collection")
    assert FORMER in server.collections


def test_two_installations_on_one_server_leave_each_other_alone(on_server, other, server) -> None:
    assert found(other) == set(DOCUMENTS)
    assert run(on_server) == 0
    assert found(on_server) == found(other) == set(DOCUMENTS)
    assert len(server.collections) == 2
    assert sorted(points(server, name) for name in server.collections) == [2, 3]


def test_the_collection_of_an_index_is_told(on_server, embedded, root, capsys) -> None:
    run(on_server)
    capsys.readouterr()
    for settings, told in (
        (on_server, collection(on_server)),
        (embedded.model_copy(update={"index": root / "hier"}), ""),
    ):
        status(settings, CONSOLE)
        assert json.loads(capsys.readouterr().out)["collection"] == told


def test_looking_into_an_index_that_is_not_there_harms_no_other(on_server, server, root) -> None:
    run(on_server)
    assert found(on_server.model_copy(update={"index": root / "typefout"})) == set()
    assert found(on_server) == set(DOCUMENTS)


@pytest.mark.parametrize("manifest", [b"geen database" * 500, None])
def test_an_index_that_does_not_know_its_collection_drops_none(on_server, other, server, monkeypatch, manifest) -> None:
    as_before(on_server, server, monkeypatch)
    if manifest is not None:
        (on_server.index / MANIFEST_FILE).write_bytes(manifest)
    before = server.collections
    assert run(on_server, rebuild=True) == 0
    assert found(on_server) == found(other) == set(DOCUMENTS)
    assert server.collections > before


def test_an_embedded_index_that_is_made_anew_on_the_server_drops_nothing_there(embedded, on_server, server) -> None:
    run(embedded)
    migrate(on_server, "server", CONSOLE)
    migrate(on_server, "embedded", CONSOLE)
    server.client.create_collection(FORMER, {})
    assert run(on_server, rebuild=True) == 0
    assert FORMER in server.collections
    assert found(on_server) == set(DOCUMENTS)


def test_an_index_of_before_keeps_its_collection(on_server, server, monkeypatch) -> None:
    """Also what a crash left in it, of which it has the file, is its own to take away."""
    as_before(on_server, server, monkeypatch)
    with closing(Manifest(on_server.index / MANIFEST_FILE)) as manifest:
        [gone] = [record.document_id for record in manifest.documents() if record.file == "plan.md"]
        manifest.remove_document(gone)
    assert found(on_server) == {"zeppelin.md"}
    assert points(server, FORMER) == 1
    assert collection(on_server) == FORMER
    assert run(on_server, rebuild=True) == 0
    assert FORMER not in server.collections


def test_what_is_of_another_index_is_not_taken_away(on_server, server, root, monkeypatch) -> None:
    """Two indexes of before in one collection."""
    as_before(on_server, server, monkeypatch)
    second = there(installed(root / "tweede"), server)
    with monkeypatch.context() as before:
        before.setattr("index.own_collection._new_name", lambda: FORMER)
        before.setattr("index.library.claim", lambda *_: None)
        before.setattr("index.library.check_sizes", lambda *_: None)
        (second.corpus / "visie.md").write_text("# Visie\n\nBuren bellen elke week aan.\n", encoding="utf-8")
        (second.corpus / "plan.md").unlink()
        before.setattr(QdrantPassageStore, "remove", lambda *_: 0)
        run(second)
    assert points(server, FORMER) == 3
    for way in (found, run, lambda settings: migrate(settings, "embedded", CONSOLE)):
        with pytest.raises(CollectionForeignError, match=r"1 documenten .* ingest --rebuild"):
            way(on_server)
    assert points(server, FORMER) == 3
    assert run(on_server, rebuild=True) == 0
    assert found(on_server) == set(DOCUMENTS)
    assert points(server, FORMER) == 3


def test_a_copied_index_takes_nothing_from_the_one_it_is_a_copy_of(on_server, server, root) -> None:
    run(on_server)
    shutil.copytree(on_server.index, root / "kopie")
    copy = on_server.model_copy(update={"index": root / "kopie"})
    (on_server.corpus / "visie.md").write_text("# Visie\n\nBuren bellen elke week aan.\n", encoding="utf-8")
    run(on_server)
    with pytest.raises(CollectionForeignError, match="Er is niets veranderd"):
        found(copy)
    assert run(copy, rebuild=True) == 0
    assert points(server, collection(on_server)) == 3
    assert collection(copy) != collection(on_server)


def test_a_new_index_takes_the_place_of_the_old_one_on_the_server(on_server, server, root) -> None:
    run(on_server)
    former = collection(on_server)
    assert run(on_server, rebuild=True) == 0
    assert server.collections == {collection(on_server)} != {former}
    backup(on_server, root / "b.zip", CONSOLE)
    restore(on_server, root / "b.zip", True, CONSOLE)
    assert server.collections == {collection(on_server)}
    on_server.corpus.rename(root / "weg")
    assert run(on_server, rebuild=True) == 0
    assert server.collections == {collection(on_server)}
    assert found(on_server) == set(DOCUMENTS)


def _again(settings: Settings, home: Path) -> None:
    run(settings, rebuild=True)


def _put_back(settings: Settings, home: Path) -> None:
    restore(settings, home / "b.zip", True, CONSOLE)


@pytest.mark.parametrize("way", [_again, _put_back])
def test_a_new_index_that_fails_leaves_nothing_on_the_server(on_server, server, root, way) -> None:
    run(on_server)
    backup(on_server, root / "b.zip", CONSOLE)
    before = server.collections
    server.fails = lambda asked: bool(server.collections - before) and asked.startswith("PUT") and "points" in asked
    with pytest.raises(StoreUnavailableError):
        way(on_server, root)
    server.fails = lambda asked: False
    assert server.collections == before
    assert found(on_server) == set(DOCUMENTS)


def test_a_new_index_that_was_cut_short_leaves_nothing_on_the_server(on_server, server, monkeypatch) -> None:
    """The process is gone while it makes the new one, or just when that is in place."""
    run(on_server)
    before = server.collections
    with monkeypatch.context() as killed:
        killed.setattr("index.renewal._throw_away", lambda *_: None)
        server.fails = lambda asked: asked.startswith("PUT") and asked.endswith("/points")
        with pytest.raises(StoreUnavailableError):
            run(on_server, rebuild=True)
    server.fails = lambda asked: False
    assert len(server.collections) == 2
    assert found(on_server) == set(DOCUMENTS)
    assert server.collections == before
    with monkeypatch.context() as killed:
        killed.setattr("index.renewal.shutil.rmtree", _lose_the_mark)
        with pytest.raises(KeyboardInterrupt):
            run(on_server, rebuild=True)
    assert found(on_server) == set(DOCUMENTS)


def _lose_the_mark(folder: Path, **more: Any) -> None:
    """Throwing a folder away is cut short after the mark that the new index is complete is gone."""
    if (folder / "compleet").exists():
        (folder / "compleet").unlink()
        raise KeyboardInterrupt
    RMTREE(folder, **more)


def test_a_search_counts_nothing_on_the_server(on_server, server) -> None:
    """How many passages there are, and how many pass the filters, stands in the manifest."""
    (on_server.corpus / "oud.md").write_text("# Jaarplan 2019\n\nDit jaarplan gaat over zeppelins.\n", encoding="utf-8")
    (on_server.corpus / "oud.md.toml").write_text('status = "vervallen"\n', encoding="utf-8")
    run(on_server)
    with closing(KnowledgeBase.open(on_server)) as kb:
        kb.warm_up()
        server.asked.clear()
        now, everything = kb.search("zeppelin"), kb.search("zeppelin", all_versions=True)
        assert not [asked for asked in server.asked if asked.endswith("/count")]
        valid = SearchFilters(statuses=(DocumentStatus.VALID, DocumentStatus.DRAFT))
        assert (now.total, everything.total) == (kb.library.store.count(valid), kb.library.store.count()) == (2, 3)


def test_a_server_that_gives_no_answer_is_told_in_our_words(on_server, server) -> None:
    """Not in an error of Haystack, which nobody catches."""
    run(on_server)
    with closing(KnowledgeBase.open(on_server)) as kb:
        server.fails = lambda asked: True
        for ask in (kb.search, kb.ask):
            with pytest.raises(StoreUnavailableError, match="geeft geen antwoord"):
                ask("zeppelin")
        app = FastAPI()
        add_handlers(app)
        app.include_router(api_router(kb))
        with TestClient(app) as client:
            reply = client.get("/api/search", params={"q": "zeppelin"})
        assert (reply.status_code, reply.json()["error"]["code"]) == (503, "INDEX")
        assert texts.FAILED in Asker(kb).ask("", "zeppelin", [], [], [], [])[3]
