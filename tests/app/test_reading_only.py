"""Two processes on one index on a server: the second one reads, and says so at once. (The server is a stand-in.)"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app import server as app_server
from app.keeping import Keeper, ReadsOnlyError
from app.librarian import Librarian
from app.problems import add_handlers
from app.receiving import receive
from app.route_editing import RouteEditor
from app.stopping import Server
from app.uploads import uploads_router
from app.watching import Watching
from index.errors import StoreLockedError
from index.library import Library
from index.manifest import FileRecord, Learned, ReadReport
from index.routes import FOLDER
from index.service import KnowledgeBase
from index.settings import Settings, load_settings
from index.texts import library as texts
from index.types import Metadata
from ingest.catalogue import Catalogue
from ingest.embedding import PassageEncoder
from ingest.sync import Sync
from ingest.worker import ReadingWorker
from tests.app.test_on_server import run
from tests.conftest import serving_index
from tests.qdrant_server import running

ROUTE = {"title": "Wegwijs", "role": "Voor wie nieuw is", "lead": "Lees dit."} | {
    "document-1": "zeppelin.md", "why-1": "Over zeppelins.", "page-1": "", "sentence-1": ""
}  # fmt: skip


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    home = tmp_path_factory.mktemp("samen")
    folder = home / "map"
    folder.mkdir()
    (folder / "zeppelin.md").write_text("# Zeppelin\n\nEen paarse zeppelin landt op dinsdag.\n", encoding="utf-8")
    with running() as server:
        there = {"qdrant_url": server.url, "qdrant_api_key": server.api_key}
        settings = load_settings(index=home / "index", corpus=folder, **there)
        run(settings)
        yield settings


@pytest.fixture(scope="module")
def both(settings: Settings) -> Iterator[tuple[KnowledgeBase, KnowledgeBase]]:
    """The owner and the reader."""
    with ExitStack() as opened:
        yield tuple(opened.enter_context(closing(KnowledgeBase.open(settings))) for _ in range(2))


@pytest.fixture
def reader(both, settings: Settings) -> Iterator[Keeper]:
    """Of the reader; afterwards nothing is changed, in the index or in the folder."""

    def files() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in settings.corpus.rglob("*") if path.is_file()}

    owner, kb = both
    before, lay = (owner.documents(), owner.library.manifest.files(), owner.library.roots()), files()
    keeper = Keeper(kb, settings.corpus)
    yield keeper
    assert (owner.documents(), owner.library.manifest.files(), owner.library.roots()) == before
    assert files() == lay
    assert keeper.state.progress is None


def _of_it(library: Library) -> str:
    return next(iter(library.records()))


def _path(library: Library) -> str:
    return library.records()[_of_it(library)].paths[0]


CHANGES: dict[str, Callable[[Library], object]] = {
    "remove": lambda library: library.remove(_of_it(library)),
    "set_metadata": lambda library: library.set_metadata(_of_it(library), Metadata("Anders")),
    "set_read": lambda library: library.set_read(_of_it(library), Metadata("Anders"), ReadReport()),
    "rename": lambda library: library.rename(_of_it(library), "anders.md"),
    "put_near": lambda library: library.put_near(_of_it(library), None),
    "forget_files": lambda library: library.forget_files([_path(library)]),
    "put_begun": lambda library: library.put_vectors({}, {}, {_of_it(library): ("Anders", 1)}),
    "put_file": lambda library: library.put_file(FileRecord("/weg.md", 1, 1, "", None)),
    "set_roots": lambda library: library.set_roots([Path("elders")]),
    "put_vectors": lambda library: library.put_vectors({}, {_of_it(library): "Anders"}),
    "put_sketch": lambda library: library.manifest.put_sketch(_of_it(library), "", b""),
    "move_file": lambda library: library.manifest.move_file(_path(library), "elders"),
    "forget_meta": lambda library: library.manifest.forget_meta("collection"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_who_does_not_own_an_index_changes_nothing_of_it(reader: Keeper, name: str) -> None:
    with pytest.raises(StoreLockedError, match="al in gebruik"):
        CHANGES[name](reader.kb.library)


@pytest.mark.parametrize("names", [[], ["nieuw.md"]], ids=["all gone", "one new"])
def test_who_does_not_own_an_index_makes_it_equal_to_nothing(reader: Keeper, tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / name).write_text("# Nieuw\n\nNieuwe tekst.\n", encoding="utf-8")
    with ReadingWorker() as worker, pytest.raises(StoreLockedError, match="al in gebruik"):
        sync = Sync(reader.kb.library, PassageEncoder(reader.kb.embedder), worker, Catalogue(), Watching())
        sync.run([tmp_path], vectors=False)


def test_reading_is_free(reader: Keeper) -> None:
    kb = reader.kb
    assert kb.search("paarse zeppelin").hits[0].file == "zeppelin.md"
    assert kb.facets()["status"]
    assert kb.seen_by(()).search("zeppelin").total == 1
    kb.library.check()
    kb.warm_up()
    record = kb.library.records()[_of_it(kb.library)]
    kb.library.manifest.put_learned(record.document_id, record.added, 1, Learned("zeppelin", ()))


def test_the_app_refuses_at_once_to_change_anything(reader: Keeper) -> None:
    document_id = _of_it(reader.kb.library)
    for change in (
        reader.reread,
        lambda: reader.remove(document_id),
        lambda: reader.edit(document_id, {"title": "Anders"}),
        lambda: receive(reader, "nieuw.md", BytesIO(b"# Nieuw\n\nNieuwe tekst.\n")),
    ):
        with pytest.raises(ReadsOnlyError, match="dat doet een andere Bronwijzer"):
            change()
    reader.finish()
    assert reader.state.progress is None


def test_an_upload_and_a_removal_get_409(reader: Keeper) -> None:
    app = FastAPI()
    add_handlers(app)
    app.include_router(uploads_router(reader))
    with TestClient(app) as client:
        answers = (
            client.post("/api/documents", files={"file": ("nieuw.md", b"# Nieuw\n\nNieuwe tekst.\n")}),
            client.delete(f"/api/documents/{_of_it(reader.kb.library)}"),
        )
    for answer in answers:
        assert answer.status_code == 409
        assert answer.json() == {"error": {"code": "ALLEEN_LEZEN", "message": texts.READS_ONLY}}


def test_the_library_tab_says_that_nothing_can_be_changed(reader: Keeper) -> None:
    librarian = Librarian(reader)
    assert texts.READS_ONLY in librarian.look("")[2]
    assert texts.READS_ONLY in librarian.keep({"act": "reread"})[1]
    shown, said = librarian.refused("")
    assert texts.READS_ONLY in shown
    assert "Zeppelin" in shown
    assert texts.READS_ONLY in str(said)
    assert texts.READS_ONLY in librarian.remove(_of_it(reader.kb.library), "")[1]


@pytest.mark.parametrize("act", ["edit", "edit-save", "edit-over", "edit-delete-yes"])
def test_routes_are_not_changed(reader: Keeper, settings: Settings, act: str) -> None:
    (settings.corpus / FOLDER).mkdir(exist_ok=True)
    editor = RouteEditor(reader.kb, lambda: reader.folder, reader.require)
    form, said = editor.act({"act": act, "filled": ROUTE})
    assert said == texts.READS_ONLY
    assert texts.READS_ONLY in form


def quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this process is changed by serving in it."""
    for name in ("set_up", "_allow_connections"):
        monkeypatch.setattr(app_server, name, lambda **_: None)
    monkeypatch.setattr(app_server.signal, "signal", lambda *_: None)


