"""Qdrant on a server or cluster, through ``qdrant-client``; also in memory, for the contract tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qdrant_client import QdrantClient, models

from index.store.connection import answering
from index.store.points import Conditions, Found, Point, Vector, VectorQuery
from index.store.wire import (
    in_requests,
    point_size,
    to_filter,
    to_found,
    to_model,
    to_request,
    to_struct,
    vectors_size,
)

_FACET_LIMIT = 1_000_000
_SCROLL_PAGE = 1_000
_DUMP_PAGE = 32
"""Points that are read at a time with all of their vectors, which are half a megabyte each as text."""


class ClientEngine:
    """An :class:`index.store.engine.Engine` over a Qdrant client.

    :param client: connected client; it is closed with this engine.
    :param collection: name of a collection that is there (see :mod:`index.store.collection`).
    """

    def __init__(self, client: QdrantClient, collection: str) -> None:
        self._client = client
        self._collection = collection

    def upsert(self, points: Sequence[Point]) -> None:
        """Write points and wait until they can be found; those of one request all or none."""
        for some in in_requests(points, point_size):
            with answering():
                self._client.upsert(self._collection, [to_struct(point) for point in some], wait=True)

    def update_vectors(self, vectors: Mapping[str, Mapping[str, Vector]]) -> None:
        """Write these vectors of points that are there, by id; their other vectors and payload stay."""
        for some in in_requests(vectors.items(), lambda item: vectors_size(item[1].values())):
            structs = [
                models.PointVectors(id=point_id, vector={name: to_model(vector) for name, vector in named.items()})
                for point_id, named in some
            ]
            with answering():
                self._client.update_vectors(self._collection, structs, wait=True)

    def delete(self, conditions: Conditions) -> None:
        """Delete the points that meet ``conditions``."""
        with answering():
            selector = models.FilterSelector(filter=_required(conditions))
            self._client.delete(self._collection, selector, wait=True)

    def set_payload(self, conditions: Conditions, payload: Mapping[str, Any]) -> None:
        """Overwrite these payload fields."""
        with answering():
            self._client.set_payload(self._collection, dict(payload), points=_required(conditions), wait=True)

    def query(self, queries: Sequence[VectorQuery]) -> list[list[Found]]:
        """Answer several queries in one request."""
        if not queries:
            return []
        with answering():
            responses = self._client.query_batch_points(self._collection, [to_request(q) for q in queries])
        return [[to_found(point, point.score) for point in response.points] for response in responses]

    def retrieve(self, ids: Sequence[str], vectors: Sequence[str], *, with_payload: bool = False) -> list[Found]:
        """Points by id, with those of these vectors that they have."""
        with answering():
            records = self._client.retrieve(
                self._collection, list(ids), with_payload=with_payload, with_vectors=list(vectors)
            )
        return [to_found(record) for record in records]

    def scroll(self, conditions: Conditions) -> list[Found]:
        """All points that meet ``conditions``, with their payload."""
        found: list[Found] = []
        offset: Any = None
        with answering():
            while True:
                records, offset = self._client.scroll(
                    self._collection, scroll_filter=to_filter(conditions), limit=_SCROLL_PAGE, offset=offset
                )
                found += [to_found(record) for record in records]
                if offset is None:
                    return found

    def dump(self) -> Iterator[list[Point]]:
        """Every point with its payload and all of its vectors, a page at a time."""
        offset: Any = None
        while True:
            with answering():
                records, offset = self._client.scroll(
                    self._collection, limit=_DUMP_PAGE, with_payload=True, with_vectors=True, offset=offset
                )
            found = (to_found(record) for record in records)
            yield [Point(f.id, f.vectors, f.payload) for f in found]
            if offset is None:
                return

    def facet(self, key: str, conditions: Conditions) -> list[tuple[str | int, int]]:
        """Values of a payload field with the exact number of points."""
        with answering():
            response = self._client.facet(
                self._collection, key, facet_filter=to_filter(conditions), limit=_FACET_LIMIT, exact=True
            )
        return [(hit.value, hit.count) for hit in response.hits]

    def count(self, conditions: Conditions) -> int:
        """Exact number of points."""
        with answering():
            return self._client.count(self._collection, count_filter=to_filter(conditions), exact=True).count

    def flush(self) -> None:
        """Writes wait for the server, which keeps its own write-ahead log."""

    def close(self) -> None:
        """Close the connection."""
        with answering():
            self._client.close()


def _required(conditions: Conditions) -> models.Filter:
    found = to_filter(conditions)
    if found is None:
        raise ValueError("a write needs a condition")
    return found
