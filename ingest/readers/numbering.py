"""Numbers as programs write them before a paragraph, the same for every kind of file."""

from __future__ import annotations

import re
from enum import StrEnum

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 3999
_MOST_LETTERS = 780
"""Thirty times the alphabet: where Word begins anew, and long before a number that somebody made up fills memory."""
_ALPHABET = 26
_NAMED = re.compile(r"[^\W\d_]{3,}\s+\S")


class NumberStyle(StrEnum):
    """How a number is written; the values are what OpenDocument and HTML call them, as far as they know them."""

    DECIMAL = "1"
    PADDED = "01"
    ORDINAL = "1e"
    LOWER = "a"
    UPPER = "A"
    LOWER_DOUBLED = "aa"
    UPPER_DOUBLED = "AA"
    LOWER_ROMAN = "i"
    UPPER_ROMAN = "I"


def formatted(number: int, style: NumberStyle) -> str:
    """The number as it is shown: 28 is 28, ab, bb (doubled) or xxviii. What a style cannot write is decimal."""
    if style is NumberStyle.PADDED:
        return f"{number:02d}"
    if style is NumberStyle.ORDINAL:
        return f"{number}e"  # as Word writes it in Dutch
    if style is NumberStyle.DECIMAL or number < 1:
        return str(number)
    letters = _lower(number, NumberStyle(style.lower()))
    return letters.upper() if style.isupper() else letters


def is_style(value: str | None) -> bool:
    """Whether OpenDocument or HTML means a style of ours by this value."""
    return value in set(NumberStyle)


def names_itself(label: str) -> bool:
    """Whether a number says something without words behind it: "Artikel 5" does, "5." does not."""
    return _NAMED.match(label) is not None


def whole(value: str | None, otherwise: int) -> int:
    """A whole number that a file states, ``otherwise`` where it states none or an endless one."""
    text = (value or "").strip()
    return int(text) if re.fullmatch(r"[+-]?[0-9]{1,9}", text) else otherwise


def _lower(number: int, style: NumberStyle) -> str:
    if style is NumberStyle.LOWER_ROMAN:
        return _roman(number) if number <= _MOST_ROMAN else str(number)
    if number > _MOST_LETTERS:
        return str(number)
    times, place = divmod(number - 1, _ALPHABET)
    last = chr(ord("a") + place)
    if style is NumberStyle.LOWER_DOUBLED:
        return last * (times + 1)
    return (_lower(times, style) if times else "") + last


def _roman(number: int) -> str:
    written = []
    for value, letters in _ROMAN:
        written.append(letters * (number // value))
        number %= value
    return "".join(written)
