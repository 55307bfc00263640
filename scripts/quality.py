"""What the ranking and the answers are worth, and what each signal adds: writes ``docs/quality.md``.

    python scripts/quality.py NAME=QUESTIONS.jsonl:CORPUS [NAME=...] [--out docs/quality.md]

Each question file is asked over its corpus, once with everything and once without each signal. Without arguments the
example questions are asked over the example documents. Indexes are made in a temporary folder unless ``--indexes``
names one to keep.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tqdm import tqdm

from index.evaluation import Judged, figures, judge
from index.ranking import WEIGHTS, Weights
from index.service import KnowledgeBase
from index.settings import load_settings

ROOT = Path(__file__).parent.parent
BRONWIJZER = Path(sys.executable).with_name("bronwijzer")
EXAMPLES = f"voorbeeld={ROOT}/corpus/voorbeeld/vragen.jsonl:{ROOT}/corpus/voorbeeld"
COLUMNS = ("hit@1", "hit@5", "hit@10", "mrr@10", "answer@1", "auroc", "ece", "refused", "false_refusal", "ms_p50")
_ALMOST_ALL = 1e6


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to rank."""

    name: str
    weights: Weights
    model: str = "bundled"


VARIANTS = (
    Variant("everything", WEIGHTS),
    Variant("without the adapter", WEIGHTS, "bundled-plain"),
    Variant("without hub correction", replace(WEIGHTS, hub=0.0)),
    Variant("without words", replace(WEIGHTS, words=0.0, window=0.0)),
    Variant("without windows of words", replace(WEIGHTS, window=0.0)),
    Variant("without neighbours", replace(WEIGHTS, neighbour=0.0)),
    Variant("without late interaction", replace(WEIGHTS, tokens=0.0)),
    Variant("without figures asked for, in the order", replace(WEIGHTS, lacks_asked=0.0)),
    Variant("without meaning", replace(WEIGHTS, scale=_ALMOST_ALL)),
)


@dataclass(frozen=True, slots=True)
class Collection:
    """Questions over documents."""

    name: str
    questions: Path
    corpus: Path

    @classmethod
    def parse(cls, text: str) -> Collection:
        """From ``NAME=QUESTIONS:CORPUS``."""
        name, _, rest = text.partition("=")
        questions, _, corpus = rest.partition(":")
        return cls(name, Path(questions), Path(corpus))

    def index(self, folder: Path, model: str) -> Path:
        """The corpus, indexed with a model (unchanged files cost nothing)."""
        index = folder / f"{self.name}-{model}"
        command = [BRONWIJZER, "ingest", self.corpus, "--index", index]
        subprocess.run(command, check=False, env={"BRONWIJZER_MODEL": model, "HOME": str(Path.home())}, cwd=ROOT)
        return index

    def entries(self) -> list[dict[str, Any]]:
        """The questions."""
        return [json.loads(line) for line in self.questions.read_text(encoding="utf-8").splitlines() if line.strip()]


def ask(collection: Collection, variant: Variant, folder: Path) -> list[Judged]:
    """Every question, judged."""
    settings = load_settings(index=collection.index(folder, variant.model), model=variant.model)
    kb = KnowledgeBase.open(settings, variant.weights)
    kb.warm_up()
    entries = tqdm(collection.entries(), desc=f"{collection.name}: {variant.name}", file=sys.stderr)
    judged = [judge(entry, kb.ask(entry["question"])) for entry in entries]
    kb.close()
    return judged


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join("–" if cell is None else str(cell) for cell in cells) + " |"


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    yield _row(head)
    yield _row(["---"] * len(head))
    yield from map(_row, rows)
    yield ""


def _reliability(judged: Sequence[Judged]) -> Iterator[str]:
    """Of the answers said with so much confidence, how many held."""
    rows = []
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        inside = [j for j in judged if low <= j.confidence < low + 0.2 or (low == 0.8 and j.confidence == 1)]
        if inside:
            said = sum(j.confidence for j in inside) / len(inside)
            rows.append((f"{low:.1f}–{low + 0.2:.1f}", len(inside), f"{said:.2f}", f"{_share(inside):.2f}"))
    yield from _table(("confidence", "answers", "said", "held"), rows)


def _share(judged: Sequence[Judged]) -> float:
    return sum(j.answered for j in judged) / len(judged)


def report(collection: Collection, folder: Path) -> Iterator[str]:
    """The section of one collection."""
    yield f"## {collection.name}: {len(collection.entries())} questions"
    yield ""
    rows, best = [], None
    for variant in VARIANTS:
        judged = ask(collection, variant, folder)
        best = judged if best is None else best
        found = figures(judged)
        rows.append((variant.name, *(found[column] for column in COLUMNS)))
    yield from _table(("", *COLUMNS), rows)
    by_type = figures(best or [])["hit@5_by_type"]
    yield "hit@5 per type of question: " + ", ".join(f"{name} {value}" for name, value in by_type.items()) + "."
    yield ""
    yield from _reliability(best or [])


def main() -> None:
    """Ask everything and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("collections", nargs="*", default=[EXAMPLES])
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "quality.md")
    parser.add_argument("--indexes", type=Path)
    a = parser.parse_args()
    notes = a.out.with_name("quality-notes.md")
    with tempfile.TemporaryDirectory() as folder:
        lines = ["# Quality", "", "Made by `scripts/quality.py`; two cores, no GPU.", ""]
        for text in a.collections:
            lines += report(Collection.parse(text), a.indexes or Path(folder))
    if notes.is_file():
        lines += ["", notes.read_text(encoding="utf-8")]
    a.out.parent.mkdir(exist_ok=True)
    a.out.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
