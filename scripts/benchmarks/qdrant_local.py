"""Rival (a): qdrant-client in local mode on disk, dense and sparse vectors joined by RRF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qdrant_client import QdrantClient, models

from benchmarks.examples import Example
from benchmarks.searchers import TOP_K
from index.embedding.protocol import Embedder
from index.language.analysis import analyse
from index.sparse import query_vector
from index.store.protocol import BATCH_SIZE
from index.types import SparseVector

COLLECTION = "passages"
DENSE, SPARSE = "dense", "sparse"


class QdrantLocal:
    """A :class:`benchmarks.searchers.Searcher` over the client's local mode; it has no small units to score.

    :param folder: where it keeps its data.
    """

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._embedder = embedder
        self._client = QdrantClient(path=str(folder))
        self._client.create_collection(
            COLLECTION,
            vectors_config={DENSE: models.VectorParams(size=embedder.dimension, distance=models.Distance.DOT)},
            sparse_vectors_config={SPARSE: models.SparseVectorParams(modifier=models.Modifier.IDF)},
        )

    def add(self, examples: Sequence[Example]) -> None:
        """Write passages with their text."""
        points = [
            models.PointStruct(
                id=stored.passage.passage_id,
                vector={DENSE: stored.vectors.dense.tolist(), SPARSE: _sparse(stored.sparse)},
                payload={"text": stored.passage.text},
            )
            for example in examples
            for stored in example.stored
        ]
        for first in range(0, len(points), BATCH_SIZE):
            self._client.upsert(COLLECTION, points[first : first + BATCH_SIZE])

    def search(self, question: str) -> int:
        """Both kinds of vectors, joined by reciprocal rank."""
        dense = self._embedder.embed_queries([question])[0].tolist()
        sparse = _sparse(query_vector(analyse(question)))
        found = self._client.query_points(
            COLLECTION,
            prefetch=[
                models.Prefetch(query=dense, using=DENSE, limit=TOP_K),
                models.Prefetch(query=sparse, using=SPARSE, limit=TOP_K),
            ],
            query=models.FusionQuery(fusion=models.Fusion.RRF),
            limit=TOP_K,
        )
        return len(found.points)

    def close(self) -> None:
        """Let go of the folder."""
        self._client.close()


def _sparse(vector: SparseVector) -> models.SparseVector:
    return models.SparseVector(indices=list(vector.indices), values=list(vector.values))
