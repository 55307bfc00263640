"""Read files before it is their turn: that happens in processes of their own, so that all cores have work.

Taking a document in takes half as long as reading one. So of many files two are read at a time, and neither the readers
nor who takes in waits for the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType

from index.processors import cores
from index.types import ReadResult
from ingest.files import sha256_of
from ingest.protocols import Reader

MANY = 16
"""Files from which a second reader is worth its start, which takes as long as reading five documents."""


@dataclass(frozen=True, slots=True)
class _Begun:
    sha256: str
    result: Future[ReadResult]


class ReadAhead:
    """Reads files, one or a few of them before they are asked for; a context manager.

    A file may change between its reading and its turn. So its hash is that of before it was read: what it holds now has
    another, and the next sync sees that.

    :param reader: reads one file at a time; of :data:`MANY` files another one reads beside it.
    :param paths: the files in the order in which they will be asked for.
    :param known: whether a content, by its hash, needs no reading.
    """

    def __init__(self, reader: Reader, paths: Sequence[Path], known: Callable[[str], bool]) -> None:
        self._known = known
        self._paths = paths
        self._place = {path: place for place, path in enumerate(paths)}
        self._begun: dict[Path, _Begun] = {}
        self._others = ExitStack()
        self._free: SimpleQueue[Reader] = SimpleQueue()
        self._free.put(reader)
        readers = 2 if len(paths) >= MANY and cores() > 1 else 1
        for _ in range(readers - 1):
            self._free.put(self._others.enter_context(reader.another()))
        self._ahead = 2 * readers - 1
        self._pool = ThreadPoolExecutor(readers, "reading-ahead")

    def __enter__(self) -> ReadAhead:
        self._follow(0)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)  # what is being read ends when its reader is closed
        self._others.close()

    def sha256(self, path: Path) -> str:
        """The hash of the content that :meth:`read` gives. :raises OSError: the file cannot be opened."""
        begun = self._begun.get(path)
        return sha256_of(path) if begun is None else begun.sha256

    def read(self, path: Path) -> ReadResult:
        """What a file holds; meanwhile the next ones are read. :raises ReadError: the file cannot be read."""
        begun = self._begun.pop(path, None)
        result = self._pool.submit(self._read, path) if begun is None else begun.result
        self._follow(self._place.get(path, len(self._paths)) + 1)
        return result.result()

    def _follow(self, place: int) -> None:
        """Begin what comes next; what was begun and passed over is not asked for any more."""
        following = self._paths[place : place + self._ahead]
        self._begun = {path: self._begun[path] for path in following if path in self._begun}
        for path in following:
            if path not in self._begun:
                self._begin(path)

    def _begin(self, path: Path) -> None:
        try:
            sha256 = sha256_of(path)
        except OSError:
            return  # it is told when it is this file's turn
        if not self._known(sha256):
            self._begun[path] = _Begun(sha256, self._pool.submit(self._read, path))

    def _read(self, path: Path) -> ReadResult:
        reader = self._free.get()
        try:
            return reader.read(path)
        finally:
            self._free.put(reader)
