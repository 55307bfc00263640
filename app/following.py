"""The app lets its library follow the folder: what changes there is read in the background."""

from __future__ import annotations

import logging
import threading

from app.keeping import Keeper
from ingest.following import Following

AGAIN_SECONDS = 10.0
"""After trouble that nobody foresaw the folder is followed anew after so long."""
_LOG = logging.getLogger(__name__)


def follow(keeper: Keeper, *, polling: bool, stop: threading.Event) -> None:
    """Have the folder read now, in case something in it changed meanwhile, and whenever something does.

    :param polling: look again and again, for network drives.
    :param stop: ends it.
    """
    following = Following(keeper.roots, polling=polling)
    threading.Thread(target=_follow, args=(keeper, following, stop), name="following", daemon=True).start()


def _follow(keeper: Keeper, following: Following, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            for _ in following.changes(stop):
                keeper.reread()
        except Exception:  # noqa: BLE001  whatever it was may be over; else nobody follows any more
            _LOG.exception("following")
            stop.wait(AGAIN_SECONDS)
