"""Make a backup: manifest, originals, judgements, the documents' folder, and the passages where they can be read."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index.backup.archive import BackupWriter, writing
from index.backup.listing import CORPUS, FORMAT, BackupError, CorpusFile, Listing
from index.disk import bytes_of, copy_database, require_room
from index.layout import JUDGEMENTS, MANIFEST_FILE, ORIGINALS, PASSAGES
from index.manifest import Manifest
from index.store.packing import pack
from index.store.protocol import PassageStore
from index.texts import backup as texts

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the documents' folder: where it is, and where below the folder it belongs."""

    file: Path
    path: str


def take(
    target: Path, index_dir: Path, corpus: Iterable[Found], store: PassageStore | None
) -> tuple[Listing, list[Path]]:
    """Write a backup.

    :param store: the passages; None where another process has them: they can be made again.
    :returns: what is in it, and the files of ``corpus`` that could not be read.
    :raises BackupError: there is a file of that name.
    :raises StoreError: the index cannot be read, or the file not be written.
    """
    require_room(target.parent, bytes_of(index_dir))
    with writing(target) as backup, _snapshot(index_dir, backup) as manifest:
        if store is not None:
            for number, page in enumerate(store.dump(), 1):
                if page:
                    backup.add(f"{PASSAGES}/{number:06}.npz", io.BytesIO(pack(page)))
        with suppress(FileNotFoundError), (index_dir / JUDGEMENTS).open("rb") as stream:
            backup.add(JUDGEMENTS, stream)
        sizes = manifest.sizes()
        files, closed = _corpus(backup, corpus)
        listing = Listing(
            FORMAT, datetime.now(UTC).isoformat(), len(sizes), sum(sizes.values()), backup.parts, tuple(files)
        )
        backup.finish(listing)
    return listing, closed


@contextmanager
def _snapshot(index_dir: Path, backup: BackupWriter) -> Iterator[Manifest]:
    """The manifest of one moment and every original it speaks of; a document may be removed meanwhile."""
    with tempfile.TemporaryDirectory(prefix="bronwijzer-") as folder:
        path = Path(folder) / MANIFEST_FILE
        for _ in range(_TRIES):
            path.unlink(missing_ok=True)
            copy_database(index_dir / MANIFEST_FILE, path)
            with closing(Manifest(path)) as manifest:
                if _originals(index_dir, backup, manifest.document_ids()):
                    with path.open("rb") as stream:
                        backup.add(MANIFEST_FILE, stream)
                    yield manifest
                    return
        raise BackupError(texts.NOT_QUIET.format(path=index_dir))


def _originals(index_dir: Path, backup: BackupWriter, ids: Iterable[str]) -> bool:
    """Add the originals that are not in the backup yet. :returns: whether all were there."""
    try:
        return all(_original(index_dir, backup, document_id) for document_id in sorted(ids))
    except FileNotFoundError:  # its document was removed while it was looked for
        return False


def _original(index_dir: Path, backup: BackupWriter, document_id: str) -> bool:
    """Add one. :returns: whether it was there. :raises FileNotFoundError: it went just now."""
    found = next((index_dir / ORIGINALS / document_id).glob("original*"), None)
    if found is None:
        return False
    name = f"{ORIGINALS}/{document_id}{found.suffix}"
    if name not in backup.parts:
        with found.open("rb") as stream:
            backup.add(name, stream)
    return True


def _corpus(backup: BackupWriter, corpus: Iterable[Found]) -> tuple[list[CorpusFile], list[Path]]:
    """The files of the folder; one with the same content as another part is not written twice."""
    files, closed = [], []
    known = {(part.size, part.sha256): name for name, part in backup.parts.items()}
    for number, found in enumerate(corpus, 1):
        try:
            with found.file.open("rb") as stream:
                mtime = os.fstat(stream.fileno()).st_mtime_ns
                part = known.get(_sum(stream))
                if part is None:
                    stream.seek(0)
                    part = f"{CORPUS}/{number:06}"
                    written = backup.add(part, stream)
                    known[(written.size, written.sha256)] = part
        except OSError:
            closed.append(found.file)
            continue
        files.append(CorpusFile(found.path, str(found.file), part, mtime))
    return files, closed


def _sum(stream: io.BufferedReader) -> tuple[int, str]:
    digest = hashlib.file_digest(stream, "sha256")
    return stream.tell(), digest.hexdigest()
