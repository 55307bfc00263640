"""One question over all documents as a table. Pure; every word of a document is escaped."""

from __future__ import annotations

from html import escape

from app.export_buttons import export_buttons
from app.export_records import dutch, period
from app.quote_rendering import Shown, look_button
from app.rendering import attributes, button
from index.citation import citation, page_name
from index.cuts import Cutting
from index.frameworks import Row, Scan
from index.in_force import InForce
from index.texts import frameworks as texts
from index.voices import Voice


def scan_html(scan: Scan) -> Shown:
    """The table: document, passage, page, whether it held; the silent ones last."""
    counts = {voice.value: len(scan.with_voice(voice)) for voice in Voice}
    summary = texts.summary(len(scan.rows), **counts)
    on = dutch(scan.on)
    body = {"question": scan.question, "on": scan.on.isoformat()}
    saved = export_buttons("frameworks", texts.FORMATS, body, texts.SAVE, texts.SAVE_LABEL)
    columns = [column.format(date=on) for column in texts.COLUMNS]
    heads = "".join(f'<th role="columnheader" scope="col">{escape(column)}</th>' for column in columns)
    rows = "".join(_row(row, columns) for row in scan.rows)
    html = (
        f'<h3 id="kaders-kop">{escape(texts.RESULT)}</h3>'
        f'<p class="bw-verdict">{escape(summary)}</p><p class="bw-meta">{escape(texts.SUMMARY_ON.format(date=on))}</p>'
        f'{saved}<div class="bw-table-box"><table class="bw-table" role="table" aria-labelledby="kaders-kop">'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead><tbody role="rowgroup">{rows}</tbody></table></div>'
    )
    return Shown(html, summary)


def _row(row: Row, columns: list[str]) -> str:
    """A row for each passage; the document and its status stand in the first."""
    passages: tuple[Cutting | None, ...] = row.passages or (None,)
    kind = f"bw-{row.voice.value}"
    return "".join(
        f'<tr role="row" class="{kind}{" bw-next" if number else ""}">{_cells(row, cutting, number, columns)}</tr>'
        for number, cutting in enumerate(passages)
    )


def _cells(row: Row, cutting: Cutting | None, number: int, columns: list[str]) -> str:
    cells = ("", _passage(row, cutting, number), _page(cutting), "" if number else _held(row.in_force))
    first = f'<th role="rowheader" scope="row">{_document(row, number)}</th>'
    rest = zip(columns[1:], cells[1:], strict=True)
    return first + "".join(
        f'<td role="cell"{attributes(data_label=column if cell else None)}>{cell}</td>' for column, cell in rest
    )


def _document(row: Row, number: int) -> str:
    document = row.document
    if number:
        return f'<span class="bw-heard">{escape(document.title)}</span>'
    year = document.year if document.year and str(document.year) not in document.title else None
    more = ", ".join(str(part) for part in (document.organisation, document.kind, year) if part)
    data = {"data_document": document.id, "data_start": 0, "data_end": 0}
    title = button(document.title, "bw-link", document.title, **data)
    return f'{title}<span class="bw-meta bw-block">{escape(more)}</span>'


def _passage(row: Row, cutting: Cutting | None, number: int) -> str:
    if cutting is None:
        return f'<span class="bw-none">{escape(texts.SILENT)}</span>'
    perhaps = row.voice is Voice.TOUCHES and not number
    lead = f'<span class="bw-meta bw-block">{escape(texts.PERHAPS)}</span>' if perhaps else ""
    return f'{lead}<q class="bw-passage" lang="nl">{escape(cutting.text)}</q>'


def _page(cutting: Cutting | None) -> str:
    if cutting is None:
        return ""
    name = page_name(cutting.page, cutting.page_label)
    label = texts.OPEN_PAGE.format(page=name) if name else texts.NO_PAGE
    return look_button(
        cutting.spot, citation(cutting.document, cutting.page, cutting.page_label, ocr=cutting.ocr), label
    )


def _held(held: InForce) -> str:
    mark, words = texts.FORCE_MARKS[held.force.value], texts.FORCES[held.force.value]
    why = period(held)
    more = f'<span class="bw-meta bw-block">{escape(why)}</span>' if why else ""
    return f'<span class="bw-held"><span aria-hidden="true">{mark}</span> {escape(words)}</span>{more}'
