"""Numbers in running lines: which of them counts along with the pages, and so is the printed page number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

_NUMBER = re.compile(r"\d+|\b(?:[ivxlc]{1,7}|[IVXLC]{1,7})(?=\W*$)")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
AGREE = 0.6
"""Share of the numbers that must count along with the pages."""


def counting(texts: Mapping[int, str]) -> tuple[dict[int, str], int]:
    """The number in these lines that counts along, as printed, by page; and on how many pages it does.

    :param texts: one line that comes back, by page.
    """
    found = {page: numbers for page, text in sorted(texts.items()) if (numbers := _NUMBER.findall(text))}
    romans = {page: numbers for page, numbers in found.items() if not numbers[-1].isdecimal()}
    others = {page: numbers for page, numbers in found.items() if page not in romans}
    (front, ahead), (body, along) = _along(romans), _along(others)
    return front | body, ahead + along


def _along(found: Mapping[int, Sequence[str]]) -> tuple[dict[int, str], int]:
    width = min((len(numbers) for numbers in found.values()), default=0)
    agree, place = max(((_agree(found, place), -place) for place in range(width)), default=(0, 0))
    if agree < 2 or agree < AGREE * len(found):
        return {}, 0
    return {page: numbers[-place] for page, numbers in found.items()}, agree


def _agree(found: Mapping[int, Sequence[str]], place: int) -> int:
    """How many numbers count along: from one and the same start, or, where every part starts anew, one by one."""
    steps = [_value(numbers[place]) - page for page, numbers in found.items()]
    return max(Counter(steps).most_common(1)[0][1], 1 + sum(a == b for a, b in pairwise(steps)))


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    values = [_ROMAN[letter] for letter in number.lower()]
    return sum(-a if a < b else a for a, b in pairwise([*values, 0]))
