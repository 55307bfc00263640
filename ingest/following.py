"""When something changed in folders, and has come to rest: a file that is still being copied has not."""

from __future__ import annotations

import os
import stat
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from watchfiles import Change, watch

from ingest.readers.registry import SUPPORTED_SUFFIXES
from ingest.sidecar import SUFFIX

QUIET_SECONDS = 1.0
"""A file counts as complete when its size and time have been the same for so long."""
LONGEST_SECONDS = 120.0
"""So long is waited for files that go on changing; then the folder is read anyway, and they again when they rest."""
_GATHER_MS = 400
_POLL_MS = 1_000
_LOOK_AGAIN_MS = 1_000
_SUFFIXES = SUPPORTED_SUFFIXES | {SUFFIX}
Looks = dict[str, tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Following:
    """How folders are followed.

    :param polling: look again and again instead of being told; for network drives, which tell nothing.
    :param quiet: seconds in which nothing may change before a change counts.
    :param longest: seconds after which a change counts though something still changes.
    """

    roots: Sequence[Path]
    polling: bool = False
    quiet: float = QUIET_SECONDS
    longest: float = LONGEST_SECONDS

    def changes(self, stop: threading.Event) -> Iterator[None]:
        """Yield once the folders are followed, then whenever something changed that may concern the library.

        What changed has come to rest, or goes on changing for very long. A folder that is not there (any more), or that
        the system cannot reach now, is waited for; that it comes is a change.

        :param stop: ends this; within a second or so.
        :raises OSError, RuntimeError: a folder cannot be followed now.
        """
        while not stop.is_set():
            there = [root for root in self.roots if _exists(root)]
            missing = [root for root in self.roots if root not in there]
            yield from self._while_there(there, missing, stop)

    def _while_there(self, there: Sequence[Path], missing: Sequence[Path], stop: threading.Event) -> Iterator[None]:
        """Until one of the folders comes or goes."""
        if not there:
            while not stop.wait(_LOOK_AGAIN_MS / 1000) and not any(map(_exists, missing)):
                pass
            return
        first = True
        for changes in watch(
            *there,
            watch_filter=concerns,
            debounce=_GATHER_MS,
            step=_GATHER_MS // 2,
            stop_event=stop,
            rust_timeout=_LOOK_AGAIN_MS,
            yield_on_timeout=True,
            force_polling=self.polling or None,
            poll_delay_ms=_POLL_MS,
            ignore_permission_denied=True,
        ):
            if any(map(_exists, missing)) or not all(map(_exists, there)):
                return
            if (first or changes) and self._at_rest([path for _, path in changes], stop):
                first = False
                yield None

    def _at_rest(self, paths: Sequence[str], stop: threading.Event) -> bool:
        """Wait until these files no longer change, or have done so for long. :returns: False where it was stopped."""
        end = time.monotonic() + self.longest
        before: Looks | None = None if paths else {}
        after = _looks(paths)
        while before != after and time.monotonic() < end:
            if stop.wait(self.quiet):
                return False
            before, after = after, _looks(paths)
        return True


def concerns(change: Change, name: str) -> bool:
    """Whether a change of this file or folder may concern the library."""
    del change
    path = Path(name)
    if path.name.startswith((".", "~$")):
        return False
    return path.suffix.lower() in _SUFFIXES or not _is_file(path)


def _exists(path: Path) -> bool:
    """Not what pathlib has for it: that raises where a share cannot be reached."""
    return os.path.exists(path)  # noqa: PTH110


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113  as above


def _looks(paths: Iterable[str]) -> Looks:
    """Size and time of files; None for what is no file (any more)."""
    looks: Looks = {}
    for path in paths:
        try:
            status = Path(path).stat()
            looks[path] = (status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None
        except OSError:
            looks[path] = None
    return looks
