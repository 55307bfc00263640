"""Our own search, as the command line and the app call it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.examples import Example
from benchmarks.measuring import Stopwatch, TimedEmbedder
from benchmarks.searchers import TOP_K
from index.library import Library
from index.manifest import ReadReport
from index.service import KnowledgeBase


class Bronwijzer:
    """A :class:`benchmarks.searchers.Searcher` over an index folder with the embedded engine.

    :param folder: of the index; what is in it stays.
    """

    def __init__(self, folder: Path, embedder: TimedEmbedder) -> None:
        self._knowledge = KnowledgeBase(Library(folder, embedder), embedder)
        self._knowledge.warm_up()
        self.writing = Stopwatch()

    def add(self, examples: Sequence[Example]) -> None:
        """Write documents as ingest does: each flushed, then counted."""
        with self.writing.running():
            for example in examples:
                document = example.document
                self._knowledge.library.write_again(document, example.stored, document.metadata, ReadReport())

    def search(self, question: str) -> int:
        """Candidates by meaning and words, rescored by small units, ranked, with highlights and source."""
        return len(self._knowledge.search(question, top_k=TOP_K).hits)

    def close(self) -> None:
        """Let go of the index."""
        self._knowledge.close()
