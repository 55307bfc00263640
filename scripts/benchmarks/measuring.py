"""Durations: how they are taken and what is said of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.embedding.protocol import Embedder, Progress, ReadText


@dataclass(frozen=True, slots=True)
class Timing:
    """Durations of the same thing in milliseconds: half are at most ``p50``, 95 of 100 at most ``p95``."""

    p50: float
    p95: float
    number: int


def timing(seconds: Sequence[float]) -> Timing:
    """What is said of these durations (at least one)."""
    p50, p95 = np.percentile(np.asarray(seconds) * 1000, (50, 95))
    return Timing(float(p50), float(p95), len(seconds))


@dataclass(slots=True)
class Stopwatch:
    """Adds up what runs under it."""

    seconds: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count the time of the block."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds += time.perf_counter() - began


def seconds_of(work: Callable[[], object]) -> float:
    """How long ``work`` takes."""
    watch = Stopwatch()
    with watch.running():
        work()
    return watch.seconds


@dataclass(slots=True)
class TimedEmbedder:
    """An :class:`index.embedding.protocol.Embedder` that remembers how long its questions took."""

    inner: Embedder
    watch: Stopwatch = field(default_factory=Stopwatch)

    @property
    def model_id(self) -> str:
        """Names the weights."""
        return self.inner.model_id

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self.inner.dimension

    def warm_up(self) -> None:
        """Load the model."""
        self.inner.warm_up()

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Rows of unit length, for questions; the watch runs."""
        with self.watch.running():
            return self.inner.embed_queries(texts)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Rows of unit length, for document text."""
        return self.inner.embed_passages(texts, progress)

    def read_question(self, text: str) -> ReadText:
        """The question's vector and words; the watch runs."""
        with self.watch.running():
            return self.inner.read_question(text)

    def read_passages(self, texts: Sequence[str], progress: Progress | None = None) -> list[ReadText]:
        """Vectors and words of document text."""
        return self.inner.read_passages(texts, progress)
