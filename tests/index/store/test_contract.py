"""One contract, every engine: what holds for the embedded engine holds for a server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import NAMESPACE_URL, uuid4, uuid5

import numpy as np
import pytest
from qdrant_client import QdrantClient, models

from index import disk
from index.embedding.token_head import TOKEN_DIMENSION
from index.errors import StoreDamagedError, StoreFullError, StoreLockedError, StoreUnavailableError
from index.results import FacetValue, SearchFilters
from index.server import Server
from index.store import open_store
from index.store.client import ClientEngine
from index.store.collection import complete
from index.store.passages import QdrantPassageStore
from index.store.protocol import Candidate, PassageStore, PassageVectors, StoredPassage, StoreQuery
from index.types import DocumentStatus, Metadata, Passage, Span, SparseVector

DIMENSION = 4
UNITS = 5
ENGINES = ["edge", "memory", *(["server"] if os.environ.get("BRONWIJZER_TEST_QDRANT_URL") else [])]


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PassageStore]:
    if request.param == "edge":
        opened = open_store(tmp_path / "passages", dimension=DIMENSION, unit_dimension=UNITS)
    else:
        url = os.environ.get("BRONWIJZER_TEST_QDRANT_URL")
        client = QdrantClient(":memory:") if request.param == "memory" else QdrantClient(url=url)
        opened = on_client(client, f"test-{uuid4()}")
    yield opened
    opened.close()


def on_client(client: QdrantClient, collection: str) -> QdrantPassageStore:
    complete(client, collection, DIMENSION, UNITS)
    return QdrantPassageStore(ClientEngine(client, collection))


def unit(*values: float) -> np.ndarray:
    vector = np.asarray(values, dtype=np.float32)
    return vector / np.linalg.norm(vector)


def passage(document: str, ordinal: int, text: str = "tekst") -> Passage:
    start = ordinal * 100
    return Passage(
        passage_id=str(uuid5(NAMESPACE_URL, f"{document}/{ordinal}")),
        document_id=document,
        ordinal=ordinal,
        start=start,
        end=start + len(text),
        text=text,
        page=ordinal + 1,
        page_label=f"i{ordinal}",
        headings=("Hoofdstuk", "Paragraaf"),
        units=(Span(start, start + 2),),
    )


def stored(document: str, ordinal: int, dense: np.ndarray, terms: dict[int, float], rows: int = 1) -> StoredPassage:
    units = np.vstack([np.append(dense, np.float32(-0.1 * n)) for n in range(rows)]).astype(np.float32)
    sparse = SparseVector(tuple(sorted(terms)), tuple(terms[t] for t in sorted(terms)))
    return StoredPassage(passage(document, ordinal), sparse, PassageVectors(dense, units))


def rows(*places: int) -> np.ndarray:
    """Rows that each are 1 in one place."""
    return np.eye(TOKEN_DIMENSION, dtype=np.float32)[list(places)]


def in_words(document: str, ordinal: int, *places: int) -> StoredPassage:
    one = stored(document, ordinal, unit(1, 0, 0, 0), {1: 1.0})
    return replace(one, vectors=replace(one.vectors, tokens=rows(*places)))


PLAN = Metadata("Jaarplan", organisation="Oeverlicht", kind="jaarplan", year=2025)
OLD = Metadata("Oud", organisation="Oeverlicht", kind="jaarplan", year=2024, status=DocumentStatus.EXPIRED)
VISION = Metadata("Visie", organisation="Domstede", kind="visie", year=2025)
EVERYTHING = SearchFilters()


def weight(store: PassageStore, found: Candidate, term: int) -> float:
    """What a passage's only term of the question weighs."""
    assert found.sparse is not None
    return found.sparse / store.term_idf([term])[term]


def fill(store: PassageStore) -> None:
    store.add([stored("a", 0, unit(1, 0, 0, 0), {1: 1.0, 2: 0.5}), stored("a", 1, unit(0, 1, 0, 0), {2: 2.0})], PLAN)
    store.add([stored("b", 0, unit(0, 0, 1, 0), {1: 0.2}, rows=3)], OLD)
    store.add([stored("c", 0, unit(0, 0, 0, 1), {3: 1.0})], VISION)


