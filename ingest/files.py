"""Which files belong to the library, and whether they changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import BronwijzerError
from index.manifest import FileRecord
from index.texts import cli as texts
from ingest.examples import is_document, without_examples
from ingest.readers.registry import SUPPORTED_SUFFIXES

_CHUNK = 1 << 20


class PathMissingError(BronwijzerError):
    """A folder or file that the user named is not there."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file on disk with what tells whether it changed."""

    path: Path
    size: int
    mtime_ns: int

    @property
    def key(self) -> str:
        """Name under which the manifest knows it."""
        return str(self.path)


def find_files(roots: Iterable[Path]) -> list[FoundFile]:
    """All documents in these folders and files, in the order of their paths.

    Examples count only while there are no documents of the user's own.

    :raises PathMissingError: a root is not there.
    """
    found: dict[Path, FoundFile] = {}
    for root in roots:
        if not root.exists():
            raise PathMissingError(texts.PATH_MISSING.format(path=root))
        paths = [root] if root.is_file() else without_examples(root, sorted(_documents(root)))
        for path in paths:
            stat = path.stat()
            found[path.resolve()] = FoundFile(path.resolve(), stat.st_size, stat.st_mtime_ns)
    return [found[path] for path in sorted(found)]


def _documents(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.suffix.lower() in SUPPORTED_SUFFIXES and is_document(path):
            yield path


def sha256_of(path: Path) -> str:
    """Content hash of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def unchanged(file: FoundFile, known: Mapping[str, FileRecord]) -> FileRecord | None:
    """The record of a file whose size and time are as last seen."""
    record = known.get(file.key)
    same = record is not None and (record.size, record.mtime_ns) == (file.size, file.mtime_ns)
    return record if same else None
