"""What happens in the tab Citaten: find, check, and a basket that belongs to one user."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any

import gradio as gr

from app.address import parameters, read
from app.basket import MAX_BASKET, Basket, basket_of, kept_of, spot_of
from app.check_rendering import checked_html
from app.quote_rendering import basket_html, found_html, places_html
from app.rendering import live_regions, notice, words_notice
from app.waiting import addressed, arrived
from index.checking import judge
from index.cuts import Spot, SpotError
from index.errors import BronwijzerError
from index.quotable import MAX_THEME, Quotable, find_quotable, quotable_at, quotables_at
from index.service import KnowledgeBase, QuoteTooLongError
from index.source_lines import SourceStyle
from index.texts import app as common
from index.texts import quotes as texts

_THEME, _RESIDENTS, _VERSIONS, _YES = "onderwerp", "bewoners", "alle", "ja"
_COPIED = re.compile(r"^[\"“„«](?P<words>.+)[\"”»]\s*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|—.*)?$", re.DOTALL)
_LOG = logging.getLogger(__name__)


class Quoter:
    """The handlers of the tab. They keep nothing: a basket comes in and goes out."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    def find(self, theme: str | None, residents_only: bool, all_versions: bool) -> list[Any]:
        """Sentences on a theme, and words for a screen reader."""
        text = (theme or "").strip()
        if not text and not residents_only:
            return [arrived(notice(texts.NO_THEME)), gr.skip()]
        try:
            if not self._kb.documents():
                return _empty()
            found = find_quotable(
                text, self._kb.library, self._kb.embedder, residents_only=residents_only, all_versions=all_versions
            )
        except BronwijzerError:
            _LOG.exception("find")
            return [arrived(notice(texts.FAILED)), live_regions(texts.FAILED)]
        shown = found_html(found, residents_only=residents_only)
        asked = {_THEME: text, _RESIDENTS: _YES * residents_only, _VERSIONS: _YES * all_versions}
        html = words_notice(self._kb.notice()) + shown.html
        return [arrived(addressed(html, parameters(asked))), live_regions(shown.said)]

    def go(self, data: Mapping[str, Any]) -> list[Any]:
        """What an address asks: the ticks, then as :meth:`find`; the page has put the theme in its field itself."""
        asked = read(data.get("parameters"))
        theme, *ticked = asked.get(_THEME, "")[:MAX_THEME], asked.get(_RESIDENTS) == _YES, asked.get(_VERSIONS) == _YES
        found = self.find(theme, *ticked) if theme or ticked[0] else ["", gr.skip()]
        return [*ticked, *found]

    def check(self, sentence: str | None) -> list[Any]:
        """Whether a pasted sentence stands in a document, and words for a screen reader."""
        text = " ".join((sentence or "").split())
        copied = _COPIED.match(text)
        if copied:
            text = copied.group("words")
        if not text:
            return [arrived(notice(texts.NO_SENTENCE)), gr.skip()]
        try:
            if not self._kb.documents():
                return _empty()
            checked = judge(text, self._kb.quote(text), self._kb.library)
            shown = checked_html(checked, len(self._kb.documents()))
        except QuoteTooLongError as error:
            return [arrived(notice(str(error))), live_regions(str(error))]
        except BronwijzerError:
            _LOG.exception("check")
            return [arrived(notice(texts.FAILED)), live_regions(texts.FAILED)]
        return [arrived(shown.html), live_regions(shown.said)]

    def restored(self, kept: object, style: str) -> list[Any]:
        """What the browser kept, on a page that was just loaded: how it looks, its places, its tabs."""
        try:
            basket = basket_of(kept, self._kb.library)
            return [self._html(basket, self._found(basket), style), places_html(basket), *_tabs(basket)]
        except (BronwijzerError, ValueError):
            _LOG.exception("restored")
            return [notice(texts.FAILED), *([gr.skip()] * 3)]

    def act(self, held: Basket | None, kept: object, style: str, data: Mapping[str, Any]) -> list[Any]:
        """A button of the basket or of a quote: basket, what the browser keeps, how it looks, places, words, tabs.

        :param held: the basket of this page, None where this process does not know the page: then what was kept counts.
        """
        try:
            basket, said = self._changed(self._held(held, kept), str(data.get("act", "")), str(data.get("place", "")))
            found = self._found(basket)
            shown = self._html(basket, found, style, refocus=data.get("act") in ("remove", "clear"))
        except SpotError as error:
            return [*([gr.skip()] * 4), live_regions(str(error), seen=True), *([gr.skip()] * 2)]
        except (BronwijzerError, ValueError):
            _LOG.exception("act")
            return [*([gr.skip()] * 4), live_regions(texts.FAILED, seen=True), *([gr.skip()] * 2)]
        return [basket, kept_of(basket, found), shown, places_html(basket), live_regions(said), *_tabs(basket)]

    def shown(self, held: Basket | None, kept: object, style: str) -> str:
        """The basket as it is now; a quote that is no longer there says so."""
        try:
            basket = self._held(held, kept)
            return self._html(basket, self._found(basket), style)
        except (BronwijzerError, ValueError):
            _LOG.exception("basket")
            return notice(texts.FAILED)

    def _held(self, held: Basket | None, kept: object) -> Basket:
        return basket_of(kept, self._kb.library) if held is None else held

    def _found(self, basket: Basket) -> dict[Spot, Quotable]:
        return quotables_at(self._kb.library, basket) if basket else {}  # an empty one is shown before anybody is there

    def _html(self, basket: Basket, found: Mapping[Spot, Quotable], style: str, *, refocus: bool = False) -> str:
        return basket_html([(spot, found.get(spot)) for spot in basket], SourceStyle(style), refocus=refocus)

    def _changed(self, basket: Basket, act: str, place: str) -> tuple[Basket, str]:
        if act == "clear":
            return (), texts.SAID_CLEARED
        spot = spot_of(place)
        if act == "add":
            return self._added(basket, spot)
        if spot not in basket:
            return basket, texts.FAILED
        at = basket.index(spot)
        without = (*basket[:at], *basket[at + 1 :])
        if act == "remove":
            return without, texts.SAID_REMOVED.format(number=len(without))
        to = min(max(at + {"up": -1, "down": 1}[act], 0), len(without)) if act in ("up", "down") else at
        return (*without[:to], spot, *without[to:]), texts.SAID_MOVED.format(place=to + 1)

    def _added(self, basket: Basket, spot: Spot) -> tuple[Basket, str]:
        if spot in basket:
            return basket, texts.SAID_THERE
        if len(basket) >= MAX_BASKET:
            return basket, texts.SAID_FULL.format(number=MAX_BASKET)
        quotable_at(self._kb.library, spot)  # a place that holds nothing is refused here, not in the basket
        return (*basket, spot), texts.SAID_ADDED.format(number=len(basket) + 1)


def _tabs(basket: Basket) -> list[Any]:
    """How many quotes there are, on the tab of the basket and on the one it is in."""
    number = len(basket)
    filled = (texts.TAB_BASKET_FILLED, texts.TAB_FILLED)
    empty = (texts.TAB_BASKET, texts.TAB)
    return [gr.update(label=label.format(number=number)) for label in (filled if number else empty)]


def _empty() -> list[Any]:
    return [arrived(notice(common.LEAD_EMPTY)), live_regions(common.LEAD_EMPTY)]