def serving(monkeypatch: pytest.MonkeyPatch, during: Callable[[], object]) -> None:
    """The server listens to nobody: only this is done, and it ends."""

    def run(server: Server) -> None:
        server.started = True
        during()

    monkeypatch.setattr(Server, "run", run)


def test_what_an_app_that_was_killed_left_of_an_upload_goes_when_the_owner_starts(both, settings, monkeypatch) -> None:
    quietly(monkeypatch)
    monkeypatch.setattr(app_server, "_begin", lambda *_: None)
    serving(monkeypatch, lambda: None)
    routes = settings.corpus / FOLDER
    routes.mkdir(exist_ok=True)
    left = [settings.corpus / ".ontvangen-ab12.pdf", settings.corpus / ".plan.pdf.toml.new", routes / ".a.toml.nieuw"]
    for path in left:
        path.write_bytes(b"half")
    own = settings.corpus / ".eigen"
    own.touch()
    owner, reader = both
    for kb, stay in ((reader, left), (owner, [])):
        app_server.serve(kb, settings)
        assert [path for path in left if path.exists()] == stay
    own.unlink()


def test_only_the_app_that_may_change_follows_the_folder_and_makes_vectors(both, settings, monkeypatch) -> None:
    quietly(monkeypatch)
    monkeypatch.setattr(app_server, "_begin", lambda _kb, keeper, _stop: keeper.finish())
    for kb in both:
        followed, made = threading.Event(), threading.Event()
        monkeypatch.setattr(app_server, "follow", lambda *_, done=followed, **__: done.set())
        monkeypatch.setattr("app.keeping.make_vectors", lambda *_, done=made: done.set() or 0)
        serving(monkeypatch, partial(made.wait, 1))
        app_server.serve(kb, settings.model_copy(update={"watch": True}))
        owns = kb is both[0]
        assert (followed.is_set(), made.is_set()) == (owns, owns)
        assert (Librarian(Keeper(kb, settings.corpus)).refused("") == []) == owns


@pytest.mark.slow
def test_two_apps_on_one_index(settings: Settings, root: Path) -> None:
    """The second one refuses what the first one takes in, and finds it."""
    shutil.copytree(settings.corpus, root / "map")
    index = root / "index"
    own = settings.model_copy(update={"index": index, "corpus": root / "map"})
    run(own)
    there = {"qdrant_url": own.qdrant_url, "qdrant_api_key": own.qdrant_api_key, "watch": "true"}
    new = {"file": ("haven.md", b"# Haven\n\nDe haven van Domstede is op maandag gesloten.\n")}
    with serving_index(index, root, **there) as owner, serving_index(index, root, **there) as reader:
        assert httpx.post(f"{reader.url}/api/documents", files=new).status_code == 409
        assert httpx.post(f"{owner.url}/api/documents", files=new).status_code == 202
        for _ in range(300):
            hits = httpx.get(f"{reader.url}/api/search", params={"q": "haven maandag"}, timeout=30).json()["hits"]
            if hits and hits[0]["file"] == "haven.md":
                break
            time.sleep(0.1)
        assert hits[0]["file"] == "haven.md"
        assert httpx.delete(f"{reader.url}/api/documents/{hits[0]['document']['id']}").status_code == 409
