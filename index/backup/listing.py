"""What is in a backup: every part with its size and checksum, and where the documents lay."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from pydantic import TypeAdapter

from index.errors import BronwijzerError
from index.layout import JUDGEMENTS, MANIFEST_FILE, ORIGINALS, PASSAGES

LISTING = "bronwijzer-backup.json"
FORMAT = 1
CORPUS = "corpus"
_SINGLE = (MANIFEST_FILE, JUDGEMENTS)
_FOLDERS = (ORIGINALS, PASSAGES, CORPUS)


class BackupError(BronwijzerError):
    """A backup that cannot be made or put back; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a backup. ``sha256``: of its bytes, in hexadecimals."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file of the documents' folder.

    :param path: below the folder, with ``/`` between the names.
    :param known_as: the path under which the index knows it.
    :param part: the part that has its content: its own, or that of the original that the index keeps.
    """

    path: str
    known_as: str
    part: str
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything that is in a backup."""

    format: int
    made: str
    documents: int
    passages: int
    parts: dict[str, Part]
    corpus: tuple[CorpusFile, ...]

    @property
    def passage_parts(self) -> list[str]:
        """Names of the parts with passages and their vectors; none where these are made again."""
        return sorted(name for name in self.parts if name.startswith(f"{PASSAGES}/"))

    @property
    def original_parts(self) -> list[str]:
        """Names of the originals."""
        return sorted(name for name in self.parts if name.startswith(f"{ORIGINALS}/"))

    @property
    def size(self) -> int:
        """Bytes of all parts together."""
        return sum(part.size for part in self.parts.values())


LISTING_JSON = TypeAdapter(Listing)


def is_part(name: str) -> bool:
    """Whether a part may be called so: one of ours, and no way out of the folder."""
    path = PurePosixPath(name)
    folder, *below = path.parts or ("",)
    proper = str(path) == name and is_below(name)
    return proper and (name in _SINGLE if not below else folder in _FOLDERS and len(below) == 1)


def is_below(name: str) -> bool:
    """Whether a path stays below the folder it is put in, on any system."""
    parts = name.split("/")
    return all(p not in ("", ".", "..") and not {"\\", ":", "\0"} & set(p) for p in parts)
