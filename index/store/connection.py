"""The one way to a Qdrant server: how it is reached, and what its errors become."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qdrant_client import QdrantClient
from qdrant_client.http.exceptions import ApiException

from index.errors import StoreUnavailableError
from index.store.server import Server
from index.texts import store as texts


def connected(server: Server) -> QdrantClient:
    """A client of the server."""
    return QdrantClient(url=server.url, api_key=server.api_key or None, timeout=30, check_compatibility=False)


@contextmanager
def answering() -> Iterator[None]:
    """The one border where the client's exceptions become ours."""
    try:
        yield
    except (ApiException, OSError) as error:
        raise StoreUnavailableError(texts.UNAVAILABLE) from error
