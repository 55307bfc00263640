"""The kept originals: of every document the file of which it was read, in a folder of its own."""

from __future__ import annotations

import shutil
from collections.abc import Container
from pathlib import Path

from index.disk import copy_durably, require_room, sync_folder, writing_in


def keep_original(originals: Path, document_id: str, source: Path) -> None:
    """Keep a copy of a file as the original of a document. When this returns it survives a crash.

    :raises OSError: the file cannot be read any more.
    :raises StoreError: there is no room for it, or it cannot be written.
    """
    folder = originals / document_id
    with source.open("rb") as stream, writing_in(folder):
        require_room(folder, source.stat().st_size)
        folder.mkdir(exist_ok=True)
        copy_durably(stream, folder / f"original{source.suffix.lower()}")
        sync_folder(originals)


def original_of(originals: Path, document_id: str) -> Path | None:
    """The original of a document; None where it is not there."""
    return next((originals / document_id).glob("original*"), None)


def keep_only(originals: Path, document_ids: Container[str]) -> None:
    """Take away the originals of all other documents."""
    for folder in originals.iterdir():
        if folder.name not in document_ids:
            shutil.rmtree(folder, ignore_errors=True)
