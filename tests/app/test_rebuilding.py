"""Damage is told when the index is opened; one command makes it whole, and never costs what is there."""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
import qdrant_edge as qe

from app.console import Console
from app.ingesting import Ingesting, ingest
from app.rebuilding import noted_roots
from index.disk import MIN_FREE_BYTES
from index.errors import StoreDamagedError, StoreError, StoreFullError
from index.judgements import FILE
from index.layout import MANIFEST_FILE, ORIGINALS, PASSAGES
from index.library import Library
from index.renewal import NEW, finish_renewal, renewing
from index.service import KnowledgeBase
from index.settings import Settings, load_settings
from ingest.embedding import by_words
from ingest.files import PathMissingError
from ingest.splitting import split
from ingest.worker import ReadingWorker

ZEPPELIN = "Een paarse zeppelin landt op dinsdag in de haven van Domstede."
VERZUIM = "Het doel voor het ziekteverzuim is {goal} procent van alle dagen in deze organisatie."


@pytest.fixture
def settings(root: Path) -> Settings:
    """Two documents that can be found by their words."""
    folder = root / "map"
    folder.mkdir()
    (folder / "zeppelin.md").write_text(f"# Zeppelin\n\n{ZEPPELIN}\n", encoding="utf-8")
    (folder / "plan.md").write_text(f"# Jaarplan\n\n{VERZUIM.format(goal=7)}\n", encoding="utf-8")
    settings = load_settings(index=root / "index", corpus=folder)
    run(settings)
    return settings


def run(settings: Settings, *paths: Path, rebuild: bool = False) -> int:
    roots = paths or (noted_roots(settings.index) if rebuild else ()) or (settings.corpus,)
    with ReadingWorker() as worker:
        return ingest(Ingesting(settings, roots, vectors=False), worker, rebuild, Console(as_json=True))


def found(settings: Settings) -> set[str]:
    kb = KnowledgeBase.open(settings)
    try:
        kb.library.check()
        return {hit.file for q in ("paarse zeppelin", "ziekteverzuim") for hit in kb.search(q).hits}
    finally:
        kb.close()


def without_a_document(settings: Settings) -> None:
    """The passages of a document are gone from the engine's files."""
    shard = qe.EdgeShard.load(str(settings.index / PASSAGES))
    document_id = next(iter((settings.index / ORIGINALS).iterdir())).name
    of_it = qe.Filter(must=[qe.FieldCondition("document_id", match=qe.MatchAny([document_id]))])
    shard.update(qe.UpdateOperation.delete_points_by_filter(of_it))
    shard.flush()
    shard.close()


def without_an_original(settings: Settings) -> None:
    shutil.rmtree(next(iter((settings.index / ORIGINALS).iterdir())))


def with_a_broken_vector(settings: Settings) -> None:
    shard = qe.EdgeShard.load(str(settings.index / PASSAGES))
    points = [record.id for record in shard.scroll(qe.ScrollRequest(limit=9))[0]]
    broken = {"dense": [3e3] * 384, "units": [[1.0] * 385]}
    shard.update(qe.UpdateOperation.update_vectors([qe.PointVectors(str(point), broken) for point in points]))
    shard.flush()
    shard.close()


def with_a_spoilt_manifest(settings: Settings) -> None:
    (settings.index / MANIFEST_FILE).write_bytes(b"geen database" * 500)


def with_an_empty_manifest(settings: Settings) -> None:
    (settings.index / MANIFEST_FILE).write_bytes(b"")


def without_a_manifest(settings: Settings) -> None:
    (settings.index / MANIFEST_FILE).unlink()


def with_spoilt_passages(settings: Settings) -> None:
    (settings.index / PASSAGES / "edge_config.json").write_text("kapot")


def without_passages(settings: Settings) -> None:
    shutil.rmtree(settings.index / PASSAGES)


DAMAGE = [
    without_a_document,
    without_an_original,
    with_a_broken_vector,
    with_a_spoilt_manifest,
    with_an_empty_manifest,
    without_a_manifest,
    with_spoilt_passages,
    without_passages,
]


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_damage_is_told_and_one_command_makes_it_whole(settings: Settings, damage) -> None:
    assert found(settings) == {"zeppelin.md", "plan.md"}
    damage(settings)
    with pytest.raises(StoreDamagedError, match="ingest --rebuild"):
        found(settings)
    with pytest.raises(StoreDamagedError, match="ingest --rebuild"):
        run(settings)
    assert run(settings, rebuild=True) == 0
    assert found(settings) == {"zeppelin.md", "plan.md"}
    assert not (settings.index / NEW).exists()


def test_without_its_folder_an_index_is_made_from_what_it_kept(settings: Settings, capsys) -> None:
    without_a_document(settings)
    settings.corpus.rename(settings.corpus.with_name("weg"))
    capsys.readouterr()
    assert run(settings, rebuild=True) == 0
    told = capsys.readouterr()
    assert "bewaard" in told.err
    assert len(json.loads(told.out)["documents"]) == 2
    assert found(settings) == {"zeppelin.md", "plan.md"}
    settings.corpus.with_name("weg").rename(settings.corpus)
    capsys.readouterr()
    run(settings)
    assert {d["status"] for d in json.loads(capsys.readouterr().out)["documents"]} == {"unchanged"}


