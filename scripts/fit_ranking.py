"""What other weights of :mod:`index.ranking` would give, one weight at a time.

    BRONWIJZER_MODEL=bundled-plain bronwijzer ingest DOCUMENTS --index INDEX
    python scripts/fit_ranking.py QUESTIONS.jsonl --index INDEX [--model bundled-plain]

For questions that nothing is measured on. ``bundled-plain`` where the adapter was trained on those questions: a model
that knows the answers makes meaning look better than it is. Figures count the passage that completes the evidence.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.evaluation import holds, letters
from index.grouping import retrieve_once
from index.ranking import WEIGHTS, Ranked, Weights
from index.retrieval import Question, current_only, understand
from index.service import NO_FILTERS, KnowledgeBase
from index.settings import load_settings

TRIED = {
    "scale": (0.035, 0.07),
    "words": (0.5, 1.1),
    "window": (0.2, 0.6),
    "best_unit": (0.3, 0.7, 1.0),
    "hub": (0.0, 0.25, 0.75, 1.0),
    "neighbour": (0.0, 0.1, 0.3),
    "lacks_asked": (0.0, 0.06),
    "tokens": (0.0, 4.0, 8.0),
}
FIRST = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and its evidence: of every group one text must be found."""

    text: str
    kind: str
    groups: tuple[tuple[str, ...], ...]


def read(path: Path) -> list[Asked]:
    """The answerable questions of a file."""
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [
        Asked(e["question"], e["type"], tuple(tuple(letters(a["text"]) for a in group) for group in e["evidence"]))
        for e in entries
        if e["evidence"]
    ]


def rank_of(asked: Asked, ranked: Sequence[Ranked]) -> int | None:
    """The place of the passage that completes the evidence, if it is among the first ten."""
    texts = [letters(r.candidate.passage.text) for r in ranked[:FIRST]]
    places = [
        next((place for place, text in enumerate(texts, 1) if any(holds(text, one) for one in group)), None)
        for group in asked.groups
    ]
    return None if None in places else max(place for place in places if place)


def variants() -> Iterator[tuple[str, Weights]]:
    """The weights as they are, then each of :data:`TRIED` by itself."""
    yield "as they are", WEIGHTS
    for name, values in TRIED.items():
        for value in values:
            yield f"{name} {value:g} instead of {getattr(WEIGHTS, name):g}", replace(WEIGHTS, **{name: value})


def understood(kb: KnowledgeBase, asked: Asked, weights: Weights) -> Question:
    """The question as a search reads it."""
    filters = current_only(NO_FILTERS, asked.text)
    return understand(asked.text, kb.embedder, filters, weights, kb.lexicon.expansions())


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--model", default="bundled")
    a = parser.parse_args()
    questions = read(a.questions)
    kb = KnowledgeBase.open(load_settings(index=a.index, model=a.model))
    print(
        f"{len(questions)} questions\n\n| weights | hit@1 | hit@5 | mrr | hit@5, paraphrases |\n|---|---|---|---|---|"
    )
    for name, weights in variants():
        found = [retrieve_once(understood(kb, q, weights), kb.library, weights=weights) for q in questions]
        ranks = [rank_of(q, f.ranked) for q, f in zip(questions, found, strict=True)]
        other = [rank for q, rank in zip(questions, ranks, strict=True) if q.kind == "parafrase"]
        mrr = sum(1 / rank for rank in ranks if rank) / len(ranks)
        shares = (_within(ranks, 1), _within(ranks, 5), mrr, _within(other, 5))
        print(f"| {name} |", " | ".join(f"{share:.3f}" for share in shares), "|", flush=True)
    kb.close()


def _within(ranks: Sequence[int | None], k: int) -> float:
    return sum(rank is not None and rank <= k for rank in ranks) / max(1, len(ranks))


if __name__ == "__main__":
    main()
