"""A folder with documents and an index of it: the real reader, engine and model on small files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.embedding import open_embedder
from index.embedding.protocol import Embedder, Progress, ReadText
from index.library import Library
from index.manifest import DocumentRecord
from index.results import Hit
from index.service import KnowledgeBase
from index.types import ReadResult
from ingest.catalogue import Catalogue
from ingest.embedding import PassageEncoder
from ingest.files import FoundFile
from ingest.report import FileReport, SyncReport
from ingest.sync import Sync
from ingest.worker import ReadingWorker

PLAN = "# Jaarplan {year}\n\nHet doel voor het ziekteverzuim is {goal} procent van alle dagen.\n"
INTAKE = "# Werkproces intake\n\nBinnen vijf werkdagen na de aanmelding is er een eerste gesprek.\n"


class CountingEmbedder:
    """The real model; counts what it is asked to embed, and fails when told to. What it embedded once, it remembers."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        self.model_id = embedder.model_id
        self.dimension = embedder.dimension
        self.texts: list[str] = []
        self.fail_on: tuple[str, Exception] | None = None
        self._known: dict[str, NDArray[np.float32]] = {}
        self._read: dict[str, ReadText] = {}

    def warm_up(self) -> None:
        self.embedder.warm_up()

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.embedder.embed_queries(texts)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        self._ask(texts)
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known |= zip(new, self.embedder.embed_passages(new, progress), strict=True)
        return np.stack([self._known[text] for text in texts])

    def read_question(self, text: str) -> ReadText:
        return self.embedder.read_question(text)

    def read_passages(self, texts: Sequence[str], progress: Progress | None = None) -> list[ReadText]:
        self._ask(texts)
        new = [text for text in dict.fromkeys(texts) if text not in self._read]
        if new:
            self._read |= zip(new, self.embedder.read_passages(new, progress), strict=True)
        return [self._read[text] for text in texts]

    def _ask(self, texts: Sequence[str]) -> None:
        self.texts += texts
        if self.fail_on is not None and any(self.fail_on[0] in text for text in texts):
            raise self.fail_on[1]


class OftenReading:
    """The real reader; remembers what it read, and says or does something else for some files."""

    def __init__(self, worker: ReadingWorker) -> None:
        self.worker = worker
        self.read_files: list[str] = []
        self.before: dict[str, Callable[[Path], None]] = {}
        self.others: list[OftenReading] = []

    @property
    def recognises(self) -> bool:
        return self.worker.recognises

    def read(self, path: Path) -> ReadResult:
        self.read_files.append(path.name)
        self.before.get(path.name, lambda _: None)(path)
        return self.worker.read(path)

    @contextmanager
    def another(self) -> Iterator[OftenReading]:
        with self.worker.another() as worker:
            other = copy(self)
            other.worker = worker
            self.others.append(other)
            yield other


@dataclass
class Watching:
    """Notes what a sync tells."""

    rounds: list[list[str]] = field(default_factory=list)
    embeddings: list[list[str]] = field(default_factory=list)
    reports: list[FileReport] = field(default_factory=list)
    after: Callable[[FileReport], None] = lambda _: None
    while_embedding: Callable[[float], None] = lambda _: None

    def start(self, files: Sequence[FoundFile]) -> None:
        self.rounds.append([file.path.name for file in files])

    def reading(self, file: FoundFile) -> None: ...

    def done(self, report: FileReport) -> None:
        self.reports.append(report)
        self.after(report)

    def embedding(self, records: Sequence[DocumentRecord]) -> None:
        self.embeddings.append([record.file for record in records])

    def advance(self, passages: float) -> None:
        self.while_embedding(passages)

    def embedded(self, record: DocumentRecord) -> None: ...


@pytest.fixture(scope="session")
def encoder() -> PassageEncoder:
    return PassageEncoder(CountingEmbedder(open_embedder("bundled")))


@pytest.fixture(scope="session")
def worker() -> Iterator[ReadingWorker]:
    with ReadingWorker() as worker:
        yield worker


class House:
    """A folder with documents and an index of it, opened anew for each thing that is done, as commands do."""

    def __init__(self, root: Path, encoder: PassageEncoder, worker: ReadingWorker) -> None:
        self.folder = root / "map"
        self.folder.mkdir()
        self.index = root / "index"
        self.encoder = encoder
        self.embedder: CountingEmbedder = encoder.embedder  # type: ignore[assignment]
        self.embedder.texts, self.embedder.fail_on = [], None
        self.reader = OftenReading(worker)
        self.watcher = Watching()
        self.catalogue = Catalogue()

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def sync(self, *roots: Path, vectors: bool = True, emptied: bool = False) -> dict[str, FileReport]:
        return {report.file: report for report in self.report(*roots, vectors=vectors, emptied=emptied).documents}

    def report(self, *roots: Path, vectors: bool = True, emptied: bool = False) -> SyncReport:
        self.watcher.rounds, self.watcher.reports, self.watcher.embeddings = [], [], []
        self.embedder.texts, self.reader.read_files = [], []
        library = Library(self.index, self.embedder)
        try:
            library.recover()
            sync = self.syncing(library)
            return sync.take_in(sync.find(roots or (self.folder,), emptied=emptied), vectors=vectors)
        finally:
            library.close()

    def syncing(self, library: Library) -> Sync:
        """For what is done with one library, as the app does."""
        return Sync(library, self.encoder, self.reader, self.catalogue, self.watcher)

    def hits(self, question: str, *, all_versions: bool = True) -> tuple[Hit, ...]:
        library = Library(self.index, self.embedder)
        try:
            return KnowledgeBase(library, self.embedder).search(question, all_versions=all_versions).hits
        finally:
            library.close()

    def hit(self, file: str) -> Hit:
        return next(hit for hit in self.hits("ziekteverzuim aanmelding gesprek") if hit.file == file)

    def files(self) -> set[str]:
        library = Library(self.index, self.embedder)
        try:
            return {record.file for record in library.records().values()}
        finally:
            library.close()


@pytest.fixture
def house(root: Path, encoder: PassageEncoder, worker: ReadingWorker) -> House:
    house = House(root, encoder, worker)
    house.write("jaarplan.md", PLAN.format(year=2025, goal=7))
    house.write("intake.txt", INTAKE)
    return house
