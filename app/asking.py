"""What happens when somebody asks or filters: inputs to page parts, for everybody alike."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import gradio as gr

from app.filter_html import chips_html, filters_on, without, without_html
from app.inquiry import Inquiry, Order, read_filters, read_parameters
from app.judgement_html import judge_html
from app.rendering import announcement, answer_html, corrected_html, live_regions, notice, words_notice
from app.results_html import follow_up_html, results_html, searched_with
from app.start import start_html
from app.waiting import addressed, arrived, worded_for
from app.wording import draft_html
from index.errors import BronwijzerError
from index.follow_up import context_terms, leans_on_earlier
from index.language.typed import as_asked
from index.results import FacetValue, SearchFilters
from index.retrieval import current_only
from index.service import MAX_QUESTION, NO_FILTERS, KnowledgeBase
from index.texts import app as texts
from index.texts import wording as wording_texts
from index.wording.writer import Draft

FACETS = ("kind", "organisation", "year", "status")
TOP_K = 10
MAX_LOOKS = 50
_LOG = logging.getLogger(__name__)


class Asker:
    """The handlers of the tab. They keep nothing: what was asked before comes in and goes out with every question."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    def start(self) -> list[Any]:
        """Before a question: examples and documents, what can be filtered on.

        It says nothing of what is chosen or found: somebody may have asked before this came.
        """
        try:
            facets = self._kb.facets(NO_FILTERS)
            return [start_html(self._kb), *(gr.update(choices=_choices(facets.get(f, ()), ())) for f in FACETS)]
        except BronwijzerError:
            _LOG.exception("start")
            return [notice(texts.FAILED), *([gr.skip()] * len(FACETS))]

    def ask(self, last: object, question: object, *chosen: object) -> list[Any]:
        """Answer, room for its wording, what to say of it, cards, words for a screen reader, what was asked, filters.

        :param last: the inquiry before this one, as :meth:`Inquiry.parameters` writes it.
        :param chosen: the values of each of :data:`FACETS`, as the page has them: it may have been made by the process
            before this one, which knew other values.
        """
        kinds, organisations, years, statuses = chosen
        filters = read_filters(kinds, organisations, years, statuses)
        before = read_parameters(last)
        text = " ".join(str(question or "").split())
        literal = before.literal and text == before.question
        context = _context(text, before)
        inquiry = replace(before, question=text, filters=filters, context=context, literal=literal)
        return self._shown(inquiry, ticks=False)  # who ticked something since this was sent keeps that

    def word(self, last: str) -> Iterator[list[Any]]:
        """What was asked last in a language model's words, growing by checked sentences; words for a screen reader."""
        inquiry = read_parameters(last)
        if not inquiry.question:
            yield ["", gr.skip()]
            return
        try:
            result = self._kb.ask(inquiry.searched, inquiry.filters, TOP_K, literal=inquiry.literal)
            yield [worded_for(draft_html(result, Draft()), last), gr.skip()]
            for draft in self._kb.drafts(result):
                done = draft.whole and draft.sentences
                yield [
                    worded_for(draft_html(result, draft), last),
                    live_regions(wording_texts.ANNOUNCE) if done else gr.skip(),
                ]
        except BronwijzerError:
            _LOG.exception("word")
            yield ["", gr.skip()]

    def act(self, data: Mapping[str, Any]) -> list[Any]:
        """Buttons of the results: another order, by document, a filter less, without the question before, as typed.

        :param data: ``of``: what was on the screen; ``looks``: the buttons that were pressed since, in order.
        """
        inquiry = read_parameters(data.get("of"))
        looks = [look for look in data.get("looks") or () if isinstance(look, Mapping)][-MAX_LOOKS:]
        for look in looks:
            inquiry = _looked(inquiry, look)
        dropped = bool(looks) and looks[-1].get("look") == "drop"
        return [inquiry.question, *self._shown(inquiry, dropped=dropped)]

    def go(self, data: Mapping[str, Any]) -> list[Any]:
        """What an address tells, as :meth:`ask`; the page has put the question in its field itself."""
        inquiry = read_parameters(data.get("parameters"))
        if inquiry.question:
            return self._shown(inquiry)
        facets = self._kb.facets(NO_FILTERS)
        return ["", "", "", "", gr.skip(), "", *_filter_updates(facets, NO_FILTERS)]

    def _without(self, inquiry: Inquiry) -> str:
        """What each filter less would give."""
        less = {on: without(inquiry.filters, on.facet, on.value) for on in filters_on(inquiry.filters)}
        asked, literal = inquiry.searched, inquiry.literal
        return without_html({on: self._kb.search(asked, left, 1, literal=literal).total for on, left in less.items()})

    def _shown(self, inquiry: Inquiry, *, dropped: bool = False, ticks: bool = True) -> list[Any]:
        filters, skipped = inquiry.filters, [gr.skip()] * (1 + len(FACETS))
        try:
            wrong = _wrong(inquiry.question)
            if wrong:
                facets = self._kb.facets(filters)
                updates = _filter_updates(facets, filters, ticks=ticks)
                return ["", "", "", notice(wrong), gr.skip(), "", *updates]
            result = self._kb.ask(inquiry.searched, filters, TOP_K, literal=inquiry.literal)
            effective = current_only(filters, inquiry.searched)
            facets = self._kb.facets(effective)
            less = "" if result.hits else self._without(inquiry)
            if not result.hits and not self._kb.documents():
                return ["", "", "", notice(texts.LEAD_EMPTY), live_regions(texts.LEAD_EMPTY), "", *skipped]
        except BronwijzerError:
            _LOG.exception("ask")
            return ["", "", "", notice(texts.FAILED), live_regions(texts.FAILED), "", *skipped]
        searched = sum(
            value.count for value in facets["status"] if not effective.statuses or value.value in effective.statuses
        )
        follow_up = follow_up_html(inquiry) if inquiry.context else ""
        lead = chips_html(filters, dropped=dropped) + words_notice(result.notice)
        lead += corrected_html(result.corrected) + follow_up
        address = inquiry.parameters()
        return [
            lead + (answer_html(result, searched) if result.hits else ""),
            "",
            judge_html(result),
            arrived(addressed(results_html(result, inquiry, less), address)),
            live_regions(
                " ".join(filter(None, (searched_with(inquiry), announcement(result.answer, len(result.hits)))))
            ),
            address,
            *_filter_updates(facets, filters, ticks=ticks),
        ]


