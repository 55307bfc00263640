"""What a reading of the folder in the background is at, for whoever asks; and how it is stopped."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.time_left import time_left
from index.errors import BronwijzerError
from index.texts import library as texts
from ingest.files import FoundFile
from ingest.report import FileReport


class StoppedError(BronwijzerError):
    """The user stopped the reading."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reading is. ``number`` of ``files`` is being read; ``left`` is how long it takes still, in words."""

    number: int = 0
    files: int = 0
    file: str = ""
    left: str = ""
    stopping: bool = False


class Watching:
    """A :class:`ingest.sync.Watcher` that keeps what it is told. One per reading; any thread may look."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._stop = threading.Event()
        self._files: Sequence[FoundFile] = ()
        self._number = 0
        self._done = self._before = self._step = 0.0
        self._began = time.monotonic()

    def stop(self) -> None:
        """End at the next moment at which that does no harm."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether somebody asked to stop."""
        return self._stop.is_set()

    @property
    def progress(self) -> Progress:
        """How far it is now."""
        number, files = self._number, self._files
        name = files[number - 1].path.name if 0 < number <= len(files) else ""
        left = time_left(self._done, sum(map(_size, files)), time.monotonic() - self._began)
        return Progress(number, len(files), name, left, self.stopped)

    def start(self, files: Sequence[FoundFile]) -> None:
        """These files have to be read, or embedded again."""
        self._files, self._number, self._done, self._began = files, 0, 0.0, time.monotonic()
        self._check()

    def reading(self, file: FoundFile) -> None:
        """This file is being read."""
        del file
        self._check()
        self._before = float(sum(map(_size, self._files[: self._number])))
        self._number, self._step = self._number + 1, 0.0

    def embedding(self, characters: int) -> None:
        """The file has been read; so many characters of it will be embedded."""
        self._step = _size(self._files[self._number - 1]) / max(characters, 1)

    def advance(self, characters: int) -> None:
        """So many characters are done."""
        self._done += characters * self._step
        self._check()

    def done(self, report: FileReport) -> None:
        """This file is finished."""
        self._done = self._before + _size(self._files[self._number - 1])
        self.counts[report.status.value] += 1

    def _check(self) -> None:
        if self.stopped:
            raise StoppedError(texts.STOPPED)


def _size(file: FoundFile) -> int:
    """Bytes; an empty file counts too."""
    return max(file.size, 1)
