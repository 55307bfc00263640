"""Make the example library: ``python scripts/make_examples.py [FOLDER]``, by default ``corpus/voorbeeld``.

The texts are in ``scripts/examples``; everything in them is invented. Every run gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

from examples.pdf import printed_number, write_pdf
from examples.questions import place_questions
from examples.slides import write_slides
from examples.source import Source, read_source
from examples.text import write_markdown, write_page, write_text
from examples.word import write_word

TEXTS = Path(__file__).parent / "examples"
FOLDER = TEXTS.parents[1] / "corpus" / "voorbeeld"
WRITERS = {
    ".pdf": write_pdf,
    ".docx": write_word,
    ".pptx": write_slides,
    ".html": write_page,
    ".md": write_markdown,
    ".txt": write_text,
}


def main(folder: Path = FOLDER) -> None:
    """Write every document, its sidecar where it has one, and the questions."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = [read_source(path) for path in sorted(TEXTS.glob("*.md"))]
    for source in sources:
        made = folder / source.file
        WRITERS[made.suffix](source, made)
        write_sidecar(source, made)
        print(f"{made.name}: {made.stat().st_size:,} bytes")
    printed = {source.file: partial(printed_number, source) for source in sources if source.file.endswith(".pdf")}
    questions = place_questions(TEXTS / "vragen.toml", folder, printed)
    lines = [json.dumps(question, ensure_ascii=False) for question in questions]
    (folder / "vragen.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"vragen.jsonl: {len(lines)} questions")


def write_sidecar(source: Source, made: Path) -> None:
    """Write what the source says of its document beside the document."""
    if told := source.meta.get("sidecar"):
        lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in told.items()]
        sidecar = made.with_name(f"{made.name}.toml")
        sidecar.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
