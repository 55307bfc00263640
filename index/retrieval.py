"""From a question to ranked passages, and from ranked passages to hits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from index.cells import asked_cells
from index.citation import citation, document_info
from index.counting import passages_of, passing
from index.embedding.protocol import Embedder
from index.expansion import NOTHING, Expansions
from index.highlights import highlights
from index.language.analysis import Term, analyse, words
from index.language.parts import named_part
from index.language.questions import asked_for
from index.language.writings import as_written, with_signs, writings
from index.library import Library
from index.manifest import DocumentRecord
from index.ranking import LOOKED_INTO, WEIGHTS, Inside, QuestionTerms, Ranked, Weights, look_into, named_only, rank
from index.results import NOTHING_LACKS, AlsoIn, Hit, Immutable, SearchFilters, WordsOnly
from index.sparse import query_vector
from index.store.protocol import Candidate, StoreQuery
from index.types import DocumentStatus, Passage
from index.units import question_unit
from index.words_only import estimated, estimated_tokens, with_estimates, words_only

CANDIDATES = 150
_CURRENT = (DocumentStatus.VALID, DocumentStatus.DRAFT)
_BEGINS = re.compile(r"(?:^|[.!?…:;]\s)[^\w.!?…]*$")
"""What stands before a word that begins a sentence, and has its capital from that."""
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


@dataclass(frozen=True, slots=True)
class Question(Immutable):
    """A question as the retriever sees it: words, vectors and what may be found.

    :param tokens: its words for late interaction; None where the model compares no words.
    :param writings: terms of other ways to write its figures; those that stand in a passage become ``terms``.
    """

    text: str
    terms: tuple[Term, ...]
    dense: NDArray[np.float32]
    unit: NDArray[np.float32]
    filters: SearchFilters
    tokens: NDArray[np.float32] | None = None
    writings: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Also:
    """Another passage that says what a ranked one says. ``exact``: with the same letters and digits."""

    passage: Passage
    exact: bool


@dataclass(frozen=True, slots=True)
class Retrieved(Immutable):
    """Ranked passages, with the question's terms as the index knows them.

    ``also``: by the id of a ranked passage, where else the same is said.
    ``lacking``: which of the documents have no vectors yet.
    """

    question: Question
    terms: QuestionTerms
    ranked: tuple[Ranked, ...]
    total: int
    also: Mapping[str, tuple[Also, ...]] = field(default_factory=dict)
    lacking: WordsOnly = NOTHING_LACKS


def current_only(filters: SearchFilters, question: str) -> SearchFilters:
    """Leave out documents that hold no longer, or not yet, unless the asker names a year or a status."""
    if filters.statuses or filters.years or filters.document_ids or _YEAR.search(question):
        return filters
    return replace(filters, statuses=_CURRENT)


def names_version(question: Question) -> bool:
    """Whether the asker wants more than what holds now: names a year, or chose years or every status."""
    filters = question.filters
    return bool(filters.years or _YEAR.search(question.text)) or filters.statuses != _CURRENT


def understand(
    text: str,
    embedder: Embedder,
    filters: SearchFilters,
    weights: Weights = WEIGHTS,
    expansions: Expansions = NOTHING,
) -> Question:
    """Analyse and embed one question; abbreviations are understood both ways."""
    read = embedder.read_question(expansions.spelled_out(text))
    terms = expansions.terms(text, with_signs(text, analyse(text)))
    unit = question_unit(read.vector, weights.hub)
    return Question(text, terms, read.vector, unit, filters, read.tokens, writings(text))


def retrieve(question: Question, library: Library, limit: int = CANDIDATES, weights: Weights = WEIGHTS) -> Retrieved:
    """Candidates from meaning and words, in their final order."""
    idf = library.store.term_idf(query_vector((*question.terms, *question.writings)).indices)
    question = replace(question, terms=as_written(question.terms, question.writings, idf), writings=())
    sparse = query_vector(question.terms)
    records = library.records()
    everything = passages_of(records.values())
    unknown = float(np.log(1 + max(everything, 1)))
    named = named_only(sum(1 for _ in words(question.text)))
    terms = QuestionTerms(sparse, idf, unknown, asked_for(question.text), named, named_part(question.text))
    query = StoreQuery(question.dense, question.unit, sparse)
    found = library.store.candidates(query, question.filters, limit, everything)
    counting = [c for c in found if c.passage.document_id in records]  # the others are being added or removed now
    candidates = estimated(counting, terms)
    ranked = rank(candidates, terms, weights)
    inside = inside_of([r.candidate for r in ranked[:LOOKED_INTO]], question, terms, library)
    lacking = words_only(records, question.filters)
    total = passages_of(passing(records, question.filters))
    looked = tuple(look_into(ranked, inside, question.unit, terms, weights))
    return Retrieved(question, terms, looked, total, lacking=lacking)


def inside_of(candidates: Sequence[Candidate], question: Question, terms: QuestionTerms, library: Library) -> Inside:
    """What there is to see in these candidates; estimated of those that have no vectors yet."""
    if not candidates:  # spares the store a question
        return Inside({})
    ids = [candidate.passage.passage_id for candidate in candidates]
    rows = with_estimates(library.store.unit_vectors(ids), candidates, question.unit, terms)
    if question.tokens is None or not len(question.tokens):
        return Inside(rows)
    return Inside(rows, estimated_tokens(library.store.token_scores(ids, question.tokens), candidates))


def by_place(retrieved: Retrieved) -> dict[tuple[str, int], Ranked]:
    """The ranked passages by document id and start."""
    return {(r.candidate.passage.document_id, r.candidate.passage.start): r for r in retrieved.ranked}


def to_hits(retrieved: Retrieved, library: Library, top_k: int) -> tuple[Hit, ...]:
    """The first ``top_k`` ranked passages as users and scripts see them."""
    records = library.records()
    asked = asked_cells(library, retrieved.ranked[:top_k], retrieved.terms.shares())
    hits: list[Hit] = []
    for ranked in retrieved.ranked[:top_k]:
        passage = ranked.candidate.passage
        record = records.get(passage.document_id)
        if record is None:
            continue
        info = document_info(record.document_id, record.metadata)
        hits.append(
            Hit(
                rank=len(hits) + 1,
                score=round(ranked.score, 4),
                document=info,
                file=record.file,
                page=passage.page,
                page_label=passage.page_label,
                headings=passage.headings,
                text=passage.text,
                start=passage.start,
                end=passage.end,
                highlights=highlights(passage.text, retrieved.question.terms, ranked.candidate.words),
                citation=citation(info, passage.page, passage.page_label, ocr=passage.ocr),
                ocr=passage.ocr,
                also_in=tuple(_also_in(retrieved.also.get(passage.passage_id, ()), records)),
                cells=asked.get(passage.passage_id, ()),
            )
        )
    return tuple(hits)


def _also_in(also: Iterable[Also], records: Mapping[str, DocumentRecord]) -> Iterator[AlsoIn]:
    for one in also:
        passage, record = one.passage, records.get(one.passage.document_id)
        if record is not None:
            info = document_info(record.document_id, record.metadata)
            source = citation(info, passage.page, passage.page_label, ocr=passage.ocr)
            spot = (passage.page, passage.page_label, source, passage.start, passage.end)
            yield AlsoIn(info, record.file, *spot, exact=one.exact)


def missing_words(question: Question, terms: QuestionTerms) -> tuple[str, ...]:
    """Words of the question of which no term stands in any passage, as the asker wrote them."""
    known: Mapping[tuple[int, int], bool] = _known_by_word(question.terms, terms)
    return tuple(
        dict.fromkeys(question.text[start:end] for (start, end), known_word in known.items() if not known_word)
    )


def names_unknown(question: Question, missing: Sequence[str]) -> bool:
    """Whether the question is about a name that stands in no passage: a missing word with a capital of its own."""
    places = ((word, match.start()) for word in missing if word[0].isupper() for match in _places(word, question.text))
    return any(not _BEGINS.search(question.text[:place]) for _, place in places)


def _places(word: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)


def asks_nothing_known(question: Question, terms: QuestionTerms) -> bool:
    """Whether the question tells of nothing that stands in a passage: it has no telling word, or is an unknown name."""
    if not question.terms:
        return True
    return terms.named > 0 and not any(_known_by_word(question.terms, terms).values())


def _known_by_word(question: Sequence[Term], terms: QuestionTerms) -> dict[tuple[int, int], bool]:
    known: dict[tuple[int, int], bool] = {}
    for term in question:
        word = (term.start, term.end)
        known[word] = known.get(word, False) or term.term_id in terms.idf
    return known
