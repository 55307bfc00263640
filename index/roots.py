"""The folders and files that an index was last made equal to, noted in its manifest."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from index.manifest import Manifest

_ROOTS = "roots"


def roots_of(manifest: Manifest) -> tuple[Path, ...]:
    """What was noted; none when nobody did."""
    return tuple(map(Path, json.loads(manifest.meta(_ROOTS) or "[]")))


def note_roots(manifest: Manifest, roots: Iterable[Path]) -> None:
    """Note them, wherever the next command is given."""
    manifest.set_meta(_ROOTS, json.dumps([str(root.absolute()) for root in roots]))
