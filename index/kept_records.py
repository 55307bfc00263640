"""What the manifest says of all documents, and the last documents that were read, kept until something changes."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from index.manifest import DocumentRecord, Manifest
from index.ownership import Ownership
from index.types import CitableDocument

KEPT_DOCUMENTS = 8
"""An answer comes by those of its passages with tables several times; a large one takes some megabytes."""


class KeptRecords:
    """The records of one manifest; safe to use from several threads.

    :param ownership: whether this process changes the manifest itself, or another one may.
    """

    def __init__(self, manifest: Manifest, ownership: Ownership) -> None:
        self._manifest = manifest
        self._ownership = ownership
        self._records: dict[str, DocumentRecord] | None = None
        self._documents: OrderedDict[str, CitableDocument] = OrderedDict()
        self._changes = 0
        self._lock = Lock()

    def all(self) -> dict[str, DocumentRecord]:
        """Every document that counts, by id, in the order of their file names."""
        if not self._ownership.owns and self._manifest.changed_elsewhere():
            self.changed()  # that it did is told once: whoever reads now, or fails to, must not keep what was before
        with self._lock:
            changes, records = self._changes, self._records
        if records is None:
            records = {record.document_id: record for record in self._manifest.documents()}
            with self._lock:
                if changes == self._changes:  # else something was changed after they were read
                    self._records = records
        return records

    def document(self, document_id: str) -> CitableDocument | None:
        """A document with its text, without its boxes; None where it does not count."""
        if not self._ownership.owns:
            self.all()  # sees what another process changed
        with self._lock:
            changes, found = self._changes, self._documents.get(document_id)
        if found is None:
            found = self._manifest.document(document_id)
            with self._lock:
                if found is not None and changes == self._changes:
                    self._documents[document_id] = found
                    if len(self._documents) > KEPT_DOCUMENTS:
                        self._documents.popitem(last=False)
        return found

    def changed(self) -> None:
        """Something in the manifest is not as it was."""
        with self._lock:
            self._changes += 1
            self._records = None
            self._documents.clear()
