"""What the work on the library in the background is at, for whoever asks; and how it is stopped."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from app.time_left import time_left
from index.errors import BronwijzerError
from index.manifest import DocumentRecord
from index.texts import library as texts
from ingest.files import FoundFile
from ingest.report import FileReport


class StoppedError(BronwijzerError):
    """The user stopped the work."""


class GaveWayError(BronwijzerError):
    """Something else came that goes before making vectors."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is. ``number`` of ``files`` is being done; ``left`` is how long it takes still, in words.

    ``meaning``: documents get their vectors, they are not read.
    """

    number: int = 0
    files: int = 0
    file: str = ""
    left: str = ""
    stopping: bool = False
    meaning: bool = False


class Watching:
    """A :class:`ingest.protocols.Watcher` that keeps what it is told. One per piece of work; any thread may look."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._give_way = threading.Event()
        self._names: Sequence[str] = ()
        self._sizes: Sequence[float] = ()
        self._number = 0
        self._done = self._total = 0.0
        self._began = time.monotonic()
        self._meaning = False

    def stop(self) -> None:
        """End at the next moment at which that does no harm."""
        self._stop.set()

    def give_way(self) -> None:
        """The same, but only while vectors are made: that is taken up again later."""
        self._give_way.set()

    @property
    def progress(self) -> Progress:
        """How far it is now."""
        number, names = self._number, self._names
        name = names[number - 1] if 0 < number <= len(names) else ""
        left = time_left(self._done, self._total, time.monotonic() - self._began)
        return Progress(number, len(names), name, left, self._stop.is_set(), self._meaning)

    def start(self, files: Sequence[FoundFile]) -> None:
        """These files have to be read."""
        self._begin([file.path.name for file in files], [float(max(file.size, 1)) for file in files])
        self._check()

    def reading(self, file: FoundFile) -> None:
        """This file is being read."""
        del file
        self._check()
        self._number += 1

    def done(self, report: FileReport) -> None:
        """This file is finished."""
        del report
        self._done += self._sizes[self._number - 1]

    def embedding(self, records: Sequence[DocumentRecord]) -> None:
        """These documents have to get vectors."""
        self._meaning = True
        self._begin([record.file for record in records], [float(record.passages) for record in records])
        self._number = min(1, len(records))
        self._check()

    def advance(self, passages: float) -> None:
        """So many passages went through the model."""
        self._done += passages
        self._check()

    def embedded(self, record: DocumentRecord) -> None:
        """This document can be found by its meaning too."""
        del record
        self._number = min(self._number + 1, len(self._names))

    def _begin(self, names: Sequence[str], sizes: Sequence[float]) -> None:
        self._names, self._sizes, self._total = names, sizes, sum(sizes)
        self._number, self._done, self._began = 0, 0.0, time.monotonic()

    def _check(self) -> None:
        if self._stop.is_set():
            raise StoppedError(texts.STOPPED)
        if self._meaning and self._give_way.is_set():
            raise GaveWayError(texts.BUSY)
