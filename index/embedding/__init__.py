"""From text to vectors. The bundled model needs no network and no PyTorch; any other runs on sentence-transformers."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path

from index.embedding import bundled
from index.embedding.onnx_embedder import OnnxEmbedder
from index.embedding.protocol import Embedder
from index.embedding.sentence_transformer import SentenceTransformersEmbedder

BUNDLED = "bundled"
BUNDLED_DIMENSION = 384


def open_embedder(model: str, cache_dir: Path | None = None) -> Embedder:
    """The embedder that a setting names; nothing is loaded yet.

    :param model: ``bundled``, or name or folder of a sentence-transformers model.
    :param cache_dir: where the bundled model is unpacked; by default the user's cache folder.
    """
    if model != BUNDLED:
        return SentenceTransformersEmbedder(model)
    cache = cache_dir or user_cache_path("bronwijzer")
    return OnnxEmbedder(
        bundled.MODEL_ID,
        lambda: bundled.bundled_folder(cache),
        bundled.ONNX_FILE,
        bundled.TOKENIZER_FILE,
        bundled.PROMPTS,
        dimension=BUNDLED_DIMENSION,
        max_tokens=bundled.MAX_TOKENS,
    )
