"""Printed page labels: a number that is not there, or was not recognised on a scan, is told by those around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

_AGREE = 0.6
"""Share of the numbers that must count along with the pages."""


def continued(labels: Mapping[int, str], scans: Iterable[int]) -> dict[int, str]:
    """The labels, with those of scans as the other scans say that they must be.

    Scans before the first number that counts along are left as they are: they may have numbers of their own (i, ii).

    :param labels: what is printed, by page (1-based).
    :param scans: pages of which the labels were recognised.
    """
    pages = sorted(scans)
    numbers = {page: int(labels[page]) for page in pages if labels.get(page, "").isdecimal()}
    step, agree = next(iter(Counter(number - page for page, number in numbers.items()).most_common(1)), (0, 0))
    if agree < 2 or agree < _AGREE * len(numbers):
        return dict(labels)
    first = min(page for page, number in numbers.items() if number - page == step)
    return dict(labels) | {page: str(page + step) for page in pages if page >= first}


def between(labels: Mapping[int, str]) -> dict[int, str]:
    """The labels, with those of pages that have none between two that count along: pages 2, a photograph, 4.

    :param labels: what is printed, by page (1-based).
    """
    numbers = [(page, int(label)) for page, label in sorted(labels.items()) if label.isdecimal()]
    skipped = {
        before + step: str(number + step)
        for (before, number), (after, later) in pairwise(numbers)
        for step in range(1, after - before)
        if later - number == after - before
    }
    return skipped | dict(labels)
