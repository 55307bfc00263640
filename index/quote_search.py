"""Find a remembered sentence in all documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.citation import citation, document_info
from index.embedding.protocol import Embedder
from index.library import DocumentMissingError, Library
from index.manifest import DocumentRecord
from index.pages import pages_of
from index.quotes import Letters, best_fit, find_exact, find_near, word_diff
from index.results import Hit, QuoteMatch, QuoteVerdict, SearchFilters
from index.retrieval import Retrieved, retrieve, understand
from index.scanned import is_recognised
from index.texts import store as texts
from index.types import CitableDocument, Span

PASSAGES_READ = 30
NEIGHBOURHOOD = 600
"""Characters around a found passage that are compared, so that a sentence over two passages is seen whole."""
MAX_MATCHES = 10


@dataclass(frozen=True, slots=True)
class QuoteResult:
    """Whether the sentence stands in a document, and where; best first."""

    text: str
    verdict: QuoteVerdict
    matches: tuple[QuoteMatch, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    document: CitableDocument
    span: Span
    similarity: float


def find_quote(text: str, library: Library, embedder: Embedder) -> QuoteResult:
    """Look in the documents whose passages come nearest, first for the exact letters, then for nearly the same."""
    sought = Letters.of(text)
    if not sought.text:
        return QuoteResult(text, QuoteVerdict.ABSENT, ())
    retrieved = retrieve(understand(text, embedder, SearchFilters()), library, PASSAGES_READ)
    places = list(_exact(sought, retrieved, library))
    verdict = QuoteVerdict.EXACT if places else QuoteVerdict.NEAR
    places = places or _best(_near(sought, retrieved, library))
    if not places:
        return QuoteResult(text, QuoteVerdict.ABSENT, ())
    matches = tuple(_match(text, place, library, rank) for rank, place in enumerate(places[:MAX_MATCHES], 1))
    return QuoteResult(text, verdict, matches)


def _documents(retrieved: Retrieved, library: Library) -> Iterator[CitableDocument]:
    ids = dict.fromkeys(r.candidate.passage.document_id for r in retrieved.ranked)
    yield from (library.document(document_id) for document_id in ids)


def _exact(sought: Letters, retrieved: Retrieved, library: Library) -> Iterator[_Place]:
    for document in _documents(retrieved, library):
        for span in find_exact(sought, Letters.of(document.text)):
            yield _Place(document, span, 1.0)


def _near(sought: Letters, retrieved: Retrieved, library: Library) -> Iterator[_Place]:
    documents = {document.document_id: document for document in _documents(retrieved, library)}
    for ranked in retrieved.ranked[:PASSAGES_READ]:
        passage = ranked.candidate.passage
        document = documents[passage.document_id]
        start = max(0, passage.start - NEIGHBOURHOOD)
        around = document.text[start : passage.end + NEIGHBOURHOOD]
        found = find_near(sought, Letters.of(around))
        if found is not None:
            similarity, span = best_fit(sought, around, found[1])
            yield _Place(document, Span(span.start + start, span.end + start), similarity)


def _best(places: Iterator[_Place]) -> list[_Place]:
    """Best first, each place once."""
    kept: list[_Place] = []
    for place in sorted(places, key=lambda p: (-p.similarity, p.document.document_id, p.span.start)):
        if not any(
            k.document is place.document and k.span.start < place.span.end and place.span.start < k.span.end
            for k in kept
        ):
            kept.append(place)
    return kept


def _match(text: str, place: _Place, library: Library, rank: int) -> QuoteMatch:
    document, span = place.document, place.span
    found = document.text[span.start : span.end]
    record = library.record(document.document_id)
    if record is None:
        raise DocumentMissingError(texts.DOCUMENT_MISSING.format(document_id=document.document_id))
    hit = replace(_hit(document, record, span, found), rank=rank, score=round(place.similarity, 4))
    return QuoteMatch(hit=hit, similarity=round(place.similarity, 4), diff=word_diff(text, found))


def _hit(document: CitableDocument, record: DocumentRecord, span: Span, text: str) -> Hit:
    page, last = pages_of(document, span.start, span.end)
    number, label = (page.page, page.page_label) if page else (None, None)
    info = document_info(record.document_id, record.metadata)
    ocr = is_recognised(document, span.start, span.end)
    return Hit(
        rank=1,
        score=0.0,
        document=info,
        file=record.file,
        page=number,
        page_label=label,
        headings=(),
        text=text,
        start=span.start,
        end=span.end,
        highlights=((0, len(text)),),
        citation=citation(info, number, label, ocr=ocr, last=last),
        ocr=ocr,
    )
