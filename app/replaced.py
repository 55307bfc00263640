"""Another process may put a new index in the place of the one that this app reads: then this one ends, to start anew.

That happens where several apps use one index on a server and its owner makes it anew, restores or moves it. What this
one has open is then the former manifest, and its passages are gone.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.errors import BronwijzerError, StoreError
from index.layout import MANIFEST_FILE
from index.library import Library
from index.manifest import Manifest
from index.own_collection import has_collection
from index.texts import store as texts

LOOK_SECONDS = 5.0
_LOG = logging.getLogger(__name__)


class IndexReplacedError(BronwijzerError):
    """Another index came in the place of the one that was open."""

    exit_code = 1  # not that of a setting that cannot work: whoever keeps the app running starts it again


class Place:
    """Where the index of an open library is.

    :param library: with its passages on a server.
    """

    def __init__(self, library: Library) -> None:
        self._path = library.path / MANIFEST_FILE
        self._collection = library.collection
        self._known: tuple[int, int] | None = None

    def is_taken(self) -> bool:
        """Whether another index is there now. Looks into it only where its file is another one than the last time."""
        try:
            file = _identity(self._path)
            if file == self._known:
                return False
            with closing(Manifest(self._path)) as manifest:
                taken = not has_collection(manifest, self._collection)
        except (OSError, StoreError):  # it is not there, or just being put there
            return False
        self._known = file
        return taken


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


@contextmanager
def ending_when_replaced(library: Library) -> Iterator[None]:
    """Serve inside: it is asked to end when another index takes the place of this one.

    An index that this process may change has its lock, so nothing else takes its place.

    :raises IndexReplacedError: that happened.
    """
    replaced, done = threading.Event(), threading.Event()
    if not library.ownership.owns:
        threading.Thread(target=_watch, args=(Place(library), replaced, done), name="replaced", daemon=True).start()
    try:
        yield
    except SystemExit:
        if not replaced.is_set():
            raise
    finally:
        done.set()
    if replaced.is_set():
        raise IndexReplacedError(texts.REPLACED)


def _watch(place: Place, replaced: threading.Event, done: threading.Event) -> None:
    while not done.wait(LOOK_SECONDS):
        if place.is_taken():
            _LOG.warning("index replaced")
            replaced.set()
            os.kill(os.getpid(), signal.SIGTERM)
            return
