"""A library of which the passages are on a Qdrant server. (The server is a stand-in.)"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.console import Console
from app.ingesting import Ingesting, ingest
from app.migrating import migrate
from app.rebuilding import noted_roots
from index.service import KnowledgeBase
from index.settings import Settings, load_settings
from tests.qdrant_server import Qdrant, running

CONSOLE = Console(as_json=True)
DOCUMENTS = {
    "zeppelin.md": "# Zeppelin\n\nEen paarse zeppelin landt op dinsdag in de haven van Domstede.\n",
    "plan.md": "# Jaarplan\n\nHet doel voor het ziekteverzuim is 7 procent van alle dagen in deze organisatie.\n",
}
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
    return ingest(Ingesting(settings, roots, vectors=False), rebuild, CONSOLE)


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
