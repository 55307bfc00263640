"""A document that counts gets other passages: noted first, so that a crash leaves no mixture of old and new."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pydantic import TypeAdapter

from index.manifest import Manifest
from index.store.protocol import PassageStore, StoredPassage
from index.types import Passage, SparseVector

_NOTE = "rewriting"
_PASSAGES = TypeAdapter(tuple[tuple[Passage, SparseVector], ...])


class Rewriting:
    """The passages of one document at a time, in the order: noted in the manifest, written, note taken away.

    There is one note, so what one rewriting left undone is finished before the next is noted.

    :param changed: is told when the manifest says something else of a document.
    """

    def __init__(self, manifest: Manifest, store: PassageStore, changed: Callable[[], None]) -> None:
        self._manifest = manifest
        self._store = store
        self._changed = changed

    def note(self, stored: Sequence[StoredPassage]) -> None:
        """What is going to be written; belongs in the transaction that changes the document."""
        words = tuple((each.passage, each.sparse) for each in stored)
        self._manifest.set_meta(_NOTE, _PASSAGES.dump_json(words).decode())

    def carry_out(self, document_id: str, stored: Sequence[StoredPassage]) -> None:
        """Replace the passages of a document by those that were noted."""
        document = self._manifest.document(document_id)
        self._store.remove(document_id)
        if document is not None:
            self._store.add(stored, document.metadata)
        self._manifest.forget_meta(_NOTE)

    def finish(self) -> None:
        """Write what was noted and then not written, in a crash or on a full disk; such a document awaits its vectors.

        :raises StoreError: it still cannot be written; the note stays.
        """
        noted = self._manifest.meta(_NOTE)
        if noted is None:
            return
        stored = [StoredPassage(passage, sparse) for passage, sparse in _PASSAGES.validate_json(noted)]
        if stored:
            document_id = stored[0].passage.document_id
            self._manifest.put_unembedded(document_id, len(stored))
            self._changed()
            self.carry_out(document_id, stored)
        self._manifest.forget_meta(_NOTE)
