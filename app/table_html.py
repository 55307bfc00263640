"""A row of a table that is quoted: its cells under the names of their columns, the one that was asked for marked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from index.cells import cell_in_words
from index.results import NamedCell, Quote
from index.texts import tables as texts


def row_html(quote: Quote) -> str:
    """The quoted row as a small table; every cell is verbatim."""
    head = "".join(f'<th scope="col">{escape(cell.column)}</th>' for cell in quote.cells)
    body = "".join(_cell(cell, asked=_same(cell, quote.asked)) for cell in quote.cells)
    lead = "" if quote.asked is None else f'<p class="bw-cell">{cells_html((quote.asked,))}</p>'
    # Wide tables scroll within their own frame, which the keyboard must reach.
    return (
        f'{lead}<div class="bw-row" role="region" tabindex="0" aria-label="{escape(texts.ROW)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody><tr>{body}</tr></tbody></table></div>"
    )


def cells_html(cells: Sequence[NamedCell]) -> str:
    """Cells in words, one a line."""
    return "<br>".join(f"<strong>{escape(cell_in_words(cell))}</strong>" for cell in cells)


def _cell(cell: NamedCell, *, asked: bool) -> str:
    tag = 'th scope="row"' if cell.names_row else "td"
    text = escape(cell.text)
    if asked:
        text = f'<mark>{text}</mark><span class="bw-heard"> ({escape(texts.ASKED)})</span>'
    return f"<{tag}>{text}</{tag.split()[0]}>"


def _same(cell: NamedCell, asked: NamedCell | None) -> bool:
    return asked is not None and (cell.start, cell.end) == (asked.start, asked.end)
