"""Qdrant on a server or cluster, through ``qdrant-client``; also in memory, for the contract tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from qdrant_client import QdrantClient, models
from qdrant_client.http.exceptions import ApiException

from index.embedding.token_head import TOKEN_DIMENSION
from index.errors import StoreUnavailableError
from index.store.points import (
    DENSE,
    INTEGER_FIELDS,
    KEYWORD_FIELDS,
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
from index.store.protocol import DUMP_PAGE
from index.store.server import Server
from index.texts import store as texts
from index.types import SparseVector

_FACET_LIMIT = 1_000_000
_SCROLL_PAGE = 1_000


def connected(server: Server) -> QdrantClient:
    """A client of the server."""
    return QdrantClient(url=server.url, api_key=server.api_key or None, timeout=30, check_compatibility=False)


def drop(client: QdrantClient, collection: str) -> None:
    """Throw away a collection, and close the client. :raises StoreUnavailableError: the server does not answer."""
    with _wrapped():
        client.delete_collection(collection)
        client.close()


class ClientEngine:
    """An :class:`index.store.engine.Engine` over a Qdrant client.

    :param client: connected client; it is closed with this engine.
    :param collection: name of the collection; made when it is not there.
    :param server: how a new collection is spread.
    :raises StoreUnavailableError: the server does not answer.
    """

    def __init__(
        self, client: QdrantClient, collection: str, dimension: int, unit_dimension: int, server: Server | None = None
    ) -> None:
        self._client = client
        self._collection = collection
        with _wrapped():
            if not client.collection_exists(collection):
                self._create(dimension, unit_dimension, server or Server(""))
            elif TOKENS not in (client.get_collection(collection).config.params.vectors or {}):
                self._add_tokens()  # it is from before words were compared

    def _create(self, dimension: int, unit_dimension: int, server: Server) -> None:
        multi = models.MultiVectorConfig(comparator=models.MultiVectorComparator.MAX_SIM)
        self._client.create_collection(
            self._collection,
            vectors_config={
                DENSE: models.VectorParams(size=dimension, distance=models.Distance.DOT),
                UNITS: models.VectorParams(
                    size=unit_dimension,
                    distance=models.Distance.DOT,
                    multivector_config=multi,
                    hnsw_config=models.HnswConfigDiff(m=0),
                    on_disk=True,  # most of all there is, of which a question needs those of few passages
                ),
                TOKENS: models.VectorParams(
                    size=TOKEN_DIMENSION,
                    distance=models.Distance.DOT,
                    multivector_config=multi,
                    hnsw_config=models.HnswConfigDiff(m=0),
                    on_disk=True,
                    datatype=models.Datatype.FLOAT16,
                ),
            },
            sparse_vectors_config={SPARSE: models.SparseVectorParams(modifier=models.Modifier.IDF)},
            shard_number=server.shards,
            replication_factor=server.replicas,
            write_consistency_factor=server.write_consistency,
        )
        for field in KEYWORD_FIELDS:
            self._client.create_payload_index(self._collection, field, models.PayloadSchemaType.KEYWORD)
        for field in INTEGER_FIELDS:
            self._client.create_payload_index(self._collection, field, models.PayloadSchemaType.INTEGER)

    def _add_tokens(self) -> None:
        config = models.DenseVectorConfig(
            size=TOKEN_DIMENSION,
            distance=models.Distance.DOT,
            multivector_config=models.MultiVectorConfig(comparator=models.MultiVectorComparator.MAX_SIM),
            datatype=models.VectorStorageDatatype.FLOAT16,
        )
        self._client.create_vector_name(self._collection, TOKENS, models.DenseVectorNameConfig(dense=config))

    def upsert(self, points: Sequence[Point]) -> None:
        """Write points and wait until they can be found."""
        structs = [
            models.PointStruct(id=p.id, vector={n: _to_model(v) for n, v in p.vectors.items()}, payload=dict(p.payload))
            for p in points
        ]
        with _wrapped():
            self._client.upsert(self._collection, structs, wait=True)

    def update_vectors(self, vectors: Mapping[str, Mapping[str, Vector]]) -> None:
        """Write these vectors of points that are there, by id; their other vectors and payload stay."""
        structs = [
            models.PointVectors(id=point_id, vector={name: _to_model(vector) for name, vector in named.items()})
            for point_id, named in vectors.items()
        ]
        with _wrapped():
            self._client.update_vectors(self._collection, structs, wait=True)

    def delete(self, conditions: Conditions) -> None:
        """Delete the points that meet ``conditions``."""
        with _wrapped():
            selector = models.FilterSelector(filter=_required(conditions))
            self._client.delete(self._collection, selector, wait=True)

    def set_payload(self, conditions: Conditions, payload: Mapping[str, Any]) -> None:
        """Overwrite these payload fields."""
        with _wrapped():
            self._client.set_payload(self._collection, dict(payload), points=_required(conditions), wait=True)

    def query(self, queries: Sequence[VectorQuery]) -> list[list[Found]]:
        """Answer several queries in one request."""
        if not queries:
            return []
        with _wrapped():
            responses = self._client.query_batch_points(self._collection, [_request(q) for q in queries])
        return [[_found(point, point.score) for point in response.points] for response in responses]

    def retrieve(self, ids: Sequence[str], vectors: Sequence[str], *, with_payload: bool = False) -> list[Found]:
        """Points by id, with those of these vectors that they have."""
        with _wrapped():
            records = self._client.retrieve(
                self._collection, list(ids), with_payload=with_payload, with_vectors=list(vectors)
            )
        return [_found(record, 0.0) for record in records]

    def scroll(self, conditions: Conditions) -> list[Found]:
        """All points that meet ``conditions``, with their payload."""
        found: list[Found] = []
        offset: Any = None
        with _wrapped():
            while True:
                records, offset = self._client.scroll(
                    self._collection, scroll_filter=_filter(conditions), limit=_SCROLL_PAGE, offset=offset
                )
                found += [_found(record, 0.0) for record in records]
                if offset is None:
                    return found

    def dump(self) -> Iterator[list[Point]]:
        """Every point with its payload and all of its vectors, a page at a time."""
        offset: Any = None
        while True:
            with _wrapped():
                records, offset = self._client.scroll(
                    self._collection, limit=DUMP_PAGE, with_payload=True, with_vectors=True, offset=offset
                )
            found = (_found(record, 0.0) for record in records)
            yield [Point(f.id, f.vectors, f.payload) for f in found]
            if offset is None:
                return

    def facet(self, key: str, conditions: Conditions) -> list[tuple[str | int, int]]:
        """Values of a payload field with the exact number of points."""
        with _wrapped():
            response = self._client.facet(
                self._collection, key, facet_filter=_filter(conditions), limit=_FACET_LIMIT, exact=True
            )
        return [(hit.value, hit.count) for hit in response.hits]

    def count(self, conditions: Conditions) -> int:
        """Exact number of points."""
        with _wrapped():
            return self._client.count(self._collection, count_filter=_filter(conditions), exact=True).count

    def flush(self) -> None:
        """Writes wait for the server, which keeps its own write-ahead log."""

    def close(self) -> None:
        """Close the connection."""
        with _wrapped():
            self._client.close()


@contextmanager
def _wrapped() -> Iterator[None]:
    """The one border where the client's exceptions become ours."""
    try:
        yield
    except (ApiException, OSError) as error:
        raise StoreUnavailableError(texts.UNAVAILABLE) from error


