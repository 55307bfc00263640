"""Progress of a sync on the terminal: a bar with time left, on standard error.

The bar counts bytes of files, each spread over the characters that are embedded of it, so that the time left is known
from the first file on.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import TracebackType

from tqdm import tqdm

from index.texts import cli as texts
from ingest.files import FoundFile
from ingest.report import FileReport, FileStatus


class ProgressBar:
    """Shows what a sync does; a :class:`ingest.sync.Watcher`."""

    def __init__(self) -> None:
        self._bar: tqdm | None = None
        self._files = 0
        self._number = 0
        self._size = 0
        self._step = 0.0
        self._before = 0

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.close()

    def start(self, files: Sequence[FoundFile]) -> None:
        """These files have to be read."""
        self._files = len(files)
        if files:
            total = sum(max(file.size, 1) for file in files)
            self._bar = tqdm(total=total, file=sys.stderr, dynamic_ncols=True, bar_format=texts.BAR, mininterval=0.5)

    def reading(self, file: FoundFile) -> None:
        """This file is being read."""
        self._number += 1
        self._size = max(file.size, 1)
        self._step = 0.0
        if self._bar is not None:
            self._before = int(self._bar.n)
            name = file.path.name
            self._bar.set_description_str(texts.READING.format(number=self._number, files=self._files, file=name))

    def embedding(self, characters: int) -> None:
        """The file has been read; so many characters of it will be embedded."""
        self._step = self._size / max(characters, 1)

    def advance(self, characters: int) -> None:
        """So many characters are done."""
        if self._bar is not None:
            self._bar.update(characters * self._step)

    def done(self, report: FileReport) -> None:
        """This file is finished."""
        if self._bar is None:
            return
        self._bar.update(self._before + self._size - self._bar.n)
        if report.status is FileStatus.FAILED:
            self._bar.write(texts.FAILED.format(file=report.file, error=report.error), file=sys.stderr)
