"""What a large library costs: a sync by words, a second one, searches, and a sample of making vectors."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import psutil

from big_library.making import dutch
from index.embedding import BUNDLED, open_embedder
from index.library import Library
from index.service import KnowledgeBase
from ingest.embedding import PassageEncoder, Titled

BRONWIJZER = Path(sys.executable).with_name("bronwijzer")
SEARCHES = 200
WARM_SEARCHES = 5
SAMPLE = 64
"""Passages that are embedded to know how fast that goes."""
_BLOCK = 512
_USUAL, _RARE = 200, 8_000
"""Ranks between which the words of questions are: not those that every text has."""
_LOOK_SECONDS = 0.5
_MB = 2**20


@dataclass(slots=True)
class Memory:
    """Highest resident memory in MB: of the command itself, and of the process that opens files."""

    main: float = 0.0
    reading: float = 0.0
    course: list[tuple[float, float]] = field(default_factory=list)
    """Seconds since the start with the memory of the command then."""


@dataclass(frozen=True, slots=True)
class Synced:
    """One run of ``bronwijzer ingest``. ``busy``: programs that wanted a core meanwhile, this one included."""

    seconds: float
    busy: float
    first_searchable: float
    memory: Memory
    report: dict[str, object]

    @property
    def failed(self) -> int:
        """Files that could not be read."""
        return sum(document["status"] == "failed" for document in self.documents)

    @property
    def documents(self) -> list[dict[str, object]]:
        """A report a file."""
        found: list[dict[str, object]] = self.report["documents"]  # type: ignore[assignment]
        return found


@dataclass(frozen=True, slots=True)
class Searched:
    """Milliseconds a search, and what the searching process takes."""

    p50: float
    p95: float
    number: int
    first: float
    memory: float


def sync(folder: Path, index: Path, *options: str) -> Synced:
    """Run the command as a user does, watched from outside."""
    command = [str(BRONWIJZER), "ingest", str(folder), "--index", str(index), "--json", *options]
    began = time.monotonic()
    out = index.parent / "ingest.json"
    with out.open("w", encoding="utf-8") as stdout:
        process = subprocess.Popen(command, stdout=stdout, stderr=subprocess.DEVNULL, cwd=index.parent)
        memory, first = Memory(), 0.0
        while process.poll() is None:
            _look(process.pid, memory, time.monotonic() - began)
            first = first or (time.monotonic() - began if _any_document(index) else 0.0)
            time.sleep(_LOOK_SECONDS if first else 0.02)
    seconds = time.monotonic() - began
    if process.returncode not in (0, 1):
        raise SystemExit(f"bronwijzer ingest ended with {process.returncode}")
    return Synced(seconds, os.getloadavg()[2], first, memory, json.loads(out.read_text(encoding="utf-8")))


def _any_document(index: Path) -> bool:
    """Whether a document counts: its row is written after its passages were flushed."""
    import sqlite3

    try:
        with sqlite3.connect(f"file:{index / 'manifest.sqlite'}?mode=ro", uri=True) as db:
            return bool(db.execute("SELECT 1 FROM files WHERE document_id IS NOT NULL LIMIT 1").fetchone())
    except sqlite3.Error:
        return False


def _look(pid: int, memory: Memory, seconds: float) -> None:
    try:
        process = psutil.Process(pid)
        own = process.memory_info().rss / _MB
        children = [child.memory_info().rss / _MB for child in process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    memory.main = max(memory.main, own)
    memory.reading = max([memory.reading, *children])
    if not memory.course or seconds - memory.course[-1][0] >= 10:
        memory.course.append((seconds, own))


def search(index: Path) -> Searched:
    """Search by words, as the app does: the model loaded, one question at a time."""
    embedder = open_embedder(BUNDLED)
    kb = KnowledgeBase(Library(index, embedder), embedder)
    kb.warm_up()
    durations = []
    try:
        for question in _questions(WARM_SEARCHES + SEARCHES):
            began = time.perf_counter()
            found = kb.search(question)
            durations.append((time.perf_counter() - began) * 1000)
            assert found.hits, question  # a search that finds nothing would be no measure
    finally:
        kb.close()
    p50, p95 = np.percentile(durations[WARM_SEARCHES:], (50, 95))
    memory = psutil.Process().memory_info().rss / _MB
    return Searched(float(p50), float(p95), SEARCHES, durations[0], memory)


def _questions(number: int) -> Iterator[str]:
    chance = random.Random(number)
    words = dutch().words[_USUAL:_RARE]
    for _ in range(number):
        yield f"Wat staat er over {' '.join(chance.choices(words, k=4))}?"


def embedding_seconds(index: Path) -> float:
    """Seconds of one processor for the vectors of a passage, over a sample; other programs do not count."""
    embedder = open_embedder(BUNDLED)
    library = Library(index, embedder)
    try:
        titled = list(_sample(library))
    finally:
        library.close()
    encoder = PassageEncoder(embedder)
    encoder.vectors(titled[:1])
    began = time.process_time()
    encoder.vectors(titled)
    return (time.process_time() - began) / len(titled)


def _sample(library: Library) -> Iterator[Titled]:
    left = SAMPLE
    for record in library.records().values():
        passages = library.store.passages(record.document_id)[:left]
        yield from (Titled(record.metadata.title, passage) for passage in passages)
        left -= len(passages)
        if not left:
            return


def megabytes(folder: Path) -> float:
    """What the files take of the disk."""
    sizes = (path.stat() for path in folder.rglob("*") if path.is_file())
    return sum(getattr(size, "st_blocks", size.st_size // _BLOCK) * _BLOCK for size in sizes) / _MB


def growth(course: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Memory of the command at a quarter of the time and at the end, in MB."""
    if not course:
        return 0.0, 0.0
    quarter = course[-1][0] / 4
    return next(own for seconds, own in course if seconds >= quarter), course[-1][1]