def question(dense: np.ndarray, *terms: int) -> StoreQuery:
    return StoreQuery(dense, np.append(dense, np.float32(1)), SparseVector(tuple(sorted(terms)), (1.0,) * len(terms)))


def test_a_passage_comes_back_as_it_went_in(store: PassageStore) -> None:
    fill(store)
    assert store.passages("a") == [passage("a", 0), passage("a", 1)]


def test_candidates_carry_every_signal(store: PassageStore) -> None:
    fill(store)
    found = {c.passage.document_id: c for c in store.candidates(question(unit(0, 0, 1, 0), 3), EVERYTHING, 1)}
    assert set(found) == {"b", "c"}
    assert found["b"].dense == pytest.approx(1.0)
    assert found["b"].sparse is None
    assert found["b"].unit == pytest.approx(1.0)
    assert found["c"].dense is None
    assert found["c"].sparse is not None
    assert found["c"].sparse > 0
    assert found["c"].unit == pytest.approx(0.0)
    assert found["c"].terms.tolist() == [3]
    assert weight(store, found["c"], 3) == pytest.approx(1.0)


def test_what_was_written_again_is_found_as_it_is_now(store: PassageStore) -> None:
    fill(store)
    asked, first = question(unit(1, 0, 0, 0), 1), stored("a", 0, unit(1, 0, 0, 0), {1: 1.0, 2: 0.5})
    place = first.passage.passage_id

    def seen() -> tuple[str, list[int], list[float]]:
        [found] = [c for c in store.candidates(asked, EVERYTHING, 5) if c.passage.passage_id == place]
        return found.passage.text, found.terms.tolist(), store.unit_vectors([place])[place][0].tolist()

    assert seen() == (first.passage.text, [1, 2], first.vectors.units[0].tolist())
    again = replace(first, passage=replace(first.passage, text="ander"))
    store.add([again], PLAN)
    assert seen()[0] == "ander"
    store.put_words({place: SparseVector((1,), (3.0,))})
    assert seen()[1] == [1]
    turned = stored("a", 0, unit(0, 0, 0, 1), {}).vectors
    store.put_vectors({place: turned})
    assert seen()[2] == turned.units[0].tolist()
    store.remove("a")
    assert place not in {c.passage.passage_id for c in store.candidates(asked, EVERYTHING, 5)}


def test_unit_score_is_the_best_row_with_its_correction(store: PassageStore) -> None:
    row = np.append(unit(1, 0, 0, 0), np.float32(-0.3))[np.newaxis, :].astype(np.float32)
    vectors = PassageVectors(unit(1, 0, 0, 0), row)
    store.add([StoredPassage(passage("d", 0), SparseVector((9,), (1.0,)), vectors)], PLAN)
    [found] = store.candidates(question(unit(1, 0, 0, 0)), EVERYTHING, 5)
    assert found.unit == pytest.approx(0.7)


def test_a_question_without_words_is_answered_by_meaning(store: PassageStore) -> None:
    fill(store)
    best = max(store.candidates(question(unit(0, 1, 0, 0)), EVERYTHING, 2), key=lambda c: c.unit)
    assert best.passage.passage_id == passage("a", 1).passage_id


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        (SearchFilters(kinds=("visie",)), {"c"}),
        (SearchFilters(years=(2024, 2025)), {"a", "b", "c"}),
        (SearchFilters(years=(2025,), organisations=("Oeverlicht",)), {"a"}),
        (SearchFilters(statuses=(DocumentStatus.EXPIRED,)), {"b"}),
        (SearchFilters(document_ids=("a", "c")), {"a", "c"}),
        (SearchFilters(kinds=("onbekend",)), set()),
    ],
)
def test_filters_come_before_search(store: PassageStore, filters: SearchFilters, documents: set[str]) -> None:
    fill(store)
    found = store.candidates(question(unit(1, 0, 0, 0), 1, 2, 3), filters, 10)
    assert {c.passage.document_id for c in found} == documents
    assert (store.count(filters) > 0) == bool(documents)


OPEN = question(unit(1, 0, 0, 0), 1, 7)
INTERNAL = replace(PLAN, kind="notitie", groups=("bestuur", "or"))


