"""The command ``migrate``."""

from __future__ import annotations

from dataclasses import asdict

from app.console import Console
from index.embedding import open_embedder
from index.errors import SettingsError
from index.moving import EMBEDDED, SERVER, move
from index.settings import Settings
from index.texts import moving as texts

TARGETS = {"server": SERVER, "embedded": EMBEDDED}
_TOLD_EVERY = 10_000


def migrate(settings: Settings, target: str, console: Console) -> None:
    """Move the passages to the server or back, and print that they are equal."""
    if settings.server is None:
        raise SettingsError(texts.NO_SERVER)
    told = 0

    def progress(passages: int) -> None:
        nonlocal told
        if passages // _TOLD_EVERY > told:
            told = passages // _TOLD_EVERY
            console.note(texts.COPYING.format(passages=passages))

    moved = move(settings.index, open_embedder(settings.model), settings.server, TARGETS[target], progress)
    values = asdict(moved) | {"equal": True}
    console.result(values, [texts.MOVED[moved.engine].format(passages=moved.passages)])
