"""Make the index equal to folders of files: new, changed and gone.

What did not change is not read again. A changed file's new content is searchable before its old content goes, and a
crash at any moment leaves what was reported added.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from index.errors import ReadError
from index.library import Library
from index.manifest import FileRecord, ReadReport
from index.types import ReadResult
from ingest.assemble import assemble
from ingest.catalogue import Catalogue
from ingest.embedding import PassageEncoder
from ingest.files import FoundFile, find_files, sha256_of, unchanged
from ingest.metadata import describe
from ingest.report import FileReport, FileStatus, SyncReport
from ingest.sidecar import read_sidecar
from ingest.splitting import split
from ingest.validity import Described, resolve_validity

ID_LENGTH = 16


class Reader(Protocol):
    """Reads one file, in safety."""

    def read(self, path: Path) -> ReadResult:
        """:raises ReadError: the file cannot be read."""


class Watcher(Protocol):
    """Is told how a sync goes on."""

    def start(self, files: Sequence[FoundFile]) -> None:
        """These files have to be read."""

    def reading(self, file: FoundFile) -> None:
        """This file is being read."""

    def embedding(self, characters: int) -> None:
        """The file has been read; so many characters of it will be embedded."""

    def advance(self, characters: int) -> None:
        """So many characters are done."""

    def done(self, report: FileReport) -> None:
        """This file is finished."""


class Sync:
    """One sync of a library with folders.

    :param reader: reads files; parsing happens in its own process.
    :param catalogue: recognises known documents.
    """

    def __init__(
        self, library: Library, encoder: PassageEncoder, reader: Reader, catalogue: Catalogue, watcher: Watcher
    ) -> None:
        self.library = library
        self.encoder = encoder
        self.reader = reader
        self.catalogue = catalogue
        self.watcher = watcher

    def run(self, roots: Iterable[Path]) -> SyncReport:
        """Make the index equal to ``roots``. :raises PathMissingError: one of them is not there."""
        began = time.monotonic()
        files = find_files(roots)
        known = {record.path: record for record in self.library.manifest.files()}
        reports = self._gone(files, known)
        pending = [file for file in files if unchanged(file, known) is None]
        reports += [_kept(record, self.library) for file in files if (record := unchanged(file, known)) is not None]
        self.watcher.start(pending)
        reports += [self._sync_file(file, known.get(file.key)) for file in pending]
        self._remove_orphans()
        self._resolve_validity()
        seconds = round(time.monotonic() - began, 2)
        reports.sort(key=lambda report: report.file)
        return SyncReport(tuple(reports), self.library.store.count(), seconds)

    def _gone(self, files: Sequence[FoundFile], known: dict[str, FileRecord]) -> list[FileReport]:
        here = {file.key for file in files}
        gone = [record for path, record in known.items() if path not in here]
        self.library.manifest.remove_files(record.path for record in gone)
        return [FileReport(Path(r.path).name, r.document_id, FileStatus.REMOVED) for r in gone]

    def _sync_file(self, file: FoundFile, before: FileRecord | None) -> FileReport:
        self.watcher.reading(file)
        try:
            report = self._read_file(file, before)
        except ReadError as error:
            report = self._fail(file, error.code, error.message)
        self.watcher.done(report)
        return report

    def _fail(self, file: FoundFile, code: str, message: str) -> FileReport:
        record = FileRecord(file.key, file.size, file.mtime_ns, "", None, code, message)
        self.library.put_file(record)
        return FileReport(file.path.name, None, FileStatus.FAILED, error=message, error_code=code)

    def _read_file(self, file: FoundFile, before: FileRecord | None) -> FileReport:
        sha256 = sha256_of(file.path)
        document_id = sha256[:ID_LENGTH]
        seen = FileRecord(file.key, file.size, file.mtime_ns, sha256, document_id)
        if document_id in self.library.records():
            self.library.put_file(seen)
            return _kept(seen, self.library)
        read = self.reader.read(file.path)
        metadata = describe(file.path, read, self.catalogue, read_sidecar(file.path))
        document = assemble(document_id, file.path.name, sha256, read, metadata)
        passages = split(document)
        self.watcher.embedding(self.encoder.length(metadata.title, passages))
        stored = self.encoder.encode(metadata.title, passages, self.watcher.advance)
        report = ReadReport(read.warnings, dict(read.counts), read.joins)
        self.library.add(document, stored, metadata, report, file.path)
        self.library.put_file(seen)
        status = FileStatus.ADDED if before is None else FileStatus.UPDATED
        pages = len(document.pages) if document.paged else None
        return FileReport(file.path.name, document_id, status, pages, len(passages), read.warnings)

    def _remove_orphans(self) -> None:
        """Documents of which no file is left: gone, or replaced by new content."""
        named = {record.document_id for record in self.library.manifest.files()}
        for document_id in set(self.library.records()) - named:
            self.library.remove(document_id)

    def _resolve_validity(self) -> None:
        records = self.library.records()
        described = [
            Described(r.document_id, (r.file, *(Path(p).name for p in r.paths)), r.read_metadata)
            for r in records.values()
        ]
        for document_id, metadata in resolve_validity(described, date.today()).items():
            if metadata != records[document_id].metadata:
                self.library.set_metadata(document_id, metadata)


def _kept(record: FileRecord, library: Library) -> FileReport:
    name = Path(record.path).name
    if record.document_id is None:
        return FileReport(name, None, FileStatus.FAILED, error=record.error, error_code=record.error_code)
    document = library.records().get(record.document_id)
    pages, passages = (document.pages, document.passages) if document else (None, 0)
    return FileReport(name, record.document_id, FileStatus.UNCHANGED, pages, passages)
