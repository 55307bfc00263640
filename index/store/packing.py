"""Points as bytes that any computer reads back exactly, and a fingerprint of each to prove that a copy is equal.

NumPy's own form without pickle: nothing that is read from a file is ever run.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.store.points import DENSE, SPARSE, UNITS, Point
from index.types import SparseVector

Floats = NDArray[np.float32]


class PackingError(ValueError):
    """Bytes that are no packed points."""


def pack(points: Sequence[Point]) -> bytes:
    """Points with all of their vectors; floats as the four bytes that the engines keep."""
    told = [json.dumps([p.id, dict(p.payload)], ensure_ascii=False, sort_keys=True) for p in points]
    dense = [_floats(p.vectors.get(DENSE, [])) for p in points]
    units = [_floats(p.vectors.get(UNITS, [])) for p in points]
    sparse = [_sparse(p) for p in points]
    stream = io.BytesIO()
    np.savez(
        stream,
        told=np.frombuffer("\n".join(told).encode(), dtype=np.uint8),
        dense=_joined(dense),
        dense_sizes=np.array([d.size for d in dense], dtype=np.int64),
        units=_joined(units),
        units_shapes=np.array([_shape(u) for u in units], dtype=np.int64).reshape(len(points), 2),
        terms=np.array([i for s in sparse for i in s.indices], dtype=np.int64),
        weights=_floats([v for s in sparse for v in s.values]),
        terms_sizes=np.array([len(s.indices) for s in sparse], dtype=np.int64),
    )
    return stream.getvalue()


def unpack(packed: bytes) -> list[Point]:
    """What :func:`pack` was given. :raises PackingError: it was not."""
    try:
        with np.load(io.BytesIO(packed), allow_pickle=False) as parts:
            return list(_points({name: parts[name] for name in parts.files}))
    except (ValueError, KeyError, IndexError, TypeError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise PackingError(str(error)) from error


def _points(parts: dict[str, Any]) -> Iterator[Point]:
    lines = parts["told"].tobytes().decode().split("\n") if parts["told"].size else []
    dense = _cut(parts["dense"], parts["dense_sizes"])
    units = _cut(parts["units"], parts["units_shapes"].prod(axis=1))
    terms = _cut(parts["terms"], parts["terms_sizes"])
    weights = _cut(parts["weights"], parts["terms_sizes"])
    shapes = parts["units_shapes"]
    for line, one, rows, shape, indices, values in zip(lines, dense, units, shapes, terms, weights, strict=True):
        point_id, payload = json.loads(line)
        vectors: dict[str, Any] = {SPARSE: SparseVector(tuple(indices.tolist()), tuple(values.tolist()))}
        if one.size:
            vectors[DENSE] = one.tolist()
        if rows.size:
            vectors[UNITS] = rows.reshape(tuple(shape)).tolist()
        yield Point(str(point_id), vectors, payload)


def fingerprint(point: Point) -> bytes:
    """The same for points that are equal in id, payload and every bit of every vector."""
    digest = hashlib.blake2b(digest_size=16)
    sparse = _sparse(point)
    digest.update(json.dumps([point.id, dict(point.payload)], ensure_ascii=False, sort_keys=True).encode())
    digest.update(np.array(sparse.indices, dtype=np.int64).tobytes() + _floats(sparse.values).tobytes())
    for name in (DENSE, UNITS):
        rows = _floats(point.vectors.get(name, []))
        digest.update(repr(rows.shape).encode() + rows.tobytes())
    return digest.digest()


def _floats(values: Any) -> Floats:  # noqa: ANN401  lists of numbers or of rows
    return np.asarray(values, dtype=np.float32)


def _sparse(point: Point) -> SparseVector:
    """Its terms in their order; an engine may give them in any."""
    found: Any = point.vectors.get(SPARSE)
    if found is None or not found.indices:
        return SparseVector((), ())
    pairs = sorted(zip(found.indices, found.values, strict=True))
    return SparseVector(tuple(i for i, _ in pairs), tuple(v for _, v in pairs))


def _shape(rows: Floats) -> tuple[int, int]:
    return (int(rows.shape[0]), int(rows.shape[1])) if rows.ndim == 2 else (0, 0)


def _joined(arrays: Sequence[Floats]) -> Floats:
    return np.concatenate([a.ravel() for a in arrays]) if arrays else _floats([])


def _cut(values: NDArray[Any], sizes: NDArray[Any]) -> list[NDArray[Any]]:
    ends = [0, *accumulate(sizes.tolist())]
    if ends[-1] != values.size:
        raise ValueError("sizes do not add up")
    return [values[a:b] for a, b in pairwise(ends)]
