"""Where passages are kept: one protocol, one shape of point, two engines."""

from __future__ import annotations

from pathlib import Path

from index.store.passages import QdrantPassageStore
from index.store.protocol import PassageStore

COLLECTION = "bronwijzer"


def open_store(
    path: Path,
    *,
    dimension: int,
    unit_dimension: int,
    qdrant_url: str = "",
    qdrant_api_key: str = "",
    collection: str = COLLECTION,
) -> PassageStore:
    """Open the passages, making an empty store where there is none.

    :param path: directory of the embedded engine; not used when ``qdrant_url`` names a server.
    :param dimension: length of a passage vector.
    :param unit_dimension: length of a unit row.
    :raises index.errors.StoreError: it cannot be used; the message says what to do.
    """
    if not qdrant_url:
        from index.store.edge import EdgeEngine

        return QdrantPassageStore(EdgeEngine(path, dimension, unit_dimension))
    from index.store.client import ClientEngine, connected

    client = connected(qdrant_url, qdrant_api_key)
    return QdrantPassageStore(ClientEngine(client, collection, dimension, unit_dimension))


def drop_collection(qdrant_url: str, qdrant_api_key: str, collection: str) -> None:
    """Throw away the passages in a collection of a server. :raises StoreUnavailableError: it does not answer."""
    from index.store.client import connected, drop

    drop(connected(qdrant_url, qdrant_api_key), collection)
