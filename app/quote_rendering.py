"""Quotes and the basket as HTML. Pure; every word of a document is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from app.basket import mark_of
from app.export_buttons import export_buttons
from app.rendering import attributes, button, notice, place_of, to_route
from index.cuts import Cutting, Spot
from index.language.persons import Role
from index.quotable import Quotable, QuotableResult
from index.source_lines import SourceStyle, source_line
from index.speech import Speech
from index.texts import app as common
from index.texts import quotes as texts

_LABEL_CHARS = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """What is seen, and what a screen reader says of it."""

    html: str
    said: str


def found_html(result: QuotableResult, *, residents_only: bool) -> Shown:
    """The sentences found for a theme, or words that say why there are none."""
    number = len(result.quotes)
    if not number:
        nothing = texts.NO_SPEECH if residents_only else texts.NOTHING_ON_THEME
        words = nothing.format(theme=result.theme, documents=result.documents)
        return Shown(notice(words), words)
    many, one = (texts.FOUND_SPEECH, texts.FOUND_SPEECH_ONE) if residents_only else (texts.FOUND, texts.FOUND_ONE)
    said = (one if number == 1 else many).format(number=number, documents=result.documents)
    cards = "".join(map(_card, result.quotes))
    head = f'<h3 class="bw-heard">{escape(texts.RESULTS)}</h3><p class="bw-count">{escape(said)}</p>'
    return Shown(head + cards, said)


def _card(quote: Quotable) -> str:
    source = source_line(quote.cutting, SourceStyle.PDF)
    return (
        f'<figure class="bw-quote"><blockquote lang="nl">“{escape(quote.cutting.text)}”</blockquote>'
        f"{who_html(quote.speech)}<figcaption>{escape(source)}</figcaption>"
        f"{quote_actions(quote.cutting.spot, quote.cutting.text, source, with_speaker(quote, source))}</figure>"
    )


def who_html(speech: Speech | None) -> str:
    """Who is quoted."""
    return f'<p class="bw-speaker">{escape(speaker(speech))}</p>' if speech else ""


def speaker(speech: Speech) -> str:
    """Who is quoted, in words, with what they are as far as that is known."""
    if speech.role is Role.UNKNOWN:
        return texts.SPEAKER_UNKNOWN.format(who=speech.who)
    return texts.SPEAKER.format(who=speech.who, role=texts.ROLE_NAMES[speech.role.value])


def with_speaker(quote: Quotable, source: str) -> str:
    """A quote to paste: its words, who says it, and the source."""
    words = " ".join(quote.cutting.text.split())
    who = f" — {quote.speech.who}" if quote.speech else ""
    return f"“{words}”{who} ({source})"


def quote_actions(spot: Spot, text: str, source: str, copied: str) -> str:
    """What can be done with one quote: keep it, read on, copy it."""
    short = text if len(text) <= _LABEL_CHARS else f"{text[:_LABEL_CHARS]}…"
    data = {"data_act": "add", "data_place": place_of(spot)}
    add = button(texts.ADD, "bw-add", texts.ADD_LABEL.format(text=short), **data, data_added=texts.ADDED_NOW)
    route = to_route(spot, source)
    return f'<div class="bw-actions">{add}{look_button(spot, source)}{_copy(copied, source)}{route}</div>'


def look_button(spot: Spot, source: str, label: str = common.OPEN, kind: str = "bw-open") -> str:
    """Opens the reader at a spot."""
    where = {"data_document": spot.document_id, "data_start": spot.start, "data_end": spot.end}
    return button(label, kind, common.OPEN_LABEL.format(citation=source), **where)


def _copy(copied: str, source: str) -> str:
    return button(common.COPY, "bw-copy", common.COPY_LABEL.format(citation=source), data_copy=copied)


def basket_html(quotes: Sequence[tuple[Spot, Quotable | None]], style: SourceStyle, *, refocus: bool) -> str:
    """The basket: its quotes in their order, and what can be done with all of them.

    :param refocus: the button that was pressed is gone, so the heading takes the focus.
    """
    focus = attributes(tabindex=-1, data_focus="basket" if refocus else None)
    head = f'<h3 id="mandje-kop"{focus}>{escape(texts.BASKET)}</h3>'
    if not quotes:
        return f"{head}{notice(texts.BASKET_EMPTY)}"
    lead = texts.BASKET_LEAD_ONE if len(quotes) == 1 else texts.BASKET_LEAD.format(number=len(quotes))
    items = "".join(_item(place, spot, quote, style) for place, (spot, quote) in enumerate(quotes, 1))
    held = [quote for _, quote in quotes if quote]
    everything = "\n\n".join(with_speaker(quote, source_line(quote.cutting, style)) for quote in held)
    copy = button(texts.COPY_ALL, "bw-copy bw-strong", texts.COPY_ALL, data_copy=everything)
    clear = button(texts.CLEAR, "bw-clear", texts.CLEAR, data_act="clear")
    body = {"style": style.value, "items": [_reference(quote.cutting) for quote in held]}
    saved = export_buttons("quotes", texts.FORMATS, body, texts.SAVE, texts.SAVE_LABEL)
    return (
        f'{head}<p class="bw-lead">{escape(lead)}</p><div class="bw-actions">{copy}{clear}</div>{saved}'
        f'<ol class="bw-basket">{items}</ol>'
    )


def _reference(cutting: Cutting) -> dict[str, str | int]:
    spot = cutting.spot
    return {"document_id": spot.document_id, "start": spot.start, "end": spot.end, "mark": mark_of(cutting.text)}


def _item(place: int, spot: Spot, quote: Quotable | None, style: SourceStyle) -> str:
    at = {"data_place": place_of(spot)}
    moves = (
        button(texts.UP, "bw-move", texts.UP_LABEL.format(place=place), data_act="up", **at)
        + button(texts.DOWN, "bw-move", texts.DOWN_LABEL.format(place=place), data_act="down", **at)
        + button(texts.REMOVE, "bw-move", texts.REMOVE_LABEL.format(place=place), data_act="remove", **at)
    )
    if quote is None:
        shown, look = f'<p class="bw-empty">{escape(texts.GONE)}</p>', ""
    else:
        source = source_line(quote.cutting, style)
        shown = (
            f'<blockquote lang="nl">“{escape(quote.cutting.text)}”</blockquote>{who_html(quote.speech)}'
            f"<figcaption>{escape(source)}</figcaption>"
        )
        look = look_button(spot, source)
    return f'<li><figure class="bw-quote">{shown}<div class="bw-actions">{look}{moves}</div></figure></li>'


def places_html(basket: Sequence[Spot]) -> str:
    """What is in the basket, for the buttons of quotes: nothing that is seen."""
    return "".join(f"<span hidden{attributes(data_in_basket=place_of(spot))}></span>" for spot in basket)
