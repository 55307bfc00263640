"""What the disk and SQLite say went wrong, in the errors of this project."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import IO

from index.errors import StoreDamagedError, StoreError, StoreFullError, StoreLockedError
from index.reasons import reason_of
from index.texts import store as texts

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_NOT_WRITABLE = {
    sqlite3.SQLITE_READONLY: texts.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: texts.NOT_OPENED,
    sqlite3.SQLITE_IOERR: texts.DISK_FAILS,
}
_PATIENCE = 5.0
"""Seconds; whoever changes such a file needs some milliseconds."""
MIN_FREE_BYTES = 200 * 2**20
"""Room that must be left before anything is written; the embedded engine does not survive a full disk."""
_HOLE = bytes(2**20)


@contextmanager
def writing_in(path: Path) -> Iterator[None]:
    """:raises StoreError: there is no room (StoreFullError), or writing is not allowed."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise _full(path) from error
        raise _not_writable(path, reason_of(error)) from error


@contextmanager
def changing(path: Path) -> Iterator[None]:
    """Read a small file and write it anew while nobody else does: no thread, and no other process on this index.

    :raises StoreError: as :func:`writing_in`, or somebody else keeps it (StoreLockedError).
    """
    from filelock import FileLock, Timeout  # takes a tenth of a second, which most commands need not wait for

    with writing_in(path):
        try:
            with FileLock(f"{path}.lock", timeout=_PATIENCE):
                yield
        except Timeout as error:
            raise StoreLockedError(texts.LOCKED.format(path=path.parent)) from error


def require_room(path: Path, more: int = 0) -> None:
    """:raises StoreFullError: less is free than is always kept free and ``more`` bytes."""
    need = MIN_FREE_BYTES + more
    free = shutil.disk_usage(_existing(path)).free
    if free < need:
        raise _full(path, need)


def bytes_of(folder: Path) -> int:
    """How much is in a folder; of what goes while it is counted nobody knows, and it counts for nothing."""
    found = 0
    for inside, _, names in os.walk(folder):  # Path.rglob raises where a folder goes meanwhile
        for name in names:
            with suppress(OSError):
                found += Path(inside, name).stat().st_size
    return found


def copy_durably(source: IO[bytes], path: Path) -> None:
    """Write a file that is there whole or not at all, whenever the power goes. :raises OSError: it cannot be."""
    beside = path.with_name(f".{path.name}.nieuw")
    with beside.open("wb") as copy:
        shutil.copyfileobj(source, copy)
        copy.flush()
        os.fsync(copy.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Return when the names in a folder would survive a power cut."""
    if sys.platform == "win32":  # it has no such call
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def copy_with_holes(source: str, target: str) -> str:
    """Copy a file without taking up disk for room that it has not used yet. :returns: ``target``."""
    with Path(source).open("rb") as there, Path(target).open("wb") as copy:
        while block := there.read(len(_HOLE)):
            if block == _HOLE:
                copy.seek(len(block), os.SEEK_CUR)
            else:
                copy.write(block)
        copy.truncate()
    return target


def sync_tree(folder: Path) -> None:
    """Return when all that is in a folder would survive a power cut."""
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            sync_folder(path)
        else:
            with path.open("rb+") as file:
                os.fsync(file.fileno())


@contextmanager
def sqlite_as_store_errors(path: Path) -> Iterator[None]:
    """:raises StoreError: of the kind that SQLite's error means; a file that is no database is damaged."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _store_error(error, path) from error


def copy_database(path: Path, target: Path) -> None:
    """Copy what is in an SQLite database at one moment, also while it is in use. :raises StoreError: it cannot be."""
    with (
        sqlite_as_store_errors(path),
        closing(sqlite3.connect(path)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        copy.execute("VACUUM")  # pages that are free now hold what was removed


def _store_error(error: sqlite3.DatabaseError, path: Path) -> StoreError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest of an extended code says more than we need
    if code in _LOCKED:
        return StoreLockedError(texts.LOCKED.format(path=path.parent))
    if code == sqlite3.SQLITE_FULL:
        return _full(path)
    if code in _NOT_WRITABLE:
        return _not_writable(path, _NOT_WRITABLE[code])
    return StoreDamagedError(texts.MANIFEST_DAMAGED.format(path=path))


def _full(path: Path, need: int = MIN_FREE_BYTES) -> StoreFullError:
    free = shutil.disk_usage(_existing(path)).free
    return StoreFullError(texts.DISK_FULL.format(path=path, free=free >> 20, need=need >> 20))


def _existing(path: Path) -> Path:
    return next(p for p in (path, *path.absolute().parents) if p.exists())


def _not_writable(path: Path, reason: str) -> StoreError:
    return StoreError(texts.NOT_WRITABLE.format(path=path, reason=reason))
