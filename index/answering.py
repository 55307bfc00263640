"""Extractive answers: verbatim slices of the found passages, or an honest "not found".

Every quote is cut out of the citable text by its offsets; no word is ever written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.cells import cell_in_words, named_row, names_total
from index.citation import citation
from index.confidence import ANSWERED_FROM, NAME_UNKNOWN, NOT_FOUND_BELOW, confidence, fit, status
from index.language.questions import Asked, asked_for, compares, holds_asked
from index.language.sentences import sentence_spans
from index.library import Library
from index.named_parts import named_stretches
from index.pages import pages_of
from index.results import Answer, AnswerStatus, Hit, NamedCell, Quote
from index.retrieval import Retrieved, asks_nothing_known, by_place, missing_words, names_unknown
from index.sparse import document_vector
from index.types import CELL_SEPARATOR, Span
from index.words_only import bounded

ANSWER_WORDS = 80
"""An answer is read at a glance: all its quotes together stay under this."""
FIRST_QUOTE_WORDS = 45
STANDS_ALONE_WORDS = 20
ANSWERS_TOO = 2.0
"""A neighbour sentence no worse than this under the first belongs to the answer."""
COMPARED_QUOTE_WORDS = 30
"""Less of the first document, so that the second has room too."""
NEAR_THE_BEST = 2.0
"""A document takes part in a comparison when its best sentence is no worse than this under the best of all."""
ASKED_WEIGHT = 0.5
"""What a sentence gains that has the figure or the moment that is asked for."""
HITS_READ = 5
WORDS_WEIGHT = 1.2
"""Beside the score of its passage, which has the words of the whole passage in it."""
SIMILARITY_SCALE = 0.05
LATER_IN_PART = 200
"""Characters: a sentence so much further in a part that is asked for by its number counts one less."""
CLAUSE_WEIGHT = 5.0
"""What the beginning of a clause gains that is asked for by its number."""
ALL_OF_IT = 0.9
"""Share of what was typed; what lacks may be a word that the documents write as a sign."""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Sentence:
    hit: Hit
    start: int
    end: int
    score: float
    words: int


def answer(retrieved: Retrieved, hits: Sequence[Hit], library: Library) -> Answer:
    """Answer from the first hits.

    :param library: names the cells of table rows that are quoted.
    :returns: quotes best first; status and confidence from what was found.
    """
    missing = missing_words(retrieved.question, retrieved.terms)
    named = named_stretches(retrieved, hits, library)
    sure = confidence(fit(retrieved.ranked)) if hits else 0.0
    if names_unknown(retrieved.question, missing) or asks_nothing_known(retrieved.question, retrieved.terms):
        sure = min(sure, NAME_UNKNOWN)
    elif named:
        sure = max(sure, ANSWERED_FROM if len(named) == 1 else NOT_FOUND_BELOW)
    elif hits and retrieved.terms.named and retrieved.ranked[0].coverage > ALL_OF_IT:
        sure = max(sure, NOT_FOUND_BELOW)  # what was typed stands there
    estimated_first = bool(hits) and not retrieved.ranked[0].candidate.embedded
    sure = bounded(sure, retrieved.lacking, estimated_first=estimated_first)
    state = status(sure)
    if not hits or state is AnswerStatus.NOT_FOUND:
        return Answer(state, sure, "", (), missing)
    quotes = best_quotes(retrieved, hits, library, named)
    return Answer(state, sure, "\n".join(map(_said, quotes)), quotes, missing)


def best_quotes(
    retrieved: Retrieved, hits: Sequence[Hit], library: Library, named: Mapping[str, Sequence[Span]]
) -> tuple[Quote, ...]:
    """The quotes that answer best, however sure that is.

    The rows of the table cells that were asked for, if any; where things are compared, one quote of each document.

    :param named: where the part stands that is asked for by its number, as :func:`named_stretches` gives it.
    """
    rows, sentences = list(_asked_rows(hits, library)), _best_sentences(retrieved, hits)
    sentences = _of_part(sentences, retrieved, named) or sentences
    if not compares(retrieved.question.text):
        return tuple(rows or _quotes(sentences, library, FIRST_QUOTE_WORDS))
    told = {hits[row.hit - 1].document.id for row in rows[:1]}
    others = [s for s in sentences if s.hit.document.id not in told]
    return (*rows[:1], *_quotes(_each_document_first(others), library, COMPARED_QUOTE_WORDS))


def _asked_rows(hits: Sequence[Hit], library: Library) -> Iterator[Quote]:
    """The rows of the cells that were asked for, totals first."""
    asked = [(hit, cell) for hit in hits[:HITS_READ] for cell in hit.cells]
    for hit, cell in sorted(asked, key=lambda pair: not names_total(pair[1])):
        row = named_row(library.document(hit.document.id), cell.start)
        if row is not None:
            yield replace(_quote(hit, row[0], library), cells=row[1], asked=cell)


def _best_sentences(retrieved: Retrieved, hits: Sequence[Hit]) -> list[_Sentence]:
    places = by_place(retrieved)
    kind = asked_for(retrieved.question.text)
    scored = []
    for hit in hits[:HITS_READ]:
        ranked = places[hit.document.id, hit.start]
        units = ranked.candidate.passage.units
        by_span = {(u.start, u.end): score for u, score in zip(units, ranked.unit_scores, strict=False)}
        for span in sentence_spans(hit.text):
            start, end = hit.start + span.start, hit.start + span.end
            meaning = by_span.get((start, end))
            if meaning is None:
                continue
            text = hit.text[span.start : span.end]
            words = retrieved.terms.coverage(document_vector(text).indices)
            score = meaning / SIMILARITY_SCALE + WORDS_WEIGHT * words + hit.score - hits[0].score
            score += ASKED_WEIGHT * (kind is not Asked.ANYTHING and holds_asked(kind, text))
            scored.append(_Sentence(hit, start, end, score, len(_WORD.findall(text))))
    return sorted(scored, key=lambda s: (-s.score, s.hit.rank, s.start))


def _of_part(
    sentences: Sequence[_Sentence], retrieved: Retrieved, named: Mapping[str, Sequence[Span]]
) -> list[_Sentence]:
    """The sentences of the part that is asked for by its number, the first of it first but for the clause asked for."""
    part = retrieved.terms.part
    scored = []
    for s in sentences:
        inside = next((span for span in named.get(s.hit.document.id, ()) if span.start <= s.start < span.end), None)
        if part is not None and inside is not None:
            text = s.hit.text[s.start - s.hit.start : s.end - s.hit.start]
            gained = CLAUSE_WEIGHT * part.begins_clause(text) - (s.start - inside.start) / LATER_IN_PART
            scored.append(replace(s, score=s.score + gained))
    return sorted(scored, key=lambda s: (-s.score, s.hit.rank, s.start))


def _each_document_first(sentences: Sequence[_Sentence]) -> list[_Sentence]:
    """The best sentence of each document that comes near the best of all, then the others."""
    firsts: dict[str, _Sentence] = {}
    for sentence in sentences:
        if sentence.score >= sentences[0].score - NEAR_THE_BEST:
            firsts.setdefault(sentence.hit.document.id, sentence)
    return [*firsts.values(), *(s for s in sentences if s not in firsts.values())]


def _quotes(sentences: Sequence[_Sentence], library: Library, first_words: int) -> list[Quote]:
    """The first sentence with enough around it, then further sentences while there is room.

    :param first_words: words of the first quote, at most.
    """
    quotes: list[Quote] = []
    taken: list[_Sentence] = []
    room = ANSWER_WORDS
    for sentence in sentences:
        if any(t.hit.document.id == sentence.hit.document.id and _overlap(t, sentence) for t in taken):
            continue
        if sentence.words > room and quotes:
            continue
        row = _row(sentence, library)
        if row is not None and not row[1]:
            continue  # the names of columns are no answer
        span = _widen(sentence, sentences, min(room, first_words)) if not quotes else Span(sentence.start, sentence.end)
        quotes.append(replace(_quote(sentence.hit, span, library), cells=row[1] if row else ()))
        taken.append(_Sentence(sentence.hit, span.start, span.end, sentence.score, 0))
        room -= len(_WORD.findall(quotes[-1].text))
        if room < 8 or len(quotes) == 3:
            break
    return quotes


def _overlap(a: _Sentence, b: _Sentence) -> bool:
    return a.start < b.end and b.start < a.end


def _widen(sentence: _Sentence, sentences: Sequence[_Sentence], room: int) -> Span:
    """Take in the better neighbour sentences of the same paragraph or list while they fit; a table row stands alone.

    Once there is enough to be understood, only those that answer about as well.
    """
    span, words = Span(sentence.start, sentence.end), sentence.words
    near = [s for s in sentences if s.hit.rank == sentence.hit.rank]
    while not _is_row(sentence):
        fitting = [s for s in near if words + s.words <= room and _adjoins(s, span) and not _is_row(s)]
        if words >= STANDS_ALONE_WORDS:
            fitting = [s for s in fitting if s.score >= sentence.score - ANSWERS_TOO]
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


def _row(sentence: _Sentence, library: Library) -> tuple[Span, tuple[NamedCell, ...]] | None:
    """The table row that a sentence is, with the names of its columns, without which its values say nothing."""
    return named_row(library.document(sentence.hit.document.id), sentence.start) if _is_row(sentence) else None


def _said(quote: Quote) -> str:
    return f"“{quote.text}”" + (f" ({cell_in_words(quote.asked)})" if quote.asked else "")


def _quote(hit: Hit, span: Span, library: Library) -> Quote:
    last = None
    if hit.page is not None and span.end == hit.end:  # only the last sentence of a passage may go on over its page
        _, last = pages_of(library.document(hit.document.id), span.start, span.end)
    return Quote(
        text=hit.text[span.start - hit.start : span.end - hit.start],
        file=hit.file,
        page=hit.page,
        page_label=hit.page_label,
        start=span.start,
        end=span.end,
        citation=citation(hit.document, hit.page, hit.page_label, ocr=hit.ocr, last=last),
        hit=hit.rank,
    )
