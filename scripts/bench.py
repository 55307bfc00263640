"""Measure speed and memory beside two rivals: ``python scripts/bench.py [--quick] [--sizes N ...] [--out FOLDER]``.

One run, no network, only the example documents. Writes ``performance.md`` and ``performance.svg`` to ``docs`` and
prints the page. The full run takes about half an hour on two cores, 8 GB of memory and as much of disk; ``--quick``
takes a minute.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.update(HF_HUB_OFFLINE="1", HAYSTACK_TELEMETRY_ENABLED="False")

from benchmarks.chart import chart
from benchmarks.report import report
from benchmarks.running import Plan, run

SIZES = (1_000, 10_000, 100_000)
QUICK_SIZES = (1_000,)
OUT = Path(__file__).parents[1] / "docs"


def read_arguments() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", help="numbers of passages (1000 10000 100000)")
    parser.add_argument("--quick", action="store_true", help="few documents and questions, 1000 passages")
    parser.add_argument("--out", type=Path, default=OUT, help="folder for performance.md and performance.svg (docs)")
    arguments = parser.parse_args()
    if arguments.sizes and min(arguments.sizes) < 1:
        parser.error("--sizes: at least 1 passage")
    return arguments


def main() -> None:
    """Measure, write, print."""
    arguments = read_arguments()
    sizes = arguments.sizes or (QUICK_SIZES if arguments.quick else SIZES)
    began = time.perf_counter()

    def say(text: str) -> None:
        print(f"[{time.perf_counter() - began:5.0f} s] {text}", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory(prefix="bronwijzer-bench-") as folder:
        figures = run(Plan(sorted(set(sizes)), arguments.quick), Path(folder), say)
    page = report(figures)
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "performance.md").write_text(page, encoding="utf-8", newline="\n")
    (arguments.out / "performance.svg").write_text(chart(figures), encoding="utf-8", newline="\n")
    print(page)


if __name__ == "__main__":
    main()
