"""Which words of a passage the question asked for."""

from __future__ import annotations

from collections.abc import Iterable

from index.language.analysed import AnalysedText, among, analysed, term_ids
from index.language.analysis import Term

_FULL_WORD = 0.75


def highlights(text: str, question: Iterable[Term], words: AnalysedText | None = None) -> tuple[tuple[int, int], ...]:
    """Offsets into ``text`` of words that share a stem with the question, neighbours joined.

    A shared part of a compound counts too ("verzuim" marks "ziekteverzuim").

    :param words: the text analysed, where that was done already.
    """
    asked = list(question)
    words = words or analysed(text)
    wanted = among(words.terms, term_ids(t.term_id for t in asked if t.weight >= _FULL_WORD))
    parts = among(words.terms, term_ids(t.term_id for t in asked)) & (words.weights >= _FULL_WORD)
    met = wanted | parts
    spans = set(zip(words.starts[met].tolist(), words.ends[met].tolist(), strict=True))
    return _join(text, sorted(spans))


def _join(text: str, spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip(" "):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)
