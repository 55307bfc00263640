"""What of a model's text may be read: sentences that cite a passage they were given and say nothing else than it.

A sentence falls when its citation does not exist, when a number, date or name is not in the cited passage, when it
says "niet" and the passage does not, when most of its words are not the passage's, or when it holds anything but
plain words: links, images, markup, the instructions themselves. Nothing is repaired; what falls is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from index.language.sentences import sentence_spans
from index.language.stemming import fold, stem
from index.results import Hit
from index.texts import wording as texts
from index.wording.facts import names_said, negates, numbers, numbers_said, stems, whole_stems

SHARE = 0.5
"""Of a sentence's content words so many must stand in the cited passages."""
MOST_CHARS = 400
MOST_CITATIONS = 3
"""Who cites everything says nothing about where it stands."""
_CITATION = re.compile(r"\s*\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
_LONE_CITATION = re.compile(r"(?:\[[\d\s,;]*\d[\d\s,;]*\]\s*)+[.!?]?")
_GLUED = re.compile(r"([.!?])(?=\[\d)")
_OPEN_CITATION = re.compile(r"\[[\d\s,;]*")
"""A citation that may still be coming in: the sentence before it is not whole yet."""
_FORMAT = re.compile(r"\*\*|__|^(?:[-*•–]|\d{1,2}[.)])\s+")
"""Bold and bullets are taken off: models make them unasked, and they say nothing."""
_NOT_PLAIN = re.compile(
    r"[<>`{}|\\*_#~^=]|!\[|\]\s*\(|\[(?!\d{1,3}[\d\s,;]*\])|&#?\w+;|//|\b(?:javascript|data|mailto):"
)
_ADDRESS = re.compile(r"\bwww\.\S+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}\b(?:/\S*)?", re.I)
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_JOINED = re.compile(r"[-'’‐‑&/]")
_SHINGLE = 6
"""So many words in a row of the instructions are not repeated by chance."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A sentence that passed. ``text`` is plain and holds its citations as ``[n]``; ``citations`` are ranks of hits."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """The passages that a sentence cites, as far as it can be checked against them."""

    text: str
    numbers: frozenset[str]
    stems: frozenset[str]
    words: frozenset[str]
    addresses: frozenset[str]

    @classmethod
    def of(cls, hits: Iterable[Hit]) -> _Source:
        text = "\n".join(" ".join((h.document.title, h.document.organisation or "", *h.headings, h.text)) for h in hits)
        whole = frozenset(whole_stems(text))
        return cls(text, frozenset(numbers(text)), frozenset(stems(text)), whole, frozenset(_addresses(text)))


def whole_sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Sentences out of a text that comes in pieces, each with the citations behind it, as soon as it is whole."""
    buffer = ""
    for piece in pieces:
        buffer = _GLUED.sub(r"\1 ", buffer + piece)
        *done, rest = _sentences(buffer) or [""]
        if done and not _OPEN_CITATION.fullmatch(rest):
            yield from done
            buffer = rest
    yield from _sentences(buffer)


def _sentences(text: str) -> list[str]:
    """Sentences; citations that stand behind the full stop belong to the sentence before. The last keeps its end."""
    spans = sentence_spans(text)
    joined: list[tuple[int, int]] = []
    for span in spans:
        start, end = max(span.start, joined[-1][1] if joined else 0), span.end
        lone = _LONE_CITATION.match(text, start)
        if joined and lone:
            joined[-1] = (joined[-1][0], lone.end())
            start = lone.end()
        if text[start:end].strip():
            joined.append((start, end))
    if not joined:
        return []
    cuts = [*joined[:-1], (joined[-1][0], len(text))]
    return [text[start:end].lstrip() for start, end in cuts]


def checked(sentence: str, passages: Mapping[int, Hit], mark: str = "") -> Worded | None:
    """The sentence when it may be read, else None.

    :param passages: what the model was given, by the number under which it may be cited.
    :param mark: what marked the blocks of the prompt.
    """
    text = _FORMAT.sub("", " ".join(_UNSEEN.sub("", sentence).split()))
    cited = [int(n) for group in _CITATION.findall(text) for n in re.split(r"[,;]", group)]
    bare = " ".join(_CITATION.sub("", text).split())
    if not bare or len(text) > MOST_CHARS or not 0 < len(set(cited)) <= MOST_CITATIONS or set(cited) - set(passages):
        return None
    if not _is_plain(text, mark) or _repeats_instructions(bare):
        return None
    citations = tuple(dict.fromkeys(cited))
    if not _supported(bare, _Source.of(passages[number] for number in citations)):
        return None
    end = bare[-1] if bare[-1] in "!?" else "."
    return Worded(f"{bare.rstrip('.!?')}{_marks(citations)}{end}", citations)


def _marks(citations: Iterable[int]) -> str:
    return "".join(f" [{number}]" for number in citations)


def _is_plain(text: str, mark: str) -> bool:
    return not _NOT_PLAIN.search(text) and not (mark and mark in text)


def _supported(bare: str, source: _Source) -> bool:
    if numbers_said(bare) - source.numbers:
        return False
    if any(not _names(name, source) for name in names_said(bare)):
        return False
    if _addresses(bare) - source.addresses:
        return False
    if negates(bare) and not negates(source.text):
        return False
    said = stems(bare)
    return bool(said) and len(said & source.stems) / len(said) >= SHARE


def _addresses(text: str) -> set[str]:
    return {found.rstrip(".,;:!?)").lower() for found in _ADDRESS.findall(text)}


def _names(name: str, source: _Source) -> bool:
    """Whether a name stands in the source, or another form of the same word; of "Bo-groep" only "Bo" is a name."""
    return all(
        stem(fold(part)) in source.words or re.search(rf"(?<!\w){re.escape(part)}(?!\w)", source.text, re.IGNORECASE)
        for part in _JOINED.split(name)
        if any(map(str.isupper, part))
    )


@lru_cache(maxsize=1)
def _instructions() -> frozenset[tuple[str, ...]]:
    return frozenset(_shingles(f"{texts.SYSTEM}\n{texts.QUESTION}"))


def _shingles(text: str) -> Iterator[tuple[str, ...]]:
    said = re.findall(r"\w+", text.lower())
    return zip(*(said[i:] for i in range(_SHINGLE)), strict=False)


def _repeats_instructions(text: str) -> bool:
    return any(shingle in _instructions() for shingle in _shingles(text))