def fill_with_limits(store: PassageStore) -> None:
    store.add([stored("open", 0, unit(1, 0, 0, 0), {1: 1.0})], PLAN)
    store.add([stored("intern", 0, unit(1, 0, 0, 0), {1: 1.0, 7: 1.0})], INTERNAL)


@pytest.mark.parametrize(
    ("groups", "documents"),
    [((), {"open"}), (("wijkteam",), {"open"}), (("or",), {"open", "intern"}), (("bestuur", "x"), {"open", "intern"})],
)
def test_a_limited_store_knows_only_what_its_groups_may_see(store, groups, documents) -> None:
    fill_with_limits(store)
    seen = store.seen_by(groups)
    assert {c.passage.document_id for c in seen.candidates(OPEN, EVERYTHING, 10)} == documents
    assert seen.document_ids() == documents
    assert seen.count() == len(documents)
    assert set(seen.term_idf([1, 7])) == ({1, 7} if "intern" in documents else {1})
    assert {v.value for v in seen.facets(EVERYTHING)["kind"]} == (
        {"jaarplan", "notitie"} if "intern" in documents else {"jaarplan"}
    )
    assert {d for d in ("open", "intern") if seen.passages(d)} == documents
    ids = [passage("open", 0).passage_id, passage("intern", 0).passage_id]
    assert len(seen.unit_vectors(ids)) == len(documents)
    assert store.seen_by(groups).count(SearchFilters(document_ids=("intern",))) == int("intern" in documents)


def test_a_limit_changes_with_the_metadata(store: PassageStore) -> None:
    fill_with_limits(store)
    store.update_metadata("open", INTERNAL)
    store.update_metadata("intern", PLAN)
    assert store.seen_by(("wijkteam",)).document_ids() == {"intern"}


def test_a_limited_store_is_not_written(store: PassageStore) -> None:
    fill_with_limits(store)
    seen = store.seen_by(("or",))
    with pytest.raises(PermissionError):
        seen.add([stored("nieuw", 0, unit(1, 0, 0, 0), {1: 1.0})], PLAN)
    with pytest.raises(PermissionError):
        seen.remove("intern")
    with pytest.raises(PermissionError):
        seen.update_metadata("intern", PLAN)
    assert store.document_ids() == {"open", "intern"}


def test_facets_count_documents_and_ignore_their_own_filter(store: PassageStore) -> None:
    fill(store)
    facets = store.facets(SearchFilters(kinds=("jaarplan",)))
    assert facets["kind"] == (FacetValue("jaarplan", 2), FacetValue("visie", 1))
    assert facets["year"] == (FacetValue(2024, 1), FacetValue(2025, 1))
    assert facets["organisation"] == (FacetValue("Oeverlicht", 2),)
    assert facets["status"] == (FacetValue("geldig", 1), FacetValue("vervallen", 1))


def test_idf_is_higher_for_rarer_terms_and_absent_for_unknown_ones(store: PassageStore) -> None:
    fill(store)
    idf = store.term_idf([1, 2, 3, 99])
    assert set(idf) == {1, 2, 3}
    assert idf[3] > idf[1] > 0


def test_removing_a_document_leaves_nothing_of_it(store: PassageStore) -> None:
    fill(store)
    assert store.remove("a") == 2
    assert store.remove("a") == 0
    assert store.document_ids() == {"b", "c"}
    assert store.count() == 2
    assert store.passages("a") == []


def test_metadata_changes_without_new_vectors(store: PassageStore) -> None:
    fill(store)
    before = store.unit_vectors([passage("a", 0).passage_id])
    store.update_metadata("a", OLD)
    assert store.count(SearchFilters(statuses=(DocumentStatus.EXPIRED,))) == 3
    after = store.unit_vectors([passage("a", 0).passage_id])
    assert before.keys() == after.keys()
    assert all(np.array_equal(before[key], after[key]) for key in before)


def test_unit_rows_come_back_in_order(store: PassageStore) -> None:
    fill(store)
    rows = store.unit_vectors([passage("b", 0).passage_id])[passage("b", 0).passage_id]
    assert rows.shape == (3, UNITS)
    assert rows[:, -1] == pytest.approx([0.0, -0.1, -0.2], rel=1e-3)  # kept in 16 bits


