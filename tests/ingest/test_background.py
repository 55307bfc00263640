"""The background questions' vectors come from the cache only where they are those of this model."""

from __future__ import annotations

import numpy as np
import pytest

from index.embedding import open_embedder
from index.units import background_questions
from ingest.background import background_vectors


class Remembering:
    """The real model; what it embedded once it remembers, and ``asked`` counts what this test had embedded."""

    def __init__(self, embedder):
        self.embedder = embedder
        self.model_id, self.dimension = embedder.model_id, embedder.dimension
        self.asked = 0
        self._known = {}

    def warm_up(self):
        self.embedder.warm_up()

    def embed_queries(self, texts):
        self.asked += len(texts)
        known = tuple(texts)
        if known not in self._known:
            self._known[known] = self.embedder.embed_queries(texts)
        return self._known[known].copy()


@pytest.fixture(scope="module")
def remembering():
    return Remembering(open_embedder("bundled"))


@pytest.fixture(scope="module")
def made(remembering, tmp_path_factory):
    cache = tmp_path_factory.mktemp("cache")
    return cache, background_vectors(remembering, cache=cache)


@pytest.fixture
def embedder(remembering, made):
    """That model, which so far embedded nothing for this test."""
    remembering.asked = 0
    return remembering


def file_in(cache):
    (path,) = cache.iterdir()
    return path


def test_they_are_the_vectors_of_the_questions_and_come_back_the_same(embedder, made):
    cache, vectors = made
    questions = background_questions()
    assert vectors.shape == (len(questions), embedder.dimension)
    assert np.allclose(vectors[-1], embedder.embed_queries(questions[-1:])[0], atol=1e-3)
    again = background_vectors(embedder, progress=lambda _: pytest.fail("embedded anew"), cache=cache)
    assert np.array_equal(again, vectors)


@pytest.mark.parametrize("damage", ["empty", "short", "other"])
def test_what_is_damaged_or_of_another_model_is_made_anew(embedder, made, tmp_path, damage):
    cache, vectors = made
    path = tmp_path / file_in(cache).name
    if damage == "empty":
        path.write_bytes(b"")
    else:
        np.save(path, vectors[:10] if damage == "short" else vectors[::-1].copy())
    assert np.allclose(background_vectors(embedder, cache=tmp_path), vectors, atol=1e-5)
    assert embedder.asked >= len(vectors)
    assert np.allclose(np.load(path), vectors, atol=1e-5)


def test_without_a_cache_they_are_made_each_time(embedder, made, tmp_path):
    in_the_way = tmp_path / "bestand"
    in_the_way.write_text("geen map", encoding="utf-8")
    assert np.allclose(background_vectors(embedder, cache=in_the_way), made[1], atol=1e-5)
    assert embedder.asked == len(made[1])
