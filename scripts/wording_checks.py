"""How much of what a faithful language model might say passes the checks, and how much of what cites wrongly.

    python scripts/wording_checks.py QUESTIONS.jsonl INDEX

The answers that people wrote to the questions stand in for the model: each of their sentences is checked once with a
citation of the passage that holds the evidence, and once with that of a passage from another document.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.evaluation import holds, letters
from index.language.sentences import sentence_spans
from index.results import Hit
from index.service import KnowledgeBase
from index.settings import load_settings
from index.wording.checking import checked

LEAST_WORDS = 3


def cited(entry: dict[str, Any], hits: tuple[Hit, ...]) -> tuple[Hit | None, Hit | None]:
    """The first hit with the evidence, and the first from another document without it."""
    evidence = [letters(one["text"]) for one in entry["evidence"][0]]
    proof = [hit for hit in hits if any(holds(letters(hit.text), sought) for sought in evidence)]
    right = next(iter(proof), None)
    wrong = (hit for hit in hits if right and hit not in proof and hit.document.id != right.document.id)
    return right, next(wrong, None)


def sentences(entry: dict[str, Any]) -> Iterator[str]:
    """The sentences of the answer that a person wrote."""
    answer = entry["answer"]
    said = (answer[span.start : span.end].rstrip(".") for span in sentence_spans(answer))
    yield from (sentence for sentence in said if len(sentence.split()) >= LEAST_WORDS)


def main() -> None:
    """Check everything and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument("index", type=Path)
    a = parser.parse_args()
    kb = KnowledgeBase.open(load_settings(index=a.index))
    passed: dict[str, list[bool]] = {"its own passage": [], "another document": []}
    for line in a.questions.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if len(entry.get("evidence") or ()) != 1:
            continue
        for name, hit in zip(passed, cited(entry, kb.ask(entry["question"]).hits), strict=True):
            if hit is not None:
                passed[name] += [bool(checked(f"{s} [{hit.rank}].", {hit.rank: hit})) for s in sentences(entry)]
    kb.close()
    for name, kept in passed.items():
        print(f"cites {name}: {sum(kept)} of {len(kept)} sentences pass")


if __name__ == "__main__":
    main()
