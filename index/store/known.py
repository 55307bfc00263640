"""A passage with what ranking reads of it beside its text, and the same as the bytes that are kept of it."""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np

from index.language.analysed import AnalysedText, TermIds, analysed, term_ids
from index.store.protocol import StoredPassage
from index.types import Passage, Span

Columns = tuple[str, bytes, bytes, bytes]
_WORDS = ("<u4", "<i4", "<i4", "<f4")
"""Numbers of an analysed text: terms, starts, ends, weights; one after the other."""


@dataclass(frozen=True, slots=True)
class KnownPassage:
    """A passage, the ids of its terms in ascending order (title and headings count), and its own text analysed.

    ``words``: None where that was not kept.
    """

    passage: Passage
    terms: TermIds
    words: AnalysedText | None = None


def known(stored: StoredPassage) -> KnownPassage:
    """A passage as it was written."""
    return KnownPassage(stored.passage, term_ids(stored.sparse.indices), analysed(stored.passage.text))


def to_columns(known: KnownPassage) -> Columns:
    """Document id, what is told of the passage, its terms, its words."""
    p, words = known.passage, known.words or analysed(known.passage.text)
    units = [place for unit in p.units for place in (unit.start, unit.end)]
    told = [p.ordinal, p.start, p.end, p.text, p.page, p.page_label, p.headings, units, p.ocr]
    parts = zip((words.terms, words.starts, words.ends, words.weights), _WORDS, strict=True)
    return (
        p.document_id,
        json.dumps(told, ensure_ascii=False).encode(),
        known.terms.astype("<u4").tobytes(),
        b"".join(part.astype(kind).tobytes() for part, kind in parts),
    )


def from_columns(passage_id: str, document_id: str, told: bytes, terms: bytes, words: bytes) -> KnownPassage:
    """What :func:`to_columns` was given."""
    ordinal, start, end, text, page, page_label, headings, units, ocr = json.loads(told)
    spans = tuple(map(Span, units[::2], units[1::2]))
    passage = Passage(
        passage_id, document_id, ordinal, start, end, text, page, page_label, tuple(headings), spans, ocr
    )  # fmt: skip
    parts = np.frombuffer(words, _WORDS[0]).reshape(len(_WORDS), -1)  # all of four bytes
    analysed_text = AnalysedText(*(part.view(kind) for part, kind in zip(parts, _WORDS, strict=True)))
    return KnownPassage(passage, np.frombuffer(terms, "<u4"), analysed_text)
