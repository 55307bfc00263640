"""How often each document was opened: a number, and nothing of who, when or what was asked. Kept on this computer."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from index.disk import changing

FILE = "geopend.json"
TELLS = 2
"""Opened less often says nothing of a document."""


class Openings:
    """The numbers in one index folder; safe to use from several threads and processes."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def count(self, document_id: str, known: Collection[str] | None) -> None:
        """One opening more; documents that are not ``known`` any more are forgotten; None: not all are known here.

        :raises StoreError: there is no room, or writing is not allowed.
        """
        with changing(self.path):
            counts = {name: number for name, number in self._read().items() if known is None or name in known}
            counts[document_id] = counts.get(document_id, 0) + 1
            beside = self.path.with_suffix(".nieuw")
            beside.write_text(json.dumps(counts), encoding="utf-8")
            beside.replace(self.path)

    def most(self, known: Collection[str], number: int) -> tuple[tuple[str, int], ...]:
        """The documents that were opened most, each with how often; only those that tell something."""
        told = [(name, times) for name, times in self._read().items() if times >= TELLS and name in known]
        return tuple(sorted(told, key=lambda pair: (-pair[1], pair[0]))[:number])

    def _read(self) -> dict[str, int]:
        try:
            counts = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):  # not there yet, or spoilt: then counting begins anew
            return {}
        items = counts.items() if isinstance(counts, dict) else ()
        return {name: times for name, times in items if isinstance(times, int) and not isinstance(times, bool)}
