"""What happens when something is opened in the reader."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from app.api import is_pictured
from app.drawing import DrawingBusyError, NotDrawnError
from app.page_image import page_height
from app.reader import reader_html, shown_view, unopened_html
from app.views import Place
from app.waiting import arrived
from index.boxes import boxes_for
from index.errors import BronwijzerError
from index.find_in_document import MAX_SOUGHT, occurrences
from index.library import DocumentMissingError
from index.openings import Openings
from index.service import KnowledgeBase
from index.texts import app as texts
from index.texts import library as library_texts
from index.types import CitableDocument

_LOG = logging.getLogger(__name__)


class Opener:
    """The handler of everything that opens a document. All that it keeps is how often each was opened."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._openings = Openings(kb.folder)

    def open_first(self, data: Mapping[str, Any]) -> str:
        """As :meth:`open`, from elsewhere than the reader itself: then it is counted."""
        try:
            known = self._kb.library.records()
            if data.get("document") in known:
                whole = None if self._kb.library.is_limited else known
                self._openings.count(str(data["document"]), whole)
        except BronwijzerError:  # reading goes before counting
            _LOG.warning("openings are not counted")
        return self.open(data)

    def open(self, data: Mapping[str, Any]) -> str:
        """The reader at the place that a button or an address names."""
        try:
            document = self._kb.text(str(data["document"]))
            place = _place(document, data)
            pictures = is_pictured(document)
            shown = reader_html(document, place, pictures=pictures, mark_at=self._mark_at(document, place, pictures))
            return arrived(shown)  # the same place once more: it may have been closed meanwhile
        except DocumentMissingError:  # a link or a page from before it was removed
            return arrived(unopened_html(library_texts.GONE))
        except (BronwijzerError, KeyError, ValueError, TypeError):
            _LOG.exception("open")
            return arrived(unopened_html(texts.OPEN_FAILED))

    def _mark_at(self, document: CitableDocument, place: Place, pictures: bool) -> float | None:
        """How far down the shown page the first mark stands."""
        views, number = shown_view(document, place)
        page = views[number].page
        boxes = [box for box in boxes_for(document.boxes, place.start, place.end) if box.page == page]
        if not pictures or page is None or not boxes:
            return None
        try:
            height = page_height(self._kb.original(document.document_id), page)
        except (NotDrawnError, DrawingBusyError):
            return None
        return round(1 - max(box.top for box in boxes) / height, 3)


def _place(document: CitableDocument, data: Mapping[str, Any]) -> Place:
    """What a button names: a stretch, a page, or one of the places where words stand."""
    view = int(data["view"]) if "view" in data else None
    start, end = int(data.get("start", 0)), int(data.get("end", 0))
    find = " ".join(str(data.get("find", "")).split())[:MAX_SOUGHT]
    found = occurrences(document.text, find)
    if not found or view is not None:
        return Place(document.document_id, start, end, view, find, int(data.get("hit", 0)))
    hit = int(data.get("hit", 0)) % len(found)
    return Place(document.document_id, found[hit].start, found[hit].end, None, find, hit)
