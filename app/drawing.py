"""Have pages drawn by a process that may be killed, so that no page can hang or break the app."""

from __future__ import annotations

import time
from collections import OrderedDict
from pathlib import Path
from threading import BoundedSemaphore, Lock

from index.errors import BronwijzerError, ReadError
from index.texts import api as texts
from index.types import DrawnPage
from ingest.limits import Limits
from ingest.worker import ReadingWorker

LIMITS = Limits(seconds=10.0)
"""A page of the example documents takes a tenth of a second."""
PLACES = 24
"""Requests that may wait for a drawing; they hold threads, of which the app has 40."""
PATIENCE = 8.0
"""Seconds that one of them waits for its turn."""
AGAIN = 600.0
"""Seconds after which a page is tried again that could not be drawn: the computer may have been busy."""
_LASTING = frozenset({"TE_ZWAAR", "BESCHADIGD"})
_MOST = 512


class NotDrawnError(BronwijzerError):
    """A page cannot be drawn, or not within the limits."""


class DrawingBusyError(BronwijzerError):
    """Too many pages wait to be drawn."""


class Drawer:
    """Draws one page at a time, in a process of its own that starts at the first one.

    :param limits: what one page may cost.
    """

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._worker = ReadingWorker(limits)
        self._places = BoundedSemaphore(PLACES)
        self._turn = Lock()
        self._refused: OrderedDict[tuple[Path, int], float] = OrderedDict()

    def page(self, path: Path, number: int, *, picture: bool) -> DrawnPage:
        """A page (1-based) of a PDF: its size, and with ``picture`` what is on it.

        :raises NotDrawnError: it cannot be drawn; who asks again soon hears so at once.
        :raises DrawingBusyError: others go first.
        """
        if not self._places.acquire(blocking=False):
            raise DrawingBusyError(texts.BUSY)
        try:
            if not self._turn.acquire(timeout=PATIENCE):
                raise DrawingBusyError(texts.BUSY)
            try:
                return self._drawn(path, number, picture)
            finally:
                self._turn.release()
        finally:
            self._places.release()

    def _drawn(self, path: Path, number: int, picture: bool) -> DrawnPage:
        refused = self._refused.get((path, number))
        if picture and refused is not None and time.monotonic() - refused < AGAIN:
            raise NotDrawnError(texts.NOT_DRAWN)
        try:
            return self._worker.draw(path, number, picture=picture)
        except ReadError as error:
            if error.code in _LASTING:
                self._refused[path, number] = time.monotonic()
                while len(self._refused) > _MOST:
                    self._refused.popitem(last=False)
            raise NotDrawnError(texts.NOT_DRAWN) from error
