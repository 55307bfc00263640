"""When a file is read again though it did not change: more of it may be read now than before.

A document is, once its scans can be recognised, and once after an update of the readers. What comes out the same stays
as it is, so nothing of it is embedded anew: of a large library, an update costs the reading.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from index.library import Library
from index.manifest import DocumentRecord, FileRecord
from index.store.protocol import StoredPassage
from index.types import Again, CitableDocument
from ingest.files import FoundFile, unchanged
from ingest.scans.report import SCANS_UNREAD

READERS_VERSION = 2
"""Raise it when the readers or the splitting give another text, or other words tell what a document is. 0: of before
it was noted; 1: with numbers that programs write by themselves, text at an angle, filled-in fields, and dots that a
line end takes; 2: with what the lines of a cover tell, properties above a text that have an empty item, and the
numbers of pages between numbered ones."""
_TRIED = "readers"


def again_of(record: DocumentRecord | None) -> Again:
    """When a document that is in the index is read again, whatever reads it."""
    counts = (record and record.report.counts) or {}
    return Again.OCR if counts.get(SCANS_UNREAD) else Again.NEVER


def is_outdated(record: DocumentRecord | None) -> bool:
    """Whether a document was read by a former version; one that is not there was not."""
    return record is not None and record.report.reader != READERS_VERSION


def may_be_better(record: DocumentRecord | None, over: Collection[Again]) -> bool:
    """Whether more may be read of a document than was.

    :param over: what stood in the way of reading and does not any more.
    """
    again = again_of(record)
    return is_outdated(record) or (again is not Again.NEVER and again in over)


class Rereading:
    """Which files of a sync must be looked into.

    :param known: every file as last seen, by path.
    :param over: as for :func:`may_be_better`.
    """

    def __init__(self, library: Library, known: Mapping[str, FileRecord], over: Collection[Again]) -> None:
        self._library, self._records = library, library.records()
        self._known = known
        self._over = over
        self._failed = {record.path for record in known.values() if record.document_id is None}
        self._all_tried = library.manifest.meta(_TRIED) == str(READERS_VERSION)

    def asks_for(self, file: FoundFile) -> bool:
        """Whether something new may come of a file."""
        record = unchanged(file, self._known, self._over)
        if record is None:
            return True
        if record.document_id is None:
            return not self._all_tried
        return is_outdated(self._records.get(record.document_id))

    def done(self, files: Iterable[FoundFile]) -> None:
        """All of these were looked into. What could not be read before is not tried again by this version."""
        if self._failed <= {file.key for file in files}:
            self._library.manifest.set_meta(_TRIED, str(READERS_VERSION))


def reads_the_same(library: Library, document: CitableDocument, stored: Sequence[StoredPassage]) -> bool:
    """Whether a document is in the index with exactly this text and these places and passages.

    :raises StoreError: the index does not answer.
    """
    if not library.has(document.document_id):
        return False
    before = library.document(document.document_id, with_boxes=True)
    same_text = replace(before, metadata=document.metadata, file=document.file) == document
    return same_text and library.store.passages(document.document_id) == [one.passage for one in stored]
