"""Keeps the library while the app runs: one thread at a time reads the folder, and all that writes takes turns.

Searches go on meanwhile: a document that is read anew stays findable until its new content is. Vectors are made when
nothing else is to be done; that takes longest, so everything else goes before it.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.maintenance import (
    awaits_vectors,
    describe_again,
    hold_today,
    holds_for_today,
    keep_said,
    make_vectors,
    read_folder,
)
from app.watching import GaveWayError, Progress, StoppedError, Watching
from index.errors import BronwijzerError
from index.service import KnowledgeBase
from index.texts import library as texts
from index.texts import words_only

PATIENCE = 8.0
"""Seconds that a removal waits for what is being written; reading a folder takes longer."""
CLOSING = 4.0
"""Seconds that the end of the app waits for what is being written; whatever is cut short is as after a crash: whole."""
_LOG = logging.getLogger(__name__)
Work = Callable[[Watching], str]
"""Done in the background; gives words about how it went."""


class BusyError(BronwijzerError):
    """Something else is being written now."""


class ReadsOnlyError(BronwijzerError):
    """Another process changes this library; this one only reads it."""


@dataclass(frozen=True, slots=True)
class KeepingState:
    """What goes on. ``progress``: of what runs now, None when nothing does; ``outcome``: words about the last time."""

    progress: Progress | None
    outcome: str


class Keeper:
    """The one that changes a library while others search it; where another process does, it refuses to.

    :param corpus: the folder, when the index does not know from which folders it was made.
    """

    def __init__(self, kb: KnowledgeBase, corpus: Path) -> None:
        self.kb = kb
        self._corpus = corpus
        self._free = threading.Condition()
        self._editing = threading.Lock()
        self._taken = False
        self._claims = 0
        self._waiting: dict[str, Work] = {}
        self._watching: Watching | None = None
        self._outcome = "" if self.owns else texts.READS_ONLY
        kb.when_embedded = self._when_embedded

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folders (and files) that the library is made of."""
        return self.kb.library.roots() or (self._corpus.absolute(),)

    @property
    def folder(self) -> Path:
        """Where new documents go, and where routes are."""
        there = filter(os.path.isdir, self.roots)  # Path.is_dir raises where a share cannot be reached
        return next(there, self._corpus.absolute())

    @property
    def owns(self) -> bool:
        """Whether this process may change the library."""
        return self.kb.library.ownership.owns

    def require(self) -> None:
        """:raises ReadsOnlyError: this process may not change the library, nor what is in its folder."""
        if not self.owns:
            raise ReadsOnlyError(texts.READS_ONLY)

    @property
    def state(self) -> KeepingState:
        """What goes on now."""
        with self._free:
            return KeepingState(self._watching.progress if self._watching else None, self._outcome)

    def reread(self) -> None:
        """Read the folder in the background; when it is being read now, once more after that.

        :raises ReadsOnlyError: another process does.
        """
        self.require()
        self._begin("read", self._read_folder)

    def finish(self) -> None:
        """Make the vectors that are missing, in the background; nothing happens when another process makes them."""
        if self.owns and awaits_vectors(self.kb.library):
            self._begin("vectors", self._make_vectors)

    def new_day(self) -> None:
        """Tell anew which documents hold, in the background, when that was last told on another day."""
        if self.owns and not holds_for_today(self.kb.library):
            self._begin("today", self._hold_today)

    def close(self) -> None:
        """Stop, and wait until nothing is written any more; at most some seconds."""
        self.stop()
        with self._free:
            self._free.wait_for(lambda: not self._taken, CLOSING)

    def stop(self) -> None:
        """Stop the work that goes on, and what waits behind it."""
        with self._free:
            self._waiting.clear()
            if self._watching is not None:
                self._watching.stop()

    def remove(self, document_id: str) -> int:
        """Take a document out of the library. :returns: passages removed.

        :raises ReadsOnlyError: another process changes the library.
        :raises BusyError: the folder is being read.
        :raises DocumentMissingError: it is not in the library.
        """
        self.require()
        self._take()
        try:
            self.kb.library.document(document_id)
            passages = self.kb.library.remove(document_id)
        except BaseException:
            self._go_on()
            raise
        with self._free:  # a document that it replaced may hold again
            self._waiting["describe"] = self._describe
        self._go_on()
        return passages

    def edit(self, document_id: str, changes: Mapping[str, Any]) -> None:
        """Keep what a user says of a document beside it, and apply it in the background.

        :param changes: None: no longer said, so that what the document itself says counts again.
        :raises ReadsOnlyError: another process changes the library.
        :raises ReadError: a value cannot be.
        :raises EditError: the folder cannot be written, or the file is gone.
        """
        self.require()
        with self._editing:  # what another person changes of it at this moment is not written over
            keep_said(self.kb.library, document_id, changes)
        self._begin("describe", self._describe)

    def _take(self) -> None:
        """Wait for the turn. :raises BusyError: it takes too long."""
        with self._free:
            self._claims += 1
            self._ask_for_turn()
            free = self._free.wait_for(lambda: not self._taken, PATIENCE)
            self._claims -= 1
            if not free:
                raise BusyError(texts.BUSY)
            self._taken = True

    def _ask_for_turn(self) -> None:
        if self._watching is not None:
            self._watching.give_way()

    def _begin(self, name: str, work: Work) -> None:
        with self._free:
            self._waiting[name] = work
            if self._taken:
                self._ask_for_turn()
                return
            self._taken = True
        self._go_on()

    def _go_on(self) -> None:
        """Start the thread for what waits, or let go. Only who has the turn may call it."""
        with self._free:
            if not self._waiting:
                self._let_go()
                return
            self._watching = Watching()
        threading.Thread(target=self._work, name="keeping", daemon=True).start()

    def _let_go(self) -> None:
        self._taken, self._watching = False, None
        self._free.notify_all()

    def _work(self) -> None:
        while True:
            with self._free:
                if not self._waiting or self._claims:
                    self._let_go()
                    return
                name = next((name for name in self._waiting if name != "vectors"), "vectors")
                work = self._waiting.pop(name)
                watching = self._watching = Watching()
            outcome = _in_words(work, watching)
            with self._free:
                self._outcome = outcome or self._outcome

    def _read_folder(self, watching: Watching) -> str:
        outcome = texts.outcome(read_folder(self.kb, self.roots, self.folder, watching))
        self.finish()
        return outcome

    def _describe(self, watching: Watching) -> str:
        describe_again(self.kb, self.folder, watching)
        self.finish()
        return ""

    def _hold_today(self, watching: Watching) -> str:
        del watching
        hold_today(self.kb.library)
        return ""

    def _make_vectors(self, watching: Watching) -> str:
        try:
            failed = make_vectors(self.kb, self.folder, watching)
        except GaveWayError:
            with self._free:
                self._waiting["vectors"] = self._make_vectors
            return ""
        return texts.without_meaning(failed) if failed else ""

    def _when_embedded(self) -> str:
        """When documents that are found by their words only are found by meaning too."""
        progress = self.state.progress
        known = progress is not None and progress.meaning and progress.left
        return words_only.after(progress.left) if progress is not None and known else words_only.LATER


def _in_words(work: Work, watching: Watching) -> str:
    try:
        return work(watching)
    except StoppedError as error:
        return str(error)
    except BronwijzerError as error:
        _LOG.warning("%s", type(error).__name__)
        return str(error)
    except Exception:  # noqa: BLE001  the thread must let go whatever happens, and say that it went wrong
        _LOG.exception("keeping")
        return texts.READING_FAILED