def _to_model(vector: Vector) -> Any:  # noqa: ANN401  the client takes three kinds
    if isinstance(vector, SparseVector):
        return models.SparseVector(indices=list(vector.indices), values=list(vector.values))
    return vector


def _from_model(vector: Any) -> Any:  # noqa: ANN401
    if isinstance(vector, models.SparseVector):
        return SparseVector(*zip(*sorted(zip(vector.indices, vector.values, strict=True)), strict=True))
    return vector


def _filter(conditions: Conditions, ids: Sequence[str] = ()) -> models.Filter | None:
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


def _required(conditions: Conditions) -> models.Filter:
    found = _filter(conditions)
    if found is None:
        raise ValueError("a write needs a condition")
    return found


def _request(query: VectorQuery) -> models.QueryRequest:
    return models.QueryRequest(
        query=_to_model(query.vector),
        using=query.using,
        filter=_filter(query.conditions, query.ids),
        limit=query.limit,
        with_payload=query.with_payload,
        with_vector=list(query.with_vectors),
    )


def _found(point: Any, score: float) -> Found:  # noqa: ANN401  ScoredPoint or Record
    vectors = {name: _from_model(vector) for name, vector in (point.vector or {}).items()}
    return Found(str(point.id), score, point.payload or {}, vectors)
