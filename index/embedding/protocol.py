"""What every embedding model looks like from outside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Progress = Callable[[int], None]
"""Called with the number of characters just done; together they make the length of all texts."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as the model reads it: as a whole, and word by word where the model has a token head.

    :param vector: of unit length, shape ``(dimension,)``.
    :param tokens: rows for late interaction (:mod:`index.embedding.token_head`), shape ``(n, TOKEN_DIMENSION)``: of a
        question one a token, weighted; of a passage one a word, of unit length.
    """

    vector: NDArray[np.float32]
    tokens: NDArray[np.float32] | None = None


class Embedder(Protocol):
    """Turns texts into unit-length float32 vectors of ``dimension``. Loading happens in :meth:`warm_up`."""

    @property
    def model_id(self) -> str:
        """Names the weights exactly (name, adapter, checksum): vectors of different ids never mix."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def warm_up(self) -> None:
        """Load the model; calling it again does nothing. :raises index.errors.ModelError: it cannot be loaded."""

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """:returns: array of shape ``(len(texts), dimension)``, rows of unit length, for questions."""

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """:returns: array of shape ``(len(texts), dimension)``, rows of unit length, for document text."""

    def read_question(self, text: str) -> ReadText:
        """The question's vector as :meth:`embed_queries` gives it, and its words."""

    def read_passages(self, texts: Sequence[str], progress: Progress | None = None) -> list[ReadText]:
        """The texts' vectors as :meth:`embed_passages` gives them, and their words."""
