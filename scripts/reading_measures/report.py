"""The measurements as a page of Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reading_measures.evidence import Marked
from reading_measures.letters import LetterErrors

_HEAD = """# How well documents are read

Written by `python scripts/measure_reading.py`; run it again to check. Letters and digits only, case and white space
left out, order counts: a letter too many, missing, changed or in another place is an error. The title and author that
a title page draws in front of the words of the source are counted apart ("front"), "moved" are
letters that are missing here because they stand elsewhere. Snippets are the pieces of text
that answer the questions of a question file: each is looked up in the citable text, its page and printed label are
compared, and the letters under its highlight boxes are read back from the page with pdfminer.six, another library
than the one that made the boxes (pdfium); so are those of every line of the document. "wrong" names the questions of
snippets that fail one of these.
"""
_LETTERS = (
    "| folder | document | pages | letters | front | extra | missing | moved | changed | **error** | with front |"
)
_SNIPPETS = (
    "| folder | document | lines | boxes exact | snippets | found | right page | right label | boxes exact | wrong |"
)
_COUNTS = ("joined_hyphens", "healed_words", "removed_headers", "tables", "pages_without_text")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was measured of one document; ``seconds`` are seconds of one core.

    ``lines`` are stretches of words side by side, ``lines_exact`` those whose letters were read back from the page.
    """

    folder: str
    document: str
    pages: int
    seconds: float
    errors: LetterErrors | None
    marked: Marked | None
    lines: int
    lines_exact: int
    counts: dict[str, int]


def report(readings: Sequence[Reading]) -> str:
    """The whole page."""
    return "\n".join([*_page(readings), ""])


def _page(readings: Sequence[Reading]) -> Iterator[str]:
    yield _HEAD
    yield "## Letters\n"
    yield from _table(_LETTERS, [_letters(reading) for reading in readings if reading.errors])
    yield "\n## Lines and snippets under their boxes\n"
    yield from _table(_SNIPPETS, [_snippets(reading) for reading in readings if reading.marked])
    yield "\n## What the reader did\n"
    names = [name.replace("_", " ") for name in _COUNTS]
    yield from _table(f"| folder | document | {' | '.join(names)} |", [_counts(reading) for reading in readings])
    pages, seconds = sum(reading.pages for reading in readings), sum(reading.seconds for reading in readings)
    yield f"\n{pages} pages at {pages / seconds:.0f} pages a second of one core."


def _table(head: str, rows: Sequence[Sequence[object]]) -> Iterator[str]:
    yield head
    yield "|---|---|" + "---:|" * (head.count("|") - 3)
    for row in rows:
        yield "| " + " | ".join(map(str, row)) + " |"


def _letters(reading: Reading) -> list[object]:
    errors = reading.errors
    if errors is None:
        return []
    counted = [errors.letters, errors.front, errors.extra, errors.missing, errors.moved, errors.changed]
    rates = [f"**{errors.rate:.2%}**", f"{errors.rate_with_front:.2%}"]
    return [reading.folder, reading.document, reading.pages, *counted, *rates]


def _snippets(reading: Reading) -> list[object]:
    marked = reading.marked
    if marked is None:
        return []
    lines = [reading.lines, reading.lines_exact]
    counted = [*lines, marked.snippets, marked.found, marked.page, marked.label, marked.covered]
    return [reading.folder, reading.document, *counted, ", ".join(marked.wrong) or "none"]


def _counts(reading: Reading) -> list[object]:
    return [reading.folder, reading.document, *(reading.counts.get(name, 0) for name in _COUNTS)]
