"""From text to vectors. The bundled model needs no network and no PyTorch; any other runs on sentence-transformers."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path

from index.embedding import bundled
from index.embedding.onnx_embedder import OnnxEmbedder, OnnxFiles
from index.embedding.protocol import Embedder
from index.embedding.sentence_transformer import SentenceTransformersEmbedder

BUNDLED = "bundled"
BUNDLED_PLAIN = "bundled-plain"
"""The bundled model without its adapter, to measure what the adapter is worth."""
BUNDLED_DIMENSION = 384


def open_embedder(model: str, cache_dir: Path | None = None) -> Embedder:
    """The embedder that a setting names; nothing is loaded yet.

    :param model: ``bundled``, ``bundled-plain``, or name or folder of a sentence-transformers model.
    :param cache_dir: where the bundled model is unpacked; by default the user's cache folder.
    """
    if model not in (BUNDLED, BUNDLED_PLAIN):
        return SentenceTransformersEmbedder(model)
    cache = cache_dir or user_cache_path("bronwijzer")
    plain = model == BUNDLED_PLAIN
    return OnnxEmbedder(
        bundled.model_id(plain=plain),
        lambda: bundled.bundled_folder(cache, plain=plain),
        OnnxFiles(bundled.ONNX_FILE, bundled.PIECES_FILE, bundled.LETTERS_FILE),
        bundled.PROMPTS,
        dimension=BUNDLED_DIMENSION,
        max_tokens=bundled.MAX_TOKENS,
    )
