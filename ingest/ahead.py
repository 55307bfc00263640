"""Read the next file while the last one is taken in: that happens in a process of its own, so two cores have work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import TracebackType

from index.types import ReadResult
from ingest.files import sha256_of
from ingest.protocols import Reader


@dataclass(frozen=True, slots=True)
class _Begun:
    path: Path
    sha256: str
    result: Future[ReadResult]


class ReadAhead:
    """Reads files, each from the moment that the one before it was read; a context manager.

    A file may change between its reading and its turn. So its hash is that of before it was read: what it holds now has
    another, and the next sync sees that.

    :param reader: reads one file at a time.
    :param paths: the files in the order in which they will be asked for.
    :param known: whether a content, by its hash, needs no reading.
    """

    def __init__(self, reader: Reader, paths: Sequence[Path], known: Callable[[str], bool]) -> None:
        self._reader = reader
        self._after = dict(pairwise(paths))
        self._known = known
        self._begun: _Begun | None = None
        self._pool = ThreadPoolExecutor(1, "reading-ahead")

    def __enter__(self) -> ReadAhead:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)  # what is being read ends when the reader is closed

    def sha256(self, path: Path) -> str:
        """The hash of the content that :meth:`read` gives. :raises OSError: the file cannot be opened."""
        begun = self._begun_for(path)
        return sha256_of(path) if begun is None else begun.sha256

    def read(self, path: Path) -> ReadResult:
        """What a file holds; then the next one is begun. :raises ReadError: the file cannot be read."""
        begun = self._begun_for(path)
        try:
            return self._reader.read(path) if begun is None else begun.result.result()
        finally:
            self._begin(self._after.get(path))

    def _begun_for(self, path: Path) -> _Begun | None:
        return self._begun if self._begun is not None and self._begun.path == path else None

    def _begin(self, path: Path | None) -> None:
        self._begun = None
        if path is None:
            return
        try:
            sha256 = sha256_of(path)
        except OSError:
            return  # it is told when it is this file's turn
        if not self._known(sha256):
            self._begun = _Begun(path, sha256, self._pool.submit(self._reader.read, path))
