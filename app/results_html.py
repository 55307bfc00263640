"""The passages that were found, with how they are ordered and what can be done with all of them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from app.inquiry import Inquiry, Order
from app.rendering import attributes, button, card_html, section
from index.results import Hit
from index.service import NO_FILTERS, AskResult
from index.texts import app as texts


def results_html(result: AskResult, inquiry: Inquiry, without: str = "") -> str:
    """The result cards, or words that say why there are none, with ``without``: what each filter less would give."""
    if not result.hits:
        words = texts.NO_HITS_FILTERED if inquiry.filters != NO_FILTERS else texts.NO_HITS
        return f'<p class="bw-empty">{escape(words)}</p>{without}'
    said = texts.RESULTS_COUNT if inquiry.order is Order.BEST else texts.RESULTS_NEWEST
    count = f'<p class="bw-count">{escape(said.format(shown=len(result.hits), total=result.total))}</p>'
    hits = _ordered(result.hits, inquiry.order)
    cards = _by_document(hits) if inquiry.grouped else "".join(map(card_html, hits))
    return section("passages", texts.RESULTS, f"{count}{_tools(inquiry)}{cards}")


def _ordered(hits: Sequence[Hit], order: Order) -> list[Hit]:
    if order is Order.BEST:
        return list(hits)
    return sorted(hits, key=lambda hit: -(hit.document.year or 0))


def _by_document(hits: Sequence[Hit]) -> str:
    """The cards of each document under its title, documents in the order of their first card."""
    order = {document: number for number, document in enumerate(dict.fromkeys(hit.document.id for hit in hits))}
    together = groupby(sorted(hits, key=lambda hit: order[hit.document.id]), key=lambda hit: hit.document)
    parts = []
    for number, (document, group) in enumerate(together):
        cards = [card_html(hit) for hit in group]
        words = texts.GROUP_ONE if len(cards) == 1 else texts.GROUP.format(number=len(cards))
        head = f'{escape(document.title)} <span class="bw-meta">{escape(words)}</span>'
        parts.append(
            f'<section class="bw-group" aria-labelledby="groep-{number}"><h3 id="groep-{number}">{head}</h3>'
            f"{''.join(cards)}</section>"
        )
    return "".join(parts)


def _tools(inquiry: Inquiry) -> str:
    """Order, grouping, and the link to send."""
    best, newest = inquiry.order is Order.BEST, inquiry.order is Order.NEWEST
    orders = _choice(texts.ORDER_BEST, "best", on=best) + _choice(texts.ORDER_NEWEST, "newest", on=newest)
    group = _choice(texts.GROUPED, "group", on=inquiry.grouped)
    link = button(texts.COPY_LINK, "bw-link-copy", texts.COPY_LINK, data_link="1")
    labelled = attributes(role="group", aria_label=texts.ORDER)
    return f'<div class="bw-actions bw-tools"><span class="bw-choices"{labelled}>{orders}</span>{group}{link}</div>'


def _choice(label: str, look: str, *, on: bool) -> str:
    pressed = "true" if on else "false"
    return button(label, "bw-choice", label, data_act="look", data_look=look, aria_pressed=pressed)


def searched_with(inquiry: Inquiry) -> str:
    """That words of an earlier question were searched along; nothing when there were none."""
    words = ", ".join(f"“{word}”" for word in inquiry.context.split())
    return texts.SEARCHED_WITH.format(words=words) if words else ""


def follow_up_html(inquiry: Inquiry) -> str:
    """The same to be seen, and the way to leave them out."""
    alone = button(texts.ALONE, "bw-alone", texts.ALONE, data_act="look", data_look="alone")
    return f'<p class="bw-follow-up"><span>{escape(searched_with(inquiry))}</span> {alone}</p>'
