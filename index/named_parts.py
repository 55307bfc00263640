"""Where in a document the part stands that a question names by its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from index.language.analysis import analyse
from index.language.parts import NamedPart
from index.library import Library
from index.results import DocumentInfo, Hit
from index.retrieval import Retrieved, by_place
from index.types import BlockKind, BlockSpan, CitableDocument, Span

READ = 5
"""So many hits are looked into."""


def named_stretches(retrieved: Retrieved, hits: Sequence[Hit], library: Library) -> dict[str, tuple[Span, ...]]:
    """Where the part stands that is asked for by its number, by document id.

    Of documents that are named with it; else of those with all else that is asked, where the first hit is of one.
    """
    part = retrieved.terms.part
    if part is None:
        return {}
    rest, places = {term.term_id for term in part.rest}, by_place(retrieved)
    named: dict[str, tuple[Span, ...]] = {}
    others: dict[str, tuple[Span, ...]] = {}
    of_document = cache(lambda document_id: stretches(part, library.document(document_id)))
    for hit in hits[:READ]:
        spans = of_document(hit.document.id)
        if not any(span.start < hit.end and hit.start < span.end for span in spans):
            continue
        if rest and rest <= _name_terms(hit.document):
            named[hit.document.id] = spans
        if rest <= set(places[hit.document.id, hit.start].candidate.terms.tolist()):
            others[hit.document.id] = spans
    return named or (others if hits and hits[0].document.id in others else {})


def _name_terms(document: DocumentInfo) -> set[int]:
    name = f"{document.title} {document.organisation or ''} {document.year or ''}"
    return {term.term_id for term in analyse(name)}


def stretches(part: NamedPart, document: CitableDocument) -> tuple[Span, ...]:
    """From every heading or line that begins the part to the next that ends it; a table of contents is none."""
    return tuple(span for span in _stretches(part, document) if _has_text(span, document))


def _stretches(part: NamedPart, document: CitableDocument) -> Iterator[Span]:
    head: BlockSpan | None = None
    for block in document.blocks:
        line = document.text[block.start : block.end]
        is_heading = block.kind is BlockKind.HEADING
        begins = part.begins(line, is_heading=is_heading)
        if head is not None and (begins or part.ends_before(line) or _closes(head, block)):
            yield Span(head.start, block.start)
            head = None
        if begins:
            head = block
    if head is not None:
        yield Span(head.start, len(document.text))


def _closes(head: BlockSpan, block: BlockSpan) -> bool:
    """Whether a heading is not below the one that the part begins with."""
    both = head.kind is BlockKind.HEADING and block.kind is BlockKind.HEADING
    return both and block.level <= head.level


def _has_text(span: Span, document: CitableDocument) -> bool:
    """Whether there is more than its heading."""
    inside = [block for block in document.blocks if span.start <= block.start < span.end]
    return len(inside) > 1 or inside[0].kind is not BlockKind.HEADING
