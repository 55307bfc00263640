"""Which collection on a Qdrant server is this index's own: no other index has it, and its name is never guessed.

The name is noted in the folder of the index before the collection is made, so that nothing is emptied or thrown away
but what was made for this index.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from contextlib import closing, suppress
from io import BytesIO
from pathlib import Path

from index.built_with import is_on_server
from index.disk import copy_durably
from index.errors import CollectionForeignError, StoreError
from index.layout import MANIFEST_FILE, ORIGINALS, UNFINISHED
from index.manifest import Manifest
from index.server import Server
from index.store import drop_collection
from index.store.protocol import PassageStore
from index.texts import store as texts

FORMER = "bronwijzer"
"""The collection of an index that was made on a server when all had the same name for it, and none noted it."""
_NOTED = "collection"


def noted_collection(manifest: Manifest) -> str:
    """The collection that an index noted as its own; empty where it has none."""
    return (manifest.meta(_NOTED) or "") if is_on_server(manifest) else ""


def has_collection(manifest: Manifest, name: str) -> bool:
    """Whether the passages of an index are on a server, in this collection."""
    return is_on_server(manifest) and (noted_collection(manifest) or FORMER) == name


def collection_of(manifest: Manifest) -> str:
    """The collection in which the passages of an index on a server are; a new index gets one of its own."""
    noted = noted_collection(manifest)
    if noted or manifest.document_ids():
        return noted or FORMER
    name = _new_name()
    note_collection(manifest, name)
    return name


def note_collection(manifest: Manifest, name: str) -> None:
    """Note a collection as that of this index."""
    manifest.set_meta(_NOTED, name)


def forget_collection(manifest: Manifest) -> None:
    """This is not the index to which the collection belongs."""
    manifest.forget_meta(_NOTED)


def name_new(folder: Path) -> str:
    """Give an index that is being made, and may yet fail, a collection of its own. :returns: its name."""
    name = _new_name()
    copy_durably(BytesIO(name.encode()), folder / UNFINISHED)
    with closing(Manifest(folder / MANIFEST_FILE)) as manifest:
        note_collection(manifest, name)
    return name


def drop_unfinished(server: Server | None, folder: Path) -> None:
    """Throw away the collection of an index that was being made in this folder and will not come to be.

    What its manifest says is not asked: that may still be a copy of another one's.
    """
    if server is not None and (folder / UNFINISHED).exists():
        with suppress(StoreError):  # where the server does not answer it stays, and nobody uses it
            drop_collection(server, (folder / UNFINISHED).read_text())


def check_own(there: Iterable[str], ready: Iterable[str], path: Path) -> None:
    """Nobody else's passages are in the collection of the index in ``path``.

    It keeps the file of every document before its first passage is written, and until its last one is gone.

    :param there: ids of the documents of which there are passages.
    :param ready: ids of the documents that count.
    :raises CollectionForeignError: passages of a document that this index never had.
    """
    foreign = set(there) - set(ready) - {folder.name for folder in (path / ORIGINALS).iterdir()}
    if foreign:
        raise CollectionForeignError(texts.COLLECTION_FOREIGN.format(path=path, documents=len(foreign)))


def claim(manifest: Manifest, store: PassageStore, path: Path) -> None:
    """Be sure that a collection is this index's own, and note so where a former version did not.

    :raises CollectionForeignError: it is not.
    """
    check_own(store.document_ids(), manifest.document_ids(), path)
    if not noted_collection(manifest):
        note_collection(manifest, FORMER)


def _new_name() -> str:
    return f"{FORMER}-{secrets.token_hex(8)}"
