"""Write what is said of documents: names, particulars and whether they hold. Embeds only what is called otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from index.library import Library
from ingest.embedding import PassageEncoder
from ingest.metadata import values_from
from ingest.particulars import Particulars
from ingest.protocols import Watcher
from ingest.splitting import split


class Settling:
    """Makes the documents of a library what they must be.

    :param wanted: by document id; documents that are not named stay as they are.
    """

    def __init__(self, library: Library, encoder: PassageEncoder, wanted: Mapping[str, Particulars]) -> None:
        self.library = library
        self.encoder = encoder
        self.wanted = wanted

    def retitled(self) -> dict[str, str]:
        """Documents that were embedded under another title than they must have: path by document id."""
        records = self.library.records()
        return {d: p.path for d, p in self.wanted.items() if p.metadata.title != records[d].metadata.title}

    def encode_again(self, document_id: str, watcher: Watcher) -> None:
        """Embed a document under its new title, from the text that is in the index."""
        record = self.library.records()[document_id]
        metadata = self.wanted[document_id].metadata
        document = replace(self.library.document(document_id, with_boxes=True), metadata=metadata)
        passages = split(document)
        watcher.embedding(self.encoder.length(metadata.title, passages))
        stored = self.encoder.encode(metadata.title, passages, watcher.advance)
        self.library.write_again(document, stored, record.read_metadata, record.report)

    def settle(self) -> set[str]:
        """Write all else that changed; a document of which the title could not be embedded waits for the next sync.

        :returns: documents of which the user says something else than before.
        """
        before = dict(self.library.records())
        waiting = self.retitled()
        for document_id, wanted in self.wanted.items():
            record = before[document_id]
            if wanted.file != record.file:
                self.library.rename(document_id, wanted.file)
            if document_id not in waiting and wanted.metadata != record.metadata:
                self.library.set_metadata(document_id, wanted.metadata)
        return {d for d, wanted in self.wanted.items() if _said(wanted) != values_from(before[d].metadata, "sidecar")}


def _said(wanted: Particulars) -> dict[str, object]:
    return values_from(wanted.metadata, "sidecar")
