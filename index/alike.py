"""How alike the sentences of two plans are, and which belongs with which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from index.cuts import Cutting
from index.language.analysis import analyse
from index.library import Library
from index.quotes import Letters
from index.units import UNIT_EXTRA

ALIKE_LETTERS = 0.62
ALIKE_MEANING = 2.5
"""So many spreads above the usual similarity of two sentences may the same be said in other words."""
SHARED_TERMS = 2
CELLS = " | "
"""What readers put between the cells of a table row."""
_ROUNDING = 1e-6
_WHOLE = 1e-3
"""Rows with the same first cell meet where the rest is most alike."""

Matrix = NDArray[np.float32]
Vectors = Mapping[tuple[int, int], Matrix]


@dataclass(frozen=True, slots=True)
class Meaning:
    """Vectors of both plans' sentences, and the similarity from which two of them may say the same."""

    old: Vectors
    new: Vectors
    least: float

    @classmethod
    def of(cls, library: Library, old_id: str, new_id: str) -> Meaning:
        """The meaning of all sentences of two documents."""
        old, new = _vectors(library, old_id), _vectors(library, new_id)
        if not old or not new:
            return cls(old, new, np.inf)
        left, right = (np.stack(list(side.values())).astype(np.float64) for side in (old, new))
        # Mean and spread of all pairs; of two thick plans the pairs themselves take a gigabyte.
        mean = float(left.mean(axis=0) @ right.mean(axis=0))
        square = float(((left.T @ left) * (right.T @ right)).sum() / (len(left) * len(right)))
        return cls(old, new, mean + ALIKE_MEANING * max(square - mean**2, 0.0) ** 0.5)


def pairs(alike: Matrix, least: float) -> dict[int, int]:
    """For each of the newer its older counterpart, the most alike first, each used once.

    :param alike: one row for each of the older, one column for each of the newer.
    """
    partner: dict[int, int] = {}
    if not alike.size:
        return partner
    taken: set[int] = set()
    close = [(int(n), int(m)) for n, m in np.argwhere(alike >= least - _ROUNDING)]
    for n, m in sorted(close, key=lambda p: (-float(alike[p]), abs(p[0] - p[1]), p)):
        if m not in partner and n not in taken:
            partner[m] = n
            taken.add(n)
    return partner


def alike(before: Sequence[Cutting], after: Sequence[Cutting], meaning: Meaning) -> Matrix:
    """How alike each two sentences are: by their letters, or else by meaning where they share words too."""
    letters = [[Letters.of(_key(c)).text for c in side] for side in (before, after)]
    found: Matrix = (process.cdist(*letters, scorer=fuzz.ratio) / 100).astype(np.float32)
    whole = [[Letters.of(c.text).text for c in side] for side in (before, after)]
    found += _WHOLE * (process.cdist(*whole, scorer=fuzz.ratio) / 100).astype(np.float32)
    similar = _rows(before, meaning.old) @ _rows(after, meaning.new).T
    for n, m in np.argwhere((found < ALIKE_LETTERS) & (similar >= meaning.least)):
        if _shared(before[n], after[m]) >= SHARED_TERMS and CELLS not in before[n].text + after[m].text:
            found[n, m] = ALIKE_LETTERS + (similar[n, m] - meaning.least) / 10
    return found


def _key(sentence: Cutting) -> str:
    """What tells a sentence from another: of a table row its first cell."""
    return sentence.text.split(CELLS)[0]


def _rows(side: Sequence[Cutting], vectors: Vectors) -> Matrix:
    """A row for each sentence; one that has no vector is like nothing."""
    nothing = np.zeros_like(next(iter(vectors.values()), np.zeros(1, dtype=np.float32)))
    return np.stack([vectors.get((c.spot.start, c.spot.end), nothing) for c in side])


def _shared(a: Cutting, b: Cutting) -> int:
    left, right = ({t.text for t in analyse(c.text) if t.weight == 1.0 and not t.text.isdigit()} for c in (a, b))
    return len(left & right)


def _vectors(library: Library, document_id: str) -> Vectors:
    """The unit vector of each sentence, by its place; without the hub correction behind it."""
    passages = library.store.passages(document_id)
    rows = library.store.unit_vectors([passage.passage_id for passage in passages])
    vectors: dict[tuple[int, int], NDArray[np.float32]] = {}
    for passage in passages:
        for unit, row in zip(passage.units, rows.get(passage.passage_id, ()), strict=False):
            vector = row[:-UNIT_EXTRA]
            vectors[unit.start, unit.end] = vector / (float(np.linalg.norm(vector)) or 1.0)
    return vectors
