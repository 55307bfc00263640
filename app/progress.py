"""Progress of a sync on standard error: a bar for people at a terminal, a line a file for scripts and logs.

Work is counted in bytes of files, each spread over the characters that are embedded of it, so that the time left is
known from the first file on.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Any, TextIO

from tqdm import tqdm

from app.console import visible
from app.time_left import time_left
from index.texts import cli as texts
from ingest.files import FoundFile
from ingest.report import FileReport, FileStatus


class Progress:
    """Shows what a sync does; a :class:`ingest.sync.Watcher`.

    :param stream: where it is shown; by default standard error.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._live = self._stream.isatty()
        self._bar: _Bar | None = None
        self._files: Sequence[FoundFile] = ()
        self._number = 0
        self._total = 0
        self._done = 0.0
        self._before = 0
        self._step = 0.0
        self._began = 0.0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close()

    def start(self, files: Sequence[FoundFile]) -> None:
        """These files have to be read, or embedded again."""
        self._close()
        self._files = files
        self._number, self._done = 0, 0.0
        self._total = sum(_size(file) for file in files)
        self._began = time.monotonic()
        if files and self._live:
            self._bar = _Bar(
                total=self._total, file=self._stream, dynamic_ncols=True, bar_format=texts.BAR, mininterval=0.5
            )

    def reading(self, file: FoundFile) -> None:
        """This file is being read."""
        self._number += 1
        self._before = sum(_size(file) for file in self._files[: self._number - 1])
        self._step = 0.0
        if self._bar is not None:
            self._bar.set_description_str(self._name(file.path.name))

    def embedding(self, characters: int) -> None:
        """The file has been read; so many characters of it will be embedded."""
        self._step = _size(self._files[self._number - 1]) / max(characters, 1)

    def advance(self, characters: int) -> None:
        """So many characters are done."""
        self._reach(self._done + characters * self._step)

    def done(self, report: FileReport) -> None:
        """This file is finished."""
        self._reach(self._before + _size(self._files[self._number - 1]))
        if self._bar is None:
            self._print(self._line(report))
        elif report.status is FileStatus.FAILED:
            self._print(texts.FAILED.format(file=visible(report.file), error=report.error))

    def _reach(self, done: float) -> None:
        if self._bar is not None:
            self._bar.update(done - self._done)
        self._done = done

    def _line(self, report: FileReport) -> str:
        status = texts.STATUS_NAMES[report.status.value]
        line = texts.FILE_DONE.format(file=self._name(report.file), status=status)
        if report.error:
            return f"{line}. {report.error}"
        left = time_left(self._done, self._total, time.monotonic() - self._began)
        return f"{line}, {left}" if left else line

    def _name(self, file: str) -> str:
        return texts.READING.format(number=self._number, files=len(self._files), file=visible(file))

    def _print(self, line: str) -> None:
        if self._bar is not None:
            self._bar.write(line, file=self._stream)
        else:
            self._stream.write(f"{line}\n")
            self._stream.flush()

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None


class _Bar(tqdm):  # type: ignore[misc]  # tqdm has no types
    """A bar whose format may name ``left``: the time left in words, with a space before it."""

    @property
    def format_dict(self) -> dict[str, Any]:
        """What the bar's format may name."""
        values: dict[str, Any] = super().format_dict
        left = time_left(values["n"], values["total"] or 0, values["elapsed"])
        return values | {"left": f" {left}" if left else ""}


def _size(file: FoundFile) -> int:
    """Bytes; an empty file counts too."""
    return max(file.size, 1)
