"""How fast the app answers on an index of yours: ``python scripts/measure_serving.py INDEX QUESTIONS.jsonl``.

Starts ``bronwijzer serve`` as a user does, asks every question of the file ``--rounds`` times over
HTTP, one at a time, and prints what was measured. The index must be free. It needs no network.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks.processes import serving

ROUNDS = 3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path, help="folder of an index")
    parser.add_argument("questions", type=Path, help="a line of JSON a question, with the field question")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"times that all are asked ({ROUNDS})")
    arguments = parser.parse_args()
    lines = arguments.questions.read_text(encoding="utf-8").splitlines()
    asked = [str(json.loads(line)["question"]) for line in lines if line.strip()]
    number = len(asked) * arguments.rounds
    found = serving(arguments.index.resolve(), asked, number)
    print(f"app answers after {found.health:.1f} s, first question answered after {found.first_search:.1f} s")
    print(f"{found.searches.number} searches over HTTP: p50 {found.searches.p50:.1f}, p95 {found.searches.p95:.1f} ms")
    if found.memory is not None:
        print(f"memory {found.memory.resident} MiB, at most {found.memory.peak} MiB")


if __name__ == "__main__":
    main()
