"""Any sentence-transformers model, by folder or name."""

from __future__ import annotations

import os
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.embedding.protocol import Progress, ReadText
from index.errors import ModelError
from index.texts import embedding as texts

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH = 32
_PASSAGE_PROMPTS = ("document", "passage", "corpus")
"""Names that models give to the prompt for text that is searched, most usual first."""


class SentenceTransformersEmbedder:
    """An :class:`index.embedding.protocol.Embedder` over PyTorch. Nothing is fetched from the network.

    :param model: name or folder. The model's own prompts ``query`` and ``passage``/``document`` are used if it has any.
    """

    def __init__(self, model: str) -> None:
        self.model_id = f"sentence-transformers/{model}"
        self._name = model
        self._loaded: SentenceTransformer | None = None
        self._lock = Lock()

    @property
    def dimension(self) -> int:
        """Length of a vector; loads the model, which alone knows it."""
        return int(self._model().get_embedding_dimension() or 0)

    def warm_up(self) -> None:
        """Load the model. :raises ModelError: it is not on this computer, or cannot be loaded safely."""
        self._model()

    def _model(self) -> SentenceTransformer:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> SentenceTransformer:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(
                self._name, device="cpu", local_files_only=True, model_kwargs={"use_safetensors": True}
            )
        except Exception as error:  # the library raises whatever its parts raise
            raise ModelError(texts.NOT_LOADED.format(model=self._name, reason=error)) from error

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Rows of unit length, for questions; shape ``(len(texts), dimension)``."""
        vectors = self._model().encode_query(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Rows of unit length, for document text; shape ``(len(texts), dimension)``."""
        model = self._model()
        prompt = next((p for p in map(model.prompts.get, _PASSAGE_PROMPTS) if p), "")
        parts = []
        for first in range(0, len(texts), _BATCH):
            batch = list(texts[first : first + _BATCH])
            parts.append(model.encode(batch, prompt=prompt, normalize_embeddings=True, show_progress_bar=False))
            if progress is not None:
                progress(sum(map(len, batch)))
        empty = np.empty((0, self.dimension), dtype=np.float32)
        return np.concatenate([empty, *parts]).astype(np.float32)

    def read_question(self, text: str) -> ReadText:
        """The question's vector; such a model has no token head."""
        return ReadText(self.embed_queries([text])[0])

    def read_passages(self, texts: Sequence[str], progress: Progress | None = None) -> list[ReadText]:
        """The texts' vectors."""
        return [ReadText(vector) for vector in self.embed_passages(texts, progress)]
