"""Names of days, months and quarters, as people write them out and as tables shorten them."""

from __future__ import annotations

import re

_MONTHS = {
    "januari": ("jan",),
    "februari": ("feb", "febr"),
    "maart": ("mrt", "maa", "mar"),
    "april": ("apr",),
    "mei": ("mei",),
    "juni": ("jun",),
    "juli": ("jul",),
    "augustus": ("aug",),
    "september": ("sep", "sept"),
    "oktober": ("okt", "oct"),
    "november": ("nov",),
    "december": ("dec",),
}
_QUARTERS = {
    "eerste kwartaal": ("q1", "kw1", "1e kwartaal"),
    "tweede kwartaal": ("q2", "kw2", "2e kwartaal"),
    "derde kwartaal": ("q3", "kw3", "3e kwartaal"),
    "vierde kwartaal": ("q4", "kw4", "4e kwartaal"),
}
MONTHS = tuple(_MONTHS)
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_FORMS = {form: (name, *short) for name, short in (_MONTHS | _QUARTERS).items() for form in (name, *short)}
_FORM = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _FORMS), key=len, reverse=True))})\b", re.IGNORECASE)


def with_all_forms(name: str) -> str:
    """The name of a row or column with every other way to write its months and quarters behind it."""
    others = (form for match in _FORM.finditer(name) for form in _FORMS[match.group().lower()])
    return " ".join((name, *others))
