"""The exact version of everything that Bronwijzer is made of: ``python scripts/constraints.py``.

Writes deploy/constraints.txt from what is installed and tested here; the Makefile and the container install by it, so
that what users run is what was tested. After a change of pyproject.toml: install, run the tests, run this.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from scripts.licences import ROOT, packages

OUT = ROOT / "deploy" / "constraints.txt"
_BY_ITSELF = frozenset({"torch"})
"""Pinned in pyproject.toml; what it is called differs by computer (2.13.0+cpu)."""
_HEAD = "# Written by scripts/constraints.py: the versions that were tested. Change pyproject.toml, not this.\n"


def constraints() -> str:
    """The file: a line a package."""
    found = [package for group in packages() for package in group if package.name not in _BY_ITSELF]
    return _HEAD + "".join(f"{p.name}=={p.version}\n" for p in sorted(found, key=lambda p: p.name))


if __name__ == "__main__":
    OUT.write_text(constraints(), encoding="utf-8", newline="\n")
