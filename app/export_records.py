"""What goes into an export, as plain rows; each format writes the same rows its own way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.cuts import Cutting
from index.frameworks import Row, Scan
from index.in_force import InForce
from index.quotable import Quotable
from index.source_lines import SourceStyle, source_line
from index.texts import frameworks as texts
from index.year_compare import Change, Comparison, SentenceChange

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


def writable(text: str) -> str:
    """Text without the control characters that Office files cannot hold."""
    return _ILLEGAL.sub("", text)


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    """One quote of a basket with its source."""

    text: str
    who: str
    source: str
    cutting: Cutting

    @classmethod
    def of(cls, quote: Quotable, style: SourceStyle) -> QuoteRecord:
        """A quote with its source line in a style."""
        who = quote.speech.who if quote.speech else ""
        return cls(
            writable(quote.cutting.text), writable(who), writable(source_line(quote.cutting, style)), quote.cutting
        )

    def cells(self) -> tuple[str, ...]:
        """The quote as a row, in the order of ``texts.quotes.COLUMNS``."""
        document = self.cutting.document
        page = self.cutting.page_label or self.cutting.page
        values = (document.title, document.organisation, document.year, document.status.value, page, self.cutting.page)
        return (self.text, self.who, self.source, *(writable(_text(value)) for value in values))


def scan_rows(scan: Scan) -> Iterator[tuple[str, ...]]:
    """A row for each passage, and one for each document that is silent."""
    for row in scan.rows:
        for cutting in row.passages or (None,):
            yield _scan_row(row, cutting)


def _scan_row(row: Row, cutting: Cutting | None) -> tuple[str, ...]:
    document = row.document
    page = cutting and (cutting.page_label or cutting.page)
    values = (
        document.title,
        document.organisation,
        document.year,
        texts.VOICES[row.voice.value],
        cutting and cutting.text,
        page,
        cutting and cutting.page,
        texts.FORCES[row.in_force.force.value],
        period(row.in_force),
    )
    return tuple(writable(_text(value)) for value in values)


def period(held: InForce) -> str:
    """From when until when, and what came after, in words."""
    since = texts.SINCE_YEAR if held.by_year else texts.SINCE
    parts = (
        since.format(since=dutch(held.since)) if held.since else "",
        texts.UNTIL.format(until=dutch(held.until)) if held.until else "",
    )
    words = " ".join(part for part in parts if part)
    replaced = texts.REPLACED_BY.format(title=held.replaced_by) if held.replaced_by else ""
    return "; ".join(part for part in (words, replaced) if part)


def dutch(day: object) -> str:
    """A date as Dutch people write it: 31-12-2026."""
    year, month, number = str(day).split("-")
    return f"{int(number)}-{int(month)}-{year}"


def comparison_rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    """A row for each sentence, with its section and what became of it; first what was left out."""
    if not comparison.whole:
        yield (texts.TOO_LONG, *[""] * (len(texts.COMPARE_COLUMNS) - 1))
    for section in comparison.sections:
        heading = section.new or section.old
        name = heading.text if heading else texts.NO_HEADING
        for sentence in section.sentences:
            what = " ".join((texts.CHANGES[sentence.change.value], *texts.moved(sentence.moved)))
            yield (writable(name), writable(what), *_sides(sentence))


def _sides(sentence: SentenceChange) -> Iterator[str]:
    for cutting in (sentence.old, sentence.new):
        yield writable(cutting.text) if cutting else ""
        yield writable(_text(cutting and (cutting.page_label or cutting.page)))


def changed_only(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    """The rows of :func:`comparison_rows` that tell something new."""
    same = texts.CHANGES[Change.SAME.value]
    return (row for row in comparison_rows(comparison) if row[1] != same)


def _text(value: object) -> str:
    return "" if value is None else str(value)