def words(document: str, ordinal: int, terms: dict[int, float]) -> StoredPassage:
    return StoredPassage(passage(document, ordinal), SparseVector(tuple(sorted(terms)), tuple(terms.values())))


def test_words_are_compared_with_the_best_of_each_passage(store: PassageStore) -> None:
    store.add([in_words("a", 0, 1, 2), in_words("a", 1, 2, 2, 3), stored("a", 2, unit(1, 0, 0, 0), {1: 1.0})], PLAN)
    ids = [passage("a", n).passage_id for n in range(3)]
    asked = np.float32(0.75) * rows(2) + np.float32(0.25) * rows(1)
    assert store.token_scores(ids, asked) == pytest.approx({ids[0]: 0.75, ids[1]: 0.75})
    asked = np.vstack([np.float32(0.75) * rows(3), np.float32(0.25) * rows(1)])
    assert store.token_scores(ids, asked) == pytest.approx({ids[0]: 0.25, ids[1]: 0.75})
    assert store.token_scores(ids[1:2], asked) == pytest.approx({ids[1]: 0.75})
    assert store.token_scores([], asked) == {}
    store.put_vectors({ids[0]: in_words("a", 0, 3).vectors})
    assert store.token_scores(ids[:1], asked) == pytest.approx({ids[0]: 0.75})


def test_a_limited_store_compares_no_words_of_what_it_hides(store: PassageStore) -> None:
    store.add([in_words("a", 0, 1)], PLAN)
    store.add([in_words("b", 0, 1)], replace(PLAN, groups=("team",)))
    ids = [passage("a", 0).passage_id, passage("b", 0).passage_id]
    assert set(store.token_scores(ids, rows(1))) == set(ids)
    assert set(store.seen_by(["team"]).token_scores(ids, rows(1))) == set(ids)
    assert set(store.seen_by([]).token_scores(ids, rows(1))) == set(ids[:1])


def test_words_go_along_to_another_store(store: PassageStore, tmp_path: Path) -> None:
    store.add([in_words("a", n, n) for n in range(3)], PLAN)
    other = open_store(tmp_path / "other", dimension=DIMENSION, unit_dimension=UNITS)
    for points in store.dump():
        other.load(points)
    other.flush()
    ids = [passage("a", n).passage_id for n in range(3)]
    assert other.token_scores(ids, rows(2)) == pytest.approx(store.token_scores(ids, rows(2)))
    other.close()


def test_a_collection_from_before_words_were_compared_gets_a_place_for_them() -> None:
    client, multi = QdrantClient(":memory:"), models.MultiVectorConfig(comparator=models.MultiVectorComparator.MAX_SIM)
    dense = models.VectorParams(size=DIMENSION, distance=models.Distance.DOT)
    many = models.VectorParams(size=UNITS, distance=models.Distance.DOT, multivector_config=multi)
    sparse = {"sparse": models.SparseVectorParams(modifier=models.Modifier.IDF)}
    client.create_collection("older", vectors_config={"dense": dense, "units": many}, sparse_vectors_config=sparse)
    older = on_client(client, "older")
    fill(older)
    place = passage("a", 0).passage_id
    assert older.token_scores([place], rows(1)) == {}
    older.put_vectors({place: in_words("a", 0, 1).vectors})
    assert older.token_scores([place], rows(1)) == pytest.approx({place: 1.0})


def test_a_passage_without_vectors_is_found_by_its_words(store: PassageStore) -> None:
    fill(store)
    store.add([words("w", 0, {3: 2.0}), words("w", 1, {7: 1.0})], PLAN)
    found = {c.passage: c for c in store.candidates(question(unit(1, 0, 0, 0), 3, 7), EVERYTHING, 10)}
    assert [c.embedded for p, c in found.items() if p.document_id != "w"] == [True] * 4
    first = found[passage("w", 0)]
    assert (first.embedded, first.dense, first.terms.tolist()) == (False, None, [3])
    assert weight(store, first, 3) == pytest.approx(2.0)
    assert passage("w", 1) in found
    assert store.passages("w") == [passage("w", 0), passage("w", 1)]
    ids = [passage("w", 0).passage_id, passage("a", 0).passage_id]
    assert set(store.unit_vectors(ids)) == {passage("a", 0).passage_id}


