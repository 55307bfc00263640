"""A small SQLite database of which every error is one of this project, and which one process may change."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from index.disk import sqlite_as_store_errors


class Database:
    """Open the database at ``path``; safe to use from several threads.

    :param schema: makes the tables that are not there.
    :param migrate: brings tables of a former version up to this one.
    :param may_change: raises a StoreError where this process may not change it; asked before everything that does.
    :raises StoreDamagedError: the file is no readable database. Every method may raise a StoreError.
    """

    def __init__(
        self, path: Path, schema: str, migrate: Callable[[sqlite3.Connection], None], may_change: Callable[[], None]
    ) -> None:
        self._lock = RLock()
        self._may_change = may_change
        self._path = path
        self._version = 0
        with sqlite_as_store_errors(path):
            self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.executescript(schema)
            migrate(self._db)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what is written inside is there after it, or not at all."""
        self._may_change()
        with self._lock, sqlite_as_store_errors(self._path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # SQLite took it back itself where the disk is full
                    self._db.execute("ROLLBACK")
                raise

    def changed_elsewhere(self) -> bool:
        """Whether another process changed something since this was last asked."""
        with self._lock:
            [(version,)] = self._all("PRAGMA data_version", ())
            changed, self._version = bool(version != self._version), version
            return changed

    def close(self) -> None:
        """Let go of the database file."""
        with self._lock:
            self._db.close()

    def _write(self, sql: str, values: tuple[object, ...]) -> None:
        self._may_change()
        self._execute(sql, values)

    def _execute(self, sql: str, values: tuple[object, ...]) -> None:
        with self._lock, sqlite_as_store_errors(self._path):
            self._db.execute(sql, values)

    def _one(self, sql: str, values: tuple[object, ...]) -> tuple[Any, ...] | None:
        with self._lock, sqlite_as_store_errors(self._path), closing(self._db.execute(sql, values)) as cursor:
            row: tuple[Any, ...] | None = cursor.fetchone()
            return row

    def _all(self, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        with self._lock, sqlite_as_store_errors(self._path), closing(self._db.execute(sql, values)) as cursor:
            return cursor.fetchall()
