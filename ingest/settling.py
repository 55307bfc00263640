"""Write what is said of documents: names, particulars and whether they hold. Embeds nothing."""

from __future__ import annotations

from collections.abc import Mapping

from index.library import Library
from ingest.embedding import words_of
from ingest.metadata import values_from
from ingest.particulars import Particulars


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


def _said(wanted: Particulars) -> dict[str, object]:
    return values_from(wanted.metadata, "sidecar")
