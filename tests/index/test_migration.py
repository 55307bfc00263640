"""An index of the former version opens as if it had always been of this one.

``stored/schema-1.tar.xz`` is an index that the first version made of two documents and an empty file.
"""

from __future__ import annotations

import sqlite3
import tarfile
import zlib
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from app.watching import Watching
from index.embedding import open_embedder
from index.errors import StoreDamagedError
from index.library import Library
from index.manifest import Manifest
from index.migration import SCHEMA_VERSION
from index.results import SearchFilters
from index.service import KnowledgeBase
from index.types import CitableDocument, Metadata, Page
from ingest.embedding import PassageEncoder
from ingest.vectors import VectorWork

FIRST = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (
    document_id TEXT PRIMARY KEY, file TEXT NOT NULL, pages INTEGER, passages INTEGER NOT NULL,
    document BLOB NOT NULL, boxes BLOB NOT NULL, metadata BLOB NOT NULL, read_metadata BLOB NOT NULL,
    report BLOB NOT NULL, added TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL,
    document_id TEXT, error_code TEXT, error TEXT);
"""
PLAN = Metadata("Jaarplan", organisation="Oeverlicht", origins={"title": "first_page", "organisation": "properties"})
DOCUMENT = CitableDocument("abc", "plan.md", "abc", "Tekst.", (Page(1, None, 0, 6),), False, (), PLAN)


class Model:
    model_id, dimension = "model", 4


@pytest.fixture
def former(tmp_path: Path) -> Path:
    """What the first version wrote."""
    db = sqlite3.connect(tmp_path / "manifest.sqlite", isolation_level=None)
    db.executescript(FIRST)
    db.executemany("INSERT INTO meta VALUES (?, ?)", [("schema", "1"), ("model", "model"), ("analyser", "nl-1")])
    metadata = TypeAdapter(Metadata).dump_json(PLAN)
    text = zlib.compress(TypeAdapter(CitableDocument).dump_json(DOCUMENT))
    report = b'{"warnings": [], "counts": {"tables": 1}, "joins": [["inwo ners", "inwoners"]], "author": "Oeverlicht"}'
    row = ("abc", "plan.md", None, 1, text, zlib.compress(b"[]"), metadata, metadata, report, "2026-01-01 10:00:00")
    db.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    files = [("/map/plan.md", 6, 1, "abc", "abc", None, None), ("/map/leeg.txt", 0, 1, "", None, "LEEG", "Leeg.")]
    db.executemany("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?)", files)
    db.close()
    return tmp_path


def test_a_former_index_opens_with_all_that_is_in_it(former: Path) -> None:
    for _ in range(2):
        library = Library(former, Model())  # type: ignore[arg-type]  only its name and dimension are asked
        try:
            record = library.records()["abc"]
            assert (record.file, record.paths, record.metadata) == ("plan.md", ("/map/plan.md",), PLAN)
            assert (record.words_only, record.awaits_vectors, record.report.author) == (False, False, "Oeverlicht")
            assert library.document("abc").text == "Tekst."
            assert (library.manifest.joins("abc"), record.report.joins) == ((("inwo ners", "inwoners"),), ())
            assert record.report.counts == {"tables": 1}
            assert [file.error_code for file in library.failed()] == ["LEEG"]
            assert library.manifest.named_ids() == {"abc"}
            assert library.manifest.meta("schema") == str(SCHEMA_VERSION)
        finally:
            library.close()


def test_a_change_that_is_broken_off_changes_nothing(former: Path) -> None:
    db = sqlite3.connect(former / "manifest.sqlite", isolation_level=None)
    db.execute("UPDATE documents SET metadata = 'geen json'")
    with pytest.raises(StoreDamagedError, match="ingest --rebuild"):
        Manifest(former / "manifest.sqlite")
    assert "embedded_title" not in {row[1] for row in db.execute("PRAGMA table_info(documents)")}
    assert db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == ("1",)
    db.close()


def test_an_index_that_the_first_version_made_is_searched_and_changed(root: Path) -> None:
    with tarfile.open(Path(__file__).parent / "stored" / "schema-1.tar.xz") as stored:
        stored.extractall(root, filter="data")
    model = open_embedder("bundled")
    for compared in (False, True):
        library = Library(root / "index", model)
        try:
            library.recover()
            library.check()
            kb = KnowledgeBase(library, model)
            assert [record.file for record in kb.documents()] == ["jaarplan.md", "zeppelin.txt"]
            assert (kb.words_only().number, [f.error_code for f in library.failed()]) == (0, ["LEEG"])
            plan, zeppelin = kb.documents()
            hit = kb.search("Wanneer landt de zeppelin?").hits[0]
            assert (hit.document.id, "dinsdag" in hit.text) == (zeppelin.document_id, True)
            assert kb.original(plan.document_id).read_bytes() == (root / "corpus" / "jaarplan.md").read_bytes()
            passages = [p.passage_id for r in (plan, zeppelin) for p in library.store.passages(r.document_id)]
            assert set(library.store.unit_vectors(passages)) == set(passages)
            assert library.manifest.meta("schema") == str(SCHEMA_VERSION)
            assert library.store.count(SearchFilters(document_ids=(plan.document_id,))) == 1
            # That version compared no words: its vectors are used until those that belong to them have been made.
            assert [record.awaits_vectors for record in (plan, zeppelin)] == [not compared] * 2
            asked = model.read_question("Wanneer landt de zeppelin?").tokens
            assert asked is not None
            assert set(library.store.token_scores(passages, asked)) == (set(passages) if compared else set())
            VectorWork(library, PassageEncoder(model), Watching()).run()
            assert set(library.store.token_scores(passages, asked)) == set(passages)
        finally:
            library.close()
