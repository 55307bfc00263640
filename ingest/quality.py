"""How far the text of a page can be trusted, from signs that cost nothing; below a threshold a person should look.

Measured on 145 pages that are read well (the highest value of each sign) and on the same pages with their letters
shifted, words broken by spaces, or words in another order (the middle value): see ``docs/reading.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from index.texts import reading as texts
from index.types import ReadPage, ReadWarning
from ingest import signals
from ingest.failures import warning

SUSPECT = 0.6
"""A page below this is named in the report."""
_WEIGHS = 0.85
"""A sign that leaves less than this share of the trust is a reason."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """``fine``: the trust is whole up to this value; ``bad``: nothing is left of it from this value on."""

    measure: Callable[[Sequence[str]], float]
    fine: float
    bad: float
    reason: str


_SIGNS = (
    _Sign(signals.strange_signs, 0.003, 0.05, texts.STRANGE_SIGNS),
    _Sign(signals.unknown_words, 0.1, 0.4, texts.UNKNOWN_WORDS),
    _Sign(signals.broken_words, 0.015, 0.06, texts.BROKEN_WORDS),
    _Sign(signals.single_letters, 0.02, 0.2, texts.SINGLE_LETTERS),
    _Sign(signals.order_breaks, 0.05, 0.25, texts.ORDER_BREAKS),
)
_DOUBT_FINE, _DOUBT_BAD = 0.06, 0.3
"""The same for the share of words of which text recognition is not sure."""


@dataclass(frozen=True, slots=True)
class Quality:
    """``score``: 0-1, 1 where nothing is wrong; ``reasons``: Dutch, the weightiest first."""

    score: float
    reasons: tuple[str, ...] = ()

    @property
    def suspect(self) -> bool:
        """Whether a person should look at the page."""
        return self.score < SUSPECT


def quality_of(page: ReadPage, doubt: float = 0.0) -> Quality:
    """How far the text of a page can be trusted.

    :param doubt: share of its words of which text recognition is not sure.
    """
    words = [word for block in page.blocks for word in block.text.split()]
    left = [(_left(sign.measure(words), sign.fine, sign.bad), sign.reason) for sign in _SIGNS]
    left.append((_left(doubt, _DOUBT_FINE, _DOUBT_BAD), texts.UNSURE_WORDS))
    score = 1.0
    for share, _ in left:
        score *= share
    return Quality(round(score, 3), tuple(reason for share, reason in sorted(left) if share < _WEIGHS))


def _left(value: float, fine: float, bad: float) -> float:
    """How much of the trust a sign leaves (0-1)."""
    return min(1.0, max(0.0, (bad - value) / (bad - fine)))


def suspect_pages(pages: Iterable[tuple[int, Quality]]) -> list[ReadWarning]:
    """A warning for each page (its number is 1-based) that a person should look at, with why."""
    return [
        warning("VERDACHTE_PAGINA", number, why=texts.REASONS.join(quality.reasons))
        for number, quality in pages
        if quality.suspect
    ]
