"""What is told of each file of a sync."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from index.doubles import near_warning
from index.errors import ReadError
from index.library import Library
from index.manifest import DocumentRecord, FileRecord, ReadReport
from index.reading_report import reading_report
from index.texts import reading as texts
from index.types import CitableDocument, ReadResult, ReadWarning
from ingest.failures import warning
from ingest.files import Closed
from ingest.particulars import first_name
from ingest.report import FileReport, FileStatus
from ingest.rereading import READERS_VERSION
from ingest.sidecar import Said


def read_report(read: ReadResult, document: CitableDocument) -> ReadReport:
    """What reading a document brought to light, as the index keeps it."""
    counts = read.counts | {"words": len(document.text.split())}
    author, title = read.properties.get("author"), read.properties.get("title")
    return ReadReport(read.warnings, counts, read.joins, author, read.quality, title, READERS_VERSION)


def failed_report(file: str, error: ReadError) -> FileReport:
    """A file that could not be read."""
    return FileReport(file, None, FileStatus.FAILED, error=error.message, error_code=error.code)


def closed_report(closed: Closed) -> FileReport:
    """A file or folder that could not be looked into."""
    # A name that is no text cannot be printed or written as JSON.
    return failed_report(closed.path.name.encode("utf-8", "replace").decode(), closed.error)


def kept_report(record: FileRecord, library: Library) -> FileReport:
    """A file of which nothing had to be read."""
    name = Path(record.path).name
    if record.document_id is None:
        return FileReport(name, None, FileStatus.FAILED, error=record.error, error_code=record.error_code)
    pages, passages = library.size(record.document_id)
    return FileReport(name, record.document_id, FileStatus.UNCHANGED, pages, passages)


def with_failed(reports: Mapping[str, FileReport], failed: Mapping[str, ReadError]) -> dict[str, FileReport]:
    """The reports, with what went wrong with the vectors of a document."""
    return {
        key: replace(report, status=FileStatus.FAILED, error=error.message, error_code=error.code)
        if report.status is not FileStatus.REMOVED and (error := failed.get(report.document_id or ""))
        else report
        for key, report in reports.items()
    }


def completed(
    path: str, report: FileReport, sidecars: Mapping[str, Said], changed: Collection[str], library: Library
) -> FileReport:
    """The report, with what only shows when all documents are seen together.

    :param changed: documents that are called otherwise, or of which the user says something else than before.
    """
    record = library.records().get(report.document_id or "")
    if record is None or report.status is FileStatus.REMOVED:
        return report
    report = replace(report, reading=reading_report(record))
    said = sidecars.get(path)
    if isinstance(said, ReadError):
        return replace(report, status=FileStatus.FAILED, error=said.message, error_code=said.code)
    if report.status is FileStatus.UNCHANGED and record.document_id in changed:
        report = replace(report, status=FileStatus.UPDATED)
    return replace(report, warnings=(*report.warnings, *_replaces_nothing(record, library), *_doubles(path, record)))


def _replaces_nothing(record: DocumentRecord, library: Library) -> Iterator[ReadWarning]:
    replaced = record.metadata.replaces
    if replaced is not None and not any(replaced in other.names for other in library.records().values()):
        yield warning("VERVANGT_NIETS", file=replaced)


def _doubles(path: str, record: DocumentRecord) -> Iterator[ReadWarning]:
    first = first_name(record)
    if path != first:
        yield warning("ZELFDE_TEKST" if path in record.copies else "DUBBEL", file=_told_apart(first, path))
    elif record.near is not None:
        yield near_warning(record.near)


def _told_apart(path: str, other: str) -> str:
    """A file's name; with its folder where both files have the same name."""
    name, folder = Path(path).name, Path(path).parent.name
    return texts.IN_FOLDER.format(file=name, folder=folder) if name == Path(other).name else name
