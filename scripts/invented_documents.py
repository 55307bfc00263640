"""Documents and a question file out of invented passages, to measure on what nothing was learnt from.

    python scripts/invented_documents.py scripts/training/passages-kept-apart.jsonl FOLDER
    bronwijzer ingest FOLDER --index INDEX
    bronwijzer evaluate FOLDER/vragen.jsonl --index INDEX

The first three questions of a passage are in everyday words (``parafrase``), the fourth in its own (``feit``).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

EVERYDAY = 3


def documents(passages: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Markdown by file name: title, then every passage under its heading."""
    parts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in passages:
        parts[each["doc"], each["title"]].append(f"## {each['heading']}\n\n{each['text']}\n")
    return {f"{name}.md": "\n".join((f"# {title}\n", *found)) for (name, title), found in parts.items()}


def questions(passages: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The questions of every passage, each with the sentence that answers it."""
    for place, each in enumerate(passages):
        for number, asked in enumerate(each["questions"]):
            yield {
                "id": f"{each['doc']}-{place}-{number}",
                "question": asked["q"],
                "type": "parafrase" if number < EVERYDAY else "feit",
                "answer": asked["answer"],
                "evidence": [[{"text": asked["answer"], "stem": each["doc"]}]],
            }


def main(given: Sequence[str] | None = None) -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path)
    parser.add_argument("folder", type=Path)
    a = parser.parse_args(given)
    read = [json.loads(line) for line in a.passages.read_text(encoding="utf-8").splitlines() if line]
    a.folder.mkdir(parents=True, exist_ok=True)
    for name, text in documents(read).items():
        (a.folder / name).write_text(text, encoding="utf-8", newline="\n")
    lines = [json.dumps(question, ensure_ascii=False) for question in questions(read)]
    (a.folder / "vragen.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
