"""Where passages are kept: one protocol, one shape of point, two engines."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from index.server import Server
from index.store.passages import QdrantPassageStore
from index.store.protocol import PassageStore


def open_store(
    path: Path,
    *,
    dimension: int,
    unit_dimension: int,
    server: Server | None = None,
    collection: str = "",
    held: bool = False,
    owned: bool = True,
) -> PassageStore:
    """Open the passages, making an empty store where there is none.

    :param path: directory of the embedded engine; not used when there is a server.
    :param dimension: length of a passage vector.
    :param unit_dimension: length of a unit row.
    :param collection: where the passages are on the server.
    :param held: whoever opens it holds the lock of ``path`` already.
    :param owned: the collection is made, or completed, by whoever opens it; else it is only read.
    :raises index.errors.StoreError: it cannot be used; the message says what to do.
    """
    if server is None:
        from index.store.edge import EdgeEngine

        return QdrantPassageStore(EdgeEngine(path, dimension, unit_dimension, held=held), alone=True, shelf=path)
    from index.store.client import ClientEngine
    from index.store.collection import complete
    from index.store.connection import connected

    client = connected(server)
    try:
        if owned:
            complete(client, collection, dimension, unit_dimension, server)
    except BaseException:
        client.close()
        raise
    return QdrantPassageStore(ClientEngine(client, collection))


def documents_on(server: Server, collection: str) -> set[str]:
    """Ids of the documents that have passages in a collection of a server; nothing is changed.

    :raises StoreUnavailableError: it does not answer, or has no such collection.
    """
    from index.store.client import ClientEngine
    from index.store.connection import connected

    with closing(QdrantPassageStore(ClientEngine(connected(server), collection))) as store:
        return store.document_ids()


def drop_collection(server: Server, collection: str) -> None:
    """Throw away the passages in a collection of a server. :raises StoreUnavailableError: it does not answer."""
    from index.store.collection import drop
    from index.store.connection import connected

    with closing(connected(server)) as client:
        drop(client, collection)
