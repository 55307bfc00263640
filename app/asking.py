"""What happens when somebody asks, filters or opens something: inputs to page parts, for everybody alike."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import gradio as gr

from app.api import is_pictured
from app.page_image import page_size
from app.reader import Place, reader_html, shown_view
from app.rendering import (
    announcement,
    answer_html,
    corrected_html,
    live_regions,
    notice,
    results_html,
    words_notice,
)
from app.start import start_html
from app.wording import draft_html
from index.boxes import boxes_for
from index.errors import BronwijzerError
from index.results import FacetValue, SearchFilters
from index.retrieval import current_only
from index.service import NO_FILTERS, KnowledgeBase
from index.texts import app as texts
from index.texts import wording as wording_texts
from index.types import CitableDocument, DocumentStatus
from index.wording.writer import Draft

FACETS = ("kind", "organisation", "year", "status")
TOP_K = 10
_LOG = logging.getLogger(__name__)


class Asker:
    """The handlers of the page. They keep nothing: two users never meet here."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    def start(self) -> list[Any]:
        """Before a question: examples, documents, what can be filtered on."""
        try:
            facets = self._kb.facets(NO_FILTERS)
            return [start_html(self._kb), *_filter_updates(facets, NO_FILTERS)]
        except BronwijzerError:
            _LOG.exception("start")
            return [notice(texts.FAILED), *([gr.skip()] * (1 + len(FACETS)))]

    def ask(
        self,
        question: str | None,
        as_typed: str | None,
        kinds: Sequence[str] | None,
        organisations: Sequence[str] | None,
        years: Sequence[int] | None,
        statuses: Sequence[str] | None,
    ) -> list[Any]:
        """Answer, an empty place for its wording, result cards, words for a screen reader, filters with new counts.

        :param as_typed: a question of which no slip may be mended.
        """
        filters = _filters(kinds, organisations, years, statuses)
        text = (question or "").strip()
        try:
            if not text:
                updates = _filter_updates(self._kb.facets(filters), filters)
                return ["", "", notice(texts.NO_QUESTION), gr.skip(), *updates]
            result = self._kb.ask(text, filters, TOP_K, literal=text == as_typed)
            effective = current_only(filters, text)
            facets = self._kb.facets(effective)
        except BronwijzerError:
            _LOG.exception("ask")
            return ["", "", notice(texts.FAILED), live_regions(texts.FAILED), *([gr.skip()] * (1 + len(FACETS)))]
        searched = sum(
            value.count for value in facets["status"] if not effective.statuses or value.value in effective.statuses
        )
        return [
            words_notice(result.notice)
            + corrected_html(text, result.corrected)
            + (answer_html(result, searched) if result.hits else ""),
            "",
            results_html(result, filtered=filters != NO_FILTERS),
            live_regions(announcement(result.answer, len(result.hits))),
            *_filter_updates(facets, filters),
        ]

    def word(
        self,
        question: str | None,
        as_typed: str | None,
        kinds: Sequence[str] | None,
        organisations: Sequence[str] | None,
        years: Sequence[int] | None,
        statuses: Sequence[str] | None,
    ) -> Iterator[list[Any]]:
        """The answer in a language model's words, growing by checked sentences; and words for a screen reader."""
        text = (question or "").strip()
        filters = _filters(kinds, organisations, years, statuses)
        try:
            result = self._kb.ask(text, filters, TOP_K, literal=text == as_typed)
            yield [draft_html(result, Draft()), gr.skip()]
            for draft in self._kb.drafts(result):
                done = draft.whole and draft.sentences
                yield [draft_html(result, draft), live_regions(wording_texts.ANNOUNCE) if done else gr.skip()]
        except BronwijzerError:
            _LOG.exception("word")
            yield ["", gr.skip()]

    def open(self, data: Mapping[str, Any]) -> str:
        """The reader at the place that a button names."""
        try:
            place = Place(
                document_id=str(data["document"]),
                start=int(data.get("start", 0)),
                end=int(data.get("end", 0)),
                view=int(data["view"]) if "view" in data else None,
            )
            document = self._kb.text(place.document_id)
            pictures = is_pictured(document)
            return reader_html(document, place, pictures=pictures, mark_at=self._mark_at(document, place, pictures))
        except (BronwijzerError, KeyError, ValueError, TypeError):
            _LOG.exception("open")
            return notice(texts.OPEN_FAILED)

    def _mark_at(self, document: CitableDocument, place: Place, pictures: bool) -> float | None:
        """How far down the shown page the first mark stands."""
        views, number = shown_view(document, place)
        page = views[number].page
        boxes = [box for box in boxes_for(document.boxes, place.start, place.end) if box.page == page]
        if not pictures or page is None or not boxes:
            return None
        height = page_size(self._kb.original(document.document_id), page).height
        return round(1 - max(box.top for box in boxes) / height, 3)


def _filters(
    kinds: Sequence[str] | None,
    organisations: Sequence[str] | None,
    years: Sequence[int] | None,
    statuses: Sequence[str] | None,
) -> SearchFilters:
    return SearchFilters(
        kinds=tuple(kinds or ()),
        organisations=tuple(organisations or ()),
        years=tuple(years or ()),
        statuses=tuple(map(DocumentStatus, statuses or ())),
    )


def _filter_updates(facets: Mapping[str, Sequence[FacetValue]], filters: SearchFilters) -> list[Any]:
    """The accordion, saying how many filters are on, and each group with its counts."""
    chosen: dict[str, tuple[Any, ...]] = {
        "kind": filters.kinds,
        "organisation": filters.organisations,
        "year": filters.years,
        "status": tuple(status.value for status in filters.statuses),
    }
    number = sum(map(len, chosen.values()))
    label = texts.FILTERS_ON.format(number=number) if number else texts.FILTERS
    return [gr.update(label=label), *(_group_update(facets.get(f, ()), chosen[f]) for f in FACETS)]


def _group_update(values: Sequence[FacetValue], chosen: Sequence[str | int]) -> Any:  # noqa: ANN401  Gradio's own type
    counts = {value.value: value.count for value in values}
    counts |= {value: 0 for value in chosen if value not in counts}
    return gr.update(choices=[(f"{value} ({count})", value) for value, count in counts.items()], value=list(chosen))
