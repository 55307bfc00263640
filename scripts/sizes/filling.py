"""Fill an index with passages drawn by chance, or open one and search it; prints what that took.

python -m sizes.filling FOLDER [PASSAGES]
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import numpy as np
import psutil
from numpy.typing import NDArray

from index.embedding.token_head import TOKEN_DIMENSION
from index.results import SearchFilters
from index.store import open_store
from index.store.protocol import PassageVectors, StoredPassage, StoreQuery
from index.types import Metadata, Passage, Span, SparseVector
from index.units import UNIT_EXTRA

DIMENSION = 384
UNITS, WORDS, TERMS, LETTERS = 16, 92, 50, 520
"""What a passage of the example documents has on average: rows of small units and of words (those of title and headings
count), different words, letters."""
PER_DOCUMENT = 40
QUESTIONS = 50
ASKED = 10
"""Tokens of a question."""
LIMIT = 50
"""Candidates a signal; so many are also compared word by word."""


def _unit(chance: np.random.Generator, rows: int, dimension: int = DIMENSION) -> NDArray[np.float32]:
    drawn = chance.standard_normal((rows, dimension)).astype(np.float32)
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), dtype=np.float32)


def _sparse(chance: np.random.Generator, terms: int) -> SparseVector:
    """Words as usual as words are: a few in most passages, most in a few."""
    ids = np.unique(chance.zipf(1.3, 2 * terms) % 200_000)[-terms:]
    return SparseVector(tuple(map(int, ids)), tuple(map(float, chance.random(len(ids)).astype(np.float32))))


def _document(chance: np.random.Generator, number: int, passages: int) -> Iterator[StoredPassage]:
    document_id = f"{number:016x}"
    for ordinal in range(passages):
        dense = _unit(chance, 1)[0]
        units = np.hstack([_unit(chance, UNITS), np.zeros((UNITS, UNIT_EXTRA), np.float32)])
        words = _unit(chance, WORDS, TOKEN_DIMENSION)
        start = ordinal * LETTERS
        passage = Passage(
            passage_id=str(uuid5(NAMESPACE_URL, f"{document_id}/{ordinal}")),
            document_id=document_id,
            ordinal=ordinal,
            start=start,
            end=start + LETTERS,
            text="Dit is de tekst van een passage. " * (LETTERS // 33),
            page=ordinal + 1,
            page_label=str(ordinal + 1),
            headings=("Hoofdstuk", "Paragraaf"),
            units=tuple(Span(start + 30 * n, start + 30 * n + 29) for n in range(UNITS)),
        )
        yield StoredPassage(passage, _sparse(chance, TERMS), PassageVectors(dense, units, words))


def fill(folder: Path, passages: int) -> dict[str, float]:
    """Fill an index. Only the time of writing counts, not that of drawing."""
    chance, seconds = np.random.default_rng(1), 0.0
    store = open_store(folder, dimension=DIMENSION, unit_dimension=DIMENSION + UNIT_EXTRA)
    for number in range(-(-passages // PER_DOCUMENT)):
        stored = list(_document(chance, number, min(PER_DOCUMENT, passages - number * PER_DOCUMENT)))
        began = time.perf_counter()
        store.add(stored, Metadata("Titel", organisation="Oeverlicht", kind="jaarplan", year=2015 + number % 12))
        seconds += time.perf_counter() - began
    store.close()
    disk = sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())
    return {"fill_seconds": seconds, "disk_mb": disk / 1e6}


def search(folder: Path) -> dict[str, float]:
    """Open an index and search it. Memory in MB: what only this process has, and with pages of files that may go."""
    chance, me = np.random.default_rng(2), psutil.Process()
    before, began = me.memory_info(), time.perf_counter()
    store = open_store(folder, dimension=DIMENSION, unit_dimension=DIMENSION + UNIT_EXTRA)
    opened, times = time.perf_counter() - began, []
    for _ in range(QUESTIONS):
        dense = _unit(chance, 1)[0]
        asked = _unit(chance, ASKED, TOKEN_DIMENSION)
        query = StoreQuery(dense, np.append(dense, np.ones(UNIT_EXTRA, np.float32)), _sparse(chance, 6))
        began = time.perf_counter()
        found = store.candidates(query, SearchFilters(), LIMIT)
        store.token_scores([one.passage.passage_id for one in found[:LIMIT]], asked)
        times.append((time.perf_counter() - began) * 1000)
    after = me.memory_info()
    store.close()
    p50, p95 = np.percentile(times, [50, 95])
    own = after.rss - after.shared - (before.rss - before.shared)
    return {
        "open_seconds": opened,
        "own_mb": own / 1e6,
        "with_files_mb": (after.rss - before.rss) / 1e6,
        "p50_ms": float(p50),
        "p95_ms": float(p95),
    }


if __name__ == "__main__":
    place, number = Path(sys.argv[1]), sys.argv[2:]
    print(json.dumps(fill(place, int(number[0])) if number else search(place)))
