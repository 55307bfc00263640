"""How well PDFs are read: ``python scripts/measure_reading.py [--txt FOLDER] [--questions FILE] PDF_FOLDER``.

Letters and digits of the citable text against those of ``FOLDER/<name>.txt``, order included; every snippet of the
questions against the text under its boxes, read back from the page by another library. Without arguments: the
documents in ``../shared`` where they are, and the examples of this project; the table goes to ``docs/reading.md``.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict
from pathlib import Path

from reading_measures.evidence import lines_exact, mark, snippets_of
from reading_measures.letters import letter_errors
from reading_measures.report import Reading, report

from index.types import Metadata
from ingest.assemble import assemble
from ingest.limits import Limits
from ingest.readers.pdf import read_pdf

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
EXAMPLES = ROOT / "corpus" / "voorbeeld"
REPORT = ROOT / "docs" / "reading.md"


def main() -> None:
    """Measure the folders asked for, or all there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="PDFs to read")
    parser.add_argument("--txt", type=Path, help="folder with the source of each PDF under the same name")
    parser.add_argument("--questions", type=Path, help="questions whose evidence names its pages, one a line")
    parser.add_argument("--json", action="store_true", help="print figures as JSON and write no report")
    asked = parser.parse_args()
    readings = _folder(asked.folder, asked.txt, asked.questions) if asked.folder else _all()
    if asked.json:
        print(json.dumps([asdict(reading) for reading in readings], ensure_ascii=False))
        return
    text = report(readings)
    print(text)
    if not asked.folder:
        REPORT.parent.mkdir(exist_ok=True)
        REPORT.write_text(text, encoding="utf-8", newline="\n")


def _all() -> list[Reading]:
    readings = _folder(EXAMPLES, None, EXAMPLES / "vragen.jsonl")
    for folder in (SHARED / "corpus" / "pdf", SHARED / "corpus" / "pdf-hard"):
        if folder.is_dir():
            readings += _folder(folder, SHARED / "corpus" / "txt", SHARED / "eval" / "vragen-dev.jsonl")
    return readings


def _folder(folder: Path, txt: Path | None, questions: Path | None) -> list[Reading]:
    return [measure(path, txt, questions) for path in sorted(folder.glob("*.pdf"))]


def measure(path: Path, txt: Path | None, questions: Path | None) -> Reading:
    """Read one PDF and measure it."""
    start = time.process_time()
    read = read_pdf(path, Limits())
    seconds = time.process_time() - start
    document = assemble(path.stem, path.name, "", read, Metadata(path.stem))
    source = txt / f"{path.stem}.txt" if txt else None
    front = [read.properties.get(name, "") for name in ("title", "author")]
    errors = letter_errors(source.read_text(encoding="utf-8"), document.text, front) if source else None
    marked = mark(document, path, snippets_of(questions, path.stem)) if questions else None
    return Reading(
        path.parent.name, path.stem, len(read.pages), seconds, errors, marked, *lines_exact(document, path), read.counts
    )


if __name__ == "__main__":
    main()
