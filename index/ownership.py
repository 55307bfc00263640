"""Who may change an index whose passages are on a server: the first process that opened it. The others only read.

The manifest asks before everything that changes it, the library before it writes passages ahead of that.
The embedded engine needs none of this: only one process can open it at all.
"""

from __future__ import annotations

from pathlib import Path

from index.errors import StoreLockedError
from index.layout import PASSAGES
from index.store.lock import FolderLock
from index.texts import store as texts


class Ownership:
    """Held until :meth:`release`, by one process at a time.

    :param index_dir: folder of the index, in which the lock lies.
    :param shared: other processes may have the index open too.
    """

    def __init__(self, index_dir: Path, *, shared: bool) -> None:
        self._path = index_dir
        self._lock: FolderLock | None = None
        self.owns = True
        if shared:
            try:
                self._lock = FolderLock(index_dir / PASSAGES)
            except StoreLockedError:
                self.owns = False

    def require(self) -> None:
        """:raises StoreLockedError: another process changes this index."""
        if not self.owns:
            raise StoreLockedError(texts.LOCKED.format(path=self._path))

    def release(self) -> None:
        """Let another process change the index."""
        if self._lock is not None:
            self._lock.release()
