"""Make the index equal to folders of files: new, changed and gone.

First every file is read and can be found by its words, then all get vectors (:mod:`ingest.vectors`). What did not
change is not read again. A changed file's new content is searchable before its old content goes, and the old stays
until the new has vectors. A crash at any moment leaves what was reported added.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from index.errors import BronwijzerError, ReadError
from index.library import Library
from index.manifest import DocumentRecord, FileRecord
from index.types import Again, CitableDocument, ReadResult
from ingest.ahead import ReadAhead
from ingest.assemble import assemble
from ingest.catalogue import Catalogue
from ingest.doubles import Doubles
from ingest.embedding import PassageEncoder, by_words, load_words
from ingest.emptied import refuse_emptied
from ingest.failures import failure, opening
from ingest.files import Found, FoundFile, find_files
from ingest.metadata import describe, values_from, with_said
from ingest.particulars import particulars
from ingest.protocols import Reader, Watcher
from ingest.recognition import apply_catalogue
from ingest.report import FileReport, FileStatus, SyncReport
from ingest.reporting import closed_report, completed, failed_report, kept_report, read_report, with_failed
from ingest.rereading import READERS_VERSION, Rereading, again_of, may_be_better, reads_the_same
from ingest.settling import Settling, note_day
from ingest.sidecar import Said, loose_warning, read_sidecars, said_of, sidecar_of
from ingest.splitting import split
from ingest.vectors import VectorWork

ID_LENGTH = 16
WITH_PAGES = frozenset({".pdf", ".pptx"})
_LOG = logging.getLogger(__name__)


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
        self._known: dict[str, FileRecord] = {}
        self._sidecars: dict[str, Said] = {}
        self._over = {Again.NEXT}
        self._linked: dict[str, str] = {}
        self._ahead: ReadAhead
        self.doubles = Doubles(library)

    def run(self, roots: Iterable[Path], *, vectors: bool = True) -> SyncReport:
        """Make the index equal to ``roots``. :raises BronwijzerError: as :meth:`find` and :meth:`take_in`."""
        return self.take_in(self.find(roots), vectors=vectors)

    def find(self, roots: Iterable[Path], *, emptied: bool = False) -> Found:
        """Look what is in ``roots``; nothing is changed yet.

        :param emptied: a folder of which many documents are in the index may be empty now.
        :raises PathMissingError: one of them is not there.
        :raises EmptiedError: one is empty and may not be.
        """
        found = find_files(roots)
        if not emptied:
            refuse_emptied(found, self.library.manifest.files())
        return found

    def take_in(self, found: Found, *, vectors: bool = True) -> SyncReport:
        """Make the index equal to what was found.

        :param vectors: also make the vectors of all documents that await them.
        :raises StoreError: the index cannot be written any more; what was reported added is in it.
        """
        began = time.monotonic()
        reports = self._words(found, vectors=vectors)
        if vectors:
            reports = with_failed(reports, self.embed())
        documents = tuple(sorted(reports.values(), key=lambda report: report.file))
        lacking = sum(record.words_only for record in self.library.records().values())
        seconds = round(time.monotonic() - began, 2)
        warnings = tuple(map(loose_warning, found.loose))
        return SyncReport(documents, self.library.store.count(), seconds, lacking, warnings)

    def _words(self, found: Found, *, vectors: bool) -> dict[str, FileReport]:
        """Everything but the vectors. :returns: reports by path."""
        self.library.finish_rewriting()
        self.doubles.renew()
        self._over = {Again.NEXT, Again.OCR} if self.reader.recognises else {Again.NEXT}
        self._known = {record.path: record for record in self.library.manifest.files()}
        self._sidecars = read_sidecars(file.path for file in found.files)
        reports = {str(closed.path): closed_report(closed) for closed in found.closed}
        reports |= self._forget(found.gone(self._known))
        self._linked = {r.sha256: r.document_id for r in self._known.values() if r.document_id and not r.is_own}
        apply_catalogue(self.library, self.catalogue, self.reader)
        rereading = Rereading(self.library, self._known, self._over)
        pending = [file for file in found.files if rereading.asks_for(file)]
        # Of the same text, the file with pages is the one to keep.
        pending.sort(key=lambda file: file.path.suffix.lower() not in WITH_PAGES)
        if pending and vectors:
            self.encoder.prepare()
        self.watcher.start(pending)
        with ReadAhead(self.reader, [file.path for file in pending], self._has) as self._ahead:
            if pending:
                load_words()
            reports |= {file.key: self._watched(file) for file in pending}
            reports |= self._read_left_alone(found.files)
        reports |= {f.key: kept_report(self._known[f.key], self.library) for f in found.files if f.key not in reports}
        self._remove_orphans()
        self.doubles.compare()
        changed = self._settle()
        rereading.done(found.files)
        return {key: completed(key, r, self._sidecars, changed, self.library) for key, r in reports.items()}

    def embed(self) -> dict[str, ReadError]:
        """Make the vectors of all documents that await them, from what is in the index. Former versions then go.

        :returns: documents that could not be embedded, by id; the next time it is tried again.
        :raises StoreError: the index cannot be written any more.
        """
        self.library.finish_rewriting()
        failed = VectorWork(self.library, self.encoder, self.watcher).run()
        self._remove_orphans()
        return failed

    def describe(self) -> None:
        """Bring only what is said of the documents up to date: sidecars are read, documents are not.

        :raises StoreError: the index cannot be written any more.
        """
        self.library.finish_rewriting()
        paths = (Path(record.path) for record in self.library.manifest.files())
        # Where neither is there their folder may be away: what was said holds then, above all who may see them.
        self._sidecars = read_sidecars(p for p in paths if any(map(os.path.exists, (p, sidecar_of(p)))))
        self._settle()

    def _forget(self, gone: Iterable[str]) -> dict[str, FileReport]:
        records = [self._known[path] for path in gone]
        self.library.forget_files([record.path for record in records])
        return {r.path: FileReport(Path(r.path).name, r.document_id, FileStatus.REMOVED) for r in records}

    def _watched(self, file: FoundFile) -> FileReport:
        """Whatever happens to one file, the others go on; unless the index cannot be used at all."""
        self.watcher.reading(file)
        try:
            report = self._read_file(file)
        except ReadError as error:
            report = self._fail(file, error)
        except BronwijzerError:
            raise
        except Exception as error:  # noqa: BLE001  a library that fails on one file must not cost the others
            _LOG.warning("%s", file.path.name, exc_info=True)
            report = self._fail(file, failure("NIET_VERWERKT", reason=type(error).__name__))
        self.watcher.done(report)
        return report

    def _fail(self, file: FoundFile, error: ReadError) -> FileReport:
        """What was read of the file before stays in the index, unless its content is what is wrong now."""
        before = self._known.get(file.key)
        if before is None or before.document_id is None or error.again is not Again.NEXT:
            record = FileRecord(file.key, file.size, file.mtime_ns, "", None, error.code, error.message, error.again)
            self._put(record)
        return failed_report(file.path.name, error)

    def _put(self, record: FileRecord) -> None:
        self.library.put_file(record)
        self._known[record.path] = record

    def _read_file(self, file: FoundFile) -> FileReport:
        with opening():
            sha256 = self._ahead.sha256(file.path)
        document_id = self._id_of(sha256)
        before = self._known.get(file.key)
        seen = FileRecord(
            file.key, file.size, file.mtime_ns, sha256, document_id, former_id=self._former(before, document_id)
        )
        had = None if before is None else before.document_id
        record = self.library.record(document_id)
        if record is not None and not (seen.is_own and may_be_better(record, self._over)):
            self._put(replace(seen, again=again_of(record)))
            status = FileStatus.UNCHANGED if had in (None, document_id) else FileStatus.UPDATED
            return replace(kept_report(seen, self.library), status=status)
        said = self._sidecars[file.key]
        if isinstance(said, ReadError):
            raise said
        read = self._read(file, record)
        if read is None:
            self._put(replace(seen, again=again_of(record)))
            return kept_report(seen, self.library)
        found = describe(file.path, read, self.catalogue)
        document = assemble(document_id, file.path.name, sha256, read, with_said(found, file.path, said))
        same = self.doubles.same(document, found)
        same = None if same == document_id else same  # read again, with nothing new in it
        if same is not None and not self._takes_over(document, same):
            self._put(replace(seen, document_id=same))
            return kept_report(self._known[file.key], self.library)
        if same is not None:
            document = replace(document, metadata=with_said(found, file.path, self._said_with(file, same)))
        passages = by_words(document.metadata.title, split(document))
        report = read_report(read, document)
        if reads_the_same(self.library, document, passages):
            self.library.set_read(document_id, found, replace(report, joins=()))
            self._put(replace(seen, again=again_of(self.library.record(document_id))))
            return kept_report(self._known[file.key], self.library)
        with opening():
            self.library.add(document, passages, found, report, file.path)
        self.doubles.learn(document)
        self._put(replace(seen, again=again_of(self.library.record(document_id))))
        former = same if same is not None and self.library.has_vectors(same) else None
        for other in self.library.manifest.files_of(same) if same is not None else ():
            self._put(replace(other, document_id=document_id, former_id=former))
        status = FileStatus.ADDED if had is None else FileStatus.UPDATED
        pages = len(document.pages) if document.paged else None
        return FileReport(file.path.name, document_id, status, pages, len(passages), read.warnings)

    def _read(self, file: FoundFile, record: DocumentRecord | None) -> ReadResult | None:
        """What a file holds; None: what was read of it before stays, as it cannot be read any more.

        :raises ReadError: it could not be read before either, or may be the next time.
        """
        try:
            return self._ahead.read(file.path)
        except ReadError as error:
            if record is None or error.again is Again.NEXT:
                raise
            report = replace(record.report, reader=READERS_VERSION)
            self.library.set_read(record.document_id, record.read_metadata, report)
            return None

    def _id_of(self, sha256: str) -> str:
        """The document of a content that was read before and had the text of another file, else one of its own."""
        linked = self._linked.get(sha256)
        return linked if linked is not None and self.library.has(linked) else sha256[:ID_LENGTH]

    def _has(self, sha256: str) -> bool:
        document_id = self._id_of(sha256)
        return self.library.has(document_id) and not may_be_better(self.library.record(document_id), self._over)

    def _takes_over(self, document: CitableDocument, other_id: str) -> bool:
        """Whether the same text is better shown from this file: it has pages, the other has none."""
        return document.paged and self.library.size(other_id)[0] is None

    def _said_with(self, file: FoundFile, other_id: str) -> dict[str, Any]:
        """What is said of a text under the name of a file that takes over, and under the names that it has already.

        So it is for the same people from the first moment, not only once all files are read.
        """
        other = self.library.record(other_id)
        paths, before = (other.paths, values_from(other.metadata, "sidecar")) if other is not None else ((), {})
        return said_of((file.key, *paths), self._sidecars, before)

    def _read_left_alone(self, files: Iterable[FoundFile]) -> dict[str, FileReport]:
        """Files that had the text of another one, which is gone or says something else now."""
        records = self.library.manifest.files()
        kept = {record.document_id for record in records if record.is_own}
        left = {r.path: r.sha256 for r in records if r.document_id is not None and r.document_id not in kept}
        alone = [file for file in files if file.key in left]
        if alone:
            self.watcher.start(alone)
        for sha256 in left.values():
            self._linked.pop(sha256, None)
        return {file.key: self._watched(file) for file in alone}

    def _former(self, before: FileRecord | None, document_id: str) -> str | None:
        """The document with vectors that a file was last, when it is another one now."""
        if before is None or before.document_id is None:
            return None
        former = before.document_id if self.library.has_vectors(before.document_id) else before.former_id
        return former if former != document_id else None

    def _remove_orphans(self) -> None:
        """Documents of which no file is left: gone, or replaced by new content that has vectors."""
        for document_id in self.library.manifest.document_ids() - self.library.manifest.named_ids():
            self.library.remove(document_id)

    def _settle(self) -> set[str]:
        """Bring names, particulars and validity up to date. :returns: documents of which the user is told so."""
        records = self.library.records().values()
        today = date.today()
        wanted = particulars(records, self._sidecars, self.catalogue.organisations, today)
        changed = Settling(self.library, wanted).settle()
        note_day(self.library, today)
        return changed
