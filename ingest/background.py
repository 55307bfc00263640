"""The vectors of the background questions, kept in the user's cache: for one model they are always the same."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from index.embedding.protocol import Embedder, Progress
from index.units import background_questions

_AT_ONCE = 64
_SAME = 0.999
"""Cosine from which two vectors of one text come from the same weights; batches differ by less than 0.0001."""


def background_vectors(
    embedder: Embedder, progress: Progress | None = None, cache: Path | None = None
) -> NDArray[np.float32]:
    """Unit vectors of the background questions, shape ``(questions, dimension)``.

    :param progress: called between parts, so that whoever is told how it goes can stop it.
    :param cache: folder to keep them in; by default the user's. Where it cannot be written they are made each time.
    """
    embedder.warm_up()
    questions = background_questions()
    named = hashlib.sha256("\n".join((embedder.model_id, *questions)).encode()).hexdigest()[:16]
    path = (cache or user_cache_path("bronwijzer")) / f"background-{named}.npy"
    kept = _kept(path)
    if kept is not None and _holds(kept, embedder, questions):
        return kept
    rows = []
    for first in range(0, len(questions), _AT_ONCE):
        rows.append(embedder.embed_queries(questions[first : first + _AT_ONCE]))
        if progress is not None:
            progress(0)
    made: NDArray[np.float32] = np.concatenate(rows)
    _keep(made, path)
    return made


def _kept(path: Path) -> NDArray[np.float32] | None:
    try:
        vectors = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    return vectors if isinstance(vectors, np.ndarray) and vectors.dtype == np.float32 else None


def _holds(kept: NDArray[np.float32], embedder: Embedder, questions: list[str]) -> bool:
    """Whether the first of them comes out the same now: a folder can get another model under the same name."""
    if kept.shape != (len(questions), embedder.dimension):
        return False
    return bool(embedder.embed_queries(questions[:1])[0] @ kept[0] > _SAME)


def _keep(vectors: NDArray[np.float32], path: Path) -> None:
    """Written beside its place and then moved there, so that nobody reads half of it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix="background-") as beside:
            np.save(new := Path(beside) / path.name, vectors)
            new.replace(path)
    except OSError:
        return
