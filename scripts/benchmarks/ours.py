"""Our own search, as the command line and the app call it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.examples import Example
from benchmarks.measuring import Stopwatch, TimedEmbedder
from benchmarks.searchers import TOP_K
from index.library import Library
from index.manifest import FileRecord, ReadReport
from index.service import KnowledgeBase


class Bronwijzer:
    """A :class:`benchmarks.searchers.Searcher` over an index folder with the embedded engine.

    :param folder: of the index; what is in it stays.
    """

    def __init__(self, folder: Path, embedder: TimedEmbedder) -> None:
        self._knowledge = KnowledgeBase(self.library(folder, embedder), embedder)
        self._knowledge.warm_up()
        self.writing = Stopwatch()

    def library(self, folder: Path, embedder: TimedEmbedder) -> Library:
        """The index."""
        return Library(folder, embedder)

    def add(self, examples: Sequence[Example]) -> None:
        """Write documents as ingest does: the original kept, passages flushed, then counted, then named."""
        with TemporaryDirectory() as folder, self.writing.running():
            original = Path(folder) / "original.txt"
            for example in examples:
                document, library = example.document, self._knowledge.library
                original.write_text(document.text, encoding="utf-8")
                library.add(document, example.stored, document.metadata, ReadReport(), original)
                library.put_file(FileRecord(document.document_id, 0, 0, document.sha256, document.document_id))

    def search(self, question: str) -> int:
        """Candidates by meaning and words, rescored by small units, ranked, with highlights and source."""
        return len(self._knowledge.search(question, top_k=TOP_K).hits)

    def close(self) -> None:
        """Let go of the index."""
        self._knowledge.close()
