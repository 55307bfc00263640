"""A collection on a Qdrant server: made once, and completed whenever its owner opens it.

A crash may come between any two steps of making it, and a former version made less.
"""

from __future__ import annotations

from qdrant_client import QdrantClient, models

from index.embedding.token_head import TOKEN_DIMENSION
from index.server import Server
from index.store.connection import answering
from index.store.points import DENSE, INTEGER_FIELDS, KEYWORD_FIELDS, SPARSE, TOKENS, UNITS

_MULTI = models.MultiVectorConfig(comparator=models.MultiVectorComparator.MAX_SIM)
_FIELDS = dict.fromkeys(KEYWORD_FIELDS, models.PayloadSchemaType.KEYWORD) | dict.fromkeys(
    INTEGER_FIELDS, models.PayloadSchemaType.INTEGER
)


def complete(
    client: QdrantClient, collection: str, dimension: int, unit_dimension: int, server: Server | None = None
) -> None:
    """Make a collection where there is none, and what one that is there lacks.

    :param server: how a new collection is spread.
    :raises StoreUnavailableError: the server does not answer.
    """
    with answering():
        if not client.collection_exists(collection):
            _create(client, collection, dimension, unit_dimension, server or Server(""))
        found = client.get_collection(collection)
        vectors = found.config.params.vectors
        _complete_tokens(client, collection, vectors.get(TOKENS) if isinstance(vectors, dict) else None)
        for field, schema in _FIELDS.items():
            if field not in found.payload_schema:
                client.create_payload_index(collection, field, schema)


def drop(client: QdrantClient, collection: str) -> None:
    """Throw a collection away. :raises StoreUnavailableError: the server does not answer."""
    with answering():
        client.delete_collection(collection)


def _create(client: QdrantClient, collection: str, dimension: int, unit_dimension: int, server: Server) -> None:
    client.create_collection(
        collection,
        vectors_config={
            DENSE: models.VectorParams(size=dimension, distance=models.Distance.DOT),
            UNITS: _rows(unit_dimension),
            TOKENS: _rows(TOKEN_DIMENSION, models.Datatype.FLOAT16),
        },
        sparse_vectors_config={SPARSE: models.SparseVectorParams(modifier=models.Modifier.IDF)},
        shard_number=server.shards,
        replication_factor=server.replicas,
        write_consistency_factor=server.write_consistency,
    )


def _rows(size: int, datatype: models.Datatype | None = None) -> models.VectorParams:
    """Several rows a point, scored for few points only: without a graph, which takes very long to make of rows."""
    return models.VectorParams(
        size=size,
        distance=models.Distance.DOT,
        multivector_config=_MULTI,
        hnsw_config=models.HnswConfigDiff(m=0),
        on_disk=True,  # most of all there is, of which a question needs those of few passages
        datatype=datatype,
    )


def _complete_tokens(client: QdrantClient, collection: str, there: models.VectorParams | None) -> None:
    """A collection from before words were compared gets a place for their rows, as a new one has it.

    A vector that is added takes no more than its shape; graph and disk are told afterwards.
    """
    if there is None:
        config = models.DenseVectorConfig(
            size=TOKEN_DIMENSION,
            distance=models.Distance.DOT,
            multivector_config=_MULTI,
            datatype=models.VectorStorageDatatype.FLOAT16,
        )
        client.create_vector_name(collection, TOKENS, models.DenseVectorNameConfig(dense=config))
    if there is None or there.hnsw_config is None or there.hnsw_config.m != 0:
        told = models.VectorParamsDiff(hnsw_config=models.HnswConfigDiff(m=0), on_disk=True)
        client.update_collection(collection, vectors_config={TOKENS: told})