def test_only_passages_without_vectors_are_found_too(store: PassageStore) -> None:
    store.add([words("w", 0, {3: 2.0})], PLAN)
    [found] = store.candidates(question(unit(1, 0, 0, 0), 3), EVERYTHING, 10)
    assert (found.passage, found.embedded) == (passage("w", 0), False)
    assert store.candidates(question(unit(1, 0, 0, 0), 4), EVERYTHING, 10) == []


def test_vectors_that_come_later_are_as_if_they_had_been_there(store: PassageStore) -> None:
    store.add([words("w", n, {3: 2.0}) for n in range(70)], PLAN)
    late = {passage("w", n).passage_id: PassageVectors(unit(1, n, 0, 0), np.eye(3, UNITS)) for n in range(70)}
    store.put_vectors(late)
    rows = store.unit_vectors(list(late))
    assert set(rows) == set(late)
    assert all(np.array_equal(each, np.eye(3, UNITS)) for each in rows.values())
    best = max(store.candidates(question(unit(1, 0, 0, 0), 3), EVERYTHING, 70), key=lambda c: c.dense or 0.0)
    assert best.embedded
    assert (best.passage.ordinal, best.dense, best.terms.tolist()) == (0, pytest.approx(1.0), [3])
    assert weight(store, best, 3) == pytest.approx(2.0)


def test_words_change_and_meaning_stays(store: PassageStore) -> None:
    fill(store)
    place = passage("b", 0).passage_id
    before = store.unit_vectors([place])[place]
    store.put_words({place: SparseVector((8,), (1.0,))})
    assert set(store.term_idf([1, 8])) == {1, 8}
    [found] = [c for c in store.candidates(question(unit(0, 0, 1, 0), 8), EVERYTHING, 9) if c.sparse is not None]
    assert (found.passage, found.terms.tolist(), found.dense) == (passage("b", 0), [8], pytest.approx(1))
    assert weight(store, found, 8) == pytest.approx(1.0)
    assert np.array_equal(store.unit_vectors([place])[place], before)


def test_writing_again_overwrites(store: PassageStore) -> None:
    fill(store)
    fill(store)
    assert store.count() == 4


def test_more_than_one_batch(store: PassageStore) -> None:
    store.add([stored("big", n, unit(1, n, 0, 0), {n + 1: 1.0}) for n in range(150)], PLAN)
    assert store.count() == 150
    assert [p.ordinal for p in store.passages("big")] == list(range(150))


def test_embedded_engine_keeps_what_was_added(tmp_path: Path) -> None:
    first = open_store(tmp_path / "passages", dimension=DIMENSION, unit_dimension=UNITS)
    fill(first)
    first.close()
    again = open_store(tmp_path / "passages", dimension=DIMENSION, unit_dimension=UNITS)
    assert again.document_ids() == {"a", "b", "c"}
    assert again.passages("a") == [passage("a", 0), passage("a", 1)]
    again.close()


def test_embedded_engine_has_one_owner(tmp_path: Path) -> None:
    first = open_store(tmp_path / "passages", dimension=DIMENSION, unit_dimension=UNITS)
    with pytest.raises(StoreLockedError, match="al in gebruik"):
        open_store(tmp_path / "passages", dimension=DIMENSION, unit_dimension=UNITS)
    first.close()


def test_damage_is_named(tmp_path: Path) -> None:
    (tmp_path / "passages").mkdir()
    (tmp_path / "passages" / "edge_config.json").write_text("kapot")
    with pytest.raises(StoreDamagedError, match="ingest --rebuild"):
        open_store(tmp_path / "passages", dimension=DIMENSION, unit_dimension=UNITS)


def test_no_room_is_said_before_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_store(tmp_path / "passages", dimension=DIMENSION, unit_dimension=UNITS)
    fill(opened)
    monkeypatch.setattr(disk, "MIN_FREE_BYTES", 1 << 60)
    with pytest.raises(StoreFullError, match="De schijf is vol"):
        opened.add([stored("x", 0, unit(1, 0, 0, 0), {1: 1.0})], PLAN)
    assert opened.document_ids() == {"a", "b", "c"}
    opened.close()


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailableError, match="qdrant_url"):
        open_store(tmp_path / "p", dimension=DIMENSION, unit_dimension=UNITS, server=Server("http://127.0.0.1:9"))
