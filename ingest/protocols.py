"""What a sync needs from outside: something that reads, and something that is told how it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from index.manifest import DocumentRecord
from index.types import ReadResult
from ingest.files import FoundFile
from ingest.report import FileReport


class Reader(Protocol):
    """Reads one file, in safety."""

    @property
    def recognises(self) -> bool:
        """Whether it can read scans now."""

    def read(self, path: Path) -> ReadResult:
        """:raises ReadError: the file cannot be read."""

    def another(self) -> AbstractContextManager[Reader]:
        """One that reads beside this one."""


class Watcher(Protocol):
    """Is told how a sync goes on."""

    def start(self, files: Sequence[FoundFile]) -> None:
        """These files have to be read, the first half."""

    def reading(self, file: FoundFile) -> None:
        """This file is being read."""

    def done(self, report: FileReport) -> None:
        """This file is finished: it can be found by its words, or could not be read."""

    def embedding(self, records: Sequence[DocumentRecord]) -> None:
        """These documents have to get vectors, the second half; it is measured in passages."""

    def advance(self, passages: float) -> None:
        """So many passages, or such a part of one, went through the model."""

    def embedded(self, record: DocumentRecord) -> None:
        """This document can be found by its meaning too."""
