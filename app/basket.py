"""A basket of quotes: places that one user keeps in his own browser, so that a page that is loaded again has them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from typing import Any

from app.access.viewer import NobodyError, current_viewer
from app.rendering import place_of
from index.cuts import Spot
from index.library import Library
from index.quotable import Quotable, quotables_at

Basket = tuple[Spot, ...]
"""Places only: what stands there is cut anew each time it is shown."""
MAX_BASKET = 100
KEPT = "bronwijzer-mandje"
"""Where a browser keeps it."""
_MAX_CHARS = 200


def spot_of(place: str) -> Spot:
    """The spot that a button names. :raises ValueError: it names none."""
    document_id, start, end = place.rsplit(":", 2)
    return Spot(document_id, int(start), int(end))


def kept_of(basket: Basket, found: Mapping[Spot, Quotable]) -> dict[str, Any]:
    """What a browser keeps of a basket: whose it is, and each place with a mark of the words there, not the words."""
    quotes = [[place_of(spot), mark_of(found[spot].cutting.text) if spot in found else ""] for spot in basket]
    return {"of": _owner(), "quotes": quotes}


def basket_of(kept: object, library: Library) -> Basket:
    """The basket that a browser kept; nothing of what makes no sense, or was kept by somebody else.

    A place where other words stand now, as after a document was read anew, is given back as an empty stretch, so that
    it is shown as gone: nobody gets words that he did not choose.
    """
    if not isinstance(kept, dict) or kept.get("of") != _owner() or not isinstance(kept.get("quotes"), list):
        return ()
    marks: dict[Spot, str] = {}
    for pair in kept["quotes"][:MAX_BASKET]:
        with suppress(ValueError, TypeError):
            place, mark = pair
            marks.setdefault(spot_of(str(place)[:_MAX_CHARS]), str(mark))
    found = quotables_at(library, marks)
    return tuple(dict.fromkeys(_still(spot, found.get(spot), mark) for spot, mark in marks.items()))


def _still(spot: Spot, found: Quotable | None, mark: str) -> Spot:
    if found is None or mark_of(found.cutting.text) == mark:
        return spot
    return Spot(spot.document_id, spot.start, spot.start)


def mark_of(text: str) -> str:
    """A mark of words, by which is seen that others stand in their place."""
    return sha256(text.encode()).hexdigest()[:16]


def _owner() -> str:
    """Who is there, unreadable: on a computer that people share nobody gets the basket of another."""
    try:
        return sha256(f"bronwijzer mandje {current_viewer().name}".encode()).hexdigest()[:16]
    except NobodyError:  # without a server, as in a test of the handlers
        return ""
