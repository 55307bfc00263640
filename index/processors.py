"""How many processor cores there are for this process."""

from __future__ import annotations

import os


def cores() -> int:
    """Cores that this process may use: a container or service may have fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
