"""Letter by letter: what was read against the words of its source."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Editop, Levenshtein

_RUN = 8
"""Letters: a shorter stretch that is missing here and too much there may be chance, a longer one was moved."""


@dataclass(frozen=True, slots=True)
class LetterErrors:
    """Letters of the source and letters wrong: ``front`` are those of title and author, drawn in front of the words.

    ``extra``, ``missing`` and ``changed`` leave the front out; ``moved`` are letters that stand elsewhere, counted
    among the missing too.
    """

    letters: int
    front: int
    extra: int
    missing: int
    changed: int
    moved: int

    @property
    def rate(self) -> float:
        """Share of wrong letters, the front left out."""
        return (self.extra + self.missing + self.changed) / max(self.letters, 1)

    @property
    def rate_with_front(self) -> float:
        """Share of wrong letters, the title in front counted as wrong."""
        return self.rate + self.front / max(self.letters, 1)


def letters(text: str) -> str:
    """Letters and digits only, lower case: blind to white space, hyphens and punctuation."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).lower()))


def letters_with_places(text: str) -> tuple[str, list[int]]:
    """As :func:`letters`, with the offset into ``text`` of each."""
    kept = [(letter, place) for place, one in enumerate(text) for letter in letters(one)]
    return "".join(letter for letter, _ in kept), [place for _, place in kept]


def letter_errors(source: str, read: str, front: Sequence[str]) -> LetterErrors:
    """Compare a text that was read with its source; order counts.

    :param front: title and author as the file names them.
    """
    wanted, found = letters(source), letters(read)
    start = _front(found, front)
    edits = Levenshtein.editops(wanted, found[start:])
    kinds = [edit.tag for edit in edits]
    return LetterErrors(
        letters=len(wanted),
        front=start,
        extra=kinds.count("insert"),
        missing=kinds.count("delete"),
        changed=kinds.count("replace"),
        moved=_moved(list(edits), wanted, found[start:]),
    )


def _front(found: str, front: Sequence[str]) -> int:
    start = 0
    for part in map(letters, front):
        if part and found.startswith(part, start):
            start += len(part)
    return start


def _moved(edits: Sequence[Editop], wanted: str, found: str) -> int:
    missing = ["".join(wanted[edit.src_pos] for edit in run) for run in _runs(edits, "delete")]
    extra = "|".join("".join(found[edit.dest_pos] for edit in run) for run in _runs(edits, "insert"))
    return sum(len(run) for run in missing if len(run) >= _RUN and run in extra)


def _runs(edits: Sequence[Editop], kind: str) -> Iterator[list[Editop]]:
    run: list[Editop] = []
    for edit in edits:
        if edit.tag == kind and (not run or edit.src_pos + edit.dest_pos == run[-1].src_pos + run[-1].dest_pos + 1):
            run.append(edit)
            continue
        if run:
            yield run
        run = [edit] if edit.tag == kind else []
    if run:
        yield run
