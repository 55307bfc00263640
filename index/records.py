"""What the manifest knows of documents and files, without their text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

from index.types import Again, Metadata, ReadWarning

FILE_COLUMNS = "path, size, mtime_ns, sha256, document_id, error_code, error, again, former_id"


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What reading a document brought to light. ``author``, ``title``: as the file's properties name them.

    ``joins`` (every repair) are many and kept apart: a record has none, ``Manifest.joins`` gives them.
    ``quality`` (0-1): of each page, how far its text can be trusted.
    ``reader``: the version of the readers (:mod:`ingest.outdated`); 0: of before that was noted.
    """

    warnings: tuple[ReadWarning, ...] = ()
    counts: dict[str, int] | None = None
    joins: tuple[tuple[str, str], ...] = ()
    author: str | None = None
    quality: tuple[float, ...] = ()
    title: str | None = None
    reader: int = 0


@dataclass(frozen=True, slots=True)
class Near:
    """Another document with nearly the same text.

    :param share: of the text of both together that both have (0-1).
    :param more: sentences that the other one does not have; ``fewer``: sentences that only the other one has.
    """

    document_id: str
    share: float
    more: int
    fewer: int
    title: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Learned:
    """What a document's text teaches: its different words, and pairs of abbreviation and long form.

    ``words`` are in small letters with spaces between: a large library has millions of them to read back.
    """

    words: str
    abbreviations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document in the index, without its text.

    ``paths``: every name under which this text was found; ``file`` is the one that is shown.
    ``read_metadata``: what the document itself says, without what the user says of it.
    ``copies``: those of the paths, the last ones, where the same text stands in a file that is not the same.
    ``near``: the document that is most like this one, when it was read after that.
    ``embedded_title``: the title under which its vectors were made; None while it has none.
    """

    document_id: str
    file: str
    paths: tuple[str, ...]
    pages: int | None
    passages: int
    metadata: Metadata
    read_metadata: Metadata
    report: ReadReport
    added: str
    copies: tuple[str, ...] = ()
    near: Near | None = None
    embedded_title: str | None = None

    @property
    def names(self) -> frozenset[str]:
        """What another document may call this one, in the form in which that is kept (NFC)."""
        names = (self.document_id, self.file, *self.paths, *(Path(path).name for path in self.paths))
        return frozenset(normalize("NFC", name) for name in names)

    @property
    def words_only(self) -> bool:
        """Whether it can be found by its words only."""
        return self.embedded_title is None

    @property
    def awaits_vectors(self) -> bool:
        """Whether vectors must be made: there are none, or those of another title."""
        return self.embedded_title != self.metadata.title


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as last seen. ``document_id`` is None when it could not be read; ``error`` then says why.

    ``again``: when it is read again though it did not change.
    ``former_id``: the document that it was before, which stays until the present one has vectors.
    """

    path: str
    size: int
    mtime_ns: int
    sha256: str
    document_id: str | None = None
    error_code: str | None = None
    error: str | None = None
    again: Again = Again.NEVER
    former_id: str | None = None

    @property
    def row(self) -> tuple[str | int | None, ...]:
        """As the manifest keeps it, in the order of :data:`FILE_COLUMNS`."""
        return (*astuple(self)[:-2], self.again.value, self.former_id)

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> FileRecord:
        """From a row of the manifest, in the order of :data:`FILE_COLUMNS`."""
        path, size, mtime_ns, sha256, document_id, code, error, again, former_id = row
        return cls(path, size, mtime_ns, sha256, document_id, code, error, Again(again), former_id)

    @property
    def is_own(self) -> bool:
        """Whether its document was read from this content, not from another file with the same text."""
        return self.document_id is not None and self.sha256.startswith(self.document_id)


def named(near: Near | None, records: Mapping[str, DocumentRecord]) -> Near | None:
    """With what the other document is called now."""
    other = None if near is None else records.get(near.document_id)
    return (
        replace(near, title=other.metadata.title, file=other.file) if near is not None and other is not None else None
    )
