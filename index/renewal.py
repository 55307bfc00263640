"""A new index that takes the place of the old one in one step: what rebuilding and restoring have in common.

The new one is made in a folder inside the old one's. Until it is complete the old one is untouched; from then on a mark
says so, and what is left of the exchange is finished by whoever opens the index next, however often it is cut short.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.disk import sync_folder, writing_in
from index.layout import MANIFEST_FILE, PARTS, PASSAGES, UNFINISHED
from index.store.lock import FolderLock

NEW = "nieuw"
_COMPLETE = "compleet"
Discard = Callable[[Path], None]


@contextmanager
def renewing(index_dir: Path, discard: Discard = lambda _: None) -> Iterator[Path]:
    """Hold an index while another is made; gives the folder for it, which must be closed when the block ends.

    When the block ends without an error the new index is in place; else all is as it was.

    :param discard: takes away what lies elsewhere of a new index that never became complete; gets the folder of it.
    :raises StoreLockedError: the index is in use.
    :raises StoreError: the folder cannot be written.
    """
    with writing_in(index_dir):
        index_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FolderLock(index_dir / PASSAGES)
    new = index_dir / NEW
    try:
        with writing_in(index_dir):
            _finish(index_dir)
            _throw_away(new, discard)
            new.mkdir(mode=0o700)
        try:
            yield new
        except BaseException:
            _throw_away(new, discard)
            raise
        with writing_in(index_dir):
            sync_folder(new)
            (new / _COMPLETE).touch()
            sync_folder(new)
            _finish(index_dir)
    finally:
        lock.release()


def finish_renewal(index_dir: Path, discard: Discard = lambda _: None) -> None:
    """Finish an exchange that was cut short, and take away a new index that never became complete.

    :param discard: as for :func:`renewing`.
    :raises StoreLockedError: it is going on now.
    """
    if not (index_dir / NEW).exists():
        return
    lock = FolderLock(index_dir / PASSAGES)
    try:
        with writing_in(index_dir):
            _finish(index_dir)
            _throw_away(index_dir / NEW, discard)
    finally:
        lock.release()


def _throw_away(new: Path, discard: Discard) -> None:
    if new.exists():
        discard(new)
        shutil.rmtree(new, ignore_errors=True)


def _finish(index_dir: Path) -> None:
    """Every part that is still in the new folder replaces the old one; doing so twice does no harm."""
    new = index_dir / NEW
    if not (new / _COMPLETE).exists():
        return
    (new / UNFINISHED).unlink(missing_ok=True)  # before the mark above can go: nothing of it is thrown away any more
    for name in PARTS:
        if not (new / name).exists():
            continue
        if name == MANIFEST_FILE:  # changes of the old one that are not in it yet must not be taken for the new one's
            for journal in index_dir.glob(f"{MANIFEST_FILE}-*"):
                journal.unlink()
        if (index_dir / name).is_dir():
            shutil.rmtree(index_dir / name)
        (new / name).replace(index_dir / name)
        sync_folder(index_dir)
    shutil.rmtree(new)
