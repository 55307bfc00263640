"""The places that a reading route names, looked for in the documents as they are now.

What cannot be found is named, so that the coordinator can mend the route; nothing is skipped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from index.flows import flowing
from index.language.sentences import sentence_spans
from index.library import DocumentMissingError, Library
from index.manifest import DocumentRecord
from index.places import Place, place_in, place_of_page
from index.quotes import Letters, find_exact, find_near, whole_words
from index.routes import Route, Step
from index.types import BlockKind, CitableDocument, DocumentStatus, Page, Span


class StepState(StrEnum):
    """What was found of a step."""

    FOUND = "found"
    CHANGED = "changed"
    NO_SENTENCE = "no_sentence"
    NO_PAGE = "no_page"
    NO_DOCUMENT = "no_document"


_MARKS = ".!?”\"'’)"
_WHOLE = re.compile(r"[\"“‘'(]*[A-ZÀ-Ý].*[.!?][”\"'’)]*$", re.DOTALL)
_IN_PLACE = frozenset({StepState.FOUND, StepState.CHANGED})


@dataclass(frozen=True, slots=True)
class FoundStep:
    """A step with its place: the sentence, or as it reads now, or the start of the document; None without one."""

    step: Step
    state: StepState
    place: Place | None = None


def find_steps(route: Route, library: Library) -> tuple[FoundStep, ...]:
    """Each step of a route with the place that it names, in order.

    Who does not see every document is not shown a step of which the place was not found: it may quote what he may not
    see, also where he sees another document of that name.

    :raises StoreError: the index cannot be read.
    """
    found = (find_step(step, library) for step in route.steps)
    return tuple(f for f in found if not library.is_limited or f.state in _IN_PLACE)


def find_step(step: Step, library: Library) -> FoundStep:
    """One step with its place. :raises StoreError: the index cannot be read."""
    near: FoundStep | None = None
    for record in _named(step.document, tuple(library.records().values())):
        try:
            state, span = _looked_up(library, record.document_id, step.sentence, step.page)
            document = library.document(record.document_id)
        except DocumentMissingError:  # removed a moment ago
            continue
        page = None if step.sentence else _page(document, step.page)
        place = place_of_page(document, page) if page else place_in(document, span.start, span.end)
        found = FoundStep(step, state, place)
        if state is StepState.FOUND:
            return found
        near = near or found
    return near or FoundStep(step, StepState.NO_DOCUMENT)


@lru_cache(maxsize=4096)
def _looked_up(library: Library, document_id: str, sentence: str, page: int | None) -> tuple[StepState, Span]:
    """A document's text never changes under its id, so a place is looked for once."""
    document = library.document(document_id)
    here = _page(document, page)
    if not sentence:
        return StepState.FOUND if here else StepState.NO_PAGE, Span(0, 0)
    places = list(_standing(sentence, document.text))
    whole = [span for span in places if not _goes_on(sentence, document.text, span)]
    if whole:
        there = [span for span in whole if here and here.start <= span.start < here.end]
        return StepState.FOUND, (there or whole)[0]
    near = find_near(Letters.of(sentence), Letters.of(document.text))
    found = places[0] if places else near and whole_words(document.text, near[1])
    if found:
        return StepState.CHANGED, _sentences_at(document, found)
    return StepState.NO_SENTENCE, Span(0, 0)


def _page(document: CitableDocument, page: int | None) -> Page | None:
    return next((p for p in document.pages if document.paged and p.page == page), None)


def _standing(sentence: str, text: str) -> Iterator[Span]:
    """Everywhere it stands: to the letter, else blind to case, accents and punctuation."""
    exact = [Span(m.start(), m.end()) for m in re.finditer(r"\s+".join(map(re.escape, sentence.split())), text)]
    yield from exact or (_closed(text, span) for span in find_exact(Letters.of(sentence), Letters.of(text)))


def _closed(text: str, span: Span) -> Span:
    """With the mark that ends the sentence, which the letters alone leave out."""
    end = span.end
    while end < len(text) and text[end] in _MARKS:
        end += 1
    return Span(span.start, end)


def _goes_on(sentence: str, text: str, span: Span) -> bool:
    """Whether a whole sentence is now only a part of one, which may say something else: "... als je koorts hebt."."""
    if not _WHOLE.match(sentence):
        return False
    begins = text[span.start].isupper() or not text[: span.start].rpartition("\n")[2].strip()
    return not begins or text[span.end - 1] not in _MARKS


def _sentences_at(document: CitableDocument, span: Span) -> Span:
    """The whole sentences, or the row of a table, of which most of the stretch is made."""
    around = [b for b in flowing(document.blocks) if b.start < span.end and span.start < b.end]
    whole: list[Span] = []
    for block in around:
        text = document.text[block.start : block.end]
        spans = [Span(0, len(text))] if block.kind is BlockKind.TABLE_ROW else sentence_spans(text)
        whole += [Span(block.start + s.start, block.start + s.end) for s in spans]
    most = [s for s in whole if 2 * (min(s.end, span.end) - max(s.start, span.start)) > min(_length(s), _length(span))]
    return Span(most[0].start, most[-1].end) if most else span


def _length(span: Span) -> int:
    return span.end - span.start


def _named(name: str, records: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """Documents of that file name or title; those that hold first, then the newest."""
    letters, file = Letters.of(name).text, _file_name(name)
    found = [r for r in records if file in {_file_name(r.file), *(_file_name(Path(p).name) for p in r.paths)}]
    found += [r for r in records if r not in found and Letters.of(r.metadata.title).text == letters]
    return sorted(found, key=lambda r: (r.metadata.status is not DocumentStatus.VALID, -(r.metadata.year or 0)))


def _file_name(name: str) -> str:
    """However its accents are written, which differs from system to system, and its spaces."""
    return " ".join(unicodedata.normalize("NFC", name).split())
