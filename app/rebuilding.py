"""The index made anew: from the documents in their folders, or where these are gone from what the index kept of them.

The old index stays as it is until the new one is complete.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from app.console import Console
from app.ingesting import Ingesting, open_library, sync
from index.built_with import ENGINE
from index.disk import copy_database
from index.errors import StoreError
from index.layout import MANIFEST_FILE, ORIGINALS
from index.library import Library
from index.manifest import FileRecord, Manifest
from index.own_collection import check_own, drop_unfinished, forget_collection, name_new, noted_collection
from index.renewal import renewing
from index.roots import roots_of
from index.settings import Settings
from index.store import documents_on, drop_collection
from index.texts import cli as texts
from ingest.embedding import PassageEncoder, by_words
from ingest.emptied import refuse_emptied, refuse_emptied_of
from ingest.files import PathMissingError, find_files
from ingest.report import FileReport, FileStatus, SyncReport
from ingest.splitting import split
from ingest.worker import ReadingWorker


def noted_roots(index_dir: Path) -> tuple[Path, ...]:
    """The folders of which an index was made; none where it cannot say so any more."""
    if not (index_dir / MANIFEST_FILE).exists():
        return ()
    try:
        with closing(Manifest(index_dir / MANIFEST_FILE)) as manifest:
            return roots_of(manifest)
    except StoreError:
        return ()


def rebuilt(what: Ingesting, encoder: PassageEncoder, worker: ReadingWorker, console: Console) -> SyncReport:
    """Make the index anew; when this fails, the old one is as it was.

    :raises PathMissingError: a folder is not there, and the index does not know either what was in it.
    :raises EmptiedError: a folder is empty of which many documents are in the index, and that was not said to be right.
    """
    index_dir = what.settings.index
    there = all(map(os.path.exists, what.paths))
    if not there and noted_roots(index_dir) != tuple(path.absolute() for path in what.paths):
        missing = next(path for path in what.paths if not os.path.exists(path))  # noqa: PTH110
        raise PathMissingError(texts.PATH_MISSING.format(path=missing))
    if there and not what.emptied:
        _refuse_emptied(what)
    console.note(texts.REBUILDING if there else texts.REBUILDING_KEPT)
    former = former_collection(what.settings)
    with renewing(index_dir, partial(drop_unfinished, what.settings.server)) as new:
        inside = replace(what, settings=what.settings.model_copy(update={"index": new}))
        report = _from_folders(inside, encoder, worker) if there else _from_kept(index_dir, inside, encoder)
    drop_former(what.settings, former)
    return report


def _refuse_emptied(what: Ingesting) -> None:
    """The new index knows nothing yet of what was in the folders; the old one does, or at least kept the originals."""
    index_dir, found = what.settings.index, find_files(what.paths)
    if not found.empty:
        return
    files = _noted_files(index_dir)
    if files:
        refuse_emptied(found, files)
    elif not found.files and (index_dir / ORIGINALS).is_dir():
        refuse_emptied_of(found.empty[0], len(list((index_dir / ORIGINALS).iterdir())))


def _noted_files(index_dir: Path) -> tuple[FileRecord, ...]:
    """The files of which an index was made; none where it cannot say so any more."""
    if not (index_dir / MANIFEST_FILE).exists():
        return ()
    try:
        with closing(Manifest(index_dir / MANIFEST_FILE)) as manifest:
            return manifest.files()
    except StoreError:
        return ()


def former_collection(settings: Settings) -> str:
    """The collection on the server that a new index will replace; empty where none is known to be its alone."""
    if settings.server is None or not (settings.index / MANIFEST_FILE).exists():
        return ""
    try:
        with closing(Manifest(settings.index / MANIFEST_FILE)) as manifest:
            noted = noted_collection(manifest)
            if noted:
                check_own(documents_on(settings.server, noted), manifest.document_ids(), settings.index)
            return noted
    except StoreError:
        return ""


def drop_former(settings: Settings, collection: str) -> None:
    """Take away what a new index replaced on the server."""
    if collection and settings.server is not None:
        drop_collection(settings.server, collection)


def _from_folders(what: Ingesting, encoder: PassageEncoder, worker: ReadingWorker) -> SyncReport:
    if what.settings.server is not None:
        name_new(what.settings.index)
    return sync(what, encoder, worker)


def _from_kept(old: Path, what: Ingesting, encoder: PassageEncoder) -> SyncReport:
    new = what.settings.index
    copy_database(old / MANIFEST_FILE, new / MANIFEST_FILE)
    with closing(Manifest(new / MANIFEST_FILE)) as manifest:
        manifest.forget_meta(ENGINE)
        forget_collection(manifest)
    if what.settings.server is not None:
        name_new(new)
    shutil.copytree(old / ORIGINALS, new / ORIGINALS, copy_function=_linked)
    library = open_library(what.settings, encoder.embedder)
    try:
        resplit(library, library.manifest.document_ids())
        return _report(library)
    finally:
        library.close()


def _linked(source: str, target: str) -> str:
    """A second name for the same bytes where the disk has such a thing: an original never changes."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def resplit(library: Library, document_ids: Iterable[str]) -> None:
    """Make the passages of documents from the texts that the manifest keeps; they await their vectors."""
    for document_id in sorted(document_ids):
        document = library.document(document_id)
        library.resplit(document, by_words(document.metadata.title, split(document)))


def _report(library: Library) -> SyncReport:
    records = library.records()
    documents = tuple(
        FileReport(record.file, one, FileStatus.UNCHANGED, record.pages, record.passages)
        for one, record in records.items()
    )
    return SyncReport(documents, library.store.count(), 0.0, len(records))
