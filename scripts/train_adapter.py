"""Adapt the bundled model to questions about Dutch policy: a LoRA adapter of a few megabytes.

    python scripts/train_adapter.py PAIRS.jsonl [PAIRS.jsonl ...] --out DIR [--epochs 2]

A line of PAIRS.jsonl: {"question", "positive" (or null), "negatives": [..]}. Contrastive learning (InfoNCE, temperature
0.02) with the passages of the other questions of a batch and the line's own near misses as negatives; LoRA (Hu et al.
2021) on every linear layer of the encoder. Two cores need about half an hour. Deterministic for a seed; interrupted, it
goes on from its last checkpoint.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("HF_HUB_OFFLINE", "1")
import torch
from peft import LoraConfig, get_peft_model
from platformdirs import user_cache_path
from transformers import AutoModel, AutoTokenizer

from index.embedding.bundled import PROMPTS, bundled_folder

RANK, ALPHA, DROPOUT = 16, 32, 0.05
TEMPERATURE = 0.02
LAYERS = ["query", "key", "value", "dense"]
MAX_TOKENS = 160
WARM_UP = 0.1
CHECKPOINT_EVERY = 25


def read_pairs(files: Sequence[Path]) -> list[dict[str, Any]]:
    """Lines with a positive passage."""
    lines = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]
    return [line for line in lines if line["positive"]]


def batches(pairs: list[dict[str, Any]], size: int, epochs: int, seed: int) -> Iterator[list[dict[str, Any]]]:
    """The same batches in the same order for the same seed."""
    for epoch in range(epochs):
        order = list(pairs)
        random.Random(seed + epoch).shuffle(order)
        for first in range(0, len(order) - size + 1, size):
            yield order[first : first + size]


class Trainer:
    """Model, adapter and optimiser."""

    def __init__(self, rate: float, steps: int, seed: int) -> None:
        torch.manual_seed(seed)
        folder = bundled_folder(user_cache_path("bronwijzer"), plain=True)
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        base = AutoModel.from_pretrained(folder, attn_implementation="sdpa")
        config = LoraConfig(r=RANK, lora_alpha=ALPHA, lora_dropout=DROPOUT, target_modules=LAYERS, bias="none",
                            exclude_modules=["pooler.dense"], task_type="FEATURE_EXTRACTION")  # fmt: skip
        self.model = get_peft_model(base, config)
        self.model.train()
        weights = [p for p in self.model.parameters() if p.requires_grad]
        self.optimiser = torch.optim.AdamW(weights, lr=rate, weight_decay=0.01)
        warm = max(1, int(WARM_UP * steps))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))
        )

    def embed(self, texts: Sequence[str]) -> torch.Tensor:
        """Unit vectors, shape (len(texts), dimension)."""
        tokens = self.tokenizer(list(texts), padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt")
        hidden = self.model(input_ids=tokens["input_ids"], attention_mask=tokens["attention_mask"]).last_hidden_state
        mask = tokens["attention_mask"].unsqueeze(-1)
        return torch.nn.functional.normalize((hidden * mask).sum(1) / mask.sum(1), dim=-1)

    def step(self, batch: Sequence[dict[str, Any]], negatives: int, picker: random.Random) -> float:
        """One update. :returns: the loss."""
        passages = [line["positive"] for line in batch]
        for line in batch:
            found = list(line["negatives"])
            passages += picker.sample(found, min(negatives, len(found)))
        questions = self.embed([PROMPTS["query"] + line["question"] for line in batch])
        vectors = self.embed([PROMPTS["passage"] + passage for passage in passages])
        scores = questions @ vectors.T / TEMPERATURE
        loss = torch.nn.functional.cross_entropy(scores, torch.arange(len(batch)))
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        return float(loss.item())

    def save(self, path: Path, step: int) -> None:
        """A checkpoint from which training goes on."""
        weights = {k: v for k, v in self.model.state_dict().items() if "lora_" in k}
        state = {"step": step, "weights": weights, "optimiser": self.optimiser.state_dict(),
                 "schedule": self.schedule.state_dict(), "random": torch.get_rng_state()}  # fmt: skip
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def load(self, path: Path) -> int:
        """Go on from a checkpoint. :returns: the step it was made at."""
        state = torch.load(path, weights_only=True)
        self.model.load_state_dict(state["weights"], strict=False)
        self.optimiser.load_state_dict(state["optimiser"])
        self.schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["random"])
        return int(state["step"])


def main() -> None:
    """Train and write the adapter."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--negatives", type=int, default=1)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--seed", type=int, default=13)
    a = parser.parse_args()
    torch.use_deterministic_algorithms(True)
    pairs = read_pairs(a.pairs)
    steps = a.epochs * (len(pairs) // a.batch)
    trainer = Trainer(a.rate, steps, a.seed)
    a.out.mkdir(parents=True, exist_ok=True)
    checkpoint = a.out / "checkpoint.pt"
    done = trainer.load(checkpoint) if checkpoint.is_file() else 0
    began, total = time.monotonic(), 0.0
    for number, batch in enumerate(batches(pairs, a.batch, a.epochs, a.seed), 1):
        if number <= done:
            continue
        total += trainer.step(batch, a.negatives, random.Random(a.seed * 100_003 + number))
        if number % CHECKPOINT_EVERY == 0 or number == steps:
            trainer.save(checkpoint, number)
            pace = (time.monotonic() - began) / (number - done)
            print(f"{number}/{steps} loss {total / CHECKPOINT_EVERY:.3f} left {pace * (steps - number) / 60:.1f} min",
                  file=sys.stderr, flush=True)  # fmt: skip
            total = 0.0
    trainer.model.half().save_pretrained(a.out)
    checkpoint.unlink()


if __name__ == "__main__":
    main()
