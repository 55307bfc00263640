"""How busy other programs keep the computer while something is measured: figures of a busy computer prove little."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

_STAT = Path("/proc/stat")
_IDLE = (3, 4)
"""Places of "idle" and "waiting for a disk" among the times that Linux counts."""


@dataclass(slots=True)
class Others:
    """Counts from the moment it is made."""

    _began: float = field(default_factory=time.perf_counter)
    _own: float = field(default_factory=time.process_time)
    _all: float | None = field(default_factory=lambda: _busy_seconds())

    def cores(self) -> float | None:
        """Cores that other programs kept busy since then; None where the system does not tell."""
        now = _busy_seconds()
        if now is None or self._all is None:
            return None
        own = time.process_time() - self._own
        return max(0.0, now - self._all - own) / (time.perf_counter() - self._began)


def _busy_seconds() -> float | None:
    if not _STAT.exists():
        return None
    with _STAT.open() as lines:
        ticks = [int(word) for word in lines.readline().split()[1:9]]
    busy = sum(count for place, count in enumerate(ticks) if place not in _IDLE)
    return busy / os.sysconf("SC_CLK_TCK")
