"""The token head: what makes the model's reading of single words comparable (late interaction).

A passage's vector is the mean of its tokens, in which a word that answers drowns among the others. ColBERT (Khattab &
Zaharia 2020) compares token with token instead. The head is one small matrix on top of the frozen model, learnt by
``scripts/train_token_head.py``: it makes 64 numbers of each token, and says how much a word of a question matters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

TOKEN_DIMENSION = 64
FILE = "token_head.safetensors"
EMBEDDING, TOKENS, QUESTION_TOKENS = "embedding", "tokens", "question_tokens"
"""Outputs of the graph: a text as a whole; its tokens as those of a passage, and as those of a question."""
WORD_START = "▁"
"""How sentencepiece marks the first piece of a word."""


@dataclass(frozen=True, slots=True)
class TokenHead:
    """Linear layers over a token's last hidden state (of ``hidden`` numbers).

    :param weight: shape ``(TOKEN_DIMENSION, hidden)``.
    :param bias: for tokens of passages, shape ``(TOKEN_DIMENSION,)``.
    :param question_bias: for tokens of questions, same shape.
    :param importance: with ``importance_bias``, before a softplus, how much a question's token counts; ``(hidden,)``.
    """

    weight: NDArray[np.float32]
    bias: NDArray[np.float32]
    question_bias: NDArray[np.float32]
    importance: NDArray[np.float32]
    importance_bias: NDArray[np.float32]


def read_token_head(folder: Path) -> TokenHead | None:
    """The head beside an adapter; None where there is none."""
    from safetensors.numpy import load_file

    path = folder / FILE
    return TokenHead(**load_file(path)) if path.is_file() else None


def question_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows whose best products with the rows of a passage add up to its score, which is 1 at most.

    :param rows: of unit length, times how much each counts; shape ``(tokens, TOKEN_DIMENSION)``.
    """
    total = float(np.linalg.norm(rows, axis=1).sum())
    return rows / np.float32(total) if total else rows


def passage_rows(rows: NDArray[np.float32], pieces: Sequence[str]) -> NDArray[np.float32]:
    """One row of unit length for each word: the sum of those of its pieces. Signs without letter or digit have none.

    :param rows: of unit length, shape ``(tokens, TOKEN_DIMENSION)``.
    :param pieces: what each row is of.
    """
    words = np.cumsum([piece.startswith(WORD_START) for piece in pieces])
    kept = [number for number, piece in enumerate(pieces) if speaks(piece)]
    distinct, word = np.unique(words[kept], return_inverse=True)
    summed = np.zeros((distinct.size, rows.shape[1]), np.float32)
    np.add.at(summed, word, rows[kept])
    return np.asarray(summed / np.maximum(np.linalg.norm(summed, axis=1, keepdims=True), 1e-9), np.float32)


@lru_cache(maxsize=50_000)
def speaks(piece: str) -> bool:
    """Whether there is a letter or digit in it."""
    return any(letter.isalnum() for letter in piece)
