"""From results to HTML. Pure: the same result always gives the same page.

Every word of a document, file name or question passes through :func:`html.escape` here and nowhere else; the only
markup in the output is our own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from app.table_html import cells_html, row_html
from index.citation import page_name, status_in_words
from index.cuts import Spot
from index.results import AlsoIn, Answer, AnswerStatus, Correction, DocumentInfo, Hit, Quote
from index.service import AskResult
from index.texts import app as texts
from index.texts import quotes, tables
from index.texts import routes as route_texts

ALSO_NAMED = 5
ROUTE_FORM = "bw-route"
"""The id of the element that holds a route while it is made."""


def attributes(**values: object) -> str:
    """HTML attributes; ``_`` becomes ``-``, None is left out."""
    pairs = ((name.replace("_", "-"), value) for name, value in values.items() if value is not None)
    return "".join(f' {name}="{escape(str(value), quote=True)}"' for name, value in pairs)


def button(label: str, kind: str, description: str, **data: object) -> str:
    """A button whose ``data-*`` the page's script acts upon; ``description`` is read out instead of the label."""
    given = attributes(type="button", aria_label=description if description != label else None)
    return f'<button class="bw-button {kind}"{given}{attributes(**data)}>{escape(label)}</button>'


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Escaped text with ``<mark>`` around spans (sorted, not overlapping, offsets into ``text``)."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return "".join([*parts, escape(text[at:])])


def place_of(spot: Spot) -> str:
    """A spot as the buttons name it."""
    return f"{spot.document_id}:{spot.start}:{spot.end}"


def answer_html(result: AskResult, documents: int) -> str:
    """The answer: how sure, the quotes, and what no document speaks of.

    :param documents: number of documents that were searched.
    """
    answer = result.answer
    lead = texts.ANSWER_STATUS[answer.status.value]
    parts = [f'<p class="bw-verdict bw-{answer.status.value}">{escape(lead)}</p>']
    parts += [_quote(number, quote, result.hits) for number, quote in enumerate(answer.quotes, 1)]
    if answer.missing:
        words = ", ".join(f"“{word}”" for word in answer.missing)
        parts.append(f'<p class="bw-missing">{escape(texts.MISSING.format(words=words))}</p>')
    if answer.status is AnswerStatus.NOT_FOUND:
        parts.append(f"<p>{escape(texts.NOT_FOUND_MORE.format(documents=documents))}</p>")
    return section("antwoord", texts.ANSWER, "".join(parts))


def section(name: str, heading: str, body: str) -> str:
    """A part of the page under a heading of its own."""
    return f'<section aria-labelledby="{name}-kop"><h2 id="{name}-kop">{escape(heading)}</h2>{body}</section>'


def corrected_html(corrections: Sequence[Correction]) -> str:
    """What was searched instead of what was typed, and a button that searches as typed; empty when nothing was."""
    if not corrections:
        return ""
    to = ", ".join(f"<strong>{escape(c.to)}</strong>" for c in corrections)
    written = ", ".join(f"“{c.written}”" for c in corrections)
    label = texts.SEARCH_LITERAL.format(words=written)
    again = button(label, "bw-literal", label, data_act="look", data_look="literal")
    return f'<p class="bw-corrected">{escape(texts.SEARCHED)} {to}. {again}</p>'


def _quote(number: int, quote: Quote, hits: Sequence[Hit]) -> str:
    source = hits[quote.hit - 1].document
    return (
        f'<figure class="bw-quote"><blockquote><span class="bw-number">{number}</span> '
        f"{row_html(quote) if quote.cells else f'“{escape(quote.text)}”'}</blockquote>"
        f"<figcaption>{escape(quote.citation)}</figcaption>"
        f"{_actions(Spot(source.id, quote.start, quote.end), _copied(quote), quote.citation)}</figure>"
    )


def _copied(quote: Quote) -> str:
    """What is pasted: the words, or the value that was asked for with what it stands for."""
    if quote.asked is None:
        return f"“{' '.join(quote.text.split())}”"
    return tables.CELL_COPY.format(row=quote.asked.row, column=quote.asked.column, value=quote.asked.text)


def _actions(spot: Spot, copied: str, citation: str) -> str:
    look = button(
        texts.OPEN,
        "bw-open",
        texts.OPEN_LABEL.format(citation=citation),
        data_document=spot.document_id,
        data_start=spot.start,
        data_end=spot.end,
    )
    label = texts.COPY_LABEL.format(citation=citation)
    copy = button(texts.COPY, "bw-copy", label, data_copy=f"{copied} ({citation})")
    add = button(
        quotes.ADD,
        "bw-add",
        quotes.ADD_FROM.format(citation=citation),
        data_act="add",
        data_place=place_of(spot),
        data_added=quotes.ADDED_NOW,
    )
    return f'<div class="bw-actions">{look}{copy}{add}{to_route(spot, citation)}</div>'


