"""What a server asks of whoever uses it: requests of a size, a version, indexes. (The server is a stand-in.)"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import numpy as np
import pytest

from index.embedding.token_head import TOKEN_DIMENSION
from index.errors import ServerTooOldError, StoreUnavailableError
from index.results import FacetValue, SearchFilters
from index.server import Server
from index.store import open_store
from index.store.points import to_point
from index.store.protocol import BATCH_SIZE, PassageStore, PassageVectors, StoredPassage, StoreQuery
from index.store.wire import REQUEST_BYTES, in_requests, point_size, to_struct
from index.types import Metadata, Passage, Span, SparseVector
from tests.qdrant_server import Qdrant, running

DIMENSION = 4
UNITS = 5
COLLECTION = "bronwijzer-proef"
WORDS = 700
"""More than there are in a passage, so that one batch is too large for any server."""
PLAN = Metadata("Jaarplan", organisation="Oeverlicht", kind="jaarplan", year=2025)


@pytest.fixture
def server() -> Iterator[Qdrant]:
    with running() as server:
        yield server


def opened(server: Qdrant, **more: Any) -> PassageStore:
    there = Server(server.url, server.api_key)
    return open_store(Path(), dimension=DIMENSION, unit_dimension=UNITS, server=there, collection=COLLECTION, **more)


@pytest.fixture
def store(server: Qdrant) -> Iterator[PassageStore]:
    with closing(opened(server)) as store:
        yield store


def written(ordinal: int, terms: tuple[int, ...] = (1,), words: int = 2) -> StoredPassage:
    chance = np.random.default_rng(ordinal)
    vectors = PassageVectors(
        np.eye(DIMENSION, dtype=np.float32)[0],
        chance.random((3, UNITS), dtype=np.float32),
        chance.random((words, TOKEN_DIMENSION), dtype=np.float32),
    )
    place = str(uuid5(NAMESPACE_URL, str(ordinal)))
    passage = Passage(place, "a", ordinal, 0, 5, "tekst", 1, "1", ("Kop",), (Span(0, 5),))
    return StoredPassage(passage, SparseVector(terms, (1.0,) * len(terms)), vectors)


def asked(*terms: int) -> StoreQuery:
    one = np.eye(DIMENSION, dtype=np.float32)[0]
    return StoreQuery(one, np.append(one, np.float32(1)), SparseVector(terms, (1.0,) * len(terms)))


def test_a_passage_of_stop_words_is_read_back(server: Qdrant, store: PassageStore, tmp_path: Path) -> None:
    """No word of it is a term."""
    store.add([written(0, ()), written(1)], PLAN)
    found = store.candidates(asked(1), SearchFilters(), 5)
    assert sorted((c.passage.ordinal, c.terms.tolist()) for c in found) == [(0, []), (1, [1])]
    with closing(open_store(tmp_path / "hier", dimension=DIMENSION, unit_dimension=UNITS)) as here:
        for page in store.dump():
            here.load(page)
        here.flush()
        found = here.candidates(asked(1), SearchFilters(), 5)
        assert sorted((c.passage.ordinal, c.terms.tolist()) for c in found) == [(0, []), (1, [1])]


@pytest.mark.slow
def test_no_request_is_larger_than_a_server_takes(store: PassageStore) -> None:
    """A batch of passages with the rows of some hundred words each would be."""
    many = [written(ordinal, words=WORDS) for ordinal in range(BATCH_SIZE)]
    store.add(many, PLAN)
    store.put_vectors({each.passage.passage_id: each.vectors for each in many})
    assert store.count() == BATCH_SIZE
    last = many[-1]
    best = last.vectors.tokens.astype(np.float16).astype(np.float32).max(axis=0)[:1]
    asked = np.eye(1, TOKEN_DIMENSION, dtype=np.float32)
    assert store.token_scores([last.passage.passage_id], asked) == pytest.approx({last.passage.passage_id: best[0]})


def test_requests_are_filled_and_what_is_too_large_goes_alone() -> None:
    sizes = [3, 5, REQUEST_BYTES, 2 * REQUEST_BYTES, 1, 1]
    assert list(in_requests(sizes, lambda size: size)) == [[3, 5], [REQUEST_BYTES], [2 * REQUEST_BYTES], [1, 1]]
    assert list(in_requests([], len)) == []


def test_a_request_is_never_larger_than_it_is_said_to_be() -> None:
    ugly = np.float32(-1.2345679e-38)
    one = replace(written(0, (2**32 - 1,)), vectors=PassageVectors(np.full(4, ugly), np.full((2, 5), ugly)))
    point = to_point(one, replace(PLAN, organisation="Ünïcode 😀 \n"))
    assert len(to_struct(point).model_dump_json()) <= point_size(point)


FIELDS = {"document_id", "kind", "organisation", "status", "groups", "year", "first"}


@pytest.mark.parametrize("made", range(len(FIELDS)))
def test_a_collection_that_was_made_by_half_is_completed(server: Qdrant, made: int) -> None:
    """The process ends after the collection was made, and so many of its indexes."""
    left = iter([False] * made)
    server.fails = lambda asked: asked.endswith("/index") and next(left, True)
    with pytest.raises(StoreUnavailableError):
        opened(server)
    server.fails = lambda asked: False
    with closing(opened(server)) as store:
        store.add([written(0)], PLAN)
        assert store.facets(SearchFilters())["kind"] == (FacetValue("jaarplan", 1),)
        assert store.sizes() == {"a": 1}
    assert set(server.indexes[COLLECTION]) == FIELDS


def test_a_whole_collection_is_opened_without_making_anything(server: Qdrant) -> None:
    opened(server).close()
    server.asked.clear()
    opened(server).close()
    assert {asked.partition(" ")[0] for asked in server.asked} == {"GET"}


def test_a_vector_that_is_added_is_kept_as_in_a_new_collection(server: Qdrant) -> None:
    """Rows of words in a collection from before there were any: added, or added by half."""
    opened(server).close()

    def kept() -> dict[str, Any]:
        return server.client.get_collection(COLLECTION).config.params.vectors["tokens"].model_dump(mode="json")

    new = kept()
    server.client.delete_vector_name(COLLECTION, "tokens")
    server.fails = lambda asked: asked.startswith("PATCH")
    with pytest.raises(StoreUnavailableError):
        opened(server)
    server.fails = lambda asked: False
    opened(server).close()
    assert kept() == new
    assert server.updated == [{"vectors": {"tokens": {"hnsw_config": {"m": 0}, "on_disk": True}}}]
    opened(server).close()
    assert len(server.updated) == 1


@pytest.mark.parametrize("version", ["1.17.4", "v1.9.0", "0.11.3"])
def test_a_server_that_is_too_old_is_named(server: Qdrant, version: str) -> None:
    server.version = version
    with pytest.raises(ServerTooOldError, match=rf"versie {version}, .* versie 1\.18 of nieuwer"):
        opened(server)
    assert server.asked == []


@pytest.mark.parametrize("version", ["1.18.0", "1.18.0-rc1", "2.0.1", "eigen"])
def test_a_server_that_is_new_enough_is_used(server: Qdrant, version: str) -> None:
    server.version = version
    opened(server).close()
    assert server.created
