"""One run: every system by itself gets the same passages, up to each size, and is measured there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from big_library.making import make
from threadpoolctl import threadpool_limits

from benchmarks.copies import endless, take
from benchmarks.examples import Example, copy_examples, headings, questions
from benchmarks.figures import HAYSTACK, LOCAL, OURS, SAME, Figures, OwnFigures, SizeFigures
from benchmarks.haystack_memory import HaystackMemory
from benchmarks.ingesting import Encoded, ingest_and_encode
from benchmarks.measuring import TimedEmbedder
from benchmarks.ours import Bronwijzer
from benchmarks.processes import command_search, serving
from benchmarks.qdrant_local import QdrantLocal
from benchmarks.same_search import SameSearchLocal
from benchmarks.searchers import Searcher, SearchFigures, measure
from index.embedding import BUNDLED, open_embedder
from index.embedding.protocol import Embedder

LOCAL_LIMIT = 10_000
"""Above so many passages the client's local mode is left out: it writes some 200 a second, and warns against it."""
AT_ONCE = 1_000
"""Passages that are made and held in memory at a time."""
QUICK_DOCUMENTS = 2
QUICK_QUESTIONS = 6
MADE_UP = (32, 8)
"""Documents, and pages of each on average."""
QUICK_MADE_UP = (2, 2)
REPEATS = 3
_BLOCK = 512
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure.

    :param sizes: numbers of passages, ascending.
    :param quick: few documents and questions, once.
    """

    sizes: Sequence[int]
    quick: bool


def run(plan: Plan, folder: Path, say: Say) -> Figures:
    """Measure everything.

    :param folder: an empty folder on the disk that is measured.
    :param say: is told what was measured.
    """
    embedder = TimedEmbedder(open_embedder(BUNDLED))
    encoded, made_up = _ingest(folder, embedder, say, quick=plan.quick)
    asked = questions(QUICK_QUESTIONS if plan.quick else None)
    race = _Race(plan.sizes, folder, embedder, encoded.examples, asked, headings(encoded.examples), say)
    own = list(race.ours())
    rivals = {SAME: race.same(), LOCAL: race.local(), HAYSTACK: race.haystack()}
    sizes = tuple(
        SizeFigures(size, mine, {name: found[size] for name, found in rivals.items() if size in found})
        for size, mine in zip(plan.sizes, own, strict=True)
    )
    return Figures(encoded.figures, made_up.figures, sizes, plan.quick)


def _ingest(folder: Path, embedder: Embedder, say: Say, *, quick: bool) -> tuple[Encoded, Encoded]:
    """The examples, and then made-up documents: so many that it matters little what the start of a process takes."""
    examples, made_up = folder / "examples", folder / "made-up"
    examples.mkdir()
    copy_examples(examples, QUICK_DOCUMENTS if quick else None)
    make(made_up, *(QUICK_MADE_UP if quick else MADE_UP))
    found = []
    for documents in (examples, made_up):
        encoded = ingest_and_encode(documents, folder, embedder, 1 if quick else REPEATS)
        speed = encoded.figures
        told = f"command {speed.command:.0f}, our encoder {speed.encoder:.0f}, bare model {speed.model:.0f} tokens/s"
        say(f"{documents.name}: {told}")
        found.append(encoded)
    return found[0], found[1]


@dataclass(frozen=True, slots=True)
class _Race:
    """The systems, one after the other: none is slowed down by what another keeps in memory."""

    sizes: Sequence[int]
    folder: Path
    embedder: TimedEmbedder
    examples: Sequence[Example]
    asked: Sequence[str]
    warm_up: Sequence[str]
    say: Say

    def ours(self) -> Iterator[OwnFigures]:
        """Our figures at each size. The index has one owner, so it is closed while the app is started on it."""
        index = self.folder / "index"
        for size, new in self._growing(self.sizes):
            ours = Bronwijzer(index, self.embedder)
            number = sum(_add(ours, batch) for batch in _batches(new))
            searches = self._measure(OURS, size, ours)
            ours.close()
            yield OwnFigures(
                searches=searches,
                writing=number / ours.writing.seconds,
                megabytes=_megabytes(index),
                serving=serving(index, self.asked),
                command=command_search(index, self.asked[0]),
            )

    def same(self) -> dict[int, SearchFigures]:
        """Figures of rival (a) doing all that ours does, by size."""
        return self._rival(SAME, self._small(), SameSearchLocal(self.folder / "same-search", self.embedder))

    def local(self) -> dict[int, SearchFigures]:
        """Figures of rival (a) in its simplest use, by size."""
        return self._rival(LOCAL, self._small(), QdrantLocal(self.folder / "qdrant-local", self.embedder))

    def _small(self) -> list[int]:
        return [size for size in self.sizes if size <= LOCAL_LIMIT]

    def haystack(self) -> dict[int, SearchFigures]:
        """Figures of rival (b) by size."""
        return self._rival(HAYSTACK, self.sizes, HaystackMemory(self.embedder))

    def _rival(self, name: str, sizes: Sequence[int], rival: Searcher) -> dict[int, SearchFigures]:
        found = {}
        with threadpool_limits(os.cpu_count()):  # as it comes; ours has set one, to leave the cores to the model
            for size, new in self._growing(sizes):
                for batch in _batches(new):
                    rival.add(batch)
                found[size] = self._measure(name, size, rival)
        rival.close()
        return found

    def _growing(self, sizes: Sequence[int]) -> Iterator[tuple[int, Iterator[Example]]]:
        """Each size with the passages that are still to be added."""
        source = endless(self.examples)
        before = 0
        for size in sizes:
            yield size, take(source, size - before)
            before = size

    def _measure(self, name: str, size: int, searcher: Searcher) -> SearchFigures:
        found = measure(searcher, self.embedder, self.asked, self.warm_up)
        self.say(f"{name}, {size} passages: {found.whole.p50:.1f} ms, of which vector {found.embedding.p50:.1f} ms")
        return found


def _add(ours: Bronwijzer, batch: Sequence[Example]) -> int:
    ours.add(batch)
    return sum(len(example.stored) for example in batch)


def _batches(examples: Iterator[Example]) -> Iterator[list[Example]]:
    batch: list[Example] = []
    for example in examples:
        batch.append(example)
        if sum(len(each.stored) for each in batch) >= AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _megabytes(folder: Path) -> int:
    """What the files take of the disk: the engine reserves room that it does not use yet."""
    sizes = (path.stat() for path in folder.rglob("*") if path.is_file())
    return sum(getattr(size, "st_blocks", size.st_size // _BLOCK) * _BLOCK for size in sizes) // 2**20
