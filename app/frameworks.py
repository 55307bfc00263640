"""What happens in the tab Kaders: one question over all documents, and two plans side by side."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

import gradio as gr

from app.address import parameters, read
from app.comparison_rendering import comparison_html
from app.documents import listed
from app.framework_rendering import scan_html
from app.rendering import live_regions, notice, words_notice
from app.waiting import addressed, arrived
from index.errors import BronwijzerError
from index.frameworks import scan
from index.manifest import DocumentRecord
from index.service import MAX_QUESTION, KnowledgeBase
from index.texts import app as common
from index.texts import frameworks as texts
from index.year_compare import compare

_DUTCH = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$")
_QUESTION, _ON = "vraag", "op"
_OLD, _NEW = "oud", "nieuw"
_MAX_DATE = 20
_LOG = logging.getLogger(__name__)


def day_of(text: str) -> date | None:
    """A day as people write it (1-6-2025, 2025-06-01), None when it is no day."""
    dutch = _DUTCH.match(text.strip())
    try:
        if dutch:
            day, month, year = map(int, dutch.groups())
            return date(year, month, day)
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


class Comparer:
    """The handlers of the tab. They keep nothing."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    def scan(self, question: str | None, on: str | None) -> list[Any]:
        """The table of all documents, and words for a screen reader."""
        text = (question or "").strip()
        day = day_of(on) if on and on.strip() else date.today()
        if not text:
            return [arrived(notice(texts.NO_QUESTION)), gr.skip()]
        if len(text) > MAX_QUESTION:
            return [arrived(notice(common.QUESTION_TOO_LONG.format(most=MAX_QUESTION))), gr.skip()]
        if day is None:
            return [arrived(notice(texts.WRONG_DATE.format(date=on))), gr.skip()]
        try:
            if not self._kb.documents():
                return [arrived(notice(common.LEAD_EMPTY)), gr.skip()]
            shown = scan_html(scan(text, self._kb.library, self._kb.embedder, day, date.today()))
        except BronwijzerError:
            _LOG.exception("scan")
            return [arrived(notice(texts.FAILED)), live_regions(texts.FAILED)]
        address = parameters({_QUESTION: text, _ON: (on or "").strip()})
        html = words_notice(self._kb.notice()) + shown.html
        return [arrived(addressed(html, address)), live_regions(shown.said)]

    def go(self, data: Mapping[str, Any]) -> list[Any]:
        """What an address asks, as :meth:`scan`; the page has put question and day in their fields itself."""
        asked = read(data.get("parameters"))
        question, on = asked.get(_QUESTION, "")[:MAX_QUESTION], asked.get(_ON, "")[:_MAX_DATE]
        return self.scan(question, on) if question else ["", gr.skip()]

    def compare(self, old: object, new: object) -> list[Any]:
        """Two plans side by side, chosen on a page that may be older than this process; words for a screen reader."""
        try:
            old, new = _named(old), _named(new)
            wrong = _wrong(old, new, {record.document_id for record in listed(self._kb)})
            if wrong:
                return [arrived(notice(wrong)), gr.skip()]
            shown = comparison_html(compare(self._kb.library, old, new))
        except BronwijzerError:
            _LOG.exception("compare")
            return [arrived(notice(texts.FAILED)), live_regions(texts.FAILED)]
        address = parameters({_OLD: old, _NEW: new})
        return [arrived(addressed(shown.html, address)), live_regions(shown.said)]

    def go_compare(self, data: Mapping[str, Any]) -> list[Any]:
        """What an address asks: two documents for their fields, then as :meth:`compare`."""
        asked = read(data.get("parameters"))
        known = {record.document_id for record in listed(self._kb)}
        old, new = asked.get(_OLD, ""), asked.get(_NEW, "")
        if not old and not new:
            return [gr.skip(), gr.skip(), "", gr.skip()]
        if not {old, new} <= known:  # nor can the fields hold them
            return [gr.skip(), gr.skip(), arrived(notice(texts.NOT_HERE)), gr.skip()]
        return [old, new, *self.compare(old, new)]

    def choices(self, old: object, new: object) -> list[Any]:
        """The documents to choose from, and that they are there; two that belong together are chosen beforehand."""
        try:
            records = listed(self._kb)
        except BronwijzerError:
            _LOG.exception("choices")
            return [gr.skip(), gr.skip(), arrived("")]
        ids = {record.document_id for record in records}
        chosen = _named(old), _named(new)
        old, new = chosen if ids.issuperset(chosen) else _pair(records)
        hint = "" if old and new else f'<p class="bw-meta">{escape(texts.CHOOSE_SELF)}</p>'
        options = _options(sorted(records, key=_order))
        return [gr.update(choices=options, value=old), gr.update(choices=options, value=new), arrived(hint)]


def _named(chosen: object) -> str:
    """What was chosen as text, whatever a page sends; empty: nothing."""
    return str(chosen or "")


def _wrong(old: str, new: str, known: Collection[str]) -> str:
    """Why two documents cannot be compared; empty: they can."""
    if not known:
        return common.LEAD_EMPTY
    if not old or not new:
        return texts.CHOOSE_TWO
    if old == new:
        return texts.CHOOSE_OTHERS
    return "" if old in known and new in known else texts.NOT_HERE


def _order(record: DocumentRecord) -> tuple[str, str, int]:
    metadata = record.metadata
    return metadata.kind or "~", metadata.title, metadata.year or 0


def _options(records: Sequence[DocumentRecord]) -> list[tuple[str, str]]:
    """A name for each document with its id; what would be called the same has its status and file behind it."""
    number = Counter(map(_label, records))

    def name(record: DocumentRecord) -> str:
        short = _label(record)
        return short if number[short] == 1 else _label(record, record.metadata.status.value, record.file)

    return [(name(record), record.document_id) for record in records]


def _label(record: DocumentRecord, *told: str) -> str:
    metadata = record.metadata
    year = metadata.year if metadata.year and str(metadata.year) not in metadata.title else None
    more = ", ".join(str(part) for part in (metadata.organisation, year, *told) if part)
    return texts.CHOICE.format(title=metadata.title, more=more) if more else metadata.title


def _pair(records: Sequence[DocumentRecord]) -> tuple[str | None, str | None]:
    """The newest plan that says what it replaces, or else two years of one kind and organisation."""
    by_name = {name: record for record in records for name in record.names}
    newest = sorted(records, key=lambda record: -(record.metadata.year or 0))
    for record in newest:
        replaced = by_name.get(record.metadata.replaces or "")
        if replaced is not None and replaced is not record:
            return replaced.document_id, record.document_id
    for number, new in enumerate(newest):
        for old in newest[number + 1 :]:
            ours, theirs = new.metadata, old.metadata
            alike = ours.kind and (ours.kind, ours.organisation) == (theirs.kind, theirs.organisation)
            if alike and (ours.year or 0) > (theirs.year or 9999):
                return old.document_id, new.document_id
    return None, None
