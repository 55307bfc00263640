"""What the index needs of a vector database, and the one shape of a stored passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from index.language.analysed import AnalysedText, TermIds
from index.results import FacetValue, SearchFilters
from index.types import Metadata, Passage, SparseVector

if TYPE_CHECKING:
    from index.store.points import Point

BATCH_SIZE = 64
"""Points a write: one WAL record each, and the longest the writer holds Python up (SECURITY, section 3)."""

FACET_KEYS = ("kind", "organisation", "year", "status")


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """What a passage means.

    :param dense: unit vector of the passage, shape ``(dimension,)``.
    :param units: one row for every ``passage.units``, then possibly further rows; shape ``(n, unit_dimension)``.
        Rows need not be unit length: the engine scores them by plain dot product.
    :param tokens: one row of unit length for every word, shape ``(m, TOKEN_DIMENSION)``; None or no rows where the
        model compares no words.
    """

    dense: NDArray[np.float32]
    units: NDArray[np.float32]
    tokens: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as written. ``vectors``: None while it can only be found by its words.

    :param sparse: term weights; the engine multiplies by inverse document frequency.
    """

    passage: Passage
    sparse: SparseVector
    vectors: PassageVectors | None = None


@dataclass(frozen=True, slots=True)
class StoreQuery:
    """One question, as vectors.

    :param unit: the question's row for scoring ``units`` by dot product, shape ``(unit_dimension,)``.
    """

    dense: NDArray[np.float32]
    unit: NDArray[np.float32]
    sparse: SparseVector


class Candidate(NamedTuple):
    """A passage that may answer, with each signal's score. ``None``: that signal did not put it among its best.

    :param dense: dot product of passage and question vector.
    :param unit: best dot product of any unit with the question's unit row (always present).
    :param sparse: sum over shared terms of weight × weight × idf, as the engine computes it.
    :param terms: ids of the passage's own terms, ascending, so that coverage of the question's can be judged.
    :param words: the passage's own text analysed, where the store keeps that.
    :param embedded: whether it has vectors; ``unit`` says nothing where it has none yet.
    """

    passage: Passage
    dense: float | None
    unit: float
    sparse: float | None
    terms: TermIds
    words: AnalysedText | None = None
    embedded: bool = True


class PassageStore(Protocol):
    """Passages in a vector database. One thread writes; any number read.

    Writing returns only when the data would survive a crash (flushed). Every method may raise
    :class:`index.errors.StoreError`.
    """

    def add(self, passages: Sequence[StoredPassage], metadata: Metadata) -> None:
        """Write all passages of ONE document in batches, then flush. Same ids overwrite."""

    def put_words(self, words: Mapping[str, SparseVector]) -> None:
        """Change the term weights of passages that are there, by id, and leave their other vectors; flush."""

    def put_vectors(self, vectors: Mapping[str, PassageVectors]) -> None:
        """Give passages that are there, by id, their vectors, and leave their term weights; flush."""

    def remove(self, document_id: str) -> int:
        """Delete every passage of a document and flush. :returns: how many there were."""

    def update_metadata(self, document_id: str, metadata: Metadata) -> None:
        """Change kind, organisation, year, status, groups of a document's passages, not their vectors; flush."""

    def candidates(
        self, query: StoreQuery, filters: SearchFilters, limit: int, passages: int | None = None
    ) -> list[Candidate]:
        """Passages among the best ``limit`` by dense, by sparse or by unit score. Filters first, then search.

        :param passages: about how many there are; None: they are counted.
        """

    def term_idf(self, terms: Iterable[int]) -> dict[int, float]:
        """Inverse document frequency per term as the engine uses it; terms in no passage are left out."""

    def unit_vectors(self, passage_ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The ``units`` rows of these passages, by id, rounded to 16 bits; those without vectors are left out."""

    def token_scores(self, passage_ids: Sequence[str], question: NDArray[np.float32]) -> dict[str, float]:
        """Over the question's rows, the sum of the best product with any ``tokens`` row; those without are left out."""

    def passages(self, document_id: str) -> list[Passage]:
        """All passages of a document in reading order."""

    def facets(self, filters: SearchFilters) -> dict[str, tuple[FacetValue, ...]]:
        """For every key of ``FACET_KEYS``: values with the number of documents that pass ``filters``."""

    def count(self, filters: SearchFilters | None = None) -> int:
        """Number of passages that pass ``filters``."""

    def document_ids(self) -> set[str]:
        """Ids of all documents that have at least one passage."""

    def seen_by(self, groups: Sequence[str]) -> PassageStore:
        """The same passages, as far as members of these groups may see them; it cannot be written."""

    def sizes(self) -> dict[str, int]:
        """Number of passages of every document that has any."""

    def unsound(self, passage_ids: Sequence[str]) -> set[str]:
        """Those of these passages whose vectors are no unit vectors, or which do not find themselves."""

    def dump(self) -> Iterator[list[Point]]:
        """Everything there is, a page at a time, to copy it elsewhere."""

    def load(self, points: Sequence[Point]) -> None:
        """Write what another store dumped; nothing of it is sure before :meth:`flush`."""

    def flush(self) -> None:
        """Return when everything written would survive a power cut."""

    def close(self) -> None:
        """Flush and let go of the index."""
