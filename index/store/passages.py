"""Passages in Qdrant: what the index asks of its store, in terms of points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.language.analysed import term_ids
from index.results import FacetValue, SearchFilters
from index.store.engine import Engine
from index.store.known import KnownPassage, known
from index.store.limited import LimitedEngine
from index.store.points import (
    DENSE,
    SPARSE,
    TOKENS,
    UNITS,
    Condition,
    Found,
    Point,
    Vector,
    VectorQuery,
    conditions_of,
    meaning,
    metadata_payload,
    to_passage,
    to_point,
)
from index.store.protocol import BATCH_SIZE, FACET_KEYS, Candidate, PassageVectors, StoredPassage, StoreQuery
from index.store.remembered import Remembered
from index.store.shelf import Shelf, as_kept
from index.types import Metadata, Passage, SparseVector

_NORM_OFF = 0.02
"""So far from 1 may the length of a vector of 32 bits be, and the product of it with itself."""
REMEMBERED_TEXTS = 12_000
"""Passages that are kept at hand, some seven kilobytes each."""
REMEMBERED_ROWS = 4_000
"""Passages of which the units are, some twenty kilobytes each."""
REMEMBERED_TERMS = 10_000
"""Terms of which it is kept how rare they are."""
UNITS_EVERYWHERE = 2_000
"""Up to so many passages every small unit is scored; above it only those of passages near by vector or words."""


class QdrantPassageStore:
    """A :class:`index.store.protocol.PassageStore` over any :class:`index.store.engine.Engine`.

    :param alone: nobody else writes to the engine, so that what was fetched may be remembered until this store writes.
    :param shelf: the engine's folder, where what searches read may be kept if it is ``alone``; None: it is not.
    """

    def __init__(self, engine: Engine, *, alone: bool = False, shelf: Path | None = None) -> None:
        self._engine = engine
        self._limited = False
        self._shelf = Shelf(shelf)
        self._texts: Remembered[str, KnownPassage] = Remembered(REMEMBERED_TEXTS if alone else 0)
        self._rows: Remembered[str, NDArray[np.float32]] = Remembered(REMEMBERED_ROWS if alone else 0)
        self._idf: Remembered[int, float] = Remembered(REMEMBERED_TERMS if alone else 0)

    def _written(self) -> None:
        """Flush, and forget what was fetched before."""
        self._engine.flush()
        for remembered in (self._texts, self._rows, self._idf):
            remembered.forget()

    def add(self, passages: Sequence[StoredPassage], metadata: Metadata) -> None:
        """Write all passages of one document in batches, then flush."""
        documents = sorted({stored.passage.document_id for stored in passages})
        with self._shelf.changing(documents=documents):
            for first in range(0, len(passages), BATCH_SIZE):
                batch = passages[first : first + BATCH_SIZE]
                self._engine.upsert([to_point(stored, metadata) for stored in batch])
            self._written()
        rows = {s.passage.passage_id: s.vectors.units for s in passages if s.vectors is not None}
        self._shelf.put({s.passage.passage_id: known(s) for s in passages}, rows)

    def put_words(self, words: Mapping[str, SparseVector]) -> None:
        """Change the term weights of passages that are there, by id, and leave their other vectors; flush."""
        with self._shelf.changing(ids=list(words), lacking="told"):
            self._update({passage_id: {SPARSE: vector} for passage_id, vector in words.items()})

    def put_vectors(self, vectors: Mapping[str, PassageVectors]) -> None:
        """Give passages that are there, by id, their vectors, and leave their term weights; flush."""
        with self._shelf.changing(ids=list(vectors), lacking="rows"):
            self._update({passage_id: meaning(named) for passage_id, named in vectors.items()})
        self._shelf.put({}, {passage_id: named.units for passage_id, named in vectors.items()})

    def _update(self, vectors: Mapping[str, Mapping[str, Vector]]) -> None:
        ids = list(vectors)
        for first in range(0, len(ids), BATCH_SIZE):
            self._engine.update_vectors({point: vectors[point] for point in ids[first : first + BATCH_SIZE]})
        self._written()

    def remove(self, document_id: str) -> int:
        """Delete every passage of a document and flush. :returns: how many there were."""
        conditions = _of_document(document_id)
        number = self._engine.count(conditions)
        if number:
            with self._shelf.changing(documents=[document_id]):
                self._engine.delete(conditions)
                self._written()
        return number

    def update_metadata(self, document_id: str, metadata: Metadata) -> None:
        """Change what can be filtered on, without touching vectors; flush."""
        self._engine.set_payload(_of_document(document_id), metadata_payload(metadata))
        self._written()

    def candidates(
        self, query: StoreQuery, filters: SearchFilters, limit: int, passages: int | None = None
    ) -> list[Candidate]:
        """Passages among the best ``limit`` by dense or by sparse score, and in a small library by unit score.

        First only ids and scores; then the units of these few are scored, and only these are fetched.

        :param passages: about how many there are; None: they are counted.
        """
        conditions = conditions_of(filters)
        dense = VectorQuery(DENSE, query.dense.tolist(), limit, conditions)
        sparse = VectorQuery(SPARSE, query.sparse, limit, conditions)
        units = VectorQuery(UNITS, [query.unit.tolist()], limit, conditions)
        signals = (dense, sparse) if query.sparse.indices else (dense,)
        everywhere = (self.count() if passages is None else passages) <= UNITS_EVERYWHERE
        by_signal = self._engine.query((*signals, units) if everywhere else signals)
        ids = tuple(dict.fromkeys(f.id for found in by_signal for f in found))
        if not ids:
            return []
        by_dense = {f.id: f.score for f in by_signal[0]}
        by_sparse = {f.id: f.score for f in by_signal[1]} if query.sparse.indices else {}
        by_unit = {f.id: f.score for f in by_signal[-1]} if everywhere else {}
        left = tuple(i for i in ids if i not in by_unit)
        if left:
            [found] = self._engine.query([replace(units, limit=len(left), ids=left)])
            by_unit |= {f.id: f.score for f in found}  # those that are still missing have no vectors yet
        return [
            Candidate(
                k.passage, by_dense.get(i), by_unit.get(i, 0.0), by_sparse.get(i), k.terms, k.words,
                embedded=i in by_unit,
            )
            for i, k in self._texts.get(ids, self._fetch_texts).items()
        ]  # fmt: skip

    def _fetch_texts(self, ids: Sequence[str]) -> dict[str, KnownPassage]:
        """Of passages that may be seen."""
        here, fill = self._shelf.passages(ids), self._shelf.filling()
        missing = [i for i in ids if i not in here]
        if missing:
            found = self._engine.retrieve(missing, (SPARSE,), with_payload=True)
            there = {f.id: KnownPassage(to_passage(f), term_ids(sorted(_sparse_of(f).indices))) for f in found}
            fill(there, {})
            here |= there
        return here

    def term_idf(self, terms: Iterable[int]) -> dict[int, float]:
        """Inverse document frequency per term as the engine uses it."""
        return self._idf.get(terms, self._fetch_idf)

    def _fetch_idf(self, terms: Sequence[int]) -> dict[int, float]:
        """A query of one term with weight 1 scores weight x idf at the best passage; divided by the weight: the idf."""
        queries = [VectorQuery(SPARSE, SparseVector((term,), (1.0,)), 1, with_vectors=(SPARSE,)) for term in terms]
        results = self._engine.query(queries)
        idf: dict[int, float] = {}
        for term, found in zip(terms, results, strict=True):
            for best in found:
                vector = _sparse_of(best)
                idf[term] = best.score / vector.values[vector.indices.index(term)]
        return idf

    def unit_vectors(self, passage_ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The ``units`` rows of these passages, by id; those without vectors are left out."""
        seen = [f.id for f in self._engine.retrieve(passage_ids, ())] if self._limited else passage_ids
        return self._rows.get(seen, self._fetch_rows)

    def _fetch_rows(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        here, fill = self._shelf.rows(ids), self._shelf.filling()
        missing = [i for i in ids if i not in here]
        if missing:
            found = self._engine.retrieve(missing, (UNITS,))
            there = {f.id: as_kept(np.asarray(f.vectors[UNITS])) for f in found if UNITS in f.vectors}
            fill({}, there)
            here |= there
        return here

    def token_scores(self, passage_ids: Sequence[str], question: NDArray[np.float32]) -> dict[str, float]:
        """Of these passages, how well their words fit those of the question; those without rows are left out."""
        if not passage_ids:
            return {}
        query = VectorQuery(TOKENS, question.tolist(), len(passage_ids), ids=tuple(passage_ids))
        return {f.id: f.score for found in self._engine.query([query]) for f in found}

    def passages(self, document_id: str) -> list[Passage]:
        """All passages of a document in reading order."""
        found = self._engine.scroll(_of_document(document_id))
        return sorted(map(to_passage, found), key=lambda passage: passage.ordinal)

    def facets(self, filters: SearchFilters) -> dict[str, tuple[FacetValue, ...]]:
        """For every facet: values with the number of documents that pass the other filters, most first."""
        first = Condition("first", (1,))
        out = {}
        for key in FACET_KEYS:
            counted = self._engine.facet(key, (first, *conditions_of(filters, without=key)))
            values = [FacetValue(value, count) for value, count in counted if count]
            out[key] = tuple(sorted(values, key=lambda v: (-v.count, str(v.value))))
        return out

    def count(self, filters: SearchFilters | None = None) -> int:
        """Number of passages that pass ``filters``."""
        return self._engine.count(conditions_of(filters))

    def document_ids(self) -> set[str]:
        """Ids of all documents that have at least one passage."""
        return set(self.sizes())

    def sizes(self) -> dict[str, int]:
        """Number of passages of every document that has any."""
        return {str(value): count for value, count in self._engine.facet("document_id", ()) if count}

    def unsound(self, passage_ids: Sequence[str]) -> set[str]:
        """Those of these passages whose vectors are no unit vectors, or which do not find themselves."""
        found = [f for f in self._engine.retrieve(passage_ids, (DENSE, UNITS)) if DENSE in f.vectors]
        broken = {f.id for f in found if not _is_unit(f.vectors[DENSE]) or not np.isfinite(f.vectors[UNITS]).all()}
        whole = [f for f in found if f.id not in broken]
        nearest = self._engine.query([VectorQuery(DENSE, f.vectors[DENSE], 1) for f in whole])
        for one, best in zip(whole, nearest, strict=True):
            if not best or abs(best[0].score - 1) > _NORM_OFF:
                broken.add(one.id)
        return broken

    def dump(self) -> Iterator[list[Point]]:
        """Everything there is, a page at a time, to copy it elsewhere."""
        return self._engine.dump()

    def load(self, points: Sequence[Point]) -> None:
        """Write what another store dumped; nothing of it is sure before :meth:`flush`."""
        with self._shelf.changing(ids=[point.id for point in points]):
            for first in range(0, len(points), BATCH_SIZE):
                self._engine.upsert(points[first : first + BATCH_SIZE])

    def flush(self) -> None:
        """Return when everything written would survive a power cut."""
        self._written()

    def seen_by(self, groups: Sequence[str]) -> QdrantPassageStore:
        """The same passages, as far as members of these groups may see them; it cannot be written."""
        seen = QdrantPassageStore(LimitedEngine(self._engine, groups))
        seen._limited = True  # what is remembered is asked for only by ids that the limited engine gave
        seen._shelf, seen._texts, seen._rows = self._shelf, self._texts, self._rows
        return seen

    def close(self) -> None:
        """Flush and let go of the index."""
        self._shelf.close()
        self._engine.close()


def _is_unit(vector: list[float]) -> bool:
    return abs(float(np.linalg.norm(vector)) - 1) < _NORM_OFF  # false where it is no number


def _of_document(document_id: str) -> tuple[Condition, ...]:
    return (Condition("document_id", (document_id,)),)


def _sparse_of(found: Found) -> SparseVector:
    """The terms of a passage; an engine may leave out a vector without any."""
    vector: SparseVector = found.vectors.get(SPARSE, SparseVector((), ()))
    return vector
