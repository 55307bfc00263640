"""From passages to what the store keeps: vectors of passages and units, hub correction, sparse terms."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.embedding.protocol import Embedder, Progress
from index.sparse import document_vector
from index.store.protocol import StoredPassage
from index.types import Passage
from index.units import background_questions, passage_text, stack_units, unit_texts, with_hub_correction


def _texts(title: str, passages: Sequence[Passage]) -> list[str]:
    """Each passage as a whole, then the units of each."""
    return [passage_text(title, p) for p in passages] + [t for p in passages for t in unit_texts(p)]


class PassageEncoder:
    """Gives passages their vectors.

    :param embedder: the model; the background questions are embedded once, at the first passages.
    """

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        self._background: NDArray[np.float32] | None = None

    def length(self, title: str, passages: Sequence[Passage]) -> int:
        """Characters that will be embedded, so that progress can be shown against them."""
        return sum(map(len, dict.fromkeys(_texts(title, passages))))

    def encode(self, title: str, passages: Sequence[Passage], progress: Progress | None = None) -> list[StoredPassage]:
        """Vectors for all passages of one document.

        :param progress: called with the number of characters just embedded.
        """
        if not passages:
            return []
        if self._background is None:
            self.embedder.warm_up()
            self._background = self.embedder.embed_queries(background_questions())
        texts = _texts(title, passages)
        unique = list(dict.fromkeys(texts))
        place = {text: number for number, text in enumerate(unique)}
        vectors = self.embedder.embed_passages(unique, progress)
        rows = with_hub_correction(vectors, self._background)
        numbers = [place[text] for text in texts]
        stored, at = [], len(passages)
        for passage, whole in zip(passages, numbers, strict=False):
            units = rows[numbers[at : at + len(passage.units)]]
            at += len(passage.units)
            terms = document_vector("\n".join((title, *passage.headings, passage.text)))
            stored.append(StoredPassage(passage, vectors[whole], stack_units(units, rows[whole]), terms))
        return stored
