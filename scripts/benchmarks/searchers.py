"""What is compared: any system that takes passages and answers questions, measured in one way."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from benchmarks.examples import Example
from benchmarks.measuring import TimedEmbedder, Timing, timing
from benchmarks.others import Others

TOP_K = 10
PATIENCE = 60.0
"""Seconds after which a slow system is asked no more questions at one size."""
LEAST = 10
"""Questions that are asked of every system, however slow."""
WARM_UP_PATIENCE = 30.0
"""Seconds after which no more is asked that does not count."""


class Searcher(Protocol):
    """A system that is compared."""

    def add(self, examples: Sequence[Example]) -> None:
        """Write passages; they can be found when this returns."""

    def search(self, question: str) -> int:
        """Search, the question's embedding included. :returns: number of hits."""

    def close(self) -> None:
        """Let go of everything."""


@dataclass(frozen=True, slots=True)
class SearchFigures:
    """How long questions took: as a whole, the embedding of the question, and everything but that.

    :param others: cores that other programs kept busy meanwhile; None where that is not known.
    """

    whole: Timing
    embedding: Timing
    rest: Timing
    others: float | None


def measure(
    searcher: Searcher, embedder: TimedEmbedder, questions: Sequence[str], warm_up: Sequence[str]
) -> SearchFigures:
    """Ask ``questions`` one after the other.

    :param embedder: the one that ``searcher`` embeds its questions with.
    :param warm_up: other questions, asked first and not counted: a system that is in use has answered some.
    :raises RuntimeError: a question has no hit; then nothing was measured.
    """
    began = time.perf_counter()
    for question in warm_up:
        searcher.search(question)
        if time.perf_counter() - began > WARM_UP_PATIENCE:
            break
    others = Others()
    whole: list[float] = []
    embedding: list[float] = []
    for question in questions:
        if len(whole) >= LEAST and sum(whole) > PATIENCE:
            break
        before = embedder.watch.seconds
        began = time.perf_counter()
        hits = searcher.search(question)
        whole.append(time.perf_counter() - began)
        embedding.append(embedder.watch.seconds - before)
        if not hits:
            raise RuntimeError(f"{type(searcher).__name__} found nothing for {question!r}")
    rest = [all_of_it - model for all_of_it, model in zip(whole, embedding, strict=True)]
    return SearchFigures(timing(whole), timing(embedding), timing(rest), others.cores())
