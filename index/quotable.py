"""Sentences on a theme that can be quoted on their own, what people say among them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.cuts import Cutting, Spot, SpotError, cut
from index.embedding.protocol import Embedder
from index.flows import flowing
from index.language.persons import Role
from index.language.sentences import sentence_spans
from index.language.standalone import stands_alone
from index.library import DocumentMissingError, Library
from index.quotes import Letters
from index.results import Immutable, SearchFilters
from index.retrieval import Retrieved, current_only, retrieve, understand
from index.sparse import document_vector
from index.speech import Speech, speech_of
from index.types import BlockKind, CitableDocument, Passage
from index.words_only import with_estimates

PASSAGES_READ = 60
SPEECH_PASSAGES_READ = 400
"""Few sentences are what people say, so more passages are looked into for those."""
LIMIT = 12
FARTHEST = 3.0
"""How far below the best sentence one may score and still be on the theme."""
BOILERPLATE = 3
"""A sentence that stands in so many documents is an imprint, not something to quote."""
MAX_THEME = 300
_SCALE = 0.05
_WORDS_WEIGHT = 0.6
_RESIDENTS = frozenset({Role.YOUNG, Role.RESIDENT})
_QUOTED = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})


@dataclass(frozen=True, slots=True)
class Quotable(Immutable):
    """A sentence to quote; ``speech`` says who is quoted in it, None where the document itself speaks."""

    cutting: Cutting
    speech: Speech | None


@dataclass(frozen=True, slots=True)
class QuotableResult(Immutable):
    """The sentences found for a theme, best first. ``documents``: how many were searched."""

    theme: str
    quotes: tuple[Quotable, ...]
    documents: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A sentence before it is cut out: cutting costs more than scoring."""

    document: CitableDocument
    start: int
    end: int
    speech: Speech | None
    score: float = 0.0

    @property
    def text(self) -> str:
        return self.document.text[self.start : self.end]


def find_quotable(
    theme: str, library: Library, embedder: Embedder, *, residents_only: bool = False, all_versions: bool = False
) -> QuotableResult:
    """Sentences on a theme that can stand alone.

    :param residents_only: only what residents and young people are quoted saying; then the theme may be empty.
    :param all_versions: documents that no longer hold count too.
    """
    text = " ".join(theme.replace("\0", " ").split())[:MAX_THEME]
    filters = SearchFilters() if all_versions else current_only(SearchFilters(), text)
    searched = [r for r in library.records().values() if not filters.statuses or r.metadata.status in filters.statuses]
    found: list[_Found] = []
    if text:
        found = list(_on_theme(text, library, embedder, filters, residents_only=residents_only))
    elif residents_only:
        documents = (library.document(record.document_id) for record in searched)
        found = [one for document in documents for one in _said(document, residents_only=True)]
    quotes = tuple(Quotable(cut(one.document, one.start, one.end), one.speech) for one in _best(found))
    return QuotableResult(text, quotes, len(searched))


def quotable_at(library: Library, spot: Spot) -> Quotable:
    """What stands at a spot, cut anew, with who is quoted there.

    :raises DocumentMissingError: the document is not in the index.
    :raises SpotError: it names no stretch of that document.
    """
    document = library.document(spot.document_id)
    return _quotable(document, speech_of(document), spot)


def quotables_at(library: Library, spots: Collection[Spot]) -> dict[Spot, Quotable]:
    """What stands at many spots; those that hold nothing (any more) are left out. Each document is read once."""
    found: dict[Spot, Quotable] = {}
    for document_id in dict.fromkeys(spot.document_id for spot in spots):
        with suppress(DocumentMissingError):
            document = library.document(document_id)
            said = speech_of(document)
            for spot in (one for one in spots if one.document_id == document_id):
                with suppress(SpotError):
                    found[spot] = _quotable(document, said, spot)
    return found


def _quotable(document: CitableDocument, said: Iterable[Speech], spot: Spot) -> Quotable:
    """:raises SpotError: it names no stretch of that document."""
    cutting = cut(document, spot.start, spot.end)
    same = (s for s in said if s.start <= spot.start and spot.end <= s.end)
    return Quotable(cutting, next(same, None))


def _on_theme(
    text: str, library: Library, embedder: Embedder, filters: SearchFilters, *, residents_only: bool
) -> Iterator[_Found]:
    limit = SPEECH_PASSAGES_READ if residents_only else PASSAGES_READ
    retrieved = retrieve(understand(text, embedder, filters), library, limit)
    candidates = [r.candidate for r in retrieved.ranked[:limit]]
    passages = [candidate.passage for candidate in candidates]
    rows = library.store.unit_vectors([passage.passage_id for passage in passages])
    rows = with_estimates(rows, candidates, retrieved.question.unit, retrieved.terms)
    for document_id in dict.fromkeys(passage.document_id for passage in passages):
        if document_id not in library.records():
            continue
        document = library.document(document_id)
        said = tuple(_said(document, residents_only=residents_only))
        for passage in passages:
            if passage.document_id != document_id:
                continue
            written = () if residents_only else _written(document, passage, said)
            for one in (*said, *written):
                score = _score(one, passage, rows[passage.passage_id], retrieved)
                if score is not None:
                    yield replace(one, score=score)


def _score(one: _Found, passage: Passage, rows: NDArray[np.float32], retrieved: Retrieved) -> float | None:
    """How near a sentence of this passage is to the theme: by the units it stands in, or else those it touches."""
    if not (passage.start <= one.start and one.end <= passage.end):
        return None
    touching = [n for n, u in enumerate(passage.units) if u.start < one.end and one.start < u.end]
    around = [n for n in touching if passage.units[n].start <= one.start and one.end <= passage.units[n].end]
    if not touching:
        return None
    meaning = float((rows[around or touching] @ retrieved.question.unit).max())
    return meaning / _SCALE + _WORDS_WEIGHT * retrieved.terms.coverage(document_vector(one.text).indices)


def _said(document: CitableDocument, *, residents_only: bool) -> Iterator[_Found]:
    for speech in speech_of(document):
        if not residents_only or speech.role in _RESIDENTS:
            yield _Found(document, speech.start, speech.end, speech)


def _written(document: CitableDocument, passage: Passage, said: Sequence[_Found]) -> Iterator[_Found]:
    """Sentences of a passage in which the document itself speaks."""
    for block in flowing(document.blocks):
        if block.kind not in _QUOTED or block.end <= passage.start or passage.end <= block.start:
            continue
        for span in sentence_spans(document.text[block.start : block.end]):
            one = _Found(document, block.start + span.start, block.start + span.end, None)
            if not any(s.start < one.end and one.start < s.end for s in said) and stands_alone(one.text):
                yield one


def _best(found: Sequence[_Found]) -> Iterator[_Found]:
    """The first :data:`LIMIT`; a sentence that stands in several documents once."""
    where: dict[str, set[str]] = {}
    for one in found:
        where.setdefault(Letters.of(one.text).text, set()).add(one.document.document_id)
    order = sorted(found, key=lambda one: (-one.score, one.document.document_id, one.start))
    seen: set[str] = set()
    for one in order:
        letters = Letters.of(one.text).text
        if letters in seen or len(where[letters]) >= BOILERPLATE:
            continue
        if len(seen) == LIMIT or one.score < order[0].score - FARTHEST:
            return
        seen.add(letters)
        yield one
