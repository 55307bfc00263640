"""Question / passage pairs out of a question file and an index of its documents, for ``train_adapter.py``.

    python scripts/training_pairs.py QUESTIONS.jsonl --index DIR --out PAIRS.jsonl

The positive is the smallest window of sentences that holds the evidence; the negatives are windows that the model
without adapter ranks high (3 to 25) without the evidence. Build the index with ``BRONWIJZER_MODEL=bundled-plain``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.evaluation import holds, letters
from index.retrieval import CANDIDATES, Retrieved, retrieve, understand
from index.service import NO_FILTERS, KnowledgeBase
from index.settings import load_settings
from index.types import Passage
from index.units import unit_texts

NEGATIVE_RANKS = slice(2, 25)
NEGATIVES = 8


def positive_of(question: dict[str, Any], passages: list[tuple[str, Passage]]) -> str | None:
    """The smallest unit of any passage of the named document that holds the first evidence group."""
    found: list[str] = []
    for alternative in question["evidence"][0]:
        sought = letters(alternative["text"])
        for stem, passage in passages:
            if stem == alternative["stem"]:
                found += [text for text in unit_texts(passage) if holds(letters(text), sought)]
    windows = [text for text in found if len(text.split()) >= 15]
    return min(windows or found, key=len, default=None)


def negatives_of(question: dict[str, Any], retrieved: Retrieved, kb: KnowledgeBase) -> Iterator[str]:
    """The best window of high-ranking passages without the evidence."""
    sought = [letters(a["text"]) for group in question["evidence"] for a in group]
    passages = [ranked.candidate.passage for ranked in retrieved.ranked[NEGATIVE_RANKS]]
    rows = kb.library.store.unit_vectors([p.passage_id for p in passages])
    for passage in passages:
        scores = rows[passage.passage_id] @ retrieved.question.unit
        best = max(range(len(passage.units)), key=lambda n: scores[n])
        text = unit_texts(passage)[best]
        if not any(holds(letters(passage.text), s) for s in sought):
            yield text


def main() -> None:
    """Write the pairs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    a = parser.parse_args()
    questions = [json.loads(line) for line in a.questions.read_text(encoding="utf-8").splitlines() if line]
    kb = KnowledgeBase.open(load_settings(index=a.index, model="bundled-plain"))
    passages = [
        (Path(record.file).stem, passage)
        for record in kb.documents()
        for passage in kb.library.store.passages(record.document_id)
    ]
    pairs = []
    for question in questions:
        if not question["evidence"]:
            continue
        positive = positive_of(question, passages)
        retrieved = retrieve(understand(question["question"], kb.embedder, NO_FILTERS), kb.library, CANDIDATES)
        negatives = list(negatives_of(question, retrieved, kb))[:NEGATIVES]
        if positive is not None:
            pairs.append({"question": question["question"], "positive": positive, "negatives": negatives})
    kb.close()
    a.out.write_text("".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs), encoding="utf-8")
    print(f"{len(pairs)} pairs of {len(questions)} questions")


if __name__ == "__main__":
    main()
