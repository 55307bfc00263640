"""Figures, times, dates and abbreviations of a question in the other ways in which documents write them.

Only the question gets them: which of them stands in a document shows when it is searched.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from index.language.analysis import Term, analyse, normalise_number
from index.language.dates import MONTHS
from index.language.parts import spelled_out_parts

_TIME = re.compile(r"(?<![\d.,:])([01]?\d|2[0-3])[:.]([0-5]\d)(?![\d.,:]*\d)")
_BELOW_ONE = re.compile(r"(?<![\d.,:])0[.,](\d{1,2})(?![\d.,:]*\d)")
_SPACED = re.compile(r"(?<![\d.,:])[1-9]\d{0,2}(?: \d{3})+(?![\d.,:]*\d)")
_YEARS = re.compile(r"(?<![\d.,:])(?:(?:19|20)\d{2},)+(?:19|20)\d{2}(?![\d.,:]*\d)")
_DATE = re.compile(r"(?<!\d)(0?[1-9]|[12]\d|3[01])[-/.](0?[1-9]|1[0-2])[-/.]((?:19|20)\d{2})(?!\d)")
_SIGN = re.compile(r"\d ?(euro|eur|procent|percent)\b", re.IGNORECASE)
SIGN_WEIGHT = 0.2
_POINTED = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?")


def writings(text: str) -> tuple[Term, ...]:
    """Terms of other ways to write what stands in a question, each at the place of what it stands for."""
    return tuple(
        Term(other, 1.0, match.start(), match.end())
        for match, others in _found(text)
        for other in dict.fromkeys(others)
    )


def _found(text: str) -> Iterator[tuple[re.Match[str], Iterable[str]]]:
    for match in _TIME.finditer(text):
        hour, minutes = int(match[1]), match[2]
        yield match, (f"{h}:{minutes}" for h in (hour, f"{hour:02}"))
        yield match, (normalise_number(f"{h}.{minutes}") for h in (hour, f"{hour:02}"))
    for match in _BELOW_ONE.finditer(text):
        digits = match[1].rstrip("0")
        yield match, (f"0.{digits}", f"0.{digits:0<2}")
    for match in _SPACED.finditer(text):
        yield match, [match[0].replace(" ", "")]
    for match in _YEARS.finditer(text):
        yield match, match[0].split(",")
    for match in _DATE.finditer(text):
        day, month = int(match[1]), int(match[2])
        names = (term.text for term in analyse(MONTHS[month - 1]))
        yield match, (str(day), f"{day:02}", *names, str(month), f"{month:02}", match[3])
    yield from spelled_out_parts(text)
    for match in _POINTED.finditer(text):
        yield match, (term.text for term in analyse(match[0].replace(".", "")))


def as_written(terms: Iterable[Term], others: Iterable[Term], known: Collection[int]) -> tuple[Term, ...]:
    """The terms of a question as the documents write them.

    :param others: as :func:`writings` gives them; those that are not known are left out.
    :param known: ids of terms that stand in some passage.
    :returns: with them, without what they stand for where that is not known or a piece of it.
    """
    better = [other for other in others if other.term_id in known]
    return (*(term for term in terms if not any(_replaces(other, term, known) for other in better)), *better)


def _replaces(other: Term, term: Term, known: Collection[int]) -> bool:
    """Whether the documents write ``other`` for it: it is unknown, or only a piece of what was typed."""
    inside = other.start <= term.start and term.end <= other.end
    return inside and (term.term_id not in known or (other.start, other.end) != (term.start, term.end))


def with_signs(text: str, terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms of a question, of which those of a word that documents write as a sign (%, €) count for little."""
    places = {match.start(1) for match in _SIGN.finditer(text)}
    return tuple(replace(t, weight=t.weight * SIGN_WEIGHT) if t.start in places else t for t in terms)
