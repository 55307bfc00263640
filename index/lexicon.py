"""What the library's own words are and what its abbreviations stand for: learned once a document, kept beside it.

What was learned from a document is stored in the manifest until its text is written again. Opening a large library then
reads a few kilobytes a document instead of all its text. Vectors, names and particulars teach nothing, so changes of
these cost a search nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
Texts = frozenset[tuple[str, str]]
"""What tells the texts of a library from others: which documents, and when each was written."""


@dataclass(frozen=True, slots=True)
class _Known:
    vocabulary: Vocabulary
    expansions: Expansions
    texts: Texts = frozenset()


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
                if _texts_of(records) != self._known.texts:
                    self._known = self._learn(records)
                self._seen = records
            finally:
                self._lock.release()
        return self._known

    def _learn(self, records: dict[str, DocumentRecord]) -> _Known:
        """One document after the other, so that a large library is never in memory at once."""
        pairs: list[tuple[str, str]] = []
        texts: set[tuple[str, str]] = set()

        def words() -> Iterator[list[str]]:
            for document_id, record in records.items():
                with suppress(DocumentMissingError):  # removed a moment ago
                    learned = self._of_document(document_id, record.added)
                    pairs.extend(learned.abbreviations)
                    texts.add((document_id, record.added))
                    yield learned.words.split()

        vocabulary = Vocabulary.of(words())
        return _Known(vocabulary, Expansions.of(pairs), frozenset(texts))

    def _of_document(self, document_id: str, added: str) -> Learned:
        manifest = self._library.manifest
        learned = manifest.learned(document_id, LEARNED_VERSION)
        if learned is None:
            document = self._library.document(document_id)
            pairs = tuple((d.term, d.long) for d in definitions_of(document) if d.long)
            learned = Learned(" ".join(sorted(distinct_words(document.text))), pairs)
            manifest.put_learned(document_id, added, LEARNED_VERSION, learned)
        return learned


def _texts_of(records: Mapping[str, DocumentRecord]) -> Texts:
    return frozenset((document_id, record.added) for document_id, record in records.items())
