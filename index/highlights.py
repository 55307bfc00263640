"""Which words of a passage the question asked for."""

from __future__ import annotations

from collections.abc import Iterable

from index.language.analysis import Term, analyse

_FULL_WORD = 0.75


def highlights(text: str, question: Iterable[Term]) -> tuple[tuple[int, int], ...]:
    """Offsets into ``text`` of words that share a stem with the question, neighbours joined.

    A shared part of a compound counts too ("verzuim" marks "ziekteverzuim").
    """
    wanted = {term.text for term in question if term.weight >= _FULL_WORD}
    parts = {term.text for term in question} - wanted
    spans = {
        (t.start, t.end) for t in analyse(text) if t.text in wanted or (t.text in parts and t.weight >= _FULL_WORD)
    }
    return _join(text, sorted(spans))


def _join(text: str, spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip(" "):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)
