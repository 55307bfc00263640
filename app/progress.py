"""Progress of a sync on standard error: a bar for people at a terminal, a line a file for scripts and logs.

A sync has two halves, each with a bar of its own: reading, counted in bytes of files, and meaning, counted in passages
that go through the model. So the time left is known from the first of them on.
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
from index.manifest import DocumentRecord
from index.texts import cli as texts
from ingest.files import FoundFile
from ingest.report import FileReport, FileStatus


class Progress:
    """Shows what a sync does; a :class:`ingest.protocols.Watcher`.

    :param stream: where it is shown; by default standard error.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._live = self._stream.isatty()
        self._bar: _Bar | None = None
        self._sizes: Sequence[float] = ()
        self._number = 0
        self._total = 0.0
        self._done = 0.0
        self._began = 0.0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close()

    def start(self, files: Sequence[FoundFile]) -> None:
        """These files have to be read."""
        self._begin([float(max(file.size, 1)) for file in files])

    def reading(self, file: FoundFile) -> None:
        """This file is being read."""
        self._number += 1
        self._describe(self._name(file.path.name))

    def done(self, report: FileReport) -> None:
        """This file is finished."""
        self._reach(self._done + self._sizes[self._number - 1])
        if self._bar is None:
            self._print(self._line(report))
        elif report.status is FileStatus.FAILED:
            self._print(texts.FAILED.format(file=visible(report.file), error=report.error))

    def embedding(self, records: Sequence[DocumentRecord]) -> None:
        """These documents have to get vectors."""
        self._begin([float(record.passages) for record in records])
        self._describe(texts.MEANING.format(number=0, files=len(self._sizes)))

    def advance(self, passages: float) -> None:
        """So many passages went through the model."""
        self._reach(self._done + passages)

    def embedded(self, record: DocumentRecord) -> None:
        """This document can be found by its meaning too."""
        self._number += 1
        self._describe(texts.MEANING.format(number=self._number, files=len(self._sizes)))
        if self._bar is None:
            self._print(self._with_left(texts.EMBEDDED.format(file=self._name(record.file))))

    def _begin(self, sizes: Sequence[float]) -> None:
        self._close()
        self._sizes, self._total = sizes, sum(sizes)
        self._number, self._done, self._began = 0, 0.0, time.monotonic()
        if sizes and self._live:
            self._bar = _Bar(
                total=self._total, file=self._stream, dynamic_ncols=True, bar_format=texts.BAR, mininterval=0.5
            )

    def _describe(self, words: str) -> None:
        if self._bar is not None:
            self._bar.set_description_str(words)

    def _reach(self, done: float) -> None:
        done = min(done, self._total)
        if self._bar is not None:
            self._bar.update(done - self._done)
        self._done = done

    def _line(self, report: FileReport) -> str:
        status = texts.STATUS_NAMES[report.status.value]
        line = texts.FILE_DONE.format(file=self._name(report.file), status=status)
        return f"{line}. {report.error}" if report.error else self._with_left(line)

    def _with_left(self, line: str) -> str:
        left = time_left(self._done, self._total, time.monotonic() - self._began)
        return f"{line}, {left}" if left else line

    def _name(self, file: str) -> str:
        return texts.READING.format(number=self._number, files=len(self._sizes), file=visible(file))

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
