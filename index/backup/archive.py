"""The file of a backup: a zip that is there whole or not at all, with a checksum of every part."""

from __future__ import annotations

import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from index.backup.listing import FORMAT, LISTING, LISTING_JSON, BackupError, Listing, Part, is_below, is_part
from index.disk import sync_folder, writing_in
from index.reasons import reason_of
from index.texts import backup as texts

_PIECE = 1 << 20
_MAX_LISTING = 256 * 2**20
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class BackupDamagedError(BackupError):
    """A part is missing, or not what it was."""


class BackupForeignError(BackupError):
    """No backup of this program, or of a later version of it."""


class BackupWriter:
    """Writes the parts of one backup; :meth:`finish` makes it count."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self._zip = zipped
        self.parts: dict[str, Part] = {}

    def add(self, name: str, source: IO[bytes]) -> Part:
        """Write one part in pieces."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(name, "w", force_zip64=True) as target:
            while piece := source.read(_PIECE):
                digest.update(piece)
                size += len(piece)
                target.write(piece)
        self.parts[name] = Part(size, digest.hexdigest())
        return self.parts[name]

    def finish(self, listing: Listing) -> None:
        """Write what is in it."""
        self._zip.writestr(LISTING, LISTING_JSON.dump_json(listing))


@contextmanager
def writing(target: Path) -> Iterator[BackupWriter]:
    """A new backup, in its place when the block ends without an error.

    :raises BackupError: there is a file of that name already.
    :raises StoreError: there is no room, or writing is not allowed.
    """
    if target.exists():
        raise BackupError(texts.EXISTS.format(path=target))
    beside = target.with_name(f".{target.name}.nieuw")
    with writing_in(target):
        try:
            with beside.open("wb") as file:
                os.chmod(beside, 0o600)  # noqa: PTH101  all documents are in it
                with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as zipped:
                    yield BackupWriter(zipped)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
            sync_folder(target.parent)
        finally:
            beside.unlink(missing_ok=True)


class BackupReader:
    """The parts of a backup, each checked when it is read."""

    def __init__(self, zipped: zipfile.ZipFile, path: Path) -> None:
        self._zip = zipped
        self.path = path
        self.listing = self._listing()

    def _listing(self) -> Listing:
        try:
            if self._zip.getinfo(LISTING).file_size > _MAX_LISTING:
                raise ValueError("listing too large")
            listing = LISTING_JSON.validate_json(self._zip.read(LISTING))
        except (KeyError, ValidationError) as error:
            raise BackupForeignError(texts.FOREIGN.format(path=self.path)) from error
        except _UNREADABLE as error:
            raise BackupDamagedError(texts.DAMAGED.format(path=self.path)) from error
        if listing.format > FORMAT:
            raise BackupForeignError(texts.LATER.format(path=self.path))
        named = all(map(is_part, listing.parts)) and all(is_below(file.path) for file in listing.corpus)
        if not named or not all(file.part in listing.parts for file in listing.corpus):
            raise BackupForeignError(texts.FOREIGN.format(path=self.path))
        return listing

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """One part. What is read of it is only right where :meth:`check` found no fault."""
        try:
            with self._zip.open(name) as stream:
                yield stream
        except (KeyError, *_UNREADABLE) as error:
            raise BackupDamagedError(texts.DAMAGED.format(path=self.path)) from error

    def check(self, names: Iterable[str] | None = None) -> None:
        """Read parts and compare them with their checksums. :raises BackupDamagedError: one is not what it was."""
        for name in self.listing.parts if names is None else names:
            digest, size = hashlib.sha256(), 0
            with self.open(name) as stream:
                while piece := stream.read(_PIECE):
                    digest.update(piece)
                    size += len(piece)
                    if size > self.listing.parts[name].size:  # it may be made to grow without end
                        break
            if Part(size, digest.hexdigest()) != self.listing.parts[name]:
                raise BackupDamagedError(texts.DAMAGED.format(path=self.path))


@contextmanager
def reading(source: Path) -> Iterator[BackupReader]:
    """A backup. :raises BackupError: it cannot be read, is damaged, or is no backup of this program."""
    try:
        zipped = zipfile.ZipFile(source)
    except OSError as error:
        raise BackupError(texts.UNREADABLE.format(path=source, reason=reason_of(error))) from error
    except _UNREADABLE as error:
        raise BackupForeignError(texts.FOREIGN.format(path=source)) from error
    with zipped:
        yield BackupReader(zipped, source)
