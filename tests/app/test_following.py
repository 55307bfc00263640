"""Who follows a folder goes on after trouble with it."""

from __future__ import annotations

import errno
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import following as app_following
from app import ingest_watch
from app.console import Console
from app.keeping import Keeper
from index.errors import SettingsError
from index.texts import cli as texts
from ingest.catalogue import load_catalogue

AWAY = OSError(errno.EHOSTDOWN, "Host is down")


class Trouble:
    """Folders that cannot be followed the first ``times``, and then change once."""

    def __init__(self, stop: threading.Event, times: int) -> None:
        self._stop, self._left = stop, times

    def changes(self, stop: threading.Event) -> Iterator[None]:
        self._left -= 1
        if self._left >= 0:
            raise AWAY
        yield
        self._stop.set()


class Kept:
    number = 0

    def reread(self) -> None:
        self.number += 1


def test_the_app_follows_again_after_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_following, "AGAIN_SECONDS", 0.01)
    stop, keeper = threading.Event(), Kept()
    app_following._follow(keeper, Trouble(stop, 2), stop)  # type: ignore[arg-type]
    assert keeper.number == 1


def test_the_command_follows_again_after_trouble_and_tells_it_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ingest_watch, "TRY_AGAIN_SECONDS", 0.01)
    stop = threading.Event()
    followed = ingest_watch._followed(Trouble(stop, 3), stop, Console(as_json=False))  # type: ignore[arg-type]
    assert len(list(followed)) == 1
    assert capsys.readouterr().err.count(texts.WATCH_AWAY) == 1


def _away(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """What the system says of a folder on a share that is away."""
    real = Path.stat

    def stat(path: Path, **more: bool) -> object:
        if path.is_relative_to(folder):
            raise AWAY
        return real(path, **more)

    monkeypatch.setattr(Path, "stat", stat)


def test_a_keeper_knows_its_folder_when_the_share_is_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Library:
        ownership = type("Ownership", (), {"owns": True})

        def roots(self) -> tuple[Path, ...]:
            return (tmp_path / "weg",)

    kb = type("Kb", (), {"library": Library()})()
    (tmp_path / "map").mkdir()
    _away(monkeypatch, tmp_path / "weg")
    assert Keeper(kb, tmp_path / "map").folder == tmp_path / "map"


def test_a_catalogue_out_of_reach_is_not_an_empty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(path: Path, **more: str) -> str:
        raise AWAY

    monkeypatch.setattr(Path, "read_text", away)
    monkeypatch.setattr(Path, "is_file", lambda path: False)
    with pytest.raises(SettingsError):
        load_catalogue(tmp_path / "catalogus.toml")
