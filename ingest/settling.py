"""Write what is said of documents: names, particulars and whether they hold. Embeds nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from index.library import Library
from index.types import DocumentStatus, Metadata
from ingest.embedding import words_of
from ingest.metadata import values_from
from ingest.particulars import Particulars, described_as
from ingest.validity import resolve_validity

_DAY = "day"
"""Under this name the manifest knows for which day was last told which documents hold."""


class Settling:
    """Makes the documents of a library what they must be.

    :param wanted: by document id; documents that are not named stay as they are.
    """

    def __init__(self, library: Library, wanted: Mapping[str, Particulars]) -> None:
        self.library = library
        self.wanted = wanted

    def settle(self) -> set[str]:
        """Write all that changed; a document that is called otherwise awaits its vectors, but not its words.

        :returns: documents of which the user says something else than before, or that are called otherwise.
        """
        before = dict(self.library.records())
        for document_id, wanted in self.wanted.items():
            record = before[document_id]
            if wanted.file != record.file:
                self.library.rename(document_id, wanted.file)
            if wanted.metadata.title != record.metadata.title:
                self._retitle(document_id, wanted)
            elif wanted.metadata != record.metadata:
                self.library.set_metadata(document_id, wanted.metadata)
        return {
            document_id
            for document_id, wanted in self.wanted.items()
            if wanted.metadata.title != before[document_id].metadata.title
            or _said(wanted) != values_from(before[document_id].metadata, "sidecar")
        }

    def _retitle(self, document_id: str, wanted: Particulars) -> None:
        title = wanted.metadata.title
        passages = self.library.store.passages(document_id)
        self.library.retitle(document_id, wanted.metadata, {p.passage_id: words_of(title, p) for p in passages})


def note_day(library: Library, day: date) -> None:
    """Remember that what is in the library was made to hold for this day."""
    library.manifest.set_meta(_DAY, day.isoformat())


def is_settled(library: Library, day: date) -> bool:
    """Whether what is in the library was made to hold for this day."""
    return library.manifest.meta(_DAY) == day.isoformat()


def hold_on(library: Library, day: date) -> None:
    """Tell of all documents whether they hold on a day, going by what is known of them: no file is looked at.

    :raises StoreError: the index cannot be written.
    """
    records = {document_id: record for document_id, record in library.records().items() if record.paths}
    # A status of which nobody told was made by an earlier day.
    told = {d: r.metadata if "status" in r.metadata.origins else _fresh(r.metadata) for d, r in records.items()}
    wanted = resolve_validity([described_as(record, told[d]) for d, record in records.items()], day)
    for document_id, metadata in wanted.items():
        if metadata != records[document_id].metadata:
            library.set_metadata(document_id, metadata)
    note_day(library, day)


def _fresh(metadata: Metadata) -> Metadata:
    return replace(metadata, status=DocumentStatus.VALID)


def _said(wanted: Particulars) -> dict[str, object]:
    return values_from(wanted.metadata, "sidecar")
