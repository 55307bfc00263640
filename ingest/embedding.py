"""From passages to what the store keeps: sparse terms, vectors of passages and units, hub correction."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread

import numpy as np
from numpy.typing import NDArray

from index.embedding.protocol import Embedder, Progress
from index.errors import BronwijzerError
from index.sparse import document_vector
from index.store.protocol import PassageVectors, StoredPassage
from index.types import Passage, SparseVector
from index.units import passage_text, stack_units, unit_texts, with_hub_correction
from ingest.background import background_vectors


@dataclass(frozen=True, slots=True)
class Titled:
    """A passage with the title of its document, which is embedded with it."""

    title: str
    passage: Passage


def words_of(title: str, passage: Passage) -> SparseVector:
    """The terms by which a passage is found: its own, its headings' and its document's title."""
    return document_vector("\n".join((title, *passage.headings, passage.text)))


def load_words() -> None:
    """Load by what words are split and stemmed, so that the first document need not wait for it."""
    document_vector("werkprocessen")


def by_words(title: str, passages: Sequence[Passage]) -> list[StoredPassage]:
    """Passages of one document as they are stored before they have vectors; needs no model."""
    return [StoredPassage(passage, words_of(title, passage)) for passage in passages]


class PassageEncoder:
    """Gives passages their vectors.

    :param embedder: the model; the background questions' vectors are had at the first passages.
    """

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        self._background: NDArray[np.float32] | None = None

    def prepare(self) -> None:
        """Load the model beside whatever is done meanwhile. What is wrong with it is told when it is needed."""
        Thread(target=self._prepare).start()

    def _prepare(self) -> None:
        with suppress(BronwijzerError):
            self.embedder.warm_up()

    def vectors(self, titled: Sequence[Titled], progress: Progress | None = None) -> dict[str, PassageVectors]:
        """Vectors of passages, of one document or of several, by passage id.

        All texts go to the model together, so that it can put those of like length in one batch.

        :param progress: called with the number of characters just embedded; see :meth:`length` for the whole.
        """
        if not titled:
            return {}
        if self._background is None:
            self._background = background_vectors(self.embedder, progress)
        wholes, units = _unique(titled)
        read = dict(zip(wholes, self.embedder.read_passages(wholes, progress), strict=True))
        place = {text: number for number, text in enumerate((*wholes, *units))}
        vectors = np.vstack([*(read[text].vector for text in wholes), *self.embedder.embed_passages(units, progress)])
        rows = with_hub_correction(vectors, self._background)
        found = {}
        for each in titled:
            text = passage_text(each.title, each.passage)
            stacked = stack_units(rows[[place[unit] for unit in unit_texts(each.passage)]], rows[place[text]])
            found[each.passage.passage_id] = PassageVectors(read[text].vector, stacked, read[text].tokens)
        return found

    @staticmethod
    def length(titled: Sequence[Titled]) -> int:
        """Characters that will be embedded, so that progress can be shown against them."""
        return sum(len(text) for texts in _unique(titled) for text in texts)


def _unique(titled: Sequence[Titled]) -> tuple[list[str], list[str]]:
    """Each text to embed once: every passage as a whole, and the units that are no whole passage."""
    wholes = dict.fromkeys(passage_text(each.title, each.passage) for each in titled)
    units = dict.fromkeys(text for each in titled for text in unit_texts(each.passage))
    return list(wholes), [text for text in units if text not in wholes]
