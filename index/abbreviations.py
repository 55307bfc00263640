"""Abbreviations that a text explains itself: "Verklaring Omtrent het Gedrag (VOG)" and its like.

The words before the brackets are an abbreviation's long form when its letters stand in them in the same order, the
first one at the start of a word (Schwartz and Hearst, 2003), and no other word of weight stands between: "overlegt met
de teamleider (OR)" has an o and an r, but explains nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SHORT = r"[A-ZÀ-Ý][A-Za-zÀ-ÿ0-9&.-]{1,9}"
_ENDING = r"(?:['’](?:er|ers|en|s))?"
_IN_BRACKETS = re.compile(rf"\((?P<short>{_SHORT}{_ENDING})\)")
_LONG_IN_BRACKETS = re.compile(rf"(?<!\w)(?P<short>{_SHORT})\s+\((?P<long>[^()\n]{{6,90}})\)")
_SPELLED_OUT = re.compile(
    rf"(?<!\w)(?P<short>{_SHORT}) (?:staat voor|is de afkorting van) (?P<long>[^.;:()\n]{{6,90}})"
)
_WORD = re.compile(r"\S+")
_OPENING, _CLOSING = "\"'“‘„«(", "\"'”’»,;:"
_SMALL = frozenset(
    """
    de het een en of van der den des voor in op met aan bij tot te ter ten om uit over naar door inzake tussen zonder
    and for the on to
    """.split()
)
"""Words that an abbreviation may pass over."""
_CAPITALS = 2
_MIXED_CHARS = 6
"""Abbreviations with one capital (Wmo) are at most this long, else names in brackets would be taken for one."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """``short`` as printed without an ending ("SMW" of "SMW'er"); ``[start, end)`` is where both forms stand."""

    short: str
    long: str
    start: int
    end: int


def abbreviations_in(text: str) -> Iterator[Abbreviation]:
    """Every abbreviation that ``text`` explains, in the order of the text."""
    found = [*_short_behind(text), *_long_behind(text, _LONG_IN_BRACKETS), *_long_behind(text, _SPELLED_OUT)]
    yield from sorted(found, key=lambda a: (a.start, a.end))


def _short_behind(text: str) -> Iterator[Abbreviation]:
    for match in _IN_BRACKETS.finditer(text):
        short = _bare(match["short"])
        start = _start_of_long(short, text[: match.start()].rstrip())
        if start is not None:
            yield Abbreviation(short, text[start : match.start()].rstrip(" \"'”’»"), start, match.end())


def _long_behind(text: str, pattern: re.Pattern[str]) -> Iterator[Abbreviation]:
    for match in pattern.finditer(text):
        short, long = _bare(match["short"]), match["long"].rstrip()
        if _is_short(short) and _initials(long).startswith(_letters(short)):
            # The sentence may go on behind the long form: "... Utrecht en is een ...".
            end = match.start("long") + list(_WORD.finditer(long))[len(_letters(short)) - 1].end()
            long = text[match.start("long") : end].rstrip(",;:")
            yield Abbreviation(short, long, match.start(), match.end() if pattern is _LONG_IN_BRACKETS else end)


def _bare(short: str) -> str:
    return re.sub(rf"(?:['’]).*$|{_ENDING}$", "", short).rstrip(".-")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _initials(long: str) -> str:
    return "".join(word.lstrip("\"'“‘(")[:1].lower() for word in long.split())


def _is_short(short: str) -> bool:
    capitals = sum(map(str.isupper, short))
    return len(short) > 1 and (capitals >= _CAPITALS or (capitals == 1 and len(short) <= _MIXED_CHARS))


def _start_of_long(short: str, before: str) -> int | None:
    """Where the long form of ``short`` begins in the words before it; None when they are none."""
    letters = _letters(short)
    if not _is_short(short) or len(letters) < 2:
        return None
    words = list(_WORD.finditer(before))[-min(len(letters) + 5, 2 * len(letters)) :]
    if sum(map(str.isupper, short)) < _CAPITALS:
        return _of_initials(letters, words, before)
    for first in range(len(words) - 1, -1, -1):
        long = before[words[first].start() :]
        if ")" in long or re.search(r"[.!?] |\n", long):
            return None
        if len(long) > len(letters) + 1 and _stands_for(short, [word.group() for word in words[first:]]):
            return words[first].start() + len(long) - len(long.lstrip(_OPENING))
    return None


def _of_initials(letters: str, words: list[re.Match[str]], before: str) -> int | None:
    """Each letter starts one of the last words."""
    last = words[-len(letters) :]
    if _initials(before[last[0].start() :] if last else "") == letters:
        return last[0].start()
    return None


def _stands_for(short: str, words: list[str]) -> bool:
    """Whether the letters are those of all these words: each of weight gives its first one, and may give more."""
    letters = "".join(filter(str.isalnum, short))
    bare = [word.strip(_OPENING + _CLOSING) for word in words]
    if not bare[0] or bare[0] in _SMALL or bare[-1] in _SMALL or bare[0][0].lower() != letters[0].lower():
        return False
    named = bare[0][0].isupper()
    states = {0}
    for word in bare:
        skips = word in _SMALL or not any(map(str.isalpha, word)) or (named and word[:1].isupper())
        states = {after for at in states for after in _after(letters, at, word.lower())} | (states if skips else set())
    return len(letters) in states


def _after(letters: str, at: int, word: str) -> Iterator[int]:
    """How many letters are accounted for when this word gives its first one, and others inside it.

    The last sign of a word begins nothing, so no capital stands for it: "normen" is no NEN, but "large language
    models" are LLMs.
    """
    if not word or at >= len(letters) or word[0] != letters[at].lower():
        return
    at, place = at + 1, 1
    yield at
    while at < len(letters):
        end = len(word) - letters[at].isupper()
        place = word.find(letters[at].lower(), place, max(end, 0)) + 1
        if not place:
            return
        at += 1
        yield at
