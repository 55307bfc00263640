"""What a sync needs from outside: something that reads, and something that is told how it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

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


class Watcher(Protocol):
    """Is told how a sync goes on."""

    def start(self, files: Sequence[FoundFile]) -> None:
        """These files have to be done; a second call begins a second round, of files embedded under another title."""

    def reading(self, file: FoundFile) -> None:
        """This file is being read."""

    def embedding(self, characters: int) -> None:
        """The file has been read; so many characters of it will be embedded."""

    def advance(self, characters: int) -> None:
        """So many characters are done."""

    def done(self, report: FileReport) -> None:
        """This file is finished."""
