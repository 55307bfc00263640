"""What a sync did, file by file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.reading_report import ReadingReport
from index.types import ReadWarning


class FileStatus(StrEnum):
    """What happened to a file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file of a sync; ``error`` is a Dutch sentence, ``error_code`` its stable code.

    ``reading``: how the document was read, None where there is none.
    """

    file: str
    document_id: str | None
    status: FileStatus
    pages: int | None = None
    passages: int = 0
    warnings: tuple[ReadWarning, ...] = ()
    error: str | None = None
    error_code: str | None = None
    reading: ReadingReport | None = None


@dataclass(frozen=True, slots=True)
class SyncReport:
    """One sync. ``words_only``: documents that can be found by their words only, for now.

    ``warnings``: what a person should know of the folders, besides what is told of each document.
    ``skipped``: names of files that are of no kind that Bronwijzer reads.
    """

    documents: tuple[FileReport, ...]
    passages_total: int
    seconds: float
    words_only: int = 0
    warnings: tuple[ReadWarning, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether any file could not be read."""
        return any(d.status is FileStatus.FAILED for d in self.documents)
