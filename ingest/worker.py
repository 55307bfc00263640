"""Read files in a process that may be killed, so that no file can hang or break the product.

The process starts at the first read, reads one file at a time, and is replaced after one that it did not survive.
Where Tesseract's Dutch is on this computer, pages that are only a picture are recognised by it, in that process too.
"""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from index.errors import ReadError
from index.types import DrawnPage, ReadResult
from ingest.failures import failure
from ingest.frames import Answer, Drawing, Preparing, Reading, Recognising, Request
from ingest.limits import Limits
from ingest.process import ReadingProcess
from ingest.scans.document import recognise_all
from ingest.scans.language import language_folder
from ingest.scans.recognised import RecognisedPage

_TRY_SECONDS = 0.05
_LOG = logging.getLogger(__name__)


class ReadingWorker:
    """Reads files in safety; a context manager. Threads may share it: they take turns.

    :param limits: what one file may cost.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = Limits() if limits is None else limits
        self._process: ReadingProcess | None = None
        self._closing = False
        self._turn = threading.Lock()

    def __enter__(self) -> ReadingWorker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def another(self) -> ReadingWorker:
        """One with the same limits that reads beside this one."""
        return ReadingWorker(self.limits)

    @property
    def running(self) -> bool:
        """Whether there is a process now."""
        return self._process is not None

    def close(self) -> None:
        """End the process, also when it is reading for another thread; a later read starts a new one."""
        self._closing = True
        while not self._turn.acquire(timeout=_TRY_SECONDS):
            if (process := self._process) is not None:
                process.kill()
        try:
            self._end()
        finally:
            self._closing = False
            self._turn.release()

    def prepare(self) -> None:
        """Start the process and load all readers in it, beside whatever is done meanwhile.

        What is wrong with it is told by the first read, which has to wait until this is done.
        """
        begun = threading.Event()
        threading.Thread(target=self._prepare, args=(begun,), name="preparing", daemon=True).start()
        begun.wait()

    def _prepare(self, begun: threading.Event) -> None:
        with self._turn:  # taken here, and not for this thread, which might never start
            begun.set()
            with suppress(ReadError):
                self._ask(Preparing(), self.limits.seconds)

    @property
    def recognises(self) -> bool:
        """Whether it can read scans now."""
        return language_folder() is not None

    def read(self, path: Path) -> ReadResult:
        """The text of one file in blocks.

        :raises ReadError: the file cannot be read; the next one can.
        """
        file, folder = str(path.resolve()), language_folder()
        with self._turn:
            result = self._read(Reading(file, ocr=folder is not None))
            if folder is None or not result.scans:
                return result
            recognition = recognise_all(self._recognise, result.scans, self.limits, file, folder)
            return self._read(Reading(file, recognition))

    def look(self, path: Path) -> None:
        """Read a file as far as it has text, to see whether it can be read.

        :raises ReadError: it cannot, and has no scans that can be recognised.
        """
        with self._turn:
            self._read(Reading(str(path.resolve()), ocr=self.recognises))

    def draw(self, path: Path, page: int, *, picture: bool) -> DrawnPage:
        """One page (1-based) of a PDF as a picture; without ``picture`` only its size.

        :raises ReadError: it cannot be drawn, or not within the limits.
        """
        request = Drawing(str(path.resolve()), page, picture)
        with self._turn:
            answer = self._ask(request, self.limits.seconds)
        if answer.drawn is None:
            raise _refused(request, answer)
        return answer.drawn

    def _read(self, request: Reading) -> ReadResult:
        answer = self._ask(request, self.limits.seconds)
        if answer.result is None:
            raise _refused(request, answer)
        return answer.result

    def _recognise(self, request: Recognising) -> RecognisedPage:
        answer = self._ask(request, self.limits.ocr_page_seconds)
        if answer.recognised is None:
            raise _refused(request, answer)
        return answer.recognised

    def _ask(self, request: Request, seconds: float) -> Answer:
        if self._closing:
            raise failure("LEZER_WERKT_NIET")
        if self._process is not None and not self._process.alive:  # the system ended it, not this file
            self._end()
        if self._process is None:
            self._process = ReadingProcess(self.limits)
        try:
            answer = self._process.ask(request, seconds)
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


def _refused(request: Reading | Recognising | Drawing, answer: Answer) -> ReadError:
    _LOG.info("%s: %s %s", Path(request.path).suffix, answer.code, answer.detail)
    return ReadError(answer.code, answer.message, answer.again)
