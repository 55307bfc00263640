"""What mending slips of the pen is worth: writes a section of ``docs/quality-notes.md``.

    python scripts/slips.py NAME=QUESTIONS.jsonl:CORPUS [NAME=...] [--indexes FOLDER]

In every answerable question each content word is misspelt in four ways, one at a time and always the same: a letter
left out, two letters swapped, a letter doubled, a letter replaced by its neighbour on the keyboard. Counted are slips
that became the right word again, that became another, and untouched questions that were changed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

sys.path.insert(0, str(Path(__file__).parent))

from quality import EXAMPLES, ROOT, Collection, _table

from index.evaluation import figures, judge
from index.language.analysis import words
from index.language.stemming import fold
from index.language.stopwords import STOPWORDS
from index.service import KnowledgeBase
from index.settings import load_settings

NOTES = ROOT / "docs" / "quality-notes.md"
BEGIN, END = "## Slips of the pen\n", "<!-- end of slips -->\n"
LEAST = 5
COLUMNS = ("hit@1", "hit@5", "mrr@10", "answer@1", "false_refusal")
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEXT = {a: b for row in _KEYS for a, b in zip(row, row[1:] + row[-2], strict=True)}


def _replaced(word: str, at: int) -> str:
    return word[:at] + _NEXT.get(word[at], "e") + word[at + 1 :]


KINDS: dict[str, Callable[[str, int], str]] = {
    "left out": lambda word, at: word[:at] + word[at + 1 :],
    "swapped": lambda word, at: word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
    "doubled": lambda word, at: word[:at] + word[at] + word[at:],
    "replaced": _replaced,
}


@dataclass(frozen=True, slots=True)
class Slip:
    """A question with one word misspelt."""

    entry: dict[str, Any]
    kind: str
    word: str
    question: str


def slips(entry: dict[str, Any]) -> Iterator[Slip]:
    """Every content word of a question, misspelt in each way."""
    question = entry["question"]
    for match in words(question):
        word = match.group()
        if len(word) < LEAST or not word.isalpha() or not word[1:].islower() or fold(word) in STOPWORDS:
            continue
        for kind, misspell in KINDS.items():
            at = 1 + zlib.crc32(f"{word} {kind}".encode()) % (len(word) - 1)
            wrong = misspell(word, at)
            if wrong != word:
                yield Slip(entry, kind, word, question[: match.start()] + wrong + question[match.end() :])


def report(collection: Collection, folder: Path) -> Iterator[str]:
    """The tables of one collection."""
    kb = KnowledgeBase.open(load_settings(index=collection.index(folder, "bundled")))
    kb.warm_up()
    entries = collection.entries()
    plain = [e for e in entries if e.get("type") != "typfout"]
    changed = [e["question"] for e in plain if kb.lexicon.corrected(e["question"]).corrections]
    made = [slip for e in plain if e.get("evidence") for slip in slips(e)]
    yield f"### {collection.name}: {len(made)} slips in {len(plain)} questions"
    yield ""
    yield f"Untouched questions that were changed: {len(changed)} of {len(plain)}."
    yield ""
    yield from _table(
        ("slip", "words of the library", "right word", "left alone", "another word"), list(_counts(kb, made))
    )
    rows = []
    for name, literal in (("searched as typed", True), ("mended", False)):
        asked = tqdm(made, desc=f"{collection.name}: {name}", file=sys.stderr)
        found = figures([judge(s.entry, kb.ask(s.question, literal=literal)) for s in asked])
        rows.append((name, *(found[column] for column in COLUMNS)))
    right = figures([judge(e, kb.ask(e["question"])) for e in plain if e.get("evidence")])
    rows.append(("the questions without slips", *(right[column] for column in COLUMNS)))
    yield from _table(("", *COLUMNS), rows)
    kb.close()


def _counts(kb: KnowledgeBase, made: Sequence[Slip]) -> Iterator[tuple[object, ...]]:
    for kind in KINDS:
        same = [s for s in made if s.kind == kind and s.word in kb.lexicon.vocabulary()]
        after = [(kb.lexicon.corrected(s.question).text, s) for s in same]
        right = sum(text.lower() == s.entry["question"].lower() for text, s in after)
        alone = sum(text == s.question for text, s in after)
        shares = (right / len(same), alone / len(same), 1 - (right + alone) / len(same)) if same else (0.0, 0.0, 0.0)
        yield kind, len(same), *(f"{share:.2f}" for share in shares)


def main() -> None:
    """Measure and put the section in its place."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("collections", nargs="*", default=[EXAMPLES])
    parser.add_argument("--indexes", type=Path)
    a = parser.parse_args()
    lines = [
        BEGIN,
        "Made by `scripts/slips.py`. The first table counts words that stand in the documents: others cannot be known.",
        "",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for text in a.collections:
            lines += report(Collection.parse(text), a.indexes or Path(folder))
    section = "\n".join([*lines, END])
    notes = NOTES.read_text(encoding="utf-8")
    before, found, rest = notes.partition(BEGIN)
    after = rest.partition(END)[2] if found else ""
    NOTES.write_text(f"{before.rstrip()}\n\n{section}{after}", encoding="utf-8")
    print(section)


if __name__ == "__main__":
    main()
