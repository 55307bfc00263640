"""Terms and abbreviations of the whole library, each explained by a literal stretch of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from index.abbreviations import Abbreviation, abbreviations_in
from index.flows import flowing
from index.language.sentences import sentence_spans
from index.language.stemming import fold
from index.library import DocumentMissingError, Library
from index.places import Place, place_in
from index.quotes import Letters
from index.termlists import Listed, terms_of
from index.types import BlockKind, BlockSpan, CitableDocument, DocumentStatus, Span

MAX_PLACES = 3
_LEADERS = ". . ."
"""What lines of a table of contents hold."""


@dataclass(frozen=True, slots=True)
class Definition:
    """One place that explains a term, in the words ``said``.

    :param long: what an abbreviation stands for.
    :param listed: it is in a term list.
    """

    term: str
    long: str
    start: int
    end: int
    listed: bool
    said: str


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the glossary with the places that explain it, the best first."""

    term: str
    long: str
    places: tuple[Place, ...]


def definitions_of(document: CitableDocument) -> tuple[Definition, ...]:
    """Every explanation in a document, in the order of its text."""
    listed = [_of_list(document, entry) for entry in terms_of(document)]
    taken = [(d.start, d.end) for d in listed]
    explained = [d for d in _explained(document) if not any(s <= d.start < e for s, e in taken)]
    return tuple(sorted((*listed, *explained), key=lambda d: d.start))


def _of_list(document: CitableDocument, entry: Listed) -> Definition:
    """A term such as "Teammanager (TM)" is looked for by its abbreviation."""
    short = next(iter(abbreviations_in(entry.term)), None)
    term, long = (short.short, short.long) if short else (entry.term, "")
    return Definition(term, long, entry.start, entry.end, listed=True, said=document.text[entry.start : entry.end])


def _explained(document: CitableDocument) -> Iterator[Definition]:
    for block in flowing(document.blocks):
        text = document.text[block.start : block.end]
        if _LEADERS in text:
            continue
        sentences = sentence_spans(text) if block.kind is not BlockKind.TABLE_ROW else []
        for found in abbreviations_in(text):
            start, end = next(((s.start, s.end) for s in sentences if s.start <= found.start < s.end), (0, len(text)))
            yield _in_block(document, block, found, Span(start, max(end, found.end)))


def _in_block(document: CitableDocument, block: BlockSpan, found: Abbreviation, span: Span) -> Definition:
    start, end = block.start + span.start, block.start + span.end
    return Definition(found.short, found.long, start, end, listed=False, said=document.text[start:end])


@lru_cache(maxsize=4096)
def _known(library: Library, document_id: str) -> tuple[Definition, ...]:
    """A document's text never changes under its id, so it is searched once."""
    return definitions_of(library.document(document_id))


def glossary(library: Library) -> tuple[Term, ...]:
    """All terms, from A to Z.

    :raises StoreError: the index cannot be read.
    """
    grouped: dict[str, list[tuple[str, Definition]]] = {}
    for document_id in library.records():
        try:
            for definition in _known(library, document_id):
                grouped.setdefault(Letters.of(definition.term).text, []).append((document_id, definition))
        except DocumentMissingError:  # removed a moment ago
            continue
    terms = (_term(library, found) for key, same in grouped.items() if key for found in _meanings(same))
    return tuple(sorted(terms, key=lambda t: (fold(t.term.lower()), t.long)))


def _meanings(same: Iterable[tuple[str, Definition]]) -> Iterator[list[tuple[str, Definition]]]:
    """Explanations of one term, those with another meaning apart."""
    by_meaning: dict[str, list[tuple[str, Definition]]] = {}
    without: list[tuple[str, Definition]] = []
    for document_id, definition in sorted(same, key=lambda pair: len(pair[1].long)):
        if not definition.long:
            without.append((document_id, definition))
            continue
        # "Meerjarenafspraak Sociaal Werk" and "Meerjarenafspraak Sociaal Werk 2023-2027" are one.
        letters = Letters.of(definition.long).text
        key = next((known for known in by_meaning if letters.startswith(known)), letters)
        by_meaning.setdefault(key, []).append((document_id, definition))
    for document_id, definition in without:
        said = Letters.of(definition.said).text
        key = next((known for known in by_meaning if known and known in said), "")
        by_meaning.setdefault(key, []).append((document_id, definition))
    yield from by_meaning.values()


def _term(library: Library, found: list[tuple[str, Definition]]) -> Term:
    records = library.records()

    def rank(pair: tuple[str, Definition]) -> tuple[bool, bool, int, int]:
        metadata = records[pair[0]].metadata
        holds = metadata.status is DocumentStatus.VALID
        return not pair[1].listed, not holds, -(metadata.year or 0), pair[1].start

    ranked = sorted((pair for pair in found if pair[0] in records), key=rank)
    first_of: dict[str, Definition] = {}
    for document_id, definition in ranked:
        first_of.setdefault(document_id, definition)
    long = min((d.long for _, d in found if d.long), key=len, default="")
    places = _places(library, list(first_of.items())[:MAX_PLACES])
    return Term((ranked or found)[0][1].term, long, tuple(places))


def _places(library: Library, found: Iterable[tuple[str, Definition]]) -> Iterator[Place]:
    for document_id, definition in found:
        with suppress(DocumentMissingError):
            yield place_in(library.document(document_id), definition.start, definition.end)


def matching(terms: Iterable[Term], words: str) -> tuple[Term, ...]:
    """Terms in which these words stand: the term itself first, in terms, in what they stand for, in an explanation."""
    sought = Letters.of(words).text
    if not sought:
        return tuple(terms)
    said = [(t, [Letters.of(part).text for part in (t.term, t.long)]) for t in terms]
    named = [t for t, parts in said if sought in parts] + [t for t, parts in said if any(sought in p for p in parts)]
    quoted = [t for t, _ in said if any(sought in Letters.of(p.text).text for p in t.places)]
    return tuple(dict.fromkeys((*named, *quoted)))
