"""Points and questions as Qdrant's HTTP interface has them, in requests that a server accepts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from qdrant_client import models

from index.store.points import Condition, Conditions, Found, Point, Vector, VectorQuery
from index.types import SparseVector

T = TypeVar("T")

REQUEST_BYTES = 8 * 2**20
"""A server refuses requests over 32 MB unless it is told otherwise; so large can 64 passages with rows of words be."""
_NUMBER_BYTES = 25
"""So long at the most is a number as text, with its comma."""
_NAMES_BYTES = 300
"""And a point's id with the names of all that it holds."""


def in_requests(items: Iterable[T], size: Callable[[T], int]) -> Iterator[list[T]]:
    """The items in their order, as many together as fit in a request; one that is too large for it goes alone."""
    together: list[T] = []
    used = 0
    for item in items:
        needed = size(item)
        if together and used + needed > REQUEST_BYTES:
            yield together
            together, used = [], 0
        together.append(item)
        used += needed
    if together:
        yield together


def point_size(point: Point) -> int:
    """Bytes of a point in a request, at the most."""
    return len(json.dumps(dict(point.payload))) + vectors_size(point.vectors.values())


def vectors_size(vectors: Iterable[Vector]) -> int:
    """Bytes of vectors in a request, at the most."""
    return _NAMES_BYTES + _NUMBER_BYTES * sum(map(_numbers, vectors))


def _numbers(vector: Vector) -> int:
    if isinstance(vector, SparseVector):
        return 2 * len(vector.indices)
    return sum(len(row) + 1 if isinstance(row, list) else 1 for row in vector)


def to_model(vector: Vector) -> Any:  # noqa: ANN401  the client takes three kinds
    """A vector as the client takes it."""
    if isinstance(vector, SparseVector):
        return models.SparseVector(indices=list(vector.indices), values=list(vector.values))
    return vector


def to_struct(point: Point) -> models.PointStruct:
    """A point as the client takes it."""
    vectors = {name: to_model(vector) for name, vector in point.vectors.items()}
    return models.PointStruct(id=point.id, vector=vectors, payload=dict(point.payload))


def to_filter(conditions: Conditions, ids: Sequence[str] = ()) -> models.Filter | None:
    """What must hold; None where everything passes."""
    must: list[models.Condition] = [_met(condition) for condition in conditions]
    if ids:
        must.append(models.HasIdCondition(has_id=list(ids)))
    return models.Filter(must=must) if must else None


def _met(condition: Condition) -> models.Condition:
    holds = models.FieldCondition(key=condition.key, match=models.MatchAny(any=list(condition.values)))
    if not condition.or_empty:
        return holds
    empty = models.IsEmptyCondition(is_empty=models.PayloadField(key=condition.key))
    return models.Filter(should=[empty, holds])


def to_request(query: VectorQuery) -> models.QueryRequest:
    """A question as the client takes it."""
    return models.QueryRequest(
        query=to_model(query.vector),
        using=query.using,
        filter=to_filter(query.conditions, query.ids),
        limit=query.limit,
        with_payload=query.with_payload,
        with_vector=list(query.with_vectors),
    )


def to_found(point: Any, score: float = 0.0) -> Found:  # noqa: ANN401  ScoredPoint or Record
    """A point as the client gives it."""
    vectors = {name: _from_model(vector) for name, vector in (point.vector or {}).items()}
    return Found(str(point.id), score, point.payload or {}, vectors)


def _from_model(vector: Any) -> Any:  # noqa: ANN401
    if not isinstance(vector, models.SparseVector):
        return vector
    pairs = sorted(zip(vector.indices, vector.values, strict=True))
    return SparseVector(tuple(index for index, _ in pairs), tuple(value for _, value in pairs))
