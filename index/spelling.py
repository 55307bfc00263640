"""Slips of the pen in a question: a word that no document uses becomes the word that was meant.

Careful, because a wrong correction is worse than none: what stands in the documents, what is ordinary Dutch (or
English), abbreviations, numbers and whole compounds are left alone. The asker always sees what was changed and can
search for the words as typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from wordfreq import zipf_frequency

from index.language.analysis import words
from index.language.compounds import split_compound
from index.language.stemming import fold, stem
from index.language.stopwords import STOPWORDS
from index.results import Corrected, Correction
from index.vocabulary import Near, Vocabulary

DUTCH_ZIPF = 2.0
ENGLISH_ZIPF = 3.5
"""Words as common as this (wordfreq) are meant as typed."""
SHORTEST = 5
CLEAR_FROM = 7
"""Shorter words are near to too many others: they are mended only when a single word is meant."""
TWO_SLIPS_FROM = 10
"""Letters that a word has at least before two slips are believed."""
NAME_FROM = 6
_GLUED = ("hoeveel", "wanneer", "welke", "het", "hoe", "wat", "wie")
"""First words that are glued to the next one by a slip; others ("aan", "ver") begin words of their own."""
_SPLIT_ZIPF = 4.5
_LINKS = ("", "s")


@dataclass(frozen=True, slots=True)
class _Change:
    start: int
    end: int
    to: str


def corrected(text: str, vocabulary: Vocabulary, is_known: Callable[[str], bool]) -> Corrected:
    """The question with its slips mended.

    :param is_known: whether some form of a word stands in a document (another ending is no slip).
    """
    parts: list[str] = []
    corrections: list[Correction] = []
    at = 0
    for change in _changes(text, vocabulary, is_known):
        if change.start < at:
            continue
        written = text[change.start : change.end]
        to = change.to[0].upper() + change.to[1:] if written[0].isupper() else change.to
        parts += [text[at : change.start], to]
        correction = Correction(written, to)
        if correction not in corrections:  # the same slip, made twice
            corrections.append(correction)
        at = change.end
    return Corrected("".join([*parts, text[at:]]), tuple(corrections))


def slips(corrections: Iterable[Correction], found: Iterable[str]) -> tuple[Correction, ...]:
    """The corrections without those of which a found text has the words as typed: "half jaar" beside "halfjaar".

    Those are no slips, only one of two ways in which the documents write it.
    """
    texts = tuple(found)
    return tuple(c for c in corrections if not any(_as_typed(c.written).search(text) for text in texts))


def _as_typed(written: str) -> re.Pattern[str]:
    spaces = r"\s+"
    words_of = map(re.escape, written.split())
    return re.compile(rf"(?<!\w){spaces.join(words_of)}(?!\w)", re.IGNORECASE)


def _changes(text: str, vocabulary: Vocabulary, is_known: Callable[[str], bool]) -> Iterator[_Change]:
    """In the order of the text; some may overlap, the first then holds."""
    found = list(words(text))
    for number, match in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        joined = _joined(match, after, vocabulary) if after and text[match.end() : after.start()] == " " else ""
        if after and joined:
            yield _Change(match.start(), after.end(), joined)
        elif _is_suspect(match, vocabulary) and not is_known(match.group()):
            to = _meant(match, vocabulary)
            if to:
                yield _Change(match.start(), match.end(), to)


def _joined(match: re.Match[str], after: re.Match[str], vocabulary: Vocabulary) -> str:
    """Two words that the documents write as one compound ("buurt team")."""
    left, right = match.group(), after.group()
    if not (left.islower() and right.islower() and left.isalpha() and right.isalpha()):
        return ""
    if {fold(left), fold(right)} & STOPWORDS:
        return ""
    whole = (left + link + right for link in _LINKS)
    return next((w for w in whole if w in vocabulary and split_compound(fold(w)) == (fold(left), fold(right))), "")


def _is_suspect(match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether a word may be a slip: long enough, plain letters, in no document and no word of the language."""
    word = match.group()
    if len(word) < SHORTEST or not word.isalpha() or not word[1:].islower() or word in vocabulary:
        return False
    low = word.lower()
    return zipf_frequency(low, "nl") < DUTCH_ZIPF and zipf_frequency(low, "en", "small") < ENGLISH_ZIPF


def _meant(match: re.Match[str], vocabulary: Vocabulary) -> str:
    word = match.group().lower()
    is_name = match.group()[0].isupper() and match.start() > 0
    if is_name and len(word) < NAME_FROM:
        return ""
    parts = split_compound(fold(word))
    slips = 2 if len(word) >= TWO_SLIPS_FROM and not is_name else 1
    near = [n for n in vocabulary.near(word, slips) if not parts or _same_compound(word, parts, n.word)]
    if near:
        return _clearest(near, word, vocabulary)
    return "" if parts or is_name else _split(word, vocabulary)


def _same_compound(word: str, parts: tuple[str, ...], other: str) -> bool:
    """A whole compound is mended in its joint only: a linking letter, or one of two equal letters left out."""
    doubled = any(other[:i] + other[i + 1 :] == word for i in range(1, len(other)) if other[i] == other[i - 1])
    return doubled or split_compound(fold(other)) == parts


def _clearest(near: list[Near], word: str, vocabulary: Vocabulary) -> str:
    best = min(near, key=lambda n: _order(n, word, vocabulary))
    rivals = {stem(fold(n.word)) for n in near if n.distance == best.distance}
    return best.word if len(word) >= CLEAR_FROM or len(rivals) == 1 else ""


def _order(near: Near, word: str, vocabulary: Vocabulary) -> tuple[int, bool, int, str]:
    return near.distance, near.word[0] != word[0], -vocabulary.counts[near.word], near.word


def _split(word: str, vocabulary: Vocabulary) -> str:
    """A space that was forgotten behind a small word ("watis")."""
    halves = ((first, word[len(first) :]) for first in _GLUED if word.startswith(first))
    return next((f"{first} {rest}" for first, rest in halves if _stands(rest, vocabulary)), "")


def _stands(word: str, vocabulary: Vocabulary) -> bool:
    return zipf_frequency(word, "nl") >= _SPLIT_ZIPF or (len(word) >= SHORTEST and word in vocabulary)
