"""A backup is made beside an app that goes on: what goes while it is looked for ends it with no trace of Python."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from app.backups import _below
from index.backup.taking import _originals
from index.disk import bytes_of
from index.layout import ORIGINALS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("blijft", "gaat"):
        (tmp_path / ORIGINALS / name).mkdir(parents=True)
        (tmp_path / ORIGINALS / name / "original.toml").write_bytes(b"12345")
    return tmp_path


def _goes(monkeypatch: pytest.MonkeyPatch, gone: Path) -> None:
    """A folder is removed just when somebody is going to look into it."""
    real = os.scandir

    def scandir(path: Any = ".") -> Any:
        if not isinstance(path, int) and Path(path) == gone and gone.exists():
            (gone / "original.toml").unlink()
            gone.rmdir()
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)


def test_a_folder_that_goes_while_it_is_counted_counts_for_nothing(folder, monkeypatch) -> None:
    assert bytes_of(folder) == 10
    _goes(monkeypatch, folder / ORIGINALS / "gaat")
    assert bytes_of(folder) == 5


def test_of_a_folder_that_goes_nothing_is_taken_along(folder, monkeypatch) -> None:
    _goes(monkeypatch, folder / ORIGINALS / "gaat")
    assert [path.parent.name for path, _ in _below(folder)] == ["blijft"]


class Written:
    """A backup in which nothing is yet."""

    def __init__(self) -> None:
        self.parts: dict[str, object] = {}

    def add(self, name: str, stream: object) -> None:
        self.parts[name] = stream


def test_an_original_that_goes_before_it_is_opened_is_not_there(folder, monkeypatch) -> None:
    ids, backup = ("blijft", "gaat"), Written()
    with monkeypatch.context() as before:
        _goes(before, folder / ORIGINALS / "gaat")
        assert not _originals(folder, backup, ids)  # type: ignore[arg-type]
    assert list(backup.parts) == [f"{ORIGINALS}/blijft.toml"]
    real = Path.open

    def opened(path: Path, *args: Any, **more: Any) -> Any:
        shutil.rmtree(path.parent)
        return real(path, *args, **more)

    monkeypatch.setattr(Path, "open", opened)
    assert not _originals(folder, Written(), ids)  # type: ignore[arg-type]
