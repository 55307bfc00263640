"""Extractive answers: verbatim slices of the found passages, or an honest "not found".

Every quote is cut out of the citable text by its offsets; no word is ever written here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.citation import citation
from index.confidence import NAME_UNKNOWN, confidence, status
from index.language.sentences import sentence_spans
from index.results import Answer, AnswerStatus, Hit, Quote
from index.retrieval import Retrieved, missing_words, names_unknown
from index.sparse import document_vector
from index.types import Span
from index.words_only import bounded

ANSWER_WORDS = 80
"""An answer is read at a glance: all its quotes together stay under this."""
FIRST_QUOTE_WORDS = 45
HITS_READ = 5
WORDS_WEIGHT = 0.6
SIMILARITY_SCALE = 0.05
CELL_SEPARATOR = " | "
"""What readers put between the cells of a table row."""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Sentence:
    hit: Hit
    start: int
    end: int
    score: float
    words: int


def answer(retrieved: Retrieved, hits: Sequence[Hit]) -> Answer:
    """Answer from the first hits.

    :returns: quotes best first; status and confidence from what was found.
    """
    missing = missing_words(retrieved.question, retrieved.terms)
    sure = confidence(retrieved.ranked[0].meaning) if hits else 0.0
    if names_unknown(retrieved.question, missing):
        sure = min(sure, NAME_UNKNOWN)
    estimated_first = bool(hits) and not retrieved.ranked[0].candidate.embedded
    sure = bounded(sure, retrieved.lacking, estimated_first=estimated_first)
    state = status(sure)
    if not hits or state is AnswerStatus.NOT_FOUND:
        return Answer(state, sure, "", (), missing)
    quotes = best_quotes(retrieved, hits)
    text = "\n".join(f"“{quote.text}”" for quote in quotes)
    return Answer(state, sure, text, quotes, missing)


def best_quotes(retrieved: Retrieved, hits: Sequence[Hit]) -> tuple[Quote, ...]:
    """The quotes that answer best, however sure that is."""
    return tuple(_quotes(_best_sentences(retrieved, hits)))


def _best_sentences(retrieved: Retrieved, hits: Sequence[Hit]) -> list[_Sentence]:
    by_place = {(r.candidate.passage.document_id, r.candidate.passage.start): r for r in retrieved.ranked[: len(hits)]}
    scored = []
    for hit in hits[:HITS_READ]:
        ranked = by_place[hit.document.id, hit.start]
        units = ranked.candidate.passage.units
        by_span = {(u.start, u.end): score for u, score in zip(units, ranked.unit_scores, strict=False)}
        for span in sentence_spans(hit.text):
            start, end = hit.start + span.start, hit.start + span.end
            meaning = by_span.get((start, end))
            if meaning is None:
                continue
            text = hit.text[span.start : span.end]
            words = retrieved.terms.coverage(document_vector(text))
            score = meaning / SIMILARITY_SCALE + WORDS_WEIGHT * words - 0.1 * (hit.rank - 1)
            scored.append(_Sentence(hit, start, end, score, len(_WORD.findall(text))))
    return sorted(scored, key=lambda s: (-s.score, s.hit.rank, s.start))


def _quotes(sentences: Sequence[_Sentence]) -> list[Quote]:
    """The best sentence with enough around it, then further sentences while there is room."""
    quotes: list[Quote] = []
    taken: list[_Sentence] = []
    room = ANSWER_WORDS
    for sentence in sentences:
        if any(t.hit.document.id == sentence.hit.document.id and _overlap(t, sentence) for t in taken):
            continue
        if sentence.words > room and quotes:
            continue
        span = (
            _widen(sentence, sentences, min(room, FIRST_QUOTE_WORDS))
            if not quotes
            else Span(sentence.start, sentence.end)
        )
        quotes.append(_quote(sentence.hit, span))
        taken.append(_Sentence(sentence.hit, span.start, span.end, sentence.score, 0))
        room -= len(_WORD.findall(quotes[-1].text))
        if room < 8 or len(quotes) == 3:
            break
    return quotes


def _overlap(a: _Sentence, b: _Sentence) -> bool:
    return a.start < b.end and b.start < a.end


def _widen(sentence: _Sentence, sentences: Sequence[_Sentence], room: int) -> Span:
    """Take in the better neighbour sentences of the same paragraph or list while they fit; a table row stands alone."""
    span, words = Span(sentence.start, sentence.end), sentence.words
    near = [s for s in sentences if s.hit.rank == sentence.hit.rank]
    while not _is_row(sentence):
        fitting = [s for s in near if words + s.words <= room and _adjoins(s, span) and not _is_row(s)]
        if not fitting:
            break
        best = max(fitting, key=lambda s: s.score)
        span, words = Span(min(span.start, best.start), max(span.end, best.end)), words + best.words
    return span


def _adjoins(sentence: _Sentence, span: Span) -> bool:
    """Whether a sentence stands right before or behind ``span``: nothing between, not even an empty line."""
    text, offset = sentence.hit.text, sentence.hit.start
    if sentence.end <= span.start:
        between = text[sentence.end - offset : span.start - offset]
    elif sentence.start >= span.end:
        between = text[span.end - offset : sentence.start - offset]
    else:
        return False
    return not between.strip() and between.count("\n") < 2


def _is_row(sentence: _Sentence) -> bool:
    return CELL_SEPARATOR in sentence.hit.text[sentence.start - sentence.hit.start : sentence.end - sentence.hit.start]


def _quote(hit: Hit, span: Span) -> Quote:
    return Quote(
        text=hit.text[span.start - hit.start : span.end - hit.start],
        file=hit.file,
        page=hit.page,
        page_label=hit.page_label,
        start=span.start,
        end=span.end,
        citation=citation(hit.document, hit.page, hit.page_label, ocr=hit.ocr),
        hit=hit.rank,
    )
