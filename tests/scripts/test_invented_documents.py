"""What is kept apart to measure on: every question has its answer, letter for letter, in the document it names."""

from __future__ import annotations

import json
from pathlib import Path

from scripts.invented_documents import main

KEPT_APART = Path(__file__).parents[2] / "scripts" / "training" / "passages-kept-apart.jsonl"


def test_every_answer_stands_in_its_document(tmp_path: Path) -> None:
    main([str(KEPT_APART), str(tmp_path)])
    texts = {path.stem: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.md")}
    asked = [json.loads(line) for line in (tmp_path / "vragen.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (len(texts), len(asked)) == (5, 604)
    assert {question["type"] for question in asked} == {"parafrase", "feit"}
    assert len({question["id"] for question in asked}) == len(asked)
    for question in asked:
        [[evidence]] = question["evidence"]
        assert evidence["text"] in texts[evidence["stem"]]
