"""Snippets of question files: found in the citable text, on the right page, and under their boxes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.boxes import boxes_for
from index.types import CitableDocument, Page
from reading_measures.letters import letters, letters_with_places
from reading_measures.read_back import Glyphs


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words that answer a question, with the pages (1-based) and printed labels on which they stand."""

    question: str
    text: str
    pages: tuple[int, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """How many snippets there are, stand in the citable text, name their page and label, are covered exactly.

    ``wrong`` names the questions whose snippets fail one of these.
    """

    snippets: int
    found: int
    page: int
    label: int
    covered: int
    wrong: tuple[str, ...]


def snippets_of(questions: Path, stem: str) -> list[Snippet]:
    """The snippets of one document that have known pages."""
    lines = questions.read_text(encoding="utf-8").splitlines()
    return [
        Snippet(question["id"], one["text"], tuple(one["pdf_pages"]), tuple(one["labels"]))
        for question in map(json.loads, filter(str.strip, lines))
        for group in question["evidence"]
        for one in group
        if one["stem"] == stem and one.get("pdf_pages")
    ]


def mark(document: CitableDocument, path: Path, snippets: Iterable[Snippet]) -> Marked:
    """Look every snippet up and read back what stands under its boxes."""
    text, places = letters_with_places(document.text)
    glyphs = Glyphs(path)
    found = {snippet: _look(document, glyphs, snippet, text, places) for snippet in snippets}
    return Marked(
        len(found),
        *(sum(one[number] for one in found.values()) for number in range(4)),
        wrong=tuple(snippet.question for snippet, one in found.items() if not all(one)),
    )


def lines_exact(document: CitableDocument, path: Path) -> tuple[int, int]:
    """Lines on the pages, and how many of them have the letters of their slice of the citable text under them."""
    glyphs = Glyphs(path)
    lines = boxes_for(document.boxes, 0, len(document.text))
    exact = [letters(glyphs.under([line])) == letters(document.text[line.start : line.end]) for line in lines]
    return len(lines), sum(exact)


def _look(
    document: CitableDocument, glyphs: Glyphs, snippet: Snippet, text: str, places: list[int]
) -> tuple[bool, bool, bool, bool]:
    wanted = letters(snippet.text)
    spans = list(_occurrences(text, places, wanted))
    if not spans:
        return False, False, False, False
    start, end = next((span for span in spans if _page(document, span[0]).page in snippet.pages), spans[0])
    page = _page(document, start)
    covered = letters(glyphs.under(boxes_for(document.boxes, start, end))) == wanted
    return True, page.page in snippet.pages, page.page_label in snippet.labels, covered


def _occurrences(text: str, places: list[int], wanted: str) -> Iterator[tuple[int, int]]:
    at = text.find(wanted)
    while at >= 0:
        yield places[at], places[at + len(wanted) - 1] + 1
        at = text.find(wanted, at + 1)


def _page(document: CitableDocument, offset: int) -> Page:
    return next(page for page in document.pages if page.start <= offset < page.end)