def to_route(spot: Spot, citation: str) -> str:
    """A button that puts a place in the route that is being made; the style sheet shows it while one is."""
    label = route_texts.TO_ROUTE_LABEL.format(citation=citation)
    told = {"data_act": "place", "data_form": ROUTE_FORM, "data_place": place_of(spot)}
    return button(route_texts.TO_ROUTE, "bw-to-route", label, **told)


def card_html(hit: Hit) -> str:
    """One passage: document, where it stands, its words with marks, what can be done with it."""
    title = f'<h3 id="hit-{hit.rank}">{hit.rank}. {escape(hit.document.title)}{_status(hit.document)}</h3>'
    path = " › ".join(hit.headings)
    return (
        f'<article class="bw-card" aria-labelledby="hit-{hit.rank}">{title}'
        f'<p class="bw-meta">{escape(_meta(hit))}</p>'
        + (f'<p class="bw-path">{escape(path)}</p>' if path else "")
        + (f'<p class="bw-cell">{cells_html(hit.cells)}</p>' if hit.cells else "")
        + f'<div class="bw-text">{marked(hit.text, hit.highlights)}</div>'
        + _actions(Spot(hit.document.id, hit.start, hit.end), f"“{' '.join(hit.text.split())}”", hit.citation)
        + _also(texts.ALSO_IN, [one for one in hit.also_in if one.exact])
        + _also(texts.ALSO_NEARLY, [one for one in hit.also_in if not one.exact])
        + "</article>"
    )


def _also(lead: str, also: Sequence[AlsoIn]) -> str:
    """Where else it stands, each a button that opens it; of very many the number."""
    if not also:
        return ""
    places = " ".join(map(_place, also[:ALSO_NAMED]))
    more = f" {escape(texts.ALSO_MORE.format(number=len(also) - ALSO_NAMED))}" if len(also) > ALSO_NAMED else ""
    return f'<p class="bw-also">{escape(lead)} {places}{more}</p>'


def _place(one: AlsoIn) -> str:
    label = texts.OPEN_LABEL.format(citation=one.citation)
    spot = {"data_document": one.document.id, "data_start": one.start, "data_end": one.end}
    return button(one.citation, "bw-open bw-link", label, **spot)


def _meta(hit: Hit) -> str:
    document = hit.document
    page = page_name(hit.page, hit.page_label)
    parts = [document.organisation, document.kind, document.year, page, texts.OCR if hit.ocr else None]
    return " · ".join(str(part) for part in parts if part)


def _status(document: DocumentInfo) -> str:
    words = status_in_words(document)
    return f' <span class="bw-status bw-status-{document.status.value}">{escape(words)}</span>' if words else ""


def announcement(answer: Answer, shown: int) -> str:
    """What a screen reader says when results arrive."""
    return texts.ANNOUNCE.format(answer=texts.ANSWER_STATUS[answer.status.value], shown=shown)


def live_regions(message: str = "", *, seen: bool = False) -> str:
    """Where the page tells how it goes: busy, what arrived (heard only, unless ``seen``), what was copied."""
    spoken = f'<p class="bw-heard" aria-live="polite">{"" if seen else escape(message)}</p>'
    busy = f'<p id="bw-bezig" class="bw-lead">{escape(texts.BUSY)}</p>'
    toast = attributes(
        data_copied=texts.COPIED,
        data_linked=texts.LINK_COPIED,
        data_failed=texts.COPY_FAILED,
        data_saved=texts.SAVED,
        data_unsaved=texts.SAVE_FAILED,
        data_lost=texts.LOST,
        data_unknown=texts.UNKNOWN,
        data_restarted=texts.RESTARTED,
    )
    told, words = (' class="bw-told"', escape(message)) if seen else ("", "")
    return f'{busy}{spoken}<p id="bw-melding" role="status"{told}{toast}>{words}</p>'


def words_notice(message: str) -> str:
    """That documents are searched by their words only; nothing when all have their meaning."""
    return f'<p class="bw-note-line" role="status">{escape(message)}</p>' if message else ""


def notice(message: str) -> str:
    """A message in the place of results."""
    return f'<p class="bw-empty" role="status">{escape(message)}</p>'
