"""The places that a reading route names, looked for in the documents as they are now.

What cannot be found is named, so that the coordinator can mend the route; nothing is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from index.library import DocumentMissingError, Library
from index.manifest import DocumentRecord
from index.places import Place, place_in
from index.quotes import Letters, find_exact, find_near, whole_words
from index.routes import Route, Step
from index.types import DocumentStatus, Span


class StepState(StrEnum):
    """What was found of a step."""

    FOUND = "found"
    CHANGED = "changed"
    NO_SENTENCE = "no_sentence"
    NO_PAGE = "no_page"
    NO_DOCUMENT = "no_document"


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
            found = FoundStep(step, state, place_in(library.document(record.document_id), span.start, span.end))
        except DocumentMissingError:  # removed a moment ago
            continue
        if state is StepState.FOUND:
            return found
        near = near or found
    return near or FoundStep(step, StepState.NO_DOCUMENT)


@lru_cache(maxsize=4096)
def _looked_up(library: Library, document_id: str, sentence: str, page: int | None) -> tuple[StepState, Span]:
    """A document's text never changes under its id, so a place is looked for once."""
    document = library.document(document_id)
    stretch = next((Span(p.start, p.end) for p in document.pages if document.paged and p.page == page), None)
    if not sentence:
        top = stretch.start if stretch else 0
        return StepState.FOUND if stretch else StepState.NO_PAGE, Span(top, top)
    places = list(_standing(sentence, document.text))
    if places:
        there = [span for span in places if stretch and stretch.start <= span.start < stretch.end]
        return StepState.FOUND, (there or places)[0]
    near = find_near(Letters.of(sentence), Letters.of(document.text))
    if near is not None:
        return StepState.CHANGED, _closed(document.text, whole_words(document.text, near[1]))
    return StepState.NO_SENTENCE, Span(0, 0)


def _standing(sentence: str, text: str) -> Iterator[Span]:
    """Everywhere it stands: to the letter, else blind to case, accents and punctuation."""
    exact = [Span(m.start(), m.end()) for m in re.finditer(r"\s+".join(map(re.escape, sentence.split())), text)]
    yield from exact or (_closed(text, span) for span in find_exact(Letters.of(sentence), Letters.of(text)))


def _closed(text: str, span: Span) -> Span:
    """With the mark that ends the sentence, which the letters alone leave out."""
    end = span.end
    while end < len(text) and text[end] in ".!?”\"'’)":
        end += 1
    return Span(span.start, end)


def _named(name: str, records: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """Documents of that file name or title; those that hold first, then the newest."""
    letters = Letters.of(name).text
    found = [r for r in records if name in {r.file, *(Path(p).name for p in r.paths)}]
    found += [r for r in records if r not in found and Letters.of(r.metadata.title).text == letters]
    return sorted(found, key=lambda r: (r.metadata.status is not DocumentStatus.VALID, -(r.metadata.year or 0)))
