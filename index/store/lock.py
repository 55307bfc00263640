"""One owner at a time: a lock file beside the embedded engine's folder.

The engine has a lock of its own, but takes it only after it made its files, so two processes that both make a new
index would damage it; and an index that is thrown away must not be one that is in use.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from index.errors import StoreLockedError
from index.texts import store as texts


def lock_file(folder: Path) -> Path:
    """Where the lock of a folder lies."""
    return folder.with_name(f"{folder.name}.lock")


class FolderLock:
    """Held from the moment it is made until :meth:`release`, or until the process is gone.

    :param folder: what is locked; it need not be there yet, the folder above it must.
    :raises StoreLockedError: somebody else holds it.
    """

    def __init__(self, folder: Path) -> None:
        self._descriptor = os.open(lock_file(folder), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise StoreLockedError(texts.LOCKED.format(path=folder)) from error

    def release(self) -> None:
        """Let go; doing so twice does no harm."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
