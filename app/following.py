"""The app lets its library follow the folder, and the days: what changes is taken in, in the background."""

from __future__ import annotations

import logging
import threading

from app.keeping import Keeper
from ingest.following import Following

AGAIN_SECONDS = 10.0
"""After trouble that nobody foresaw the folder is followed anew after so long."""
DAY_SECONDS = 60.0
"""So often is looked whether another day has begun."""
_LOG = logging.getLogger(__name__)


def follow(keeper: Keeper, *, polling: bool, stop: threading.Event) -> None:
    """Have the folder read now, in case something in it changed meanwhile, and whenever something does.

    :param polling: look again and again, for network drives.
    :param stop: ends it.
    """
    following = Following(keeper.roots, polling=polling)
    threading.Thread(target=_follow, args=(keeper, following, stop), name="following", daemon=True).start()


def follow_days(keeper: Keeper, stop: threading.Event) -> None:
    """Have told anew which documents hold, whenever another day has begun.

    :param stop: ends it.
    """
    threading.Thread(target=_follow_days, args=(keeper, stop), name="days", daemon=True).start()


def _follow_days(keeper: Keeper, stop: threading.Event) -> None:
    while not stop.wait(DAY_SECONDS):
        try:
            keeper.new_day()
        except Exception:  # noqa: BLE001  as below
            _LOG.exception("days")


def _follow(keeper: Keeper, following: Following, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            for _ in following.changes(stop):
                keeper.reread()
        except Exception:  # noqa: BLE001  whatever it was may be over; else nobody follows any more
            _LOG.exception("following")
            stop.wait(AGAIN_SECONDS)
