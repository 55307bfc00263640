"""What a server asks of whoever uses it: requests of a size, a version, indexes. (The server is a stand-in.)"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import numpy as np
import pytest

from index.embedding.token_head import TOKEN_DIMENSION
from index.results import SearchFilters
from index.store import open_store
from index.store.protocol import PassageStore, PassageVectors, StoredPassage, StoreQuery
from index.store.server import Server
from index.types import Metadata, Passage, Span, SparseVector
from tests.qdrant_server import Qdrant, running

DIMENSION = 4
UNITS = 5
COLLECTION = "bronwijzer-proef"
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
