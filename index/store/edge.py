"""Qdrant inside this process: Qdrant Edge, the engine as a library.

One process owns the directory. Vectors are searched exactly (no HNSW): 100 000 passages take some 15 ms, and building
an index would hold the whole process up (ARCHITECTURE.md). A full disk would end the process, so room is checked
before every write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import UUID

import qdrant_edge as qe

from index.disk import MIN_FREE_BYTES, require_room
from index.embedding.token_head import TOKEN_DIMENSION
from index.errors import StoreDamagedError, StoreError, StoreFullError, StoreLockedError
from index.store.lock import FolderLock
from index.store.points import (
    DENSE,
    INTEGER_FIELDS,
    KEYWORD_FIELDS,
    NOTHING,
    SPARSE,
    TOKENS,
    UNITS,
    Condition,
    Conditions,
    Found,
    Point,
    Vector,
    VectorQuery,
)
from index.texts import store as texts
from index.types import SparseVector

_NO_SUCH_VECTOR = "Not existing vector name"
_FACET_LIMIT = 1_000_000
_SCROLL_PAGE = 1_000
_DUMP_PAGE = 256
"""Points that are copied at a time, with all of their vectors."""
_NAMES = 20_000
"""Ids that are kept as text, some three hundred bytes each."""
_MULTI = qe.MultiVectorConfig(qe.MultiVectorComparator.MaxSim)
_TOKENS: dict[str, Any] = {"multivector_config": _MULTI, "datatype": qe.VectorStorageDatatype.Float16}
"""Half of what 32 bits take, and no question notices."""


class EdgeEngine:
    """An :class:`index.store.engine.Engine` on a directory of this machine.

    :param held: whoever opens it holds the lock of ``path`` already.
    :raises StoreLockedError: another process has it open.
    :raises StoreDamagedError: it does not open.
    """

    def __init__(self, path: Path, dimension: int, unit_dimension: int, *, held: bool = False) -> None:
        self._path = path
        self._write_lock = Lock()
        self._owner = None if held else FolderLock(path)
        try:
            with engine_errors(path):
                require_room(self._path)
                self._shard = self._open(dimension, unit_dimension)
        except BaseException:
            self._release()
            raise

    def _open(self, dimension: int, unit_dimension: int) -> qe.EdgeShard:
        if self._path.exists():
            return _with_tokens(qe.EdgeShard.load(str(self._path)))
        shard = qe.EdgeShard.create(str(self._path), _config(dimension, unit_dimension))
        _create_payload_indexes(shard)
        return shard

    def _update(self, operation: qe.UpdateOperation) -> None:
        with self._write_lock, engine_errors(self._path):
            require_room(self._path)
            self._shard.update(operation)

    def upsert(self, points: Sequence[Point]) -> None:
        """One record in the write-ahead log, so all of them or none."""
        batch = [
            qe.Point(p.id, {name: _to_edge(vector) for name, vector in p.vectors.items()}, dict(p.payload))
            for p in points
        ]
        self._update(qe.UpdateOperation.upsert_points(batch))

    def update_vectors(self, vectors: Mapping[str, Mapping[str, Vector]]) -> None:
        """Write these vectors of points that are there, by id; their other vectors and payload stay."""
        batch = [
            qe.PointVectors(point_id, {name: _to_edge(vector) for name, vector in named.items()})
            for point_id, named in vectors.items()
        ]
        self._update(qe.UpdateOperation.update_vectors(batch))

    def delete(self, conditions: Conditions) -> None:
        """Delete the points that meet ``conditions``."""
        self._update(qe.UpdateOperation.delete_points_by_filter(_required(conditions)))

    def set_payload(self, conditions: Conditions, payload: Mapping[str, Any]) -> None:
        """Overwrite these payload fields."""
        self._update(qe.UpdateOperation.set_payload_by_filter(_required(conditions), dict(payload)))

    def query(self, queries: Sequence[VectorQuery]) -> list[list[Found]]:
        """Answer several queries in one planned batch."""
        requests = [_request(query) for query in queries]
        with engine_errors(self._path):
            results = self._shard.query_batch(qe.QueryBatchRequest(requests))
        return [_scored(points, query) for query, points in zip(queries, results, strict=True)]

    def retrieve(self, ids: Sequence[str], vectors: Sequence[str], *, with_payload: bool = False) -> list[Found]:
        """Points by id, with those of these vectors that they have."""
        with engine_errors(self._path):
            records = self._shard.retrieve(list(ids), with_payload=with_payload, with_vector=list(vectors))
        return [_found(record, 0.0) for record in records]

    def scroll(self, conditions: Conditions) -> list[Found]:
        """All points that meet ``conditions``, with their payload."""
        found: list[Found] = []
        offset: Any = None
        with engine_errors(self._path):
            while True:
                request = qe.ScrollRequest(
                    limit=_SCROLL_PAGE, filter=_filter(conditions), with_payload=True, offset=offset
                )
                records, offset = self._shard.scroll(request)
                found += [_found(record, 0.0) for record in records]
                if offset is None:
                    return found

    def dump(self) -> Iterator[list[Point]]:
        """Every point with its payload and all of its vectors, a page at a time."""
        offset: Any = None
        while True:
            request = qe.ScrollRequest(limit=_DUMP_PAGE, with_payload=True, with_vector=True, offset=offset)
            with engine_errors(self._path):
                records, offset = self._shard.scroll(request)
            found = (_found(record, 0.0) for record in records)
            yield [Point(f.id, f.vectors, f.payload) for f in found]
            if offset is None:
                return

    def facet(self, key: str, conditions: Conditions) -> list[tuple[str | int, int]]:
        """Values of a payload field with the exact number of points."""
        request = qe.FacetRequest(key, limit=_FACET_LIMIT, exact=True, filter=_filter(conditions))
        with engine_errors(self._path):
            return [(hit.value, hit.count) for hit in self._shard.facet(request).hits]

    def count(self, conditions: Conditions) -> int:
        """Exact number of points. That of all points is known; with conditions they are counted one by one."""
        with engine_errors(self._path):
            if not conditions:
                return int(self._shard.info().points_count)
            return int(self._shard.count(qe.CountRequest(exact=True, filter=_filter(conditions))))

    def flush(self) -> None:
        """Return when everything written would survive a power cut."""
        with self._write_lock, engine_errors(self._path):
            self._shard.flush()

    def close(self) -> None:
        """Flush and let go of the directory."""
        try:
            with self._write_lock, engine_errors(self._path):
                self._shard.flush()
                self._shard.close()
        finally:
            self._release()

    def _release(self) -> None:
        if self._owner is not None:
            self._owner.release()


def _create_payload_indexes(shard: qe.EdgeShard) -> None:
    schemas = dict.fromkeys(KEYWORD_FIELDS, qe.PayloadSchemaType.Keyword)
    schemas |= dict.fromkeys(INTEGER_FIELDS, qe.PayloadSchemaType.Integer)
    for field, schema in schemas.items():
        shard.update(qe.UpdateOperation.create_field_index(field, schema))
    shard.flush()


def _with_tokens(shard: qe.EdgeShard) -> qe.EdgeShard:
    """An index from before words were compared has no place for their rows yet."""
    try:
        shard.query_batch(qe.QueryBatchRequest([_request(VectorQuery(TOKENS, [[1.0] * TOKEN_DIMENSION], 1))]))
    except Exception as error:  # the engine raises nothing else
        if _NO_SUCH_VECTOR not in str(error):
            raise
        shard.update(qe.UpdateOperation.create_dense_vector(TOKENS, TOKEN_DIMENSION, qe.Distance.Dot, **_TOKENS))
        shard.flush()
    return shard


@contextmanager
def engine_errors(path: Path) -> Iterator[None]:
    """The one border where the engine's exceptions become ours."""
    try:
        yield
    except StoreError:
        raise
    except Exception as error:
        reason = str(error)
        if "WouldBlock" in reason:
            raise StoreLockedError(texts.LOCKED.format(path=path)) from error
        if "No space left" in reason or "StorageFull" in reason:
            raise StoreFullError(texts.DISK_FULL.format(path=path, free=0, need=MIN_FREE_BYTES >> 20)) from error
        raise StoreDamagedError(texts.DAMAGED.format(path=path)) from error


