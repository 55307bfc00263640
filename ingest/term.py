"""From when until when a line says that a document holds, and of which year a title or line is.

Only what stands by itself counts: "De subsidie is geldig tot en met 31 december 2025" may be about anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from index.language.dates import MONTHS

_MONTH = "|".join(MONTHS)
_DAY_BEHIND = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
_YEAR = re.compile(rf"(?<!\d)(20[0-4]\d|19[89]\d)(?:(?!\d)|(?={_DAY_BEHIND}))|(?<!\w)['’]([12]\d)(?!\w)")
_DATE = re.compile(
    rf"""(?<![\d.,])(?:
    (?P<day>\d{{1,2}})(?:e|de|ste)?\s+(?P<name>{_MONTH})\s+(?P<year>20\d\d)
    |(?P<d>\d{{1,2}})([-/.])(?P<m>\d{{1,2}})\5(?P<y>(?:20)?\d\d)
    |(?P<iy>20\d\d)(-?)(?P<im>0[1-9]|1[0-2])\9(?P<id>0[1-9]|[12]\d|3[01])
    )(?![\d.,]?\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_MOMENT = re.compile(rf"{_DATE.pattern}|\b(?P<of>{_MONTH})\s+(?P<ofyear>20\d\d)\b|\b(?P<whole>20\d\d)\b", _DATE.flags)
_SINCE = r"(?:vanaf|per|sinds|op|met\s+ingang\s+van|m\.?i\.?v\.?)"
_UNTIL = r"(?P<until>tot\s+(?:en|&|\+)\s+met|t\s?/\s?m|tot|[-–—])"
_HOLDS = (
    r"(?:geldig(?:heid(?:sduur)?)?|geldt|looptijd|loopt|duur|(?:beleids|plan|contract)periode|van\s+kracht|verlengd)"
)
_LINES = tuple(
    re.compile(rf"\W*{line}[^\w@]*")
    for line in (
        rf"{_HOLDS}[\s:]+(?:(?:van|{_SINCE})\s+)?@\s*{_UNTIL}\s*@",
        rf"(?:ingangsdatum|ingaande|(?:datum\s+)?(?:van\s+)?(?:ingang|inwerkingtreding)|met\s+ingang\s+van|"
        rf"(?:geldig|geldt|van\s+kracht|(?:treedt\s+)?in\s+werking(?:\s+getreden)?)\s+{_SINCE})[\s:]+(?P<from>@)"
        rf"(?:\s*{_UNTIL}\s*@)?",
        rf"(?:{_HOLDS}\s+{_UNTIL}|einddatum)[\s:]+(?P<to>@)",
        rf"(?:vervallen|vervalt|ingetrokken)\s+{_SINCE}[\s:]+(?P<over>@)",
    )
)
_DATED = re.compile(
    r"\W*(?!postbus|tel)(?:(?:vastgesteld|vaststelling|datum|d\.?d\.?|versie|editie|uitgave|herzien|gewijzigd|bijgewerkt|goedgekeurd|"
    r"status|geldig|ingangsdatum|van\s+kracht|in\s+werking|laatst|update)\b.*"
    r"|(?:[a-z]+,?\s+)?@.*|[^@]{0,30}@)\W*",
    re.DOTALL,
)
_LAW = re.compile(r"\b(?:wmo|wet\s+maatschappelijke\s+ondersteuning)\s*2015(?!\s*[-–—/]\s*\d|\d)", re.IGNORECASE)
"""The one law in this field that is called by its year, which says nothing of the rules that are made under it."""
_ANOTHER = re.compile(
    r"\b(?:vervang|vorige|oude\b|eerdere\b|behorende?\b|bijlage\s+bij|opvolg|vervolg\s+op)", re.IGNORECASE
)
_PIECES = re.compile(r"\s*[,;|•·()\[\]]\s*|\s+[-–—]\s+(?=[a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Span:
    """A day, month or year that a line names."""

    first: date
    last: date


def year_of(text: str) -> int | None:
    """The year that a title, name or line is of: "20251212 Jaarplan 2026" is of 2026, decided the year before."""
    bare = _LAW.sub(" ", text)
    found = _YEAR.search(_DATE.sub(" ", bare)) or _YEAR.search(bare)
    return int(found[1] or f"20{found[2]}") if found else None


def is_of_another(line: str) -> bool:
    """Whether a line speaks of another document: "vervangt het kader van 2021"."""
    return _ANOTHER.search(line) is not None


def is_dated(line: str) -> bool:
    """Whether a line is there to tell of when the document is: a day, or a year behind "vastgesteld" or "versie".

    The day on which it ends is no such day.
    """
    ends = {"valid_to"} == term_of(line).keys()
    return not ends and not is_of_another(line) and _DATED.fullmatch(_MOMENT.sub("@", line).lower()) is not None


def term_of(line: str, *, whole: bool = False) -> dict[str, Any]:
    """``valid_from`` and ``valid_to`` as far as a line tells them, or what stands between its commas or in brackets.

    :param whole: only when the line says nothing else.
    """
    if is_of_another(line):
        return {}
    return next((found for piece in (line, *([] if whole else _PIECES.split(line))) if (found := _term(piece))), {})


def _term(piece: str) -> dict[str, Any]:
    spans = list(_spans(piece))
    if not spans or None in spans:
        return {}
    told = next(filter(None, (line.fullmatch(_MOMENT.sub("@", piece).lower()) for line in _LINES)), None)
    return _days(told.groupdict(), [span for span in spans if span]) if told else {}


def _days(told: dict[str, str | None], spans: Sequence[_Span]) -> dict[str, Any]:
    if told.get("over"):
        return {"valid_to": (spans[0].first - timedelta(days=1)).isoformat()}
    first, last = spans[0], spans[-1]
    # "Tot 1 januari" is until the day before; "tot 31 december" is what people write for "tot en met".
    before = told.get("until") == "tot" and last.first == last.last and last.last.day == 1
    until = last.last - timedelta(days=int(before))
    if told.get("to"):
        return {"valid_to": until.isoformat()}
    if len(spans) == 1:
        return {"valid_from": first.first.isoformat()}
    return {"valid_from": first.first.isoformat(), "valid_to": until.isoformat()} if first.first <= until else {}


def _spans(text: str) -> Iterator[_Span | None]:
    """What each moment in a text is; None for a day that is in no calendar."""
    for found in _MOMENT.finditer(text):
        try:
            yield _span(found)
        except ValueError:
            yield None


def _span(found: re.Match[str]) -> _Span:
    if found["whole"]:
        return _Span(date(int(found["whole"]), 1, 1), date(int(found["whole"]), 12, 31))
    if found["of"]:
        year, month = int(found["ofyear"]), _number(found["of"])
        following = date(year + month // 12, month % 12 + 1, 1)
        return _Span(date(year, month, 1), following - timedelta(days=1))
    if found["name"]:
        day = date(int(found["year"]), _number(found["name"]), int(found["day"]))
    elif found["iy"]:
        day = date(int(found["iy"]), int(found["im"]), int(found["id"]))
    else:
        day = date(int(found["y"][-2:]) + 2000, int(found["m"]), int(found["d"]))
    return _Span(day, day)


def _number(month: str) -> int:
    return MONTHS.index(month.lower()) + 1
