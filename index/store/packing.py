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

from index.store.points import DENSE, SPARSE, TOKENS, UNITS, Point
from index.types import SparseVector

Floats = NDArray[np.float32]


class PackingError(ValueError):
    """Bytes that are no packed points."""


def pack(points: Sequence[Point]) -> bytes:
    """Points with all of their vectors; floats as the four bytes that the engines keep."""
    told = [json.dumps([p.id, dict(p.payload)], ensure_ascii=False, sort_keys=True) for p in points]
    dense, units, tokens = ([_floats(p.vectors.get(name, [])) for p in points] for name in (DENSE, UNITS, TOKENS))
    sparse = [_sparse(p) for p in points]
    stream = io.BytesIO()
    np.savez(
        stream,
        told=np.frombuffer("\n".join(told).encode(), dtype=np.uint8),
        dense=_joined(dense),
        dense_sizes=np.array([d.size for d in dense], dtype=np.int64),
        units=_joined(units),
        units_shapes=_shapes(units),
        tokens=_joined(tokens),
        tokens_shapes=_shapes(tokens),
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
    units = _matrices(parts["units"], parts["units_shapes"])
    shapes = parts.get("tokens_shapes", np.zeros((len(lines), 2), np.int64))  # former versions compared no words
    tokens = _matrices(parts.get("tokens", _floats([])), shapes)
    terms = _cut(parts["terms"], parts["terms_sizes"])
    weights = _cut(parts["weights"], parts["terms_sizes"])
    for line, one, rows, words, indices, values in zip(lines, dense, units, tokens, terms, weights, strict=True):
        point_id, payload = json.loads(line)
        vectors: dict[str, Any] = {SPARSE: SparseVector(tuple(indices.tolist()), tuple(values.tolist()))}
        if one.size:
            vectors[DENSE] = one.tolist()
        vectors |= {name: found.tolist() for name, found in ((UNITS, rows), (TOKENS, words)) if found.size}
        yield Point(str(point_id), vectors, payload)


def fingerprint(point: Point) -> bytes:
    """The same for points that are equal in id, payload and every bit of every vector."""
    digest = hashlib.blake2b(digest_size=16)
    sparse = _sparse(point)
    digest.update(json.dumps([point.id, dict(point.payload)], ensure_ascii=False, sort_keys=True).encode())
    digest.update(np.array(sparse.indices, dtype=np.int64).tobytes() + _floats(sparse.values).tobytes())
    for name in (DENSE, UNITS, TOKENS):
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


def _shapes(matrices: Sequence[Floats]) -> NDArray[np.int64]:
    shapes = [rows.shape if rows.ndim == 2 else (0, 0) for rows in matrices]
    return np.array(shapes, dtype=np.int64).reshape(len(matrices), 2)


def _matrices(values: NDArray[Any], shapes: NDArray[np.int64]) -> list[NDArray[Any]]:
    cut = _cut(values, shapes.prod(axis=1))
    return [rows.reshape(tuple(shape)) for rows, shape in zip(cut, shapes, strict=True)]


def _joined(arrays: Sequence[Floats]) -> Floats:
    return np.concatenate([a.ravel() for a in arrays]) if arrays else _floats([])


def _cut(values: NDArray[Any], sizes: NDArray[Any]) -> list[NDArray[Any]]:
    ends = [0, *accumulate(sizes.tolist())]
    if ends[-1] != values.size:
        raise ValueError("sizes do not add up")
    return [values[a:b] for a, b in pairwise(ends)]
