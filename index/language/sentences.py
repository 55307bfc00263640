"""Where Dutch sentences begin and end.

A rule of our own because the usual splitters download a model or do not know "o.a.", "i.s.m." and "art. 3".
"""

from __future__ import annotations

import re

from index.types import Span

_ABBREVIATIONS = frozenset(
    """
    aant afb afd art bijl bijv blz bv ca cf co dd dhr dr dra drs etc evt excl fig gem
    hfdst hfst hr ing ir incl jl jr km max mej mevr min mr mw nl no nr nrs ong par pag plm prof red resp
    sr st stb stcrt tel telf vgl vnl vs zgn
    """.split()
)
_DOTTED = re.compile(r"[a-z](?:\.[a-z])+")
""""d.w.z", "m.u.v": more of them than a list could name."""
_BEFORE_NUMBERS = frozenset("p pp jan feb febr mrt apr jun jul aug sep sept okt nov dec".split())
"""Abbreviations only where a number follows: "p. 12", "1 jan. 2026", but "Dat zei Jan. Daarna"."""
_ENDINGS = frozenset({"etc", "e.d", "e.a", "enz", "z.s.m", "a.u.b"})
"""Abbreviations that may also end a sentence: then a capital decides."""

_BOUNDARY = re.compile(r"[.!?…]+[\"'”’»)\]]*[\u00b9\u00b2\u00b3\u2070-\u2079]*(?=\s)|\n")
"""The raised number of a footnote belongs to the sentence before it."""
_LAST_WORD = re.compile(r"([^\s(\[\"'“‘]+)$")
_STARTS = re.compile(r"[\s]*[\"'“‘«(\[•–-]*\s*[A-ZÀ-ÝĲ0-9]")
_INITIAL = re.compile(r"(?:^|[\s.(])[A-Z]$")
_NUMBER = r"\(?(?:\d{1,3}(?:\.\d{1,2})*[a-z]?|[a-z]|[ivxlc]{1,6})[.)]+"
_ONLY_NUMBER = re.compile(rf"\s*(?:{_NUMBER}|[A-Z][a-z]+ \d{{1,3}}[a-z]?\.)")
"""A number before a sentence, as of an item of a list or an article of a rule: it is part of that sentence."""
_NUMBER_BEFORE = re.compile(rf"\s*{_NUMBER}\s+")


def without_number(sentence: str) -> str:
    """A sentence without the number of the item that it is: "2. Bel de ouder." becomes "Bel de ouder."."""
    found = _NUMBER_BEFORE.match(sentence)
    return sentence[found.end() :] if found else sentence


def sentence_spans(text: str) -> list[Span]:
    """Sentences of ``text`` without the white space around them, in order, none empty.

    A line break ends a sentence: the citable text has them only between blocks.
    """
    spans: list[Span] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        if match.group() == "\n" or (_ends_sentence(text, match) and not _is_number(text, start, match.end())):
            _append(spans, text, start, match.end())
            start = match.end()
    _append(spans, text, start, len(text))
    return spans


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    follows = text[match.end() : match.end() + 12]
    if not follows.strip():
        return True
    if not _STARTS.match(follows):
        return False
    if match.group()[0] != ".":
        return True
    before = _LAST_WORD.search(text, max(0, match.start() - 30), match.start())
    last = before.group(1).lower() if before else ""
    if last in _ENDINGS:
        return True
    if last in _ABBREVIATIONS or _DOTTED.fullmatch(last):
        return False
    if last in _BEFORE_NUMBERS and follows.lstrip()[:1].isdigit():
        return False
    return not _INITIAL.search(text[max(0, match.start() - 3) : match.start()])


def _is_number(text: str, start: int, end: int) -> bool:
    """Whether there is only a number so far, and words on the same line behind it."""
    goes_on = text[end : end + 2].lstrip(" \t")[:1] not in {"", "\n"}
    return goes_on and end - start < 40 and _ONLY_NUMBER.fullmatch(text, start, end) is not None


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    stretch = text[start:end]
    stripped = stretch.strip()
    if stripped:
        left = start + stretch.index(stripped[0])
        spans.append(Span(left, left + len(stripped)))
