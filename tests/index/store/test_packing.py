"""Points as bytes: all of their vectors come back, also out of a backup of a former version."""

from __future__ import annotations

import io

import numpy as np
import pytest

from index.store.packing import PackingError, fingerprint, pack, unpack
from index.store.points import DENSE, SPARSE, TOKENS, UNITS, Point
from index.types import SparseVector

WORDS = SparseVector((3, 7), (0.5, 1.25))
WHOLE = Point(
    "a", {SPARSE: WORDS, DENSE: [1.0, 0.0], UNITS: [[1.0, 0.0, -0.5]], TOKENS: [[0.5], [0.25]]}, {"text": "x"}
)
NO_ROWS = Point("b", {SPARSE: WORDS, DENSE: [0.0, 1.0], UNITS: [[0.0, 1.0, -0.5], [1.0, 0.0, 0.0]]}, {"text": "y"})
BY_WORDS = Point("c", {SPARSE: WORDS}, {"text": "z"})


def test_every_vector_comes_back() -> None:
    points = [WHOLE, NO_ROWS, BY_WORDS]
    assert unpack(pack(points)) == points
    assert unpack(pack([])) == []


def test_a_backup_from_before_words_were_compared_is_read() -> None:
    with np.load(io.BytesIO(pack([NO_ROWS, BY_WORDS]))) as parts:
        former = {name: parts[name] for name in parts.files if not name.startswith("tokens")}
    stream = io.BytesIO()
    np.savez(stream, **former)
    assert unpack(stream.getvalue()) == [NO_ROWS, BY_WORDS]


def test_a_copy_is_not_equal_when_any_vector_is_another() -> None:
    others = (
        {DENSE: [0.0, 1.0]},
        {UNITS: [[1.0, 0.0, -0.25]]},
        {TOKENS: [[0.5], [0.5]]},
        {SPARSE: SparseVector((3,), (0.5,))},
    )
    changed = [Point("a", {**WHOLE.vectors, **other}, WHOLE.payload) for other in others]
    lacking = Point("a", {name: v for name, v in WHOLE.vectors.items() if name != TOKENS}, WHOLE.payload)
    assert len({fingerprint(point) for point in (WHOLE, *changed, lacking)}) == len(changed) + 2


def test_other_bytes_are_said_to_be_other_bytes() -> None:
    with pytest.raises(PackingError):
        unpack(b"PK")
