"""What somebody looks for on the first tab, and how that is written in an address so that it can be sent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.address import parameters, read_all
from index.results import SearchFilters
from index.service import MAX_QUESTION, NO_FILTERS
from index.types import DocumentStatus

MAX_VALUES = 40
"""Of one filter; an address with more was not written here."""
MAX_VALUE = 300
"""Letters of one filter, or of what is filled in about a document: else what is filled in could not be filtered on."""
_QUESTION, _CONTEXT, _ORDER, _GROUPED = "vraag", "bij", "volgorde", "groep"
_KINDS, _ORGANISATIONS, _YEARS, _STATUSES = "soort", "organisatie", "jaar", "status"
_LITERAL = "letterlijk"
_BY, _YES = "document", "ja"


class Order(StrEnum):
    """In which order the best passages are shown."""

    BEST = "beste"
    NEWEST = "nieuwste"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question with everything that decides what is seen.

    :param context: words of earlier questions that are searched along, because the question leans on them.
    :param grouped: passages of one document stand together.
    :param literal: no slip of the pen is mended.
    """

    question: str = ""
    filters: SearchFilters = NO_FILTERS
    context: str = ""
    order: Order = Order.BEST
    grouped: bool = False
    literal: bool = False

    @property
    def searched(self) -> str:
        """The words that are looked for."""
        return f"{self.question} {self.context}".strip()

    def parameters(self) -> str:
        """The part of an address after the ``?``; empty when nothing is asked."""
        pairs = [(_QUESTION, self.question), (_CONTEXT, self.context)]
        pairs += [(_KINDS, kind) for kind in self.filters.kinds]
        pairs += [(_ORGANISATIONS, name) for name in self.filters.organisations]
        pairs += [(_YEARS, str(year)) for year in self.filters.years]
        pairs += [(_STATUSES, status.value) for status in self.filters.statuses]
        pairs += [(_ORDER, "" if self.order is Order.BEST else self.order.value), (_GROUPED, _BY * self.grouped)]
        pairs += [(_LITERAL, _YES * self.literal)]
        return parameters(pairs)


def read_parameters(text: object) -> Inquiry:
    """The inquiry of an address; what makes no sense in it is left out, for an address comes from anywhere."""
    values = read_all(text)
    return Inquiry(
        question=" ".join(values.get(_QUESTION, [""])[0].split())[:MAX_QUESTION],
        filters=read_filters(*(values.get(name, ()) for name in (_KINDS, _ORGANISATIONS, _YEARS, _STATUSES))),
        context=" ".join(values.get(_CONTEXT, [""])[0].split())[:MAX_VALUE],
        order=Order.NEWEST if values.get(_ORDER) == [Order.NEWEST.value] else Order.BEST,
        grouped=values.get(_GROUPED) == [_BY],
        literal=values.get(_LITERAL) == [_YES],
    )


def read_filters(kinds: object, organisations: object, years: object, statuses: object) -> SearchFilters:
    """The filters of what stands in an address, or is ticked on a page that may be older than this process.

    Of kinds and organisations any value is a filter, known or not; of the others what cannot be one is left out.
    """
    named = _texts(statuses)
    return SearchFilters(
        kinds=_texts(kinds),
        years=tuple(int(year) for year in _texts(years) if year.isdecimal() and len(year) == 4),
        organisations=_texts(organisations),
        statuses=tuple(s for s in DocumentStatus if s.value in named),
    )


def _texts(values: object) -> tuple[str, ...]:
    known = values if isinstance(values, list | tuple) else ()
    return tuple(dict.fromkeys(str(value)[:MAX_VALUE] for value in known[:MAX_VALUES]))
