"""Which files belong to the library, and whether they changed."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import BronwijzerError, ReadError
from index.manifest import FileRecord
from index.texts import cli as texts
from index.texts import reading as reasons
from index.types import Again
from ingest.examples import EXAMPLES_FOLDER, is_document, only_examples, without_examples
from ingest.failures import cannot_open, failure
from ingest.readers.registry import SUPPORTED_SUFFIXES
from ingest.sidecar import without_document

_CHUNK = 1 << 20
_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})


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


@dataclass(frozen=True, slots=True)
class Closed:
    """A file or folder that is there, but that we cannot look into."""

    path: Path
    error: ReadError


@dataclass(frozen=True, slots=True)
class Found:
    """What is in the folders.

    :param closed: what may be in there, nobody knows.
    :param loose: sidecars in them that belong to no document.
    :param empty: those of the folders that were named in which there is nothing, or only examples.
    :param skipped: names of files in folders that no reader knows the kind of.
    """

    files: tuple[FoundFile, ...]
    closed: tuple[Closed, ...] = ()
    empty: tuple[Path, ...] = ()
    loose: tuple[Path, ...] = ()
    skipped: tuple[str, ...] = ()

    def gone(self, known: Iterable[str]) -> list[str]:
        """Those of the ``known`` files that are certainly not there any more."""
        here = {file.key for file in self.files}
        return [key for key in known if key not in here and not self._hidden(Path(key))]

    def _hidden(self, path: Path) -> bool:
        return any(path.is_relative_to(closed.path) for closed in self.closed)


def find_files(roots: Iterable[Path]) -> Found:
    """All documents in these folders and files, in the order of their paths.

    Linked folders are followed, each folder once. Examples count only while there are no documents of the user's own.

    :raises PathMissingError: a root is not there.
    """
    files: dict[Path, FoundFile] = {}
    closed: dict[Path, Closed] = {}
    empty: list[Path] = []
    loose: list[Path] = []
    skipped: set[Path] = set()
    for root in roots:
        if not os.path.exists(root):  # noqa: PTH110  Path.exists raises where the folder above is closed
            raise PathMissingError(texts.PATH_MISSING.format(path=root))
        here = list(_looked_at(root, loose))
        known = (found.path for found in here if not isinstance(found, Path))
        if root.is_dir() and only_examples(root.resolve(), known):
            empty.append(root)
        for found in here:
            if isinstance(found, Path):
                skipped.add(found)
            elif isinstance(found, Closed):
                closed[found.path] = found
            else:
                files[found.path] = found
    return Found(
        tuple(files[path] for path in sorted(files)),
        tuple(closed[path] for path in sorted(closed)),
        tuple(empty),
        tuple(sorted(loose)),
        # A name that is no text cannot be printed or written as JSON.
        tuple(path.name.encode("utf-8", "replace").decode() for path in sorted(skipped)),
    )


def _looked_at(root: Path, loose: list[Path]) -> Iterator[FoundFile | Closed | Path]:
    """What is in a folder; of a kind that no reader knows only the path. ``loose`` gets sidecars of no document."""
    if not os.path.isdir(root):  # noqa: PTH112  Path.is_dir raises where a share is away
        yield from _file(root)
        return
    paths = []
    for found in _in_folder(root, loose):
        if isinstance(found, Closed):
            yield found
        elif found.suffix.lower() in SUPPORTED_SUFFIXES:
            paths.append(found)
        elif not found.is_relative_to(root / EXAMPLES_FOLDER):
            yield found
    for path in without_examples(root, sorted(paths)):
        yield from _file(path)


def _file(path: Path) -> Iterator[FoundFile | Closed]:
    """The file at ``path``; nothing where something else than a file has that name."""
    try:
        str(path).encode()
        status = path.stat()
        if stat.S_ISREG(status.st_mode):
            yield FoundFile(path.resolve(), status.st_size, status.st_mtime_ns)
    except (OSError, UnicodeEncodeError) as error:
        looped = isinstance(error, OSError) and error.errno == errno.ELOOP
        wrong = failure("NIET_TE_OPENEN", reason=reasons.LOOP) if looped else cannot_open(error)
        yield Closed(Path(os.path.realpath(path)), wrong)


def _in_folder(root: Path, loose: list[Path]) -> Iterator[Path | Closed]:
    folders, seen = [root], set()
    while folders:
        folder = folders.pop()
        real = os.path.realpath(folder)
        if real in seen:
            continue
        seen.add(real)
        try:
            paths = [path for path in folder.iterdir() if not path.name.startswith((".", "~$"))]
        except OSError as error:
            yield Closed(Path(real), cannot_open(error, "MAP_GESLOTEN"))
            continue
        loose += without_document(paths)
        inner = [path for path in paths if os.path.isdir(path)]  # noqa: PTH112  Path.is_dir raises on closed folders
        folders += inner
        files = (path for path in paths if path not in inner and path.name.lower() not in _OF_THE_SYSTEM)
        yield from filter(is_document, files)


def sha256_of(path: Path) -> str:
    """Content hash of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def unchanged(file: FoundFile, known: Mapping[str, FileRecord], over: Collection[Again]) -> FileRecord | None:
    """The record of a file whose size and time are as last seen.

    :param over: what stood in the way of reading and may not do so now; None is given for such a file.
    """
    record = known.get(file.key)
    same = record is not None and (record.size, record.mtime_ns) == (file.size, file.mtime_ns)
    return record if same and record is not None and record.again not in over else None
