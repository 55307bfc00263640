"""Fit the curve of :mod:`index.confidence` on the example questions.

    python scripts/fit_confidence.py [--index DIR] [--questions FILE]

Every question is asked as it is, and every answerable one again with its evidence taken out of what was found: a
question that the documents come near to and do not answer. Those count for ``WEIGHT_WITHOUT`` each, so that about a
fifth of the weight is unanswerable, as in practice. An answer holds when its quotes hold the evidence.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from index.answering import best_quotes
from index.confidence import fit
from index.evaluation import holds, letters
from index.grouping import retrieve_once
from index.named_parts import named_stretches
from index.retrieval import Retrieved, current_only, to_hits, understand
from index.service import NO_FILTERS, KnowledgeBase
from index.settings import load_settings

QUESTIONS = Path(__file__).parent.parent / "corpus" / "voorbeeld" / "vragen.jsonl"
WEIGHT_WITHOUT = 0.15
TOP_K = 10


@dataclass(frozen=True, slots=True)
class Sample:
    """How well the best passage meaning, whether the answer held, and what that counts for."""

    fitted: float
    held: bool
    weight: float


def samples(kb: KnowledgeBase, question: dict[str, Any]) -> Iterator[Sample]:
    """The question as it is, and without its evidence."""
    sought = [letters(a["text"]) for group in question["evidence"] for a in group]
    filters = current_only(NO_FILTERS, question["question"])
    read = understand(question["question"], kb.embedder, filters, expansions=kb.lexicon.expansions())
    found = retrieve_once(read, kb.library)
    yield Sample(fit(found.ranked), _held(kb, found, sought), 1.0)
    if sought:
        rest = [r for r in found.ranked if not _has(letters(r.candidate.passage.text), sought)]
        yield Sample(fit(rest), False, WEIGHT_WITHOUT)


def _has(text: str, sought: list[str]) -> bool:
    return any(holds(text, one) for one in sought)


def _held(kb: KnowledgeBase, found: Retrieved, sought: list[str]) -> bool:
    hits = to_hits(found, kb.library, TOP_K)
    quotes = best_quotes(found, hits, kb.library, named_stretches(found, hits, kb.library))
    return _has(letters(" ".join(quote.text for quote in quotes)), sought)


def main() -> None:
    """Print slope and bias."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, default=Path(".bronwijzer"))
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    a = parser.parse_args()
    kb = KnowledgeBase.open(load_settings(index=a.index))
    lines = a.questions.read_text(encoding="utf-8").splitlines()
    found = [sample for line in lines for sample in samples(kb, json.loads(line))]
    kb.close()
    fitted = np.array([[sample.fitted] for sample in found])
    middle, spread = float(fitted.mean()), float(fitted.std())
    model = LogisticRegression().fit(
        (fitted - middle) / spread, [s.held for s in found], sample_weight=[s.weight for s in found]
    )
    slope = float(model.coef_[0][0]) / spread
    print(f"{len(found)} samples, {sum(s.held for s in found)} held")
    print(f"SLOPE = {slope:.1f}")
    print(f"BIAS = {float(model.intercept_[0]) - slope * middle:.1f}")


if __name__ == "__main__":
    main()
