"""Put a backup back: everything is checked before anything is written, and the index changes in one step."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from index.backup.archive import BackupForeignError, BackupReader, reading
from index.backup.listing import BackupError, CorpusFile
from index.disk import copy_durably, require_room, writing_in
from index.errors import StoreMismatchError
from index.layout import JUDGEMENTS, MANIFEST_FILE, ORIGINALS
from index.library import Library
from index.manifest import Manifest
from index.renewal import renewing
from index.store.packing import unpack
from index.texts import backup as texts

_NAMED = 5
_MADE_ANEW = ("model", "analyser")


@dataclass(frozen=True, slots=True)
class Restoring:
    """Where a backup is put back.

    :param replace: an index and files that are there give way.
    :param opened: opens the library in a folder, with the model and engine that are set now.
    :param resplit: makes passages of these documents from the kept text; they await their vectors.
    :param discard: takes away what lies elsewhere of a library that could not be put back; gets its folder.
    """

    index_dir: Path
    corpus: Path
    replace: bool
    opened: Callable[[Path], Library]
    resplit: Callable[[Library, set[str]], None]
    discard: Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back. ``words_only``: documents that await their vectors."""

    documents: int
    passages: int
    files: int
    words_only: int


def restore(source: Path, how: Restoring) -> Restored:
    """Put a backup back.

    :raises BackupError: it is damaged or foreign, or would overwrite something; nothing is changed then.
    :raises StoreError: the index is in use, or there is no room.
    """
    with reading(source) as backup:
        if (how.index_dir / MANIFEST_FILE).exists() and not how.replace:
            raise BackupError(texts.INDEX_NOT_EMPTY.format(path=how.index_dir))
        backup.check()
        require_room(how.index_dir, 2 * backup.listing.size)
        wanted = _to_write(backup, how)
        with renewing(how.index_dir, how.discard) as new:
            _write_index(backup, new)
            done = _fill(backup, new, how)
            with writing_in(how.corpus):
                for file in wanted:
                    _write_file(backup, file, how.corpus)
        return done


def _to_write(backup: BackupReader, how: Restoring) -> list[CorpusFile]:
    """The files that are not in the folder yet. :raises BackupError: another file has the name of one."""
    wanted, other = [], []
    for file in backup.listing.corpus:
        target = how.corpus / file.path
        if not target.exists():
            wanted.append(file)
        elif _sha256(target) != backup.listing.parts[file.part].sha256:
            other.append(file.path)
            wanted.append(file)
    if other and not how.replace:
        names = ", ".join(other[:_NAMED])
        more = len(other) - _NAMED
        files = names if more <= 0 else texts.AND_MORE.format(files=names, more=more)
        raise BackupError(texts.CORPUS_DIFFERS.format(folder=how.corpus, files=files))
    return wanted


def _sha256(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write_index(backup: BackupReader, new: Path) -> None:
    with writing_in(new):
        for name in (MANIFEST_FILE, JUDGEMENTS):
            if name in backup.listing.parts:
                with backup.open(name) as stream:
                    copy_durably(stream, new / name)
        (new / ORIGINALS).mkdir()
        for name in backup.listing.original_parts:
            document_id, suffix = os.path.splitext(name.removeprefix(f"{ORIGINALS}/"))  # noqa: PTH122  no path yet
            folder = new / ORIGINALS / document_id
            folder.mkdir(exist_ok=True)
            with backup.open(name) as stream:
                copy_durably(stream, folder / f"original{suffix}")
    try:
        with closing(sqlite3.connect(new / MANIFEST_FILE)) as db:
            sound = db.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        sound = False
    if not sound:
        raise BackupForeignError(texts.FOREIGN.format(path=backup.path))


def _fill(backup: BackupReader, new: Path, how: Restoring) -> Restored:
    """Passages from the backup where they fit what is set now; all others from the texts."""
    with closing(Manifest(new / MANIFEST_FILE)) as manifest:
        before = {key: manifest.meta(key) for key in _MADE_ANEW}
        for key in (*_MADE_ANEW, "engine", "collection", "rewriting"):
            manifest.forget_meta(key)
    try:
        library = how.opened(new)
    except StoreMismatchError as error:  # only of the form of the tables
        raise BackupForeignError(texts.LATER.format(path=backup.path)) from error
    try:
        same = all(library.manifest.meta(key) == value for key, value in before.items())
        if same:
            _load(backup, library)
        _settle(library, how, backup)
        records = library.records()
        lacking = sum(record.words_only for record in records.values())
        return Restored(len(records), library.store.count(), len(backup.listing.corpus), lacking)
    finally:
        library.close()


def _load(backup: BackupReader, library: Library) -> None:
    for name in backup.listing.passage_parts:
        with backup.open(name) as stream:
            library.store.load(unpack(stream.read()))
    library.store.flush()


def _settle(library: Library, how: Restoring, backup: BackupReader) -> None:
    ready, there = library.manifest.sizes(), library.store.sizes()
    how.resplit(library, {one for one, size in ready.items() if there.get(one, 0) != size})
    moved = {file.known_as: str((how.corpus / file.path).resolve()) for file in backup.listing.corpus}
    with library.manifest.transaction():
        for path, to in moved.items():
            library.manifest.move_file(path, to)
    library.set_roots([how.corpus])
    library.recover()
    library.check()


def _write_file(backup: BackupReader, file: CorpusFile, corpus: Path) -> None:
    target = corpus / file.path
    if not target.resolve().is_relative_to(corpus.resolve()):  # through a link that was there already
        raise BackupError(texts.OUTSIDE.format(file=file.path, folder=corpus))
    target.parent.mkdir(parents=True, exist_ok=True)
    with backup.open(file.part) as stream:
        copy_durably(stream, target)
    os.utime(target, ns=(file.mtime_ns, file.mtime_ns))
