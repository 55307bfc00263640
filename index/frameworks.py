"""One question over every document: which speak of it, where, and which are silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.citation import document_info
from index.cuts import Cutting, cut
from index.embedding.protocol import Embedder
from index.in_force import InForce, in_force
from index.library import Library
from index.manifest import DocumentRecord
from index.results import DocumentInfo, Immutable, SearchFilters
from index.retrieval import Retrieved, retrieve, understand
from index.types import Span
from index.voices import Background, Voice, Voiced, voice_of, worth_reading
from index.words_only import with_estimates

READ = 1_000
"""Passages that each signal puts forward; a document with none among them is silent."""
LOOKED_INTO = 6
"""Passages of one document that are looked into, the best by rank."""
PASSAGES = 2
MAX_QUESTION = 1_000


@dataclass(frozen=True, slots=True)
class Row(Immutable):
    """One document: what it says of the question, best first, and whether it held on the day that was asked for."""

    document: DocumentInfo
    file: str
    voice: Voice
    passages: tuple[Cutting, ...]
    in_force: InForce


@dataclass(frozen=True, slots=True)
class Scan(Immutable):
    """Every document of the library: first those that speak of the question, last those that are silent."""

    question: str
    on: date
    rows: tuple[Row, ...]

    def with_voice(self, voice: Voice) -> tuple[Row, ...]:
        """The documents that speak in this way."""
        return tuple(row for row in self.rows if row.voice is voice)


def scan(question: str, library: Library, embedder: Embedder, on: date, today: date) -> Scan:
    """Ask every document the same question.

    :param on: the day for which is told whether a document holds.
    """
    text = " ".join(question.replace("\0", " ").split())[:MAX_QUESTION]
    records = tuple(library.records().values())
    retrieved = retrieve(understand(text, embedder, SearchFilters()), library, READ)
    voiced = _voiced(retrieved, library)
    rank = {document_id: number for number, document_id in enumerate(voiced)}

    def row(record: DocumentRecord) -> Row:
        found = voiced.get(record.document_id, ())
        voice = max((one.voice for one in found), key=lambda v: v.strength, default=Voice.SILENT)
        spans = _apart([one.sentence for one in found if one.voice is voice]) if voice is not Voice.SILENT else []
        document = library.document(record.document_id) if spans else None
        passages = tuple(cut(document, span.start, span.end) for span in spans) if document else ()
        info = document_info(record.document_id, record.metadata)
        return Row(info, record.file, voice, passages, in_force(record, records, on, today))

    def order(one: Row) -> tuple[int, int, str]:
        return -one.voice.strength, rank.get(one.document.id, len(rank)), one.file

    return Scan(text, on, tuple(sorted(map(row, records), key=order)))


def _voiced(retrieved: Retrieved, library: Library) -> dict[str, list[Voiced]]:
    """What the passages of each document say, nearest first; documents in the order of their best passage."""
    background = Background.of(retrieved)
    passages: dict[str, list[str]] = {}
    chosen = []
    for ranked in retrieved.ranked:
        passage = ranked.candidate.passage
        mine = passages.setdefault(passage.document_id, [])
        if len(mine) < LOOKED_INTO and worth_reading(ranked.meaning, ranked.coverage, background):
            mine.append(passage.passage_id)
            chosen.append(ranked.candidate)
    rows = library.store.unit_vectors([candidate.passage.passage_id for candidate in chosen])
    rows = with_estimates(rows, chosen, retrieved.question.unit, retrieved.terms)
    voiced: dict[str, list[Voiced]] = {document_id: [] for document_id in passages}
    for passage in (candidate.passage for candidate in chosen):
        one = voice_of(passage, rows[passage.passage_id], retrieved, background)
        voiced[passage.document_id].append(one)
    return {document_id: sorted(found, key=lambda one: -one.score) for document_id, found in voiced.items()}


def _apart(spans: Sequence[Span]) -> list[Span]:
    """The first :data:`PASSAGES` that do not overlap."""
    kept: list[Span] = []
    for span in spans:
        if len(kept) < PASSAGES and not any(k.start < span.end and span.start < k.end for k in kept):
            kept.append(span)
    return kept
