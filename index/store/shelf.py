"""What a search reads of every passage, in a small database beside the engine's own files.

The engine hands vectors and payload to Python number by number: those of the passages that one question looks into take
it some 30 ms. Here they are bytes, which become arrays in 2 ms. Nothing is only here: what is missing is fetched from
the engine. And nothing here is older than the engine: what is going to be written there is taken off the shelf first,
and put back when it is flushed.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.disk import writing_in
from index.language.analysis import ANALYSER_VERSION
from index.store.known import KnownPassage, from_columns, to_columns

FILE = "shelf.sqlite"
_VERSION = zlib.crc32(f"1/{ANALYSER_VERSION}".encode()) >> 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS passages (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL, told BLOB, terms BLOB, words BLOB, rows BLOB
);
CREATE INDEX IF NOT EXISTS by_document ON passages (document_id);
"""
_PUT = """
INSERT INTO passages (id, document_id, told, terms, words) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET told = excluded.told, terms = excluded.terms, words = excluded.words
"""
_PAGE = 16_384
_AT_ONCE = 500
Rows = NDArray[np.float32]
T = TypeVar("T")


class Shelf:
    """Passages as searches read them, by id. Safe to use from several threads; one of them writes.

    Trouble with its file is no trouble for a search: the shelf is then taken away, and made anew at the next start.

    :param folder: of the engine, which must be there; None: nothing is kept.
    """

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / FILE if folder else None
        self._lock = RLock()
        self._changes = 0
        self._writing = False
        self._db = (self._open(self._path) or self._open(self._path)) if self._path else None

    def _open(self, path: Path) -> sqlite3.Connection | None:
        try:
            db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            for pragma in (f"page_size={_PAGE}", "journal_mode=WAL", "synchronous=FULL"):
                db.execute(f"PRAGMA {pragma}")
            if db.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                db.execute("DROP TABLE IF EXISTS passages")
                db.execute(f"PRAGMA user_version={_VERSION}")
            db.executescript(_SCHEMA)
        except sqlite3.Error:
            with suppress(OSError):
                self._remove()
            return None
        return db

    def _remove(self) -> None:
        """:raises OSError: it cannot be removed."""
        if self._path is not None:
            for path in self._path.parent.glob(f"{FILE}*"):
                path.unlink()

    def passages(self, ids: Sequence[str]) -> dict[str, KnownPassage]:
        """Those of these passages that are here, with their words."""
        return self._read("id, document_id, told, terms, words", "told", ids, from_columns)

    def rows(self, ids: Sequence[str]) -> dict[str, Rows]:
        """The unit rows of these passages, as far as they are here; kept in 16 bits, off by 0.05 % at most."""
        return self._read("id, rows", "rows", ids, lambda _, packed: _rows(packed))

    def _read(self, columns: str, needed: str, ids: Sequence[str], made: Callable[..., T]) -> dict[str, T]:
        """:param made: from what stands in the columns what is given back."""
        found: list[tuple[Any, ...]] = []
        with self._lock:
            if self._db is None:
                return {}
            try:
                for first in range(0, len(ids), _AT_ONCE):
                    asked = ids[first : first + _AT_ONCE]
                    where = f"{needed} IS NOT NULL AND id IN ({','.join('?' * len(asked))})"
                    found += self._db.execute(f"SELECT {columns} FROM passages WHERE {where}", asked)
                return {one[0]: made(*one) for one in found}
            except (sqlite3.Error, ValueError, TypeError):  # the last two: bytes that are not what was written
                self._give_up()
                return {}

    @contextmanager
    def changing(self, *, documents: Sequence[str] = (), ids: Sequence[str] = (), lacking: str = "") -> Iterator[None]:
        """Something is written to the engine in this block: what that changes is off the shelf before it begins.

        :param documents: of which all passages change.
        :param ids: passages that change.
        :param lacking: the only column that they lack from now on; empty: they go.
        :raises StoreError: they cannot be taken off; then nothing may be written.
        """
        act = f"UPDATE passages SET {lacking} = NULL" if lacking else "DELETE FROM passages"
        with self._lock:
            self._changes += 1
            self._take_off(f"{act} WHERE document_id = ?", [(document,) for document in documents])
            self._take_off(f"{act} WHERE id = ?", [(i,) for i in ids])
            self._writing = True
        try:
            yield
        finally:
            with self._lock:
                self._changes += 1  # what is read while it is written may be of before it
                self._writing = False

    def _take_off(self, statement: str, values: Sequence[tuple[Any]]) -> None:
        if self._db is not None:
            try:
                self._db.execute("BEGIN")
                self._db.executemany(statement, values)
                self._db.execute("COMMIT")
            except sqlite3.Error:
                self._give_up()
        if self._db is None and self._path is not None:
            with writing_in(self._path):
                self._remove()

    def put(self, passages: Mapping[str, KnownPassage], rows: Mapping[str, Rows]) -> None:
        """Passages that were flushed."""
        told = [(i, *to_columns(known)) for i, known in passages.items()]
        packed = [(_packed(found), i) for i, found in rows.items()]
        with self._lock:
            if self._db is None:
                return
            try:
                self._db.execute("BEGIN")
                self._db.executemany(_PUT, told)
                self._db.executemany("UPDATE passages SET rows = ? WHERE id = ?", packed)
                self._db.execute("COMMIT")
            except sqlite3.Error:
                self._give_up()

    def filling(self) -> Callable[[Mapping[str, KnownPassage], Mapping[str, Rows]], None]:
        """What to call with what is fetched from the engine from now on; ignored when that has changed meanwhile."""
        changes = self._changes

        def fill(passages: Mapping[str, KnownPassage], rows: Mapping[str, Rows]) -> None:
            with self._lock:
                if not self._writing and changes == self._changes and (passages or rows):
                    self.put(passages, rows)

        return fill

    def _give_up(self) -> None:
        """Search without it."""
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
            self._db = None
            with suppress(OSError):
                self._remove()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None


def as_kept(rows: NDArray[Any]) -> Rows:
    """Rows as the shelf gives them back, so that a question has one answer wherever they were read."""
    return rows.astype("<f2").astype(np.float32)


def _packed(rows: Rows) -> bytes:
    return len(rows).to_bytes(4, "little") + bytes(rows.astype("<f2").tobytes())


def _rows(packed: bytes) -> Rows:
    number = int.from_bytes(packed[:4], "little")
    return np.frombuffer(packed, "<f2", offset=4).astype(np.float32).reshape(number, -1)
