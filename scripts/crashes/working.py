"""The process that is killed: takes documents out and makes the index equal to the folder, and says what is done.

What is said is on disk, outside the index, before the next thing begins. Engine, manifest, sync and reader are the real
ones; vectors are drawn by chance, because the model has no part in what a crash costs.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding.protocol import Progress, ReadText
from index.embedding.token_head import TOKEN_DIMENSION
from index.library import Library
from index.manifest import DocumentRecord
from index.types import ReadResult
from ingest.catalogue import Catalogue
from ingest.embedding import PassageEncoder
from ingest.files import FoundFile
from ingest.limits import Limits
from ingest.reading import read_file
from ingest.report import FileReport, FileStatus
from ingest.sync import Sync


class Chance:
    """An embedder that gives every text a vector of its own."""

    model_id, dimension = "toeval", 384

    def warm_up(self) -> None:
        """Nothing to load."""

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A unit vector for each."""
        rows = np.stack([np.random.default_rng(zlib.crc32(t.encode())).standard_normal(self.dimension) for t in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """A unit vector for each."""
        del progress
        return self.embed_queries(texts)

    def read_question(self, text: str) -> ReadText:
        """A unit vector for the whole and one for each word."""
        return self.read_passages([text])[0]

    def read_passages(self, texts: Sequence[str], progress: Progress | None = None) -> list[ReadText]:
        """A unit vector for each and one for each of its words."""
        vectors = self.embed_passages(texts, progress)
        words = (self.embed_queries(text.split())[:, :TOKEN_DIMENSION] for text in texts)
        return [ReadText(vector, rows) for vector, rows in zip(vectors, words, strict=True)]


class Plain:
    """Reads files in this process."""

    recognises = False

    def read(self, path: Path) -> ReadResult:
        """The text of a file."""
        return read_file(path, Limits())

    def another(self) -> AbstractContextManager[Plain]:
        """Itself: with so few files nobody asks."""
        return nullcontext(self)


class Log:
    """Writes down what is done, and returns when that is on disk."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def add(self, **entry: object) -> None:
        """One line."""
        os.write(self._file, json.dumps(entry).encode() + b"\n")
        os.fsync(self._file)

    def start(self, files: Sequence[FoundFile]) -> None:
        """Nothing is done yet."""

    def reading(self, file: FoundFile) -> None:
        """Nothing is done yet."""

    def done(self, report: FileReport) -> None:
        """A document is in the index."""
        if report.status is FileStatus.FAILED:
            raise RuntimeError(report.error)
        self.add(done=report.document_id)

    def embedding(self, records: Sequence[DocumentRecord]) -> None:
        """Nothing is done yet."""

    def advance(self, passages: float) -> None:
        """Nothing is done yet."""

    def embedded(self, record: DocumentRecord) -> None:
        """Its vectors are in the index too: it is checked whether those that are said to be there are."""


def work(index: Path, folder: Path, log: Path, removed: Sequence[str]) -> None:
    """Everything once."""
    chance, told = Chance(), Log(log)
    library = Library(index, chance)
    library.recover()
    for document_id in removed:
        if library.has(document_id):
            library.remove(document_id)
        told.add(removed=document_id)
    Sync(library, PassageEncoder(chance), Plain(), Catalogue(), told).run([folder])
    told.add(synced=True)
    library.close()
