"""What the library's own words are and what its abbreviations stand for: learned once a document, kept beside it.

A document's text never changes under its id, so what was learned from it is stored in the manifest. Opening a large
library then reads a few kilobytes a document instead of all its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
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

LEARNED_VERSION = 2
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

    def vocabulary(self) -> Vocabulary:
        """The words of the documents."""
        return self._current().vocabulary

    def corrected(self, question: str) -> Corrected:
        """The question with its slips mended."""
        return corrected(question, self.vocabulary(), self._is_known)

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
                self._known = self._learn(records)
                self._seen = records
            finally:
                self._lock.release()
        return self._known

    def _learn(self, records: dict[str, DocumentRecord]) -> _Known:
        """One document after the other, so that a large library is never in memory at once."""
        pairs: list[tuple[str, str]] = []

        def words() -> Iterator[list[str]]:
            for document_id in records:
                with suppress(DocumentMissingError):  # removed a moment ago
                    learned = self._of_document(document_id)
                    pairs.extend(learned.abbreviations)
                    yield learned.words.split()

        vocabulary = Vocabulary.of(words())
        return _Known(vocabulary, Expansions.of(pairs))

    def _of_document(self, document_id: str) -> Learned:
        manifest = self._library.manifest
        learned = manifest.learned(document_id, LEARNED_VERSION)
        if learned is None:
            document = self._library.document(document_id)
            pairs = tuple((d.term, d.long) for d in definitions_of(document) if d.long)
            learned = Learned(" ".join(sorted(distinct_words(document.text))), pairs)
            manifest.put_learned(document_id, LEARNED_VERSION, learned)
        return learned
