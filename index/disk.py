"""What the disk and SQLite say went wrong, in the errors of this project."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import StoreDamagedError, StoreError, StoreFullError, StoreLockedError
from index.texts import store as texts

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_NOT_WRITABLE = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR})
_NEEDED_MEGABYTES = 200


@contextmanager
def writing_in(path: Path) -> Iterator[None]:
    """:raises StoreError: there is no room (StoreFullError), or writing is not allowed."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise _full(path) from error
        raise _not_writable(path, error.strerror or str(error)) from error


@contextmanager
def sqlite_as_store_errors(path: Path) -> Iterator[None]:
    """:raises StoreError: of the kind that SQLite's error means; a file that is no database is damaged."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _store_error(error, path) from error


def _store_error(error: sqlite3.DatabaseError, path: Path) -> StoreError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest of an extended code says more than we need
    if code in _LOCKED:
        return StoreLockedError(texts.LOCKED.format(path=path.parent))
    if code == sqlite3.SQLITE_FULL:
        return _full(path)
    if code in _NOT_WRITABLE:
        return _not_writable(path, str(error))
    return StoreDamagedError(texts.MANIFEST_DAMAGED.format(path=path))


def _full(path: Path) -> StoreFullError:
    place = next(p for p in (path, *path.parents) if p.exists())
    free = shutil.disk_usage(place).free >> 20
    return StoreFullError(texts.DISK_FULL.format(path=path, free=free, need=_NEEDED_MEGABYTES))


def _not_writable(path: Path, reason: str) -> StoreError:
    return StoreError(texts.NOT_WRITABLE.format(path=path, reason=reason))