def _config(dimension: int, unit_dimension: int) -> qe.EdgeConfig:
    return qe.EdgeConfig(
        vectors={
            DENSE: qe.EdgeVectorParams(dimension, qe.Distance.Dot),
            UNITS: qe.EdgeVectorParams(unit_dimension, qe.Distance.Dot, multivector_config=_MULTI),
            TOKENS: qe.EdgeVectorParams(TOKEN_DIMENSION, qe.Distance.Dot, **_TOKENS),
        },
        sparse_vectors={SPARSE: qe.EdgeSparseVectorParams(modifier=qe.Modifier.Idf)},
    )


def _to_edge(vector: Vector) -> Any:  # noqa: ANN401  the engine takes three kinds
    if isinstance(vector, SparseVector):
        return qe.SparseVector(list(vector.indices), list(vector.values))
    return vector


def _from_edge(vector: Any) -> Any:  # noqa: ANN401
    if isinstance(vector, qe.SparseVector):
        return SparseVector(tuple(vector.indices), tuple(vector.values))
    return vector


def _filter(conditions: Conditions, ids: Sequence[str] = ()) -> qe.Filter | None:
    must: list[Any] = [_met(condition) for condition in conditions]
    if ids:
        must.append(qe.HasIdCondition(set(map(_number, ids))))
    return qe.Filter(must=must) if must else None


def _met(condition: Condition) -> Any:  # noqa: ANN401  one of two kinds
    holds = qe.FieldCondition(condition.key, match=qe.MatchAny(list(condition.values)))
    return qe.Filter(should=[qe.IsEmptyCondition(condition.key), holds]) if condition.or_empty else holds


def _required(conditions: Conditions) -> qe.Filter:
    found = _filter(conditions)
    if found is None:
        raise ValueError("a write needs a condition")
    return found


def _request(query: VectorQuery) -> qe.QueryRequest:
    return qe.QueryRequest(
        limit=query.limit,
        query=qe.Query.Nearest(_to_edge(query.vector), using=query.using),
        filter=_filter(query.conditions, query.ids),
        with_payload=query.with_payload,
        with_vector=list(query.with_vectors),
    )


def _scored(points: Sequence[Any], query: VectorQuery) -> list[Found]:
    if query.with_payload or query.with_vectors:
        return [_found(point, point.score) for point in points]
    return [Found(_named(point.id.int), point.score) for point in points]


def _found(point: Any, score: float) -> Found:  # noqa: ANN401  ScoredPoint or Record
    vectors = {name: _from_edge(vector) for name, vector in point.vector.items()} if point.vector else NOTHING
    return Found(_named(point.id.int), score, point.payload or NOTHING, vectors)


@lru_cache(maxsize=_NAMES)
def _number(name: str) -> UUID:
    """An id as the engine has it; reading one from text takes it longer."""
    return UUID(name)


@lru_cache(maxsize=_NAMES)
def _named(number: int) -> str:
    """An id as text; writing it out takes longer than finding the point."""
    return str(UUID(int=number))
