"""Make a library of 1 000 documents (20 000 pages) and measure it: ``python scripts/measure_big_library.py``.

``--documents N`` for another size, ``--out FILE`` for another page than ``docs/big-library.md``, ``--work FOLDER`` to
keep what was made. No network; about half an hour on two cores, 2 GB of disk.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

os.environ.update(HF_HUB_OFFLINE="1", HAYSTACK_TELEMETRY_ENABLED="False")

from big_library.making import make
from big_library.measuring import Searched, Synced, embedding_seconds, growth, megabytes, search, sync

DOCUMENTS = 1_000
OUT = Path(__file__).parents[1] / "docs" / "big-library.md"


@dataclass(frozen=True, slots=True)
class Figures:
    """One run."""

    documents: int
    pages: int
    making: float
    first: Synced
    second: Synced
    searched: Searched
    embedding: float
    corpus: float
    index: float

    @property
    def passages(self) -> int:
        """Passages in the index."""
        return int(str(self.first.report["passages_total"]))


PAGE = """# A large library

Written by `scripts/measure_big_library.py` in one run: {documents} made-up documents with {pages} pages (PDF with
running headers, headings, columns, lists and tables; {corpus:.0f} MB), on {cores} cores ({machine}), without network.

| | |
| --- | ---: |
| first document can be found after | {first_searchable:.1f} s |
| all documents can be found by their words after | {seconds:.0f} s ({minutes:.1f} minutes) |
| pages a second | {pages_per_second:.1f} |
| files that failed | {failed} |
| passages | {passages} |
| highest memory of the command | {main:.0f} MB |
| its memory after a quarter of the time, and at the end | {quarter:.0f} MB, {end:.0f} MB |
| highest memory of the process that opens files | {reading:.0f} MB |
| a second sync, nothing changed | {again:.1f} s |
| the index (with the originals) | {index:.0f} MB |
| a search by words, p50 and p95 of {searches} | {p50:.0f} ms, {p95:.0f} ms |
| the first search of a process | {first_search:.0f} ms |
| memory of the searching process | {searching:.0f} MB |

Programs that wanted a core during the first sync, this one included: {busy:.0f} on average in its last quarter of an
hour, on {cores} cores. Where that is more than the cores there are, the times above are longer than they need be.

Meaning was not measured at this size. On a sample, the vectors of a passage took {embedding:.2f} seconds of one core.
All passages would take about {hours:.1f} hours on {cores} cores that do nothing else, in the background of the app,
while everything can be found by its words.

The words are drawn from a Dutch word list, so the sentences mean nothing; what a search costs does not depend on that.
The searches are for four such words. Making the documents took {making:.0f} s.
"""


def report(figures: Figures) -> str:
    """The page."""
    first, searched = figures.first, figures.searched
    quarter, end = growth(first.memory.course)
    return PAGE.format(
        documents=figures.documents,
        pages=figures.pages,
        corpus=figures.corpus,
        cores=os.cpu_count(),
        machine=platform.machine(),
        first_searchable=first.first_searchable,
        seconds=first.seconds,
        minutes=first.seconds / 60,
        pages_per_second=figures.pages / first.seconds,
        failed=first.failed,
        passages=figures.passages,
        main=first.memory.main,
        quarter=quarter,
        end=end,
        reading=first.memory.reading,
        again=figures.second.seconds,
        index=figures.index,
        searches=searched.number,
        p50=searched.p50,
        p95=searched.p95,
        first_search=searched.first,
        searching=searched.memory,
        embedding=figures.embedding,
        hours=figures.passages * figures.embedding / (os.cpu_count() or 1) / 3600,
        busy=first.busy,
        making=figures.making,
    )


def measure(work: Path, documents: int) -> Figures:
    """Make, sync, sync again, search, embed a sample."""
    folder, index = work / "documenten", work / "index"
    began = time.monotonic()

    def say(text: str) -> None:
        print(f"[{time.monotonic() - began:5.0f} s] {text}", file=sys.stderr, flush=True)

    pages = make(folder, documents)
    making = time.monotonic() - began
    say(f"{documents} documents, {pages} pages")
    first = sync(folder, index, "--words-only")
    say(f"found by words after {first.seconds:.0f} s, {first.failed} failed, {first.memory.main:.0f} MB")
    second = sync(folder, index, "--words-only")
    say(f"a second sync: {second.seconds:.1f} s")
    searched = search(index)
    say(f"search: {searched.p50:.0f} ms")
    embedding = embedding_seconds(index)
    say(f"vectors: {embedding:.2f} s a passage")
    return Figures(documents, pages, making, first, second, searched, embedding, megabytes(folder), megabytes(index))


def main() -> None:
    """Measure, write, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--work", type=Path, help="folder in which everything is made and kept")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bronwijzer-big-") as folder:
        work = arguments.work or Path(folder)
        work.mkdir(parents=True, exist_ok=True)
        page = report(measure(work, arguments.documents))
    arguments.out.write_text(page, encoding="utf-8", newline="\n")
    print(page)


if __name__ == "__main__":
    main()
