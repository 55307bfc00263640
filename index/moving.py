"""Move an index to a Qdrant server or back: every point is copied and proved equal before anything changes."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from index.built_with import EMBEDDED, SERVER, check_built_with, is_on_server, note_engine
from index.disk import copy_database
from index.embedding.protocol import Embedder
from index.errors import BronwijzerError
from index.layout import MANIFEST_FILE, PASSAGES
from index.manifest import Manifest
from index.own_collection import (
    check_own,
    collection_of,
    drop_unfinished,
    forget_collection,
    name_new,
    noted_collection,
)
from index.renewal import renewing
from index.server import Server
from index.store import drop_collection, open_store
from index.store.packing import fingerprint
from index.store.protocol import PassageStore
from index.texts import moving as texts
from index.units import UNIT_EXTRA

Progress = Callable[[int], None]


class MoveError(BronwijzerError):
    """An index that cannot be moved; it is where it was."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved: ``passages`` points, each proved equal in id, payload and every bit of every vector."""

    passages: int
    engine: str
    seconds: float


def move(index_dir: Path, embedder: Embedder, server: Server, to: str, progress: Progress) -> Moved:
    """Move the passages of an index to ``to``: :data:`SERVER` or :data:`EMBEDDED`.

    :param server: where it goes, or is.
    :param progress: is told how many points were copied.
    :raises MoveError: there is no index, it is there already, or the copy is not equal; nothing is changed.
    :raises StoreError: the index is in use, one of both does not answer, or the collection is not this index's alone.
    """
    began = time.monotonic()
    if not (index_dir / MANIFEST_FILE).exists():
        raise MoveError(texts.NO_INDEX.format(path=index_dir))
    with renewing(index_dir, partial(drop_unfinished, server)) as new:
        copy_database(index_dir / MANIFEST_FILE, new / MANIFEST_FILE)
        with closing(Manifest(new / MANIFEST_FILE)) as manifest:
            source_is_server = is_on_server(manifest)
            if source_is_server == (to == SERVER):
                raise MoveError(texts.THERE_ALREADY[to])
            check_built_with(manifest, embedder, index_dir, server=source_is_server)
            former = collection_of(manifest) if source_is_server else ""
            noted, documents = noted_collection(manifest), manifest.document_ids()
            note_engine(manifest, to)
            forget_collection(manifest)
        own = name_new(new) if to == SERVER else ""
        opened = partial(open_store, dimension=embedder.dimension, unit_dimension=embedder.dimension + UNIT_EXTRA)
        here, there = index_dir / PASSAGES, new / PASSAGES
        with closing(opened(here, server=server if source_is_server else None, collection=former, held=True)) as source:
            if source_is_server:
                check_own(source.document_ids(), documents, index_dir)
            with closing(opened(there, server=server if to == SERVER else None, collection=own)) as target:
                passages = _copied(source, target, progress)
    if noted:
        drop_collection(server, noted)
    if not source_is_server:
        shutil.rmtree(index_dir / PASSAGES, ignore_errors=True)
    return Moved(passages, to, round(time.monotonic() - began, 2))


def _copied(source: PassageStore, target: PassageStore, progress: Progress) -> int:
    """Copy all points, then read them back. :raises MoveError: one is missing, too many or not the same."""
    marks: dict[str, bytes] = {}
    for page in source.dump():
        target.load(page)
        marks |= {point.id: fingerprint(point) for point in page}
        progress(len(marks))
    target.flush()
    copied = {point.id: fingerprint(point) for page in target.dump() for point in page}
    if copied != marks:
        wrong = sum(copied.get(point) != mark for point, mark in marks.items()) + len(copied.keys() - marks.keys())
        raise MoveError(texts.NOT_EQUAL.format(wrong=wrong, passages=len(marks)))
    return len(marks)


__all__ = ["EMBEDDED", "SERVER", "MoveError", "Moved", "move"]
