"""What the library's own words are and what its abbreviations stand for: learned once a document, kept beside it.

A document's text never changes under its id, so what was learned from it is stored in the manifest. Opening a large
library then reads a few kilobytes a document instead of all its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock

from index.expansion import Expansions
from index.glossary import definitions_of
from index.language.analysis import Term, terms_of_word
from index.library import DocumentMissingError, Library
from index.manifest import DocumentRecord, Learned
from index.results import Corrected
from index.spelling import corrected
from index.vocabulary import Vocabulary, distinct_words

LEARNED_VERSION = 1
"""Count up when what is learned changes."""


@dataclass(frozen=True, slots=True)
class _Known:
    vocabulary: Vocabulary
    expansions: Expansions


class Lexicon:
    """The words and abbreviations of one library; kept up to date by whoever asks.

    :param library: its documents.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = Lock()
        self._seen: dict[str, DocumentRecord] | None = None
        self._known = _Known(Vocabulary({}), Expansions())

    def expansions(self) -> Expansions:
        """What the documents explain."""
        return self._current().expansions

    def corrected(self, question: str) -> Corrected:
        """The question with its slips mended."""
        return corrected(question, self._current().vocabulary, self._is_known)

    def warm_up(self) -> None:
        """Learn what is new."""
        self._current()

    def _is_known(self, word: str) -> bool:
        """Whether another form of the word stands in a passage."""
        whole = [Term(text, weight, 0, len(word)).term_id for text, weight in terms_of_word(word)[:1]]
        return bool(self._library.store.term_idf(whole))

    def _current(self) -> _Known:
        """What is known; while somebody else is learning, what was known before."""
        records = self._library.records()
        if records is not self._seen and self._lock.acquire(blocking=False):
            try:
                learned = list(self._learn(records))
                pairs = (pair for one in learned for pair in one.abbreviations)
                self._known = _Known(Vocabulary.of(one.words for one in learned), Expansions.of(pairs))
                self._seen = records
            finally:
                self._lock.release()
        return self._known

    def _learn(self, records: dict[str, DocumentRecord]) -> Iterator[Learned]:
        manifest = self._library.manifest
        stored = manifest.learned(LEARNED_VERSION)
        for document_id in records:
            learned = stored.get(document_id)
            if learned is None:
                try:
                    document = self._library.document(document_id)
                except DocumentMissingError:  # removed a moment ago
                    continue
                pairs = tuple((d.term, d.long) for d in definitions_of(document) if d.long)
                learned = Learned(tuple(sorted(distinct_words(document.text))), pairs)
                manifest.put_learned(document_id, LEARNED_VERSION, learned)
            yield learned
