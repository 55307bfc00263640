"""Take in a file that somebody sends: to disk in pieces, read once to see what it is, then into the folder.

The sender's name for it never becomes a path: it is made into a name of letters, digits and a few signs.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from threading import BoundedSemaphore, Lock
from typing import BinaryIO

from app.keeping import Keeper
from app.maintenance import check_filled, check_readable, checked_suffix, free_path, keep_groups
from index.disk import require_room, sync_folder
from index.errors import BronwijzerError
from index.manifest import DocumentRecord
from index.routes import FOLDER
from index.texts import api
from index.texts import library as texts

MAX_BYTES = 50 * 2**20
ID_LENGTH = 16
READING_AT_ONCE = 2
"""Files that are read at the same time to see what they are: each in a process that may take 1.5 GB."""
PLACES = 12
"""Files that are read or wait for it; they hold threads, of which the app has 40."""
PATIENCE = 20.0
"""Seconds that one of them waits for its turn; most files take one or two."""
_PIECE = 2**20
_PREFIX = ".ontvangen-"
_UNFINISHED = (f"{_PREFIX}*", ".*.toml.new", ".*.toml.nieuw")
"""What is written beside its place: documents, what is said of them, and routes."""
_PLACING = Lock()
"""Two files of one name that come at the same time must not both find it free."""
_NAME_CHARS, _NAME_BYTES = 100, 200
"""A file system counts bytes, 255 for a name; what is said of a document stands in one with longer endings."""
_UNSAFE = re.compile(r"[^\w .,()&+'-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_READING = BoundedSemaphore(READING_AT_ONCE)
_ROOM = BoundedSemaphore(PLACES)
_LOG = logging.getLogger(__name__)


class TooLargeError(BronwijzerError):
    """More bytes than one document may have."""


class NotKeptError(BronwijzerError):
    """The file cannot be written into the folder."""


class OtherGroupsError(BronwijzerError):
    """The document is there already, for others than the sender says."""


class ReceivingBusyError(BronwijzerError):
    """Too many files wait to be read."""


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was taken in. ``known``: its content is in the library already, so nothing was kept."""

    file: str
    document_id: str
    known: bool


def safe_name(name: str) -> str:
    """A file name made of what a sender calls it; whatever stands for a folder is left out."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    stem, dot, suffix = last.rpartition(".")
    clean = " ".join(_UNSAFE.sub(" ", stem if dot else last).split()).strip(" .~$")[:_NAME_CHARS]
    clean = clean.encode()[:_NAME_BYTES].decode(errors="ignore").rstrip(" .")
    ending = "".join(filter(str.isalnum, suffix.lower()))[:10] if dot else ""
    if not clean or _RESERVED.match(clean):
        clean = f"{texts.DOCUMENT_PREFIX}{clean}".rstrip(" -")
    return f"{clean}.{ending}" if ending else clean


def receive(keeper: Keeper, name: str, stream: BinaryIO, groups: Sequence[str] = ()) -> Received:
    """Take in one file and have the folder read in the background.

    :param groups: who may see it, as a sidecar says it; nobody else sees it at any moment. Nobody named: everybody.
    :raises ReadsOnlyError: another process changes the library.
    :raises ReadError: it cannot be read, or is not what its name says.
    :raises TooLargeError: it is over :data:`MAX_BYTES`.
    :raises NotKeptError: the folder cannot be written, or only looks empty.
    :raises OtherGroupsError: its content is in the library already, for others than ``groups``.
    :raises StoreFullError: there is too little room for it, in the folder or in the index.
    :raises ReceivingBusyError: others go first.
    """
    keeper.require()
    name = safe_name(name)
    suffix = checked_suffix(name)
    for place in (keeper.folder, keeper.kb.library.path):
        require_room(place, MAX_BYTES)
    try:
        check_filled(keeper.kb.library, keeper.roots)
        # In the folder itself, so that it can be moved to its place; the dot hides it from whoever reads the folder.
        descriptor, temporary = tempfile.mkstemp(suffix, _PREFIX, keeper.folder)
    except OSError as error:
        raise NotKeptError(texts.UPLOAD_CLOSED) from error
    except BronwijzerError as error:
        raise NotKeptError(str(error)) from error
    path = Path(temporary)
    try:
        with os.fdopen(descriptor, "wb") as copy:
            document_id = _copied(stream, copy)[:ID_LENGTH]
            copy.flush()
            os.fsync(copy.fileno())
        known = keeper.kb.library.records().get(document_id)
        if known is not None:
            _check_groups(known, groups)
            return Received(known.file, document_id, known=True)
        with _turn():
            check_readable(path)
        path.chmod(0o644)
        target = _placed(path, keeper.folder, name, groups)
        sync_folder(target.parent)
    except OSError as error:
        raise NotKeptError(texts.UPLOAD_NO_ROOM) from error
    finally:
        path.unlink(missing_ok=True)
    keeper.reread()
    return Received(target.name, document_id, known=False)


def _check_groups(known: DocumentRecord, groups: Sequence[str]) -> None:
    """What somebody says of groups must not be left unheard: he would take the document for limited."""
    theirs = known.metadata.groups
    if groups and set(groups) != set(theirs):
        who = texts.FOR_GROUPS.format(groups=", ".join(theirs)) if theirs else texts.FOR_EVERYBODY
        raise OtherGroupsError(texts.UPLOAD_OTHER_GROUPS.format(file=known.file, who=who))


@contextmanager
def _turn() -> Iterator[None]:
    """Wait until fewer are read. :raises ReceivingBusyError: that takes too long."""
    if not _ROOM.acquire(blocking=False):
        raise ReceivingBusyError(api.BUSY)
    try:
        if not _READING.acquire(timeout=PATIENCE):
            raise ReceivingBusyError(api.BUSY)
        try:
            yield
        finally:
            _READING.release()
    finally:
        _ROOM.release()


def remove_unfinished(keeper: Keeper) -> None:
    """Take away what a process left that was ended while it wrote into the folder of the documents.

    For the start of a process: it writes nothing there yet, and no other process does for this library.
    """
    if not keeper.owns:
        return
    for folder in (keeper.folder, keeper.folder / FOLDER):
        for pattern in _UNFINISHED:
            try:
                for path in sorted(folder.glob(pattern)):
                    path.unlink(missing_ok=True)
            except OSError:  # a folder that is away or closed; the app starts without it too
                _LOG.warning("unfinished files stay")


def _placed(path: Path, folder: Path, name: str, groups: Sequence[str]) -> Path:
    """Move a file to its place; who may see it is beside it before it is there. :raises OSError: it cannot be moved."""
    with _PLACING:
        target = free_path(folder, name)
        if groups:
            keep_groups(target, groups)
        try:
            path.rename(target)
        except OSError:
            if groups:
                keep_groups(target, ())
            raise
    return target


def _copied(stream: BinaryIO, copy: BinaryIO) -> str:
    """Copy in pieces. :returns: the content's hash."""
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(_PIECE):
        size += len(piece)
        if size > MAX_BYTES:
            raise TooLargeError(texts.UPLOAD_TOO_LARGE.format(megabytes=MAX_BYTES >> 20))
        digest.update(piece)
        copy.write(piece)
    return digest.hexdigest()
