"""The knowledge base as its users see it: one object behind the command line, the app and the API."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from index.embedding import open_embedder
from index.embedding.protocol import Embedder
from index.errors import BronwijzerError
from index.events import Event, Observer, nobody
from index.haystack_core import run
from index.language.typed import as_asked, well_formed
from index.lexicon import Lexicon
from index.library import DocumentMissingError, Library
from index.limited import LimitedLibrary
from index.manifest import DocumentRecord
from index.pipeline import answer_pipeline, search_pipeline
from index.quote_search import QuoteResult, find_quote
from index.ranking import WEIGHTS, Weights
from index.results import (
    Answer,
    AnswerStatus,
    Corrected,
    Correction,
    FacetValue,
    Hit,
    SearchFilters,
    SearchResult,
    WordsOnly,
)
from index.retrieval import Retrieved, current_only
from index.settings import Settings
from index.spelling import slips
from index.texts import quotes as quote_texts
from index.texts import words_only as texts
from index.types import CitableDocument
from index.wording import ModelClient, Writer
from index.wording.writer import Draft, worded_answer
from index.words_only import words_only

MAX_QUESTION = 1000
"""Characters of a question that are read; the rest is cut off."""
MAX_QUOTE = 2 * MAX_QUESTION
"""Characters of a sentence that is checked; of a longer one nothing is said, for the rest may be false."""
LOOKS = 3
"""So many times is looked when documents are removed meanwhile."""
NO_FILTERS = SearchFilters()
T = TypeVar("T")
NOTHING_ASKED = Answer(AnswerStatus.NOT_FOUND, 0.0, "", ())


class QuoteTooLongError(BronwijzerError):
    """More text than is checked at once."""


@dataclass(frozen=True, slots=True)
class AskResult:
    """An answer with the passages it rests on; ``question`` is as typed, ``corrected`` what was read otherwise.

    ``words_only`` and ``notice`` as in :class:`index.results.SearchResult`.
    """

    question: str
    answer: Answer
    hits: tuple[Hit, ...]
    total: int
    ms: float
    corrected: tuple[Correction, ...] = ()
    words_only: int = 0
    notice: str = ""


class KnowledgeBase:
    """Search, ask and look up in one index.

    :param library: the documents.
    :param embedder: the model they were embedded with; loaded at the first question or by :meth:`warm_up`.
    :param weights: what each signal counts for, to measure what it is worth.
    :param writer: words answers with a language model; None (and so it is unless the settings name one): quotes only.

    ``warm``: everything that a question needs is loaded. ``when_embedded`` says when documents that are found by their
    words only are found by meaning too; whoever makes their vectors meanwhile may know better.
    """

    def __init__(
        self, library: Library, embedder: Embedder, weights: Weights = WEIGHTS, writer: Writer | None = None
    ) -> None:
        self.library = library
        self.writer = writer
        self.embedder = embedder
        self.lexicon = Lexicon(library)
        self.when_embedded: Callable[[], str] = lambda: texts.LATER
        self._weights = weights
        self.observer: Observer = nobody
        self.warm = False
        self._search = search_pipeline(library, embedder, weights, self.lexicon.expansions)
        self._answer = answer_pipeline(library, embedder, weights, self.lexicon.expansions)

    @property
    def folder(self) -> Path:
        """The folder of the index."""
        return self.library.path

    @classmethod
    def open(cls, settings: Settings, weights: Weights = WEIGHTS) -> KnowledgeBase:
        """Open the index that the settings name and finish what a crash left half done.

        :raises BronwijzerError: it cannot be opened; the message says what to do.
        """
        embedder = open_embedder(settings.model)
        library = Library(settings.index, embedder, settings.server)
        try:
            library.recover()
        except BaseException:
            library.close()
            raise
        return cls(library, embedder, weights, _writer(settings))

    def seen_by(self, groups: Iterable[str]) -> KnowledgeBase:
        """The same, with only the documents that members of these groups may see, and the words of those alone."""
        kb = KnowledgeBase(LimitedLibrary(self.library, groups), self.embedder, self._weights, self.writer)
        kb.when_embedded = lambda: self.when_embedded()
        kb.observer = lambda event: self.observer(event)
        return kb

    def warm_up(self) -> None:
        """Load the model now, so that the first question is not slow."""
        self._search.warm_up()
        self._answer.warm_up()
        self.lexicon.warm_up()
        if self.writer is not None:
            self.writer.client.warm_up()
        gc.collect()
        self.warm = True
        gc.freeze()  # what is loaded now stays; walking all of it made one search in twenty twice as slow

    def search(
        self,
        query: str,
        filters: SearchFilters = NO_FILTERS,
        top_k: int = 10,
        *,
        all_versions: bool = False,
        literal: bool = False,
    ) -> SearchResult:
        """The passages that speak of ``query``, best first. ``literal``: no slip of the pen is mended."""
        began = time.perf_counter()
        query = well_formed(query)
        read = self._read(query, literal)
        if not read.text:
            return SearchResult(query, (), 0, _ms(began))
        data = _inputs(read.text, filters, top_k, all_versions)
        out = _while_all_stay(lambda: run(self._search, data, {"retriever"}))
        found: Retrieved = out["retriever"]["retrieved"]
        number, notice = self._lacking(found.lacking)
        hits, ms = out["builder"]["hits"], _ms(began)
        self.observer(Event("search", "found" if hits else "nothing", ms))
        slipped = slips(read.corrections, (hit.text for hit in hits))
        return SearchResult(query, hits, found.total, ms, slipped, number, notice)

    def ask(
        self,
        question: str,
        filters: SearchFilters = NO_FILTERS,
        top_k: int = 10,
        *,
        all_versions: bool = False,
        literal: bool = False,
    ) -> AskResult:
        """What the documents say about ``question``, in their own words. ``literal``: as in :meth:`search`."""
        began = time.perf_counter()
        question = well_formed(question)
        read = self._read(question, literal)
        if not read.text:
            return AskResult(question, NOTHING_ASKED, (), 0, _ms(began))
        data = _inputs(read.text, filters, top_k, all_versions)
        out = _while_all_stay(lambda: run(self._answer, data, {"retriever", "builder"}))
        found: Retrieved = out["retriever"]["retrieved"]
        number, notice = self._lacking(found.lacking)
        answer, hits, ms = out["answerer"]["answer"], out["builder"]["hits"], _ms(began)
        self.observer(Event("ask", answer.status.value, ms))
        slipped = slips(read.corrections, (hit.text for hit in hits))
        return AskResult(question, answer, hits, found.total, ms, slipped, number, notice)

    def words_only(self) -> WordsOnly:
        """How many documents can be found by their words only, of how many."""
        return words_only(self.library.records(), NO_FILTERS)

    def notice(self) -> str:
        """In Dutch, how many documents can be found by their words only; empty when there are none."""
        return self._lacking(self.words_only())[1]

    def _lacking(self, lacking: WordsOnly) -> tuple[int, str]:
        return lacking.number, texts.words_only(lacking.number, lacking.documents, self.when_embedded())

    def drafts(self, result: AskResult) -> Iterator[Draft]:
        """The answer in a language model's checked words, growing; nothing when no model is set."""
        if self.writer is not None:
            yield from self.writer.drafts(result.question, result.answer, result.hits)

    def in_words(self, result: AskResult) -> AskResult:
        """The same answer, worded when that held: takes as long as the model does, half a minute at most."""
        answer = result.answer
        for draft in self.drafts(result):
            answer = worded_answer(result.answer, draft)
        return replace(result, answer=answer)

    def _read(self, question: str, literal: bool) -> Corrected:
        """The question as it is searched; empty when nothing was asked."""
        text = as_asked(question)[:MAX_QUESTION]
        return Corrected(text) if literal or not text else self.lexicon.corrected(text)

    def quote(self, text: str) -> QuoteResult:
        """Where a remembered sentence stands, word for word or nearly.

        :raises QuoteTooLongError: it has more than :data:`MAX_QUOTE` characters.
        """
        began = time.perf_counter()
        sentence = " ".join(well_formed(text).split())
        if len(sentence) > MAX_QUOTE:
            raise QuoteTooLongError(quote_texts.TOO_LONG.format(most=MAX_QUOTE))
        result = _while_all_stay(lambda: find_quote(sentence, self.library, self.embedder))
        self.observer(Event("quote", result.verdict.value, _ms(began)))
        return result

    def facets(self, filters: SearchFilters = NO_FILTERS) -> dict[str, tuple[FacetValue, ...]]:
        """What can be filtered on, with the number of documents for each value."""
        return self.library.store.facets(filters)

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Every document in the index."""
        return tuple(self.library.records().values())

    def text(self, document_id: str) -> CitableDocument:
        """The citable text of a document with pages, blocks and boxes."""
        return self.library.document(document_id, with_boxes=True)

    def original(self, document_id: str) -> Path:
        """The kept original file of a document."""
        return self.library.original(document_id)

    def close(self) -> None:
        """Let go of the index."""
        self.library.close()


def _while_all_stay(look: Callable[[], T]) -> T:
    """What is found; looked for again when one of the documents was removed while it was looked into.

    :raises DocumentMissingError: each time another one was.
    """
    for _ in range(LOOKS - 1):
        with suppress(DocumentMissingError):
            return look()
    return look()


def _inputs(text: str, filters: SearchFilters, top_k: int, all_versions: bool) -> dict[str, dict[str, object]]:
    filters = filters if all_versions else current_only(filters, text)
    return {"encoder": {"text": text, "filters": filters}, "builder": {"top_k": top_k}}


def _writer(settings: Settings) -> Writer | None:
    if not settings.llm_url:
        return None
    return Writer(ModelClient(settings.llm_url, settings.llm_model, settings.llm_api_key))


def _ms(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 1)
