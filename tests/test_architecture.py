"""The house rules that a machine can hold."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("ingest", "index", "app")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
COMPOSITION_ROOTS = {
    "app/backups.py",
    "app/drawing.py",
    "app/early_reader.py",
    "app/following.py",
    "app/ingest_watch.py",
    "app/ingesting.py",
    "app/maintenance.py",
    "app/progress.py",
    "app/rebuilding.py",
    "app/watching.py",
}
"""Where the app may put ingest and index together: what reads the folder for a command or for the served library,
what watches either, and what has pages drawn by a reading process."""


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_to_the_index(path: Path) -> None:
    name = str(path.relative_to(ROOT))
    allowed = {"ingest": {"ingest", "index"}, "index": {"index"}, "app": {"app", "index"}}[name.split("/")[0]]
    if name in COMPOSITION_ROOTS:
        allowed = set(PACKAGES)
    assert set(imported(path)) & set(PACKAGES) <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_stay_small_and_silent(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert not re.search(r"^\s*print\(", text, re.MULTILINE)


def test_every_package_is_installed() -> None:
    """Folders with nothing but data too: else the first `make run` begins with a page of warnings in English."""
    import tomllib

    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"])
    files = [path for name in ("app", "index", "ingest") for path in (ROOT / name).rglob("*") if path.is_file()]
    found = {path.parent for path in files if path.name == "__init__.py" or path.suffix not in (".py", ".pyc")}
    assert listed == {".".join(folder.relative_to(ROOT).parts) for folder in found}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_name_of_a_module_is_given_twice(path: Path) -> None:
    given = [
        target.id
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, (ast.Assign, ast.AnnAssign))
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and target.id.isupper()
    ]
    assert sorted(set(given)) == sorted(given)
