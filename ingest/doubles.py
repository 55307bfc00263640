"""Documents that say the same twice: the same text in another file, or nearly the same text.

The same text is indexed once. Nearly the same is indexed twice, since what differs may be what matters, but it is
told: a sketch of each document finds the one most like it, their sentences tell what differs.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np

from index.language.sentences import sentence_spans
from index.library import Library
from index.manifest import DocumentRecord, Near
from index.types import Again, CitableDocument, Metadata
from ingest.sketching import LETTERS, alike, letters_key, letters_of, runs_of, sketch_of

LEAST_SHARE = 0.6
"""So much of two texts must be the same before that is told; plans of two years share less."""
_LEAST_SKETCH = LEAST_SHARE - 0.15
"""A sketch is off by so much at the most (more than three times its spread)."""
_CANDIDATES = 3
_LEARNED = "letters"
"""Under this name the manifest knows by which letters keys its documents are compared."""


class Doubles:
    """Compares the documents of a library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def same(self, document: CitableDocument, found: Metadata) -> str | None:
        """The document in the library with the same text, as long as both say that they hold alike.

        :param found: what the new document itself says.
        """
        for document_id in self._library.manifest.same_text(letters_key(document.text)):
            record = self._library.record(document_id)
            if record is not None and len(record.paths) > len(record.copies) and _holds_alike(record, found):
                return document_id
        return None

    def renew(self) -> None:
        """Learn all documents anew where that was done in another way; files that were taken for copies are read again.

        :raises StoreError: the index cannot be written.
        """
        manifest = self._library.manifest
        if manifest.meta(_LEARNED) == LETTERS:
            return
        for document_id in self._library.records():
            self.learn(self._library.document(document_id))
        for file in manifest.files():
            if file.document_id is not None and not file.is_own:
                self._library.put_file(replace(file, sha256="", again=Again.NEXT))
        manifest.set_meta(_LEARNED, LETTERS)

    def learn(self, document: CitableDocument) -> None:
        """Keep what the text of a document that was just added is like."""
        sketch = sketch_of(runs_of(document.text))
        self._library.manifest.put_sketch(document.document_id, letters_key(document.text), sketch)

    def compare(self) -> None:
        """Find for each document that is new, or of which the most alike is gone, which other is most like it."""
        for document_id in set(self._library.records()) - {d for d, _, _ in self._library.manifest.sketches()}:
            self.learn(self._library.document(document_id))
        # A former version without a file waits only until the new one has vectors.
        here = {document_id for document_id, record in self._library.records().items() if record.paths}
        sketches = [one for one in self._library.manifest.sketches() if one[0] in here]
        if all(compared for _, _, compared in sketches):
            return
        rows = np.stack([np.frombuffer(sketch, dtype=np.uint32) for _, sketch, _ in sketches])
        for number, (document_id, sketch, compared) in enumerate(sketches):
            if not compared:
                shares = alike(sketch, rows[:number])
                likely = [
                    int(n) for n in np.argsort(-shares, kind="stable")[:_CANDIDATES] if shares[n] >= _LEAST_SKETCH
                ]
                self._library.put_near(document_id, self._nearest(document_id, [sketches[n][0] for n in likely]))

    def _nearest(self, document_id: str, others: list[str]) -> Near | None:
        if not others:
            return None
        text = self._library.document(document_id).text
        found = [near_of(text, other, self._library.document(other).text) for other in others]
        return max((near for near in found if near.share >= LEAST_SHARE), key=lambda near: near.share, default=None)


def near_of(text: str, other_id: str, other: str) -> Near:
    """How alike ``text`` is to that of another document, and what differs."""
    ours, theirs = runs_of(text), runs_of(other)
    both = len(np.intersect1d(ours, theirs, assume_unique=True))
    share = both / max(len(ours) + len(theirs) - both, 1)
    return Near(other_id, round(share, 3), _missing(text, other), _missing(other, text))


def _missing(text: str, other: str) -> int:
    """Sentences of a text that do not stand in another, wherever that begins and ends its lines and sentences."""
    sentences = Counter(letters_of(text[span.start : span.end]) for span in sentence_spans(text))
    left = sentences - Counter(letters_of(other[span.start : span.end]) for span in sentence_spans(other))
    whole = letters_of(other)
    return sum(number for letters, number in left.items() if letters not in whole)


def _holds_alike(record: DocumentRecord, found: Metadata) -> bool:
    return (record.read_metadata.status, record.read_metadata.year) == (found.status, found.year)
