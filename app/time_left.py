"""How long something still takes, in words; nothing while nobody can know."""

from __future__ import annotations

from index.texts import cli as texts

LEAST_SECONDS = 3.0
LEAST_SHARE = 0.02
_MINUTE = 60
_HOUR = 3600


def time_left(done: float, total: float, elapsed: float) -> str:
    """What is left at the pace so far.

    :param done: how much of ``total`` is done.
    :param elapsed: seconds since the start.
    :returns: words, or nothing when it is too early to say.
    """
    share = done / total if total > 0 else 0.0
    if elapsed < LEAST_SECONDS or share < LEAST_SHARE or share >= 1:
        return ""
    return in_words(elapsed * (1 - share) / share)


def in_words(seconds: float) -> str:
    """Roughly how long, as people say it."""
    if seconds < 10:
        return texts.LEFT_MOMENT
    if seconds < _MINUTE - 5:
        return texts.LEFT_SECONDS.format(seconds=_round(seconds, 10))
    if seconds < 1.5 * _MINUTE:
        return texts.LEFT_MINUTE
    if seconds < _HOUR - 5 * _MINUTE:
        minutes = seconds / _MINUTE
        return texts.LEFT_MINUTES.format(minutes=_round(minutes, 1 if minutes < 15 else 5))
    hours = _round(seconds / _HOUR, 1)
    return texts.LEFT_HOUR if hours == 1 else texts.LEFT_HOURS.format(hours=hours)


def _round(value: float, step: int) -> int:
    return max(step, int(value / step + 0.5) * step)
