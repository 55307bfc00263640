"""``ingest --watch``: the index is brought up to date whenever the folders have changed, until somebody stops it."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from types import FrameType

from app.console import Console, visible
from app.ingesting import Ingesting, sync, told
from index.embedding import open_embedder
from index.errors import BronwijzerError, StoreLockedError
from index.texts import cli as texts
from ingest.embedding import PassageEncoder
from ingest.following import Following
from ingest.report import FileReport, FileStatus, SyncReport
from ingest.worker import ReadingWorker

TRY_AGAIN_SECONDS = 2.0


def ingest_watch(what: Ingesting, console: Console) -> None:
    """Follow the folders after the index was made equal to them; returns after Ctrl+C."""
    following = Following(what.paths, polling=what.settings.watch_polling)
    folders = ", ".join(visible(str(path)) for path in what.paths)
    console.note(texts.WATCHING.format(folders=folders))
    updating, stop = _Updating(what, console), threading.Event()
    with _interruptible(stop), suppress(KeyboardInterrupt):
        for _ in _followed(following, stop, console):
            updating.sync()
    console.note(texts.WATCH_STOPPED)


def _followed(following: Following, stop: threading.Event, console: Console) -> Iterator[None]:
    """As :meth:`Following.changes`, begun anew after trouble with a folder, which is told once."""
    told = False
    while not stop.is_set():
        try:
            for _ in following.changes(stop):
                told = False
                yield
        except (OSError, RuntimeError):
            if not told:
                console.note(texts.WATCH_AGAIN.format(reason=texts.WATCH_AWAY))
            told = True
            stop.wait(TRY_AGAIN_SECONDS)


@contextmanager
def _interruptible(stop: threading.Event) -> Iterator[None]:
    """Ctrl+C also sets ``stop``: what it raises is lost where Python cannot raise, in the clean-up of an object."""

    def interrupted(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.default_int_handler(number, frame)

    former = signal.signal(signal.SIGINT, interrupted)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)


class _Updating:
    """Syncs with one model, and tells each trouble once."""

    def __init__(self, what: Ingesting, console: Console) -> None:
        self._what = replace(what, emptied=False)  # it was said of how the folders were when that was typed
        self._console = console
        self._encoder = PassageEncoder(open_embedder(what.settings.model))
        self._failed: set[tuple[str, str | None]] | None = None

    def sync(self) -> None:
        """One sync. Somebody who has the index is waited for; whatever else is wrong is told."""
        waited = False
        while True:
            try:
                with ReadingWorker() as worker:
                    report = sync(self._what, self._encoder, worker)
            except StoreLockedError:
                if not waited:
                    self._console.note(texts.WATCH_LOCKED)
                waited = True
                time.sleep(TRY_AGAIN_SECONDS)
            except BronwijzerError as error:
                self._console.note(texts.WATCH_AGAIN.format(reason=error))
                return
            except OSError:  # a share that went away just now: when it comes back, that is a change
                self._console.note(texts.WATCH_AGAIN.format(reason=texts.WATCH_AWAY))
                return
            else:
                self._console.result({}, self._lines(report))
                return

    def _lines(self, report: SyncReport) -> Iterator[str]:
        """What changed, a line a file; what failed before and was told then is left out."""
        failed = {(d.file, d.error_code) for d in report.documents if d.error}
        before = failed if self._failed is None else self._failed
        self._failed = failed
        now = time.strftime("%H:%M:%S")
        for document in report.documents:
            if document.status is not FileStatus.UNCHANGED and (document.file, document.error_code) not in before:
                yield from _line(document, now)


def _line(document: FileReport, now: str) -> Iterator[str]:
    if document.error is None:
        status = texts.STATUS_NAMES[document.status.value]
        yield texts.WATCH_LINE.format(time=now, file=visible(document.file), status=status)
    yield from told(document)
