"""Train the token head: 64 numbers for each word of a passage, with which a question finds it by its own words.

    python scripts/train_token_head.py FILE.jsonl [FILE.jsonl ...] --out index/embedding/adapter/token_head.safetensors

A line of a file: {"question", "positive" (or null), "negatives": [..]}, or a passage with questions of its own:
{"doc", "title", "heading", "text", "questions": [{"q"}, ..]}. Late interaction (ColBERT, Khattab & Zaharia 2020) on the
bundled model with its adapter, which stay as they are: only a linear map and the importance of a question's tokens are
learnt. Contrastive (InfoNCE, temperature learnt) with the passages of the other questions of a batch and one near miss
a question as negatives; half of the questions that come with a document's passages are in batches of few documents.
Encoding takes minutes, an epoch seconds. Deterministic for a seed and a number of threads.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("HF_HUB_OFFLINE", "1")
import numpy as np
import torch
from numpy.typing import NDArray
from platformdirs import user_cache_path
from safetensors.torch import save_file
from sentence_transformers import SentenceTransformer
from torch.nn.functional import cross_entropy, normalize, softplus
from tqdm import tqdm

from index.embedding.bundled import PROMPTS, bundled_folder
from index.embedding.token_head import WORD_START, speaks

BATCH, RATE, WARM_UP = 32, 1e-3, 20
OF_FEW_DOCUMENTS = 0.5
SAMPLE = 800
"""Passages of which the tokens give the first map."""


@dataclass(frozen=True)
class Pair:
    """A question with the passage that answers it; ``document`` is empty where a line names none."""

    question: str
    positive: str
    negatives: tuple[str, ...] = ()
    document: str = ""


@dataclass(frozen=True)
class Encoded:
    """A text's tokens: hidden states, shape ``(n, hidden)``, and which word each belongs to, shape ``(n,)``."""

    hidden: NDArray[np.float16]
    words: NDArray[np.int64]


Known = dict[str, dict[str, Encoded]]  # texts of the kinds "query" and "passage"


def read_pairs(files: Sequence[Path]) -> list[Pair]:
    """The questions of all files that have a passage which answers them."""
    lines = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]
    return [pair for line in lines for pair in _pairs(line)]


def _pairs(line: dict[str, Any]) -> list[Pair]:
    if "questions" in line:  # written as index.units.passage_text does
        text = f"{line['title']} — {line['heading']}\n{line['text']}"
        return [Pair(question["q"], text, document=line["doc"]) for question in line["questions"]]
    return [Pair(line["question"], line["positive"], tuple(line["negatives"]))] if line["positive"] else []


def encode(model: SentenceTransformer, texts: Sequence[str], kind: str) -> dict[str, Encoded]:
    """Each text once, as the model reads it behind the prompt ``kind`` and before it pools."""
    found: dict[str, Encoded] = {}
    first_own = len(model.tokenizer(PROMPTS[kind].rstrip())["input_ids"]) - 1  # behind the start and the prompt
    ordered = sorted(set(texts), key=lambda text: (len(text), text))
    for first in tqdm(range(0, len(ordered), BATCH), desc=kind, unit="batch"):
        batch = ordered[first : first + BATCH]
        features = model.preprocess([PROMPTS[kind] + text for text in batch])
        with torch.inference_mode():
            hidden = model[0](dict(features))["token_embeddings"].half().numpy()
        for text, ids, mask, rows in zip(batch, features["input_ids"], features["attention_mask"], hidden, strict=True):
            own = slice(first_own, int(mask.sum()) - 1)
            states, pieces = rows[own], model.tokenizer.convert_ids_to_tokens(ids[own].tolist())
            found[text] = _by_word(pieces, states) if kind == "passage" else Encoded(states, np.arange(len(states)))
    return found


def _by_word(pieces: Sequence[str], states: NDArray[np.float16]) -> Encoded:
    """Pieces without any letter or digit are left out, after they have begun a word where they do."""
    kept = np.array([speaks(piece) for piece in pieces], dtype=bool)
    words = np.cumsum([piece.startswith(WORD_START) for piece in pieces])[kept]
    return Encoded(states[kept], np.unique(words, return_inverse=True)[1])


def batches(pairs: Sequence[Pair], picker: random.Random) -> list[list[Pair]]:
    """All questions in batches for one epoch; in some, the other passages are mostly of the same document."""
    order = picker.sample(pairs, len(pairs))
    together = [bool(pair.document) and picker.random() < OF_FEW_DOCUMENTS for pair in order]
    mixed = [pair for pair, apart in zip(order, together, strict=True) if not apart]
    rank = {document: picker.random() for document in sorted({pair.document for pair in order})}
    grouped = sorted((p for p, apart in zip(order, together, strict=True) if apart), key=lambda p: rank[p.document])
    made = [part[n : n + BATCH] for part in (mixed, grouped) for n in range(0, len(part), BATCH)]
    return picker.sample(made, len(made))