def test_a_rebuild_that_fails_changes_nothing(settings: Settings, monkeypatch) -> None:
    (settings.index / FILE).write_text('{"id": "a", "question": "b"}\n', encoding="utf-8")
    with pytest.raises(PathMissingError, match="bestaat niet"):
        run(settings, settings.corpus / "typefout", rebuild=True)
    assert found(settings) == {"zeppelin.md", "plan.md"}
    add = Library.add

    def full(self: Library, *arguments: object) -> None:
        add(self, *arguments)  # type: ignore[arg-type]
        monkeypatch.setattr("index.disk.MIN_FREE_BYTES", 1 << 60)

    monkeypatch.setattr(Library, "add", full)
    with pytest.raises(StoreFullError, match="schijf is vol"):
        run(settings, rebuild=True)
    monkeypatch.undo()
    assert MIN_FREE_BYTES < 1 << 60
    assert found(settings) == {"zeppelin.md", "plan.md"}
    assert run(settings, rebuild=True) == 0
    assert (settings.index / FILE).exists()


def parts_of(index: Path) -> dict[str, str]:
    return {
        str(path.relative_to(index)): path.read_text()
        for path in index.rglob("*")
        if path.is_file() and path.name != f"{PASSAGES}.lock"
    }


def test_an_exchange_that_is_cut_short_anywhere_is_finished(root: Path, monkeypatch) -> None:
    """At each step of putting the new index in place the process is gone; who opens it next finishes the work."""

    def written(folder: Path, text: str) -> Path:
        for name in (f"{PASSAGES}/segment", f"{PASSAGES}/{text}", f"{ORIGINALS}/{text}", MANIFEST_FILE):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        return folder

    old = parts_of(written(root / "oud", "oud"))
    new = parts_of(written(root / "nieuw", "nieuw"))
    ends = []
    for steps in range(7):
        index = written(root / f"proef-{steps}", "oud")
        (index / f"{MANIFEST_FILE}-wal").write_text("oud")
        calls = iter(range(steps, -1, -1))

        def cut(folder: Path, calls=calls) -> None:
            if next(calls) == 0:
                raise KeyboardInterrupt

        monkeypatch.setattr("index.renewal.sync_folder", cut)
        with suppress(KeyboardInterrupt), renewing(index) as inside:
            written(inside, "nieuw")
        monkeypatch.undo()
        finish_renewal(index)
        ends.append(parts_of(index))
    assert ends == [old | {f"{MANIFEST_FILE}-wal": "oud"}] + [new] * 6


def test_a_former_version_that_a_crash_left_goes_when_the_index_is_opened(settings: Settings) -> None:
    """A sync takes away what was replaced when all is read; until then no file is that document any more."""
    kb = KnowledgeBase.open(settings)
    [path] = next(r.paths for r in kb.documents() if r.file == "zeppelin.md")
    kb.library.manifest.remove_files([path])
    kb.close()
    assert found(settings) == {"plan.md"}


def test_a_document_that_is_written_again_is_old_or_new_but_no_mixture(settings: Settings, monkeypatch) -> None:
    """Between the note and the new passages the process is gone."""
    kb = KnowledgeBase.open(settings)
    record = next(r for r in kb.documents() if r.file == "plan.md")
    document = kb.library.document(record.document_id)
    stored = _stored(document, VERZUIM.format(goal=7)[:40])
    monkeypatch.setattr(type(kb.library.store), "add", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        kb.library.write_again(document, stored, record.read_metadata, record.report)
    monkeypatch.undo()
    kb.close()
    kb = KnowledgeBase.open(settings)
    assert [p.text for p in kb.library.store.passages(record.document_id)] == [VERZUIM.format(goal=7)[:40]]
    assert kb.library.size(record.document_id)[1] == 1
    kb.close()


def test_a_document_that_could_not_be_written_again_is_written_before_the_next(settings: Settings, monkeypatch) -> None:
    """The disk was full for a moment, the app went on: there is room for one note, and it is not lost."""
    kb = KnowledgeBase.open(settings)
    plan, zeppelin = kb.documents()
    text, other = (kb.library.document(record.document_id) for record in (plan, zeppelin))
    stored = _stored(text, VERZUIM.format(goal=7)[:40])
    with monkeypatch.context() as full:
        full.setattr(type(kb.library.store), "add", _full)
        with pytest.raises(StoreFullError):
            kb.library.write_again(text, stored, plan.read_metadata, plan.report)
    assert kb.library.records()[plan.document_id].added != plan.added
    passages = by_words(zeppelin.metadata.title, split(other))
    kb.library.write_again(other, passages, zeppelin.read_metadata, zeppelin.report)
    kb.close()
    kb = KnowledgeBase.open(settings)
    kb.library.check()
    assert [p.text for p in kb.library.store.passages(plan.document_id)] == [VERZUIM.format(goal=7)[:40]]
    assert [p.text for p in kb.library.store.passages(zeppelin.document_id)] == [one.passage.text for one in passages]
    kb.close()


def _full(*what: object) -> None:
    raise StoreFullError("vol")


def _stored(document, text: str):
    [passage] = split(document)
    other = replace(
        passage, text=text, end=passage.start + len(text), passage_id="00000000-0000-5000-8000-000000000001"
    )
    return by_words(document.metadata.title, [other])


@pytest.mark.skipif(sys.platform != "linux", reason="how a disk is made read-only differs")
def test_a_disk_that_cannot_be_written_is_told(settings: Settings, monkeypatch) -> None:
    """As root may write everything, SQLite and the system give their answers through a database opened read-only."""
    connect = sqlite3.connect
    monkeypatch.setattr(
        "index.database.sqlite3.connect",
        lambda path, **more: connect(f"file:{path}?mode=ro&immutable=1", uri=True, **more),
    )
    with pytest.raises(StoreError, match="niet schrijven"):
        found(settings)
    monkeypatch.undo()
    with closing(connect(settings.index / MANIFEST_FILE)) as db:
        assert db.execute("SELECT count(*) FROM documents").fetchone() == (2,)
