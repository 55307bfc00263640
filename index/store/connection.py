"""The one way to a Qdrant server: how it is reached, how old it may be, and what its errors become."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from qdrant_client import QdrantClient
from qdrant_client.http.exceptions import ApiException

from index.errors import ServerTooOldError, StoreUnavailableError
from index.server import Server
from index.texts import store as texts

NEEDED = (1, 18)
"""The first version in which a collection that is there can get another vector."""
_VERSION = re.compile(r"v?(\d+)\.(\d+)")


def connected(server: Server) -> QdrantClient:
    """A client of the server.

    :raises StoreUnavailableError: the server does not answer.
    :raises ServerTooOldError: it lacks what is asked of it.
    """
    client = QdrantClient(url=server.url, api_key=server.api_key or None, timeout=30, check_compatibility=False)
    try:
        with answering():
            version = client.info().version
        _check(version)
    except BaseException:
        client.close()
        raise
    return client


def _check(version: str) -> None:
    """A version that is no number is somebody's own, and is believed to be new."""
    numbers = _VERSION.match(version)
    if numbers and tuple(map(int, numbers.groups())) < NEEDED:
        needed = ".".join(map(str, NEEDED))
        raise ServerTooOldError(texts.SERVER_TOO_OLD.format(found=version, needed=needed))


@contextmanager
def answering() -> Iterator[None]:
    """The one border where the client's exceptions become ours."""
    try:
        yield
    except (ApiException, OSError) as error:
        raise StoreUnavailableError(texts.UNAVAILABLE) from error
