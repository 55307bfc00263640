"""Leave nothing of removed documents in the files of an index.

Removing makes a document count no more, which is quick and is done while others search. That its bytes go as well takes
a rewriting of files, with the index for oneself; a mark says that it is still to be done.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from index.disk import copy_with_holes, require_room, sqlite_as_store_errors, sync_tree, writing_in
from index.layout import MANIFEST_FILE, PASSAGES
from index.renewal import renewing

MARK = "verwijderd"


def note_removal(index_dir: Path) -> None:
    """Something is going to be removed. :raises StoreError: the folder cannot be written."""
    with writing_in(index_dir):
        (index_dir / MARK).touch()


def awaits_purge(index_dir: Path) -> bool:
    """Whether files may hold what was removed."""
    return (index_dir / MARK).exists()


def purge(index_dir: Path) -> None:
    """Rewrite the files of an index that nobody has open, without what was removed; cut short, it can be done again.

    Passages on a Qdrant server are not reached: the server rewrites its files when it sees fit.

    :raises StoreLockedError: the index is in use.
    :raises StoreFullError: there is no room for two copies of the passages.
    :raises StoreError: it does not open, or cannot be written.
    """
    passages = index_dir / PASSAGES
    if passages.is_dir():
        with renewing(index_dir) as new:
            _purged_copy(passages, new / PASSAGES)
    if _rewritten(index_dir / MANIFEST_FILE):
        (index_dir / MARK).unlink(missing_ok=True)


def _purged_copy(passages: Path, copy: Path) -> None:
    from index.store.purging import purge_engine

    with writing_in(copy):
        require_room(copy, 2 * _taken(passages))
        shutil.copytree(passages, copy, copy_function=copy_with_holes)
    purge_engine(copy)
    with writing_in(copy):
        sync_tree(copy)


def _taken(folder: Path) -> int:
    """Bytes of disk; the engine makes files much larger than what is in them."""
    found = (path.stat() for path in folder.rglob("*") if path.is_file())
    return sum(getattr(one, "st_blocks", one.st_size // 512) * 512 for one in found)


def _rewritten(manifest: Path) -> bool:
    """Whether the database and its journal hold no old pages any more; another process may still read them."""
    with sqlite_as_store_errors(manifest), closing(sqlite3.connect(manifest, isolation_level=None)) as db:
        db.execute("VACUUM")
        busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
