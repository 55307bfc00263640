"""Question / passage pairs out of a question file and an index of its documents, for ``train_adapter.py``.

    python scripts/training_pairs.py QUESTIONS.jsonl --index DIR --out PAIRS.jsonl --kept-apart APART.jsonl

The positive is the smallest window of sentences that holds the evidence; the negatives are windows that the present
model ranks high (3 to 25) without the evidence. A third of the questions, and all that have no answer, are kept apart
by a checksum of their id: those choose constants and fit the confidence, so they must not train the model.
"""

from __future__ import annotations

import argparse
import json
import zlib
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
APART = 3


def kept_apart(question: dict[str, Any]) -> bool:
    """Whether a question is for choosing and fitting, not for training."""
    return not question["evidence"] or zlib.crc32(question["id"].encode()) % APART == 0


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
    parser.add_argument("--kept-apart", type=Path, required=True)
    a = parser.parse_args()
    questions = [json.loads(line) for line in a.questions.read_text(encoding="utf-8").splitlines() if line]
    kb = KnowledgeBase.open(load_settings(index=a.index))
    passages = [
        (Path(record.file).stem, passage)
        for record in kb.documents()
        for passage in kb.library.store.passages(record.document_id)
    ]
    pairs, apart = [], []
    for question in questions:
        if kept_apart(question):
            apart.append(question)
            continue
        positive = positive_of(question, passages)
        retrieved = retrieve(understand(question["question"], kb.embedder, NO_FILTERS), kb.library, CANDIDATES)
        negatives = list(negatives_of(question, retrieved, kb))[:NEGATIVES]
        if positive is not None:
            pairs.append({"question": question["question"], "positive": positive, "negatives": negatives})
    kb.close()
    for path, lines in ((a.out, pairs), (a.kept_apart, apart)):
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    print(f"{len(pairs)} pairs, {len(apart)} questions kept apart, {len(questions)} in all")


if __name__ == "__main__":
    main()