class Head(torch.nn.Module):
    """Begins as the principal components of the passages' tokens, every token of a question weighing the same."""

    def __init__(self, sample: NDArray[np.float32], dimension: int) -> None:
        super().__init__()
        mean = sample.mean(axis=0)
        directions = np.linalg.eigh(np.cov((sample - mean).T))[1][:, ::-1][:, :dimension].T
        self.weight = torch.nn.Parameter(torch.tensor(directions.copy(), dtype=torch.float32))
        self.bias = torch.nn.Parameter(torch.tensor(-directions @ mean, dtype=torch.float32))
        self.question_bias = torch.nn.Parameter(self.bias.detach().clone())
        self.importance = torch.nn.Parameter(torch.zeros(sample.shape[1]))
        self.importance_bias = torch.nn.Parameter(torch.zeros(1))
        self.sharpness = torch.nn.Parameter(torch.tensor(3.0))  # the logarithm of 1 / temperature, for training only

    def scores(self, questions: Sequence[Encoded], passages: Sequence[Encoded]) -> torch.Tensor:
        """Weighted mean over a question's tokens of the nearest word; shape ``(len(questions), len(passages))``."""
        asked, read = Packed(questions), Packed(passages)
        tokens = asked.by_word(normalize(asked.states @ self.weight.T + self.question_bias, dim=-1))
        weights = asked.by_word(softplus(asked.states @ self.importance + self.importance_bias)[:, None])[..., 0]
        words = normalize(read.by_word(normalize(read.states @ self.weight.T + self.bias, dim=-1)), dim=-1)
        absent = read.by_word(torch.ones(len(read.states), 1))[..., 0] == 0
        similarity = torch.einsum("qid,pjd->qpij", tokens, words).masked_fill(absent[None, :, None], -1.0)
        return torch.einsum("qpi,qi->qp", similarity.amax(-1), weights) / weights.sum(-1, keepdim=True)

    def tensors(self) -> dict[str, torch.Tensor]:
        """What the head is kept as."""
        return {name: value.detach() for name, value in self.named_parameters() if name != "sharpness"}


class Packed:
    """Texts behind one another: ``states`` has shape ``(tokens of all, hidden)``."""

    def __init__(self, texts: Sequence[Encoded]) -> None:
        self.states = torch.from_numpy(np.concatenate([text.hidden for text in texts]).astype(np.float32))
        self._shape = (len(texts), max(int(text.words.max(initial=0)) + 1 for text in texts))
        words = [n * self._shape[1] + text.words for n, text in enumerate(texts)]
        self._words = torch.from_numpy(np.concatenate(words))

    def by_word(self, rows: torch.Tensor) -> torch.Tensor:
        """The sum of each word's rows, zeros behind a text's last; ``(tokens, d)`` to ``(texts, most words, d)``."""
        empty = torch.zeros(self._shape[0] * self._shape[1], rows.shape[1])
        return empty.index_add(0, self._words, rows).view(*self._shape, -1)


def train(pairs: Sequence[Pair], known: Known, dimension: int, epochs: int, seed: int) -> Head:
    """A head, trained on texts that are encoded already."""
    picker, passages = random.Random(seed), list(known["passage"].values())
    sample = picker.sample(passages, min(SAMPLE, len(passages)))
    head = Head(np.concatenate([text.hidden for text in sample]).astype(np.float32), dimension)
    optimiser = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.0)
    todo = [batch for _ in range(epochs) for batch in batches(pairs, picker)]
    for number, batch in enumerate(shown := tqdm(todo, desc="training", unit="batch")):
        optimiser.param_groups[0]["lr"] = RATE * min(1.0, (number + 1) / WARM_UP) * (1 - number / len(todo))
        optimiser.zero_grad()
        loss = _loss(head, batch, known, picker)
        torch.autograd.backward(loss)
        optimiser.step()
        shown.set_postfix(loss=f"{loss.item():.3f}")
    return head


def _loss(head: Head, batch: Sequence[Pair], known: Known, picker: random.Random) -> torch.Tensor:
    """InfoNCE over each passage of the batch once, so that none is held against a question it answers."""
    near = [picker.choice(pair.negatives) for pair in batch if pair.negatives]
    passages = list(dict.fromkeys([*(pair.positive for pair in batch), *near]))
    scores = head.scores([known["query"][p.question] for p in batch], [known["passage"][text] for text in passages])
    answers = torch.tensor([passages.index(pair.positive) for pair in batch])
    return cross_entropy(scores * head.sharpness.exp(), answers)


def main(given: Sequence[str] | None = None) -> None:
    """Encode, train and write the head."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    for name, value in (("--dimension", 64), ("--epochs", 4), ("--seed", 0)):
        parser.add_argument(name, type=int, default=value)
    a = parser.parse_args(given)
    pairs = read_pairs(a.files)
    model = SentenceTransformer(str(bundled_folder(user_cache_path("bronwijzer"))), device="cpu")
    passages = [text for pair in pairs for text in (pair.positive, *pair.negatives)]
    texts = {"query": [pair.question for pair in pairs], "passage": passages}
    known = {kind: encode(model, found, kind) for kind, found in texts.items()}
    save_file(train(pairs, known, a.dimension, a.epochs, a.seed).tensors(), a.out)


if __name__ == "__main__":
    main()
