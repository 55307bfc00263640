"""Everything one run measures."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.ingesting import IngestFigures
from benchmarks.processes import ServingFigures
from benchmarks.searchers import SearchFigures

OURS, SAME, LOCAL, HAYSTACK = "bronwijzer", "same-search-local", "qdrant-local", "haystack-memory"


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """Ours at one size.

    :param writing: passages a second written to the store, each document flushed.
    :param megabytes: the index on disk.
    :param command: seconds of a fresh process that searches once.
    """

    searches: SearchFigures
    writing: float
    megabytes: int
    serving: ServingFigures
    command: float


@dataclass(frozen=True, slots=True)
class SizeFigures:
    """One size. ``rivals``: by name; one that was not measured at this size is left out."""

    passages: int
    own: OwnFigures
    rivals: dict[str, SearchFigures]


@dataclass(frozen=True, slots=True)
class Figures:
    """One run. ``ingest``: of the examples, ``made_up``: of a library in which starting counts for less."""

    ingest: IngestFigures
    made_up: IngestFigures
    sizes: tuple[SizeFigures, ...]
    quick: bool
