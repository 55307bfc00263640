"""What happens on the tab with all documents: look, remove, change what is said, have the folder read."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import gradio as gr

from app import edit_form
from app.address import parameters, read
from app.documents import listed
from app.keeping import Keeper, ReadsOnlyError
from app.library_html import READING, failed_html, head_html, keeping_buttons, keeping_html, list_html, matching
from app.maintenance import only_examples
from app.rendering import live_regions, notice
from app.waiting import addressed
from index.errors import BronwijzerError
from index.manifest import DocumentRecord
from index.texts import library as texts
from index.texts.library import counted

_LOG = logging.getLogger(__name__)
_WORDS = "zoek"
MAX_WORDS = 200


@dataclass(frozen=True, slots=True)
class Editing:
    """What can be changed of a document: the fields as they are, and which files it may replace, with their titles."""

    title: str
    values: tuple[str, ...]
    files: tuple[tuple[str, str], ...]


class Librarian:
    """The handlers of the tab. They keep nothing; the keeper does the work, for everybody alike."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._kb = keeper.kb

    def look(self, words: str | None) -> list[Any]:
        """Everything that is shown, as it is now: head, buttons, what goes on, list, failures, the clock."""
        try:
            state = self._keeper.state
            running = state.progress is not None
            kept = [keeping_buttons(running=running), keeping_html(state)]
            failed = failed_html(self._kb.library.failed())
            return [self._head(), *kept, self._list(words), failed, gr.Timer(active=running)]
        except BronwijzerError:
            _LOG.exception("look")
            return [notice(texts.FAILED), *([gr.skip()] * 5)]

    def tick(self, words: str | None, shown: str | None = "") -> list[Any]:
        """While something is done: how far it is; once it is done everything, and words for who cannot see it.

        :param shown: how far it was, as the page shows it: once all is read, the list is another.
        """
        state = self._keeper.state
        all_read = state.progress is not None and state.progress.meaning and READING in (shown or "")
        if state.progress is not None and not all_read:
            return [gr.skip(), gr.skip(), keeping_html(state), *([gr.skip()] * 4)]
        return [*self.look(words), live_regions(state.outcome)]

    def find(self, words: str | None, focus: str = "") -> str:
        """The list, as far as these words are in it; ``focus``: a document whose button has the focus."""
        return _said(lambda: self._list(words, focus=focus))

    def go(self, data: Mapping[str, Any]) -> str:
        """The list that an address asks; the page has put the words in the field above it itself."""
        return self.find(read(data.get("parameters")).get(_WORDS, "")[:MAX_WORDS])

    def keep(self, data: Mapping[str, Any]) -> list[Any]:
        """Read the folder, or stop. :returns: buttons, what goes on, the clock."""
        act = data.get("act")
        if act == "reread":
            with suppress(ReadsOnlyError):  # what goes on says so
                self._keeper.reread()
        elif act == "stop":
            self._keeper.stop()
        state = self._keeper.state
        buttons = keeping_buttons(running=state.progress is not None, focused=act != "received")
        return [buttons, keeping_html(state), gr.Timer(active=True)]

    def ask(self, document_id: str, words: str | None) -> str:
        """The list, with the question whether a document must go."""
        return _said(lambda: self._list(words, asked=document_id))

    def refused(self, words: str | None) -> list[Any]:
        """List and words for everybody where nothing can be changed; nothing where it can."""
        if self._keeper.owns:
            return []
        return [notice(texts.READS_ONLY) + self.find(words), live_regions(texts.READS_ONLY)]

    def remove(self, document_id: str, words: str | None) -> list[Any]:
        """Take a document out. :returns: head, list, words for everybody."""
        try:
            record = self._record(document_id)
            passages = self._keeper.remove(document_id)
            said = texts.REMOVED.format(title=record.metadata.title, passages=counted(texts.PASSAGES, passages))
            return [self._head(), notice(said) + self._list(words), live_regions(said)]
        except BronwijzerError as error:
            return [gr.skip(), notice(str(error)) + self.find(words), live_regions(str(error))]

    def edit(self, document_id: str) -> Editing:
        """What can be changed of a document.

        :raises BronwijzerError: it is not there any more.
        """
        record = self._record(document_id)
        others = [r for r in matching(listed(self._kb), "") if r.document_id != document_id]
        files = [(f"{other.metadata.title} ({other.file})", other.file) for other in others]
        now = record.metadata.replaces
        if now and now not in [file for _, file in files]:
            files.append((now, now))
        return Editing(record.metadata.title, tuple(edit_form.values_of(record.metadata)), tuple(files))

    def save(self, document_id: str, filled: Sequence[str | None]) -> str:
        """Keep what was filled in. :returns: words about it.

        :raises BronwijzerError: a value cannot be, or it cannot be kept; the message says which and why.
        """
        changed = edit_form.changes(self._record(document_id).metadata, filled)
        if not changed:
            return texts.UNCHANGED
        self._keeper.edit(document_id, changed)
        return texts.EDITED

    def _record(self, document_id: str) -> DocumentRecord:
        record = self._kb.library.records().get(document_id)
        if record is None:
            raise BronwijzerError(texts.GONE)
        return record

    def _head(self) -> str:
        folder = self._keeper.folder
        examples = only_examples(self._kb.library, folder)
        return head_html(listed(self._kb), folder.name, examples=examples)

    def _list(self, words: str | None, *, asked: str = "", focus: str = "") -> str:
        records = listed(self._kb)
        found = matching(records, (words or "")[:MAX_WORDS])
        shown = list_html(found, len(records), self._kb.library.manifest.joins, asked=asked, focus=focus)
        return addressed(shown, parameters({_WORDS: " ".join((words or "").split())[:MAX_WORDS]}))


def _said(work: Callable[[], str]) -> str:
    try:
        return work()
    except BronwijzerError:
        _LOG.exception("library")
        return notice(texts.FAILED)