def _wrong(question: str) -> str:
    """Why a question cannot be asked; empty where it can."""
    if not as_asked(question):
        return texts.NO_QUESTION
    return texts.QUESTION_TOO_LONG.format(most=MAX_QUESTION) if len(question) > MAX_QUESTION else ""


def _looked(before: Inquiry, look: Mapping[str, Any]) -> Inquiry:
    """What is asked after one button."""
    changes: dict[str, Callable[[], Inquiry]] = {
        "best": lambda: replace(before, order=Order.BEST),
        "newest": lambda: replace(before, order=Order.NEWEST),
        "group": lambda: replace(before, grouped=not before.grouped),
        "alone": lambda: replace(before, context=""),
        "literal": lambda: replace(before, literal=True),
        "drop": lambda: replace(before, filters=without(before.filters, look.get("facet"), look.get("value"))),
    }
    return changes.get(str(look.get("look")), lambda: before)()


def _context(question: str, before: Inquiry) -> str:
    """Words of the questions before that this one leans on; the same question again keeps its own."""
    if question == before.question:
        return before.context
    if not before.question or not leans_on_earlier(question):
        return ""
    return " ".join(context_terms(question, (before.context, before.question)))


def _filter_updates(
    facets: Mapping[str, Sequence[FacetValue]], filters: SearchFilters, *, ticks: bool = True
) -> list[Any]:
    """The accordion, saying how many filters are on, and each group with its counts and, with ``ticks``, its ticks."""
    chosen: dict[str, tuple[Any, ...]] = {
        "kind": filters.kinds,
        "organisation": filters.organisations,
        "year": filters.years,
        "status": tuple(status.value for status in filters.statuses),
    }
    number = sum(map(len, chosen.values()))
    label = texts.FILTERS_ON.format(number=number) if number else texts.FILTERS
    return [gr.update(label=label), *(_group_update(facets.get(f, ()), chosen[f], ticks) for f in FACETS)]


def _group_update(values: Sequence[FacetValue], chosen: Sequence[str | int], ticks: bool) -> Any:  # noqa: ANN401  Gradio's
    choices = _choices(values, chosen)
    return gr.update(choices=choices, value=list(chosen)) if ticks else gr.update(choices=choices)


def _choices(values: Sequence[FacetValue], chosen: Sequence[str | int]) -> list[tuple[str, Any]]:
    counts = {value.value: value.count for value in values}
    counts |= {value: 0 for value in chosen if value not in counts}
    return [(f"{value} ({count})", value) for value, count in counts.items()]
