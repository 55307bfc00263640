"""What lies on the shelf is what the engine holds, or it is not there."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from index.language.analysed import analysed
from index.results import SearchFilters
from index.store import open_store
from index.store.edge import EdgeEngine
from index.store.known import known
from index.store.passages import QdrantPassageStore
from index.store.protocol import PassageStore, PassageVectors, StoredPassage, StoreQuery
from index.store.shelf import FILE, Shelf
from index.types import Metadata, SparseVector
from tests.index.store.test_contract import DIMENSION, UNITS, passage, question, stored, unit

EVERYTHING = SearchFilters()
PLAN = Metadata("Jaarplan", kind="jaarplan", year=2025)
ASKED = question(unit(1, 0, 0, 0), 1)
FIRST = passage("a", 0).passage_id


def opened(tmp_path: Path) -> PassageStore:
    return open_store(tmp_path / "passages", dimension=DIMENSION, unit_dimension=UNITS)


def worded(document: str, ordinal: int, text: str) -> StoredPassage:
    dense = unit(1, 0, 0, 0)
    rows = np.vstack([np.append(dense, np.float32(-0.1 * n)) for n in range(3)]).astype(np.float32)
    vectors = PassageVectors(dense, rows)
    return StoredPassage(passage(document, ordinal, text), SparseVector((1, 7), (1.0, 0.5)), vectors)


def on_shelf(tmp_path: Path) -> list[tuple[bool, bool]]:
    """Of every passage on the shelf whether its words and its rows are there."""
    with sqlite3.connect(tmp_path / "passages" / FILE) as db:
        found = db.execute("SELECT told IS NOT NULL, rows IS NOT NULL FROM passages ORDER BY id").fetchall()
    return [(bool(told), bool(rows)) for told, rows in found]


def seen(store: PassageStore, query: StoreQuery = ASKED) -> list[tuple[object, ...]]:
    """All that a search reads of its candidates."""
    found = store.candidates(query, EVERYTHING, 10)
    rows = store.unit_vectors([c.passage.passage_id for c in found])
    return sorted(
        (c.passage.passage_id, c.passage, c.terms.tolist(), rows[c.passage.passage_id].tolist())
        for c in found
        if c.passage.passage_id in rows
    )


def test_what_was_written_is_read_from_the_shelf_as_the_engine_has_it(tmp_path: Path) -> None:
    store = opened(tmp_path)
    written = worded("a", 0, "Ziekteverzuim daalt in 2025: één op de tien.")
    store.add([written, stored("a", 1, unit(0, 1, 0, 0), {1: 2.0})], PLAN)
    [found] = [c for c in store.candidates(ASKED, EVERYTHING, 5) if c.passage.passage_id == FIRST]
    words = analysed(written.passage.text)
    assert found.words is not None, "read from the engine: it keeps no analysed words"
    assert (found.passage, found.terms.tolist()) == (written.passage, [1, 7])
    for name in ("terms", "starts", "ends", "weights"):
        assert np.array_equal(getattr(found.words, name), getattr(words, name))
    here = seen(store)
    store.close()
    (tmp_path / "passages" / FILE).unlink()
    store = opened(tmp_path)
    assert seen(store) == here, "the engine tells the same"
    store.close()


def test_an_index_from_before_fills_its_shelf_as_it_is_searched(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.add([worded("a", n, "tekst") for n in range(3)], PLAN)
    store.close()
    (tmp_path / "passages" / FILE).unlink()
    store = opened(tmp_path)
    assert on_shelf(tmp_path) == []
    first = seen(store)
    assert on_shelf(tmp_path) == [(True, True)] * 3
    assert seen(store) == first
    store.close()


def test_nothing_stays_of_a_document_whose_writing_was_cut_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(tmp_path)
    store.add([worded("a", 0, "oud")], PLAN)

    def cut_short(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(EdgeEngine, "upsert", cut_short)
    with pytest.raises(KeyboardInterrupt):
        store.add([worded("a", 0, "nieuw")], PLAN)
    assert on_shelf(tmp_path) == []
    store.close()


def test_what_was_fetched_before_a_change_is_not_put_there_after_it(tmp_path: Path) -> None:
    folder = tmp_path / "passages"
    folder.mkdir()
    shelf = Shelf(folder)
    late = shelf.filling()
    with shelf.changing(documents=["a"]):
        shelf.filling()({FIRST: known(worded("a", 0, "half"))}, {})
        assert on_shelf(tmp_path) == [], "not while it is written"
    late({FIRST: known(worded("a", 0, "oud"))}, {})
    assert on_shelf(tmp_path) == []
    shelf.filling()({FIRST: known(worded("a", 0, "nieuw"))}, {})
    assert shelf.passages([FIRST])[FIRST].passage.text == "nieuw"
    shelf.close()


def test_what_was_fetched_while_something_changed_is_not_put_there_after_it(tmp_path: Path) -> None:
    folder = tmp_path / "passages"
    folder.mkdir()
    shelf = Shelf(folder)
    with shelf.changing(ids=[FIRST]):
        late = shelf.filling()  # what the engine gives now may be of before it
    late({FIRST: known(worded("a", 0, "oud"))}, {})
    assert on_shelf(tmp_path) == []
    shelf.close()


def test_each_change_takes_off_what_it_changes(tmp_path: Path) -> None:
    store = opened(tmp_path)
    assert isinstance(store, QdrantPassageStore)
    store.add([worded("a", 0, "tekst"), worded("a", 1, "tekst")], PLAN)
    store.add([StoredPassage(passage("b", 0), SparseVector((1,), (1.0,)))], PLAN)
    assert sorted(on_shelf(tmp_path)) == [(True, False), (True, True), (True, True)]
    store.put_words({FIRST: SparseVector((1,), (3.0,))})
    assert sorted(on_shelf(tmp_path)) == [(False, True), (True, False), (True, True)]
    store.put_vectors(
        {passage("b", 0).passage_id: PassageVectors(unit(1, 0, 0, 0), np.eye(3, UNITS, dtype=np.float32))}
    )
    assert sorted(on_shelf(tmp_path)) == [(False, True), (True, True), (True, True)]
    store.remove("a")
    assert on_shelf(tmp_path) == [(True, True)]
    dumped = [point for page in store.dump() for point in page]
    store.load(dumped)
    assert on_shelf(tmp_path) == []
    store.flush()
    store.close()


@pytest.mark.parametrize("damage", ["garbage", "older"])
def test_a_shelf_that_is_damaged_or_of_another_version_is_made_anew(tmp_path: Path, damage: str) -> None:
    store = opened(tmp_path)
    store.add([worded("a", n, "tekst") for n in range(3)], PLAN)
    first = seen(store)
    store.close()
    path = tmp_path / "passages" / FILE
    if damage == "garbage":
        path.write_bytes(b"geen database" * 1000)
    else:
        with sqlite3.connect(path) as db:
            db.execute("UPDATE passages SET told = 'x'")
            db.execute("PRAGMA user_version = 1")
    store = opened(tmp_path)
    assert seen(store) == first
    assert on_shelf(tmp_path) == [(True, True)] * 3
    store.close()


def test_a_disk_that_is_full_takes_the_shelf_away_and_the_search_goes_on(tmp_path: Path) -> None:
    store = opened(tmp_path)
    assert isinstance(store, QdrantPassageStore)
    db = store._shelf._db
    assert db is not None
    db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")
    store.add([worded("a", n, "lang " * 4000) for n in range(3)], PLAN)
    assert not (tmp_path / "passages" / FILE).exists()
    assert len(seen(store)) == 3
    store.remove("a")
    assert seen(store) == []
    store.close()


def test_damage_that_is_found_while_searching_costs_no_answer(tmp_path: Path) -> None:
    store = opened(tmp_path)
    assert isinstance(store, QdrantPassageStore)
    store.add([worded("a", n, "tekst") for n in range(3)], PLAN)
    db = store._shelf._db
    assert db is not None
    db.execute("DROP TABLE passages")
    assert len(seen(store)) == 3
    store.add([worded("b", 0, "tekst")], PLAN)
    assert len(seen(store)) == 4
    store.close()


@pytest.mark.parametrize("column", ["told", "words", "rows"])
def test_bytes_that_are_not_what_was_written_cost_no_answer(tmp_path: Path, column: str) -> None:
    store = opened(tmp_path)
    store.add([worded("a", n, "tekst") for n in range(3)], PLAN)
    first = seen(store)
    store.close()
    with sqlite3.connect(tmp_path / "passages" / FILE) as db:
        db.execute(f"UPDATE passages SET {column} = x'0a0b0c0d0e'")
    store = opened(tmp_path)
    assert seen(store) == first
    assert not (tmp_path / "passages" / FILE).exists()
    store.close()


def test_who_may_not_see_a_document_gets_no_rows_of_it_from_the_shelf(tmp_path: Path) -> None:
    store = opened(tmp_path)
    secret = Metadata("Geheim", kind="jaarplan", year=2025, groups=("bestuur",))
    store.add([worded("a", 0, "open")], PLAN)
    store.add([worded("b", 0, "geheim")], secret)
    ids = [FIRST, passage("b", 0).passage_id]
    assert set(store.unit_vectors(ids)) == set(ids)
    assert set(store.seen_by(("team",)).unit_vectors(ids)) == {FIRST}
    assert set(store.seen_by(("bestuur",)).unit_vectors(ids)) == set(ids)
    assert [c.passage.passage_id for c in store.seen_by(()).candidates(ASKED, EVERYTHING, 5)] == [FIRST]
    store.close()
