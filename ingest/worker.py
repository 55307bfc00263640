"""Read files in a process that may be killed, so that no file can hang or break the product.

The process starts at the first read, reads one file at a time, and is replaced after one that it did not survive.
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from types import TracebackType

from index.errors import ReadError
from index.types import ReadResult
from ingest.failures import failure
from ingest.frames import Answer
from ingest.limits import Limits
from ingest.process import ReadingProcess

_LOG = logging.getLogger(__name__)


class ReadingWorker:
    """Reads files in safety; a context manager. Threads may share it: they take turns.

    :param limits: what one file may cost.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = Limits() if limits is None else limits
        self._process: ReadingProcess | None = None
        self._turn = threading.Lock()

    def __enter__(self) -> ReadingWorker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def running(self) -> bool:
        """Whether there is a process now."""
        return self._process is not None

    def close(self) -> None:
        """End the process; a later read starts a new one."""
        with self._turn:
            self._end()

    def read(self, path: Path) -> ReadResult:
        """The text of one file in blocks.

        :raises ReadError: the file cannot be read; the next one can.
        """
        with self._turn:
            answer = self._ask(path)
        if answer.result is not None:
            return answer.result
        _LOG.info("%s: %s %s", path.suffix, answer.code, answer.detail)
        raise ReadError(answer.code, answer.message)

    def _ask(self, path: Path) -> Answer:
        if self._process is not None and not self._process.alive:  # the system ended it, not this file
            self._end()
        if self._process is None:
            self._process = ReadingProcess(self.limits)
        try:
            answer = self._process.ask(path)
        except BaseException:  # over its limits, or broken off by the user: what it was doing must not go on
            self._end()
            raise
        if answer is None:
            self._end()
            raise failure("BESCHADIGD")
        return answer

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process = None
