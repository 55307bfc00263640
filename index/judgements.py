"""What people say of answers: right or not. Kept on this computer, in the form of a question file for measuring.

Nothing is written unless somebody says so. Each line is an entry as :mod:`index.evaluation` reads it; ``evidence`` is
None where it is only known that the answer was wrong, and such a line is left out of a measurement.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from index.cuts import Cutting
from index.disk import changing
from index.layout import JUDGEMENTS

FILE = JUDGEMENTS
MAX_KEPT = 5_000
MAX_WHY = 500


class Verdict(StrEnum):
    """What somebody says of an answer."""

    RIGHT = "klopt"
    ELSEWHERE = "staat ergens anders"
    NOWHERE = "staat nergens"


class Judgements:
    """The judgements in one index folder; safe to use from several threads and processes.

    :raises StoreError: (every method that writes) there is no room, or writing is not allowed.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def all(self) -> tuple[dict[str, Any], ...]:
        """Every judgement, the oldest first; lines that somebody spoilt are left out."""
        if not self.path.exists():
            return ()
        # Words may hold other signs that Python ends a line at, such as U+2028.
        lines = self.path.read_text(encoding="utf-8", errors="replace").split("\n")
        return tuple(entry for entry in map(_entry, lines) if entry is not None)

    def add(self, question: str, quotes: Sequence[Cutting], verdict: Verdict, why: str, on: date) -> bool:
        """Keep one; False when there are too many already."""
        entry = {
            "id": f"oordeel-{secrets.token_hex(6)}",
            "question": question,
            "type": "oordeel",
            "answer": " ".join(quote.text for quote in quotes),
            "oordeel": verdict.value,
            "want": " ".join(why.split())[:MAX_WHY],
            "datum": on.isoformat(),
            "evidence": _evidence(quotes, verdict),
        }
        with changing(self.path):
            kept = self.all()
            if len(kept) >= MAX_KEPT:
                return False
            self._write((*kept, entry))
            return True

    def remove(self, entry_id: str) -> None:
        """Forget one; all when ``entry_id`` is empty."""
        with changing(self.path):
            self._write([entry for entry in self.all() if entry_id and entry["id"] != entry_id])

    def _write(self, entries: Sequence[Mapping[str, Any]]) -> None:
        if not entries:
            self.path.unlink(missing_ok=True)
            return
        beside = self.path.with_suffix(".nieuw")
        beside.write_text("".join(json.dumps(e, ensure_ascii=False) + "\n" for e in entries), encoding="utf-8")
        os.chmod(beside, 0o600)  # noqa: PTH101  questions are for who keeps the library
        beside.replace(self.path)


def _entry(line: str) -> dict[str, Any] | None:
    try:
        entry = json.loads(line)
    except json.JSONDecodeError:
        return None
    known = isinstance(entry, dict) and isinstance(entry.get("question"), str) and isinstance(entry.get("id"), str)
    return entry if known else None


def _evidence(quotes: Sequence[Cutting], verdict: Verdict) -> list[list[dict[str, Any]]] | None:
    """One group with each quote as an alternative; no group where the documents do not answer."""
    if verdict is Verdict.NOWHERE:
        return []
    if verdict is Verdict.ELSEWHERE or not quotes:
        return None
    return [[_alternative(quote) for quote in quotes]]


def _alternative(quote: Cutting) -> dict[str, Any]:
    place = {"text": quote.text, "stem": Path(quote.file).stem, "file": quote.file}
    return place | ({} if quote.page is None else {"pdf_pages": [quote.page], "labels": [quote.page_label]})
