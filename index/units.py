"""What is embedded of a passage, and the hub correction.

A question is compared with every sentence and every window of three sentences of a passage and with the passage as
a whole; the best counts. Some texts are near to *every* question (hubs); half of their mean similarity to their 20
nearest background questions is subtracted from their score (CSLS, Conneau et al. 2018). The correction is one extra
number at the end of each vector, and a 1 at the end of the question's, so the engine's dot product applies it.
"""

from __future__ import annotations

from importlib import resources

import numpy as np
from numpy.typing import NDArray

from index.types import Passage

UNIT_EXTRA = 1
HUB_NEIGHBOURS = 20
HUB_WEIGHT = 0.5


def background_questions() -> list[str]:
    """The fixed questions against which hubs are measured; invented, about no document of a user."""
    text = resources.files("index").joinpath("background_questions.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line]


def passage_text(title: str, passage: Passage) -> str:
    """The passage as the model reads it: title and headings in front."""
    context = " — ".join((title, *passage.headings))
    return f"{context}\n{passage.text}"


def unit_texts(passage: Passage) -> list[str]:
    """The small stretches of a passage as the model reads them, in the order of ``passage.units``."""
    return [" ".join(passage.text[u.start - passage.start : u.end - passage.start].split()) for u in passage.units]


def with_hub_correction(vectors: NDArray[np.float32], background: NDArray[np.float32]) -> NDArray[np.float32]:
    """Append the correction to each vector.

    :param vectors: unit vectors, shape ``(n, d)``.
    :param background: unit vectors of the background questions, shape ``(m, d)``, m >= 20.
    :returns: shape ``(n, d + 1)``.
    """
    similarity = vectors @ background.T
    nearest = np.partition(similarity, -HUB_NEIGHBOURS, axis=1)[:, -HUB_NEIGHBOURS:]
    correction = -HUB_WEIGHT * nearest.mean(axis=1, keepdims=True)
    return np.hstack([vectors, correction]).astype(np.float32)


def question_unit(vector: NDArray[np.float32], hub: float = 1.0) -> NDArray[np.float32]:
    """The question's row for scoring units: its vector with ``hub`` behind it, shape ``(d + 1,)``.

    :param hub: share of the stored correction that is applied.
    """
    return np.append(vector, np.float32(hub)).astype(np.float32)


def stack_units(units: NDArray[np.float32], whole: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows to store for one passage: its units, then the passage as a whole."""
    return np.vstack([units, whole[np.newaxis, :]])
