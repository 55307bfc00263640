"""The filters that are on, each to be taken away by itself, as HTML; and what that would give. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from app.rendering import attributes, button
from index.results import SearchFilters
from index.texts import app as texts


@dataclass(frozen=True, slots=True)
class On:
    """One value of one filter."""

    facet: str
    value: str
    label: str


FIELDS = {"kind": "kinds", "organisation": "organisations", "year": "years", "status": "statuses"}
"""The fields of :class:`index.results.SearchFilters` by the name of the facet."""


def filters_on(filters: SearchFilters) -> Iterator[On]:
    """Every value that is chosen."""
    for facet, field in FIELDS.items():
        for value in getattr(filters, field):
            yield On(facet, str(getattr(value, "value", value)), texts.FILTER_LABELS[facet].lower())


def without(filters: SearchFilters, facet: object, value: object) -> SearchFilters:
    """The filters with one value less; the same when that is not on."""
    field = FIELDS.get(str(facet))
    if field is None:
        return filters
    kept = tuple(one for one in getattr(filters, field) if str(getattr(one, "value", one)) != str(value))
    return replace(filters, **{field: kept})


def chips_html(filters: SearchFilters, *, dropped: bool = False) -> str:
    """A button for each; nothing when none is on.

    :param dropped: one was taken away a moment ago, so the focus, which was on its button, goes to the next.
    """
    chips = [_chip(one, focused=dropped and not number) for number, one in enumerate(filters_on(filters))]
    if chips:
        return f'<p class="bw-chips"><span class="bw-meta">{escape(texts.FILTERED)}</span> {" ".join(chips)}</p>'
    told = attributes(tabindex=-1, data_focus="1")
    return f'<p class="bw-heard"{told}>{escape(texts.FILTER_DROPPED)}</p>' if dropped else ""


def _chip(one: On, *, focused: bool) -> str:
    words = texts.FILTER_CHIP.format(label=one.label, value=one.value)
    return _drops(f"{words} ✕", "bw-chip", one, data_focus="1" if focused else None)


def without_html(gives: Mapping[On, int]) -> str:
    """What is found with each of the filters left out; those that help nothing are not offered."""
    rows = "".join(
        f"<li>{_drops(_gives(one, number), 'bw-without', one)}</li>" for one, number in gives.items() if number
    )
    if not gives:
        return ""
    return f'<ul class="bw-examples">{rows}</ul>' if rows else f"<p>{escape(texts.FILTERS_NONE_GIVE)}</p>"


def _gives(one: On, number: int) -> str:
    return texts.FILTER_GIVES.get(number, texts.FILTER_GIVES[0]).format(value=one.value, number=number)


def _drops(words: str, kind: str, one: On, **more: object) -> str:
    label = texts.FILTER_DROP.format(label=one.label, value=one.value) if kind == "bw-chip" else words
    drop = {"data_act": "look", "data_look": "drop", "data_facet": one.facet, "data_value": one.value}
    return button(words, kind, label, **drop, **more)
