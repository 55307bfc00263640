"""What people are quoted saying in a document, and who says it.

Words between quotation marks count only where the text names a speaker: words in marks are as often a title, a term
or an example.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.flows import flowing
from index.language.persons import VERB, WHO, WHO_WITH_AGE, Role, role_around, role_of
from index.results import Immutable
from index.types import BlockKind, BlockSpan, CitableDocument, Span

_LEAST_WORDS = 3
_BEFORE = 200
_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.NOTE, BlockKind.HEADING})
# "Ja" counts too, or its closing mark would open what stands between it and the next quote.
_SAID = re.compile(
    r'"([^"\n]{1,800})"|“([^“”\n]{3,800})”|„([^„“”\n]{3,800})[“”]|«([^«»\n]{3,800})»'
    r"|(?<!\w)‘([^‘\n]{3,800}?)’(?!\w)|(?<!\w)'(?!s\b|t\b|n\b|k\b|m\b)(?=\w)([^\n]{3,800}?)'(?!\w)"
)
_AFTER = (
    re.compile(rf"\s*[,.]?\s*(?:zo |aldus |dus )?{VERB} (?:er |ook |ons |daarover |toen )*(?P<who>{WHO})"),
    re.compile(rf"\s*,?\s*(?:aldus|volgens) (?P<who>{WHO})"),
    re.compile(rf"\s*\((?P<who>(?=[^()]{{0,80}}{WHO_WITH_AGE})[^()]{{3,80}})\)\s*\.?"),
    re.compile(rf"\s*[–—-]\s*(?P<who>{WHO_WITH_AGE})"),
    re.compile(rf"\s*(?:Die woorden|Deze woorden|Dat|Dit|Zo) {VERB} (?P<who>{WHO})"),
)
_CLAUSE = r"(?:, [^,:]{3,60},)?"
_INTRODUCED = (
    re.compile(rf"(?P<who>{WHO}){_CLAUSE} {VERB}\b[^:]*:\s*$"),
    re.compile(rf"\b{VERB} (?P<who>{WHO})[^:]*:\s*$"),
    re.compile(rf"(?P<who>{WHO_WITH_AGE}):\s*$"),
)
_UNMARKED = re.compile(
    rf"(?:(?<=^)|(?<=[.!?] ))(?P<who>{WHO}){_CLAUSE} {VERB}\b[^:.!?\"“‘]{{0,40}}: "
    r"(?P<said>[^\"“”„‘'\n:]{12,400}?[.!?])(?=\s|$)"
)
_LIST = re.compile(
    rf"^(?:[Qq]uotes|[Cc]itaten|[Uu]itspraken|[Rr]eacties|[Ww]at)\b[^:]{{0,40}}?(?P<who>{WHO})[^:]{{0,30}}:?\s*$"
)
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-ZÀ-Ý\"“‘'])")


@dataclass(frozen=True, slots=True)
class Speech(Immutable):
    """Words that somebody is quoted saying: offsets into the citable text, without the quotation marks.

    :param who: the words with which the document names the speaker, a slice of its text.
    """

    start: int
    end: int
    who: str
    role: Role


def speech_of(document: CitableDocument) -> tuple[Speech, ...]:
    """Everything that people are quoted saying, in the order of the text."""
    found: list[Speech] = []
    announced: str | None = None
    for block in flowing(document.blocks):
        if block.kind not in _READ:
            announced = None
            continue
        text = document.text[block.start : block.end]
        said = list(_in_block(text, announced))
        found += [replace(s, start=s.start + block.start, end=s.end + block.start) for s in said]
        announced = _announced(text, announced, block, said)
    return tuple(found)


def _announced(text: str, before: str | None, block: BlockSpan, said: list[Speech]) -> str | None:
    """Who is quoted in the blocks that follow: "Quotes van de jongeren:" holds for a row of quotes under it."""
    list_head = _LIST.match(text)
    if list_head and (text.rstrip().endswith(":") or block.kind is BlockKind.HEADING):
        return str(list_head.group("who"))
    return before if said and before and said[-1].end >= len(text) - 2 else None


def _in_block(text: str, announced: str | None) -> Iterator[Speech]:
    last: Speech | None = None
    for match in _SAID.finditer(text):
        span = _words(text, match)
        if len(text[span.start : span.end].split()) < _LEAST_WORDS:
            continue
        between = text[last.end : match.start()] if last else text[: match.start()]
        who = _speaker(text, match) or _carried(between, last) or (announced if _alone(between) else None)
        if who is None:
            continue
        last = Speech(span.start, span.end, who, _role(who, text[: match.start()]))
        yield last
    if last is None:
        yield from _unmarked(text)


def _words(text: str, match: re.Match[str]) -> Span:
    """The words between the marks, without a comma that belongs to the sentence around them."""
    number = match.lastindex or 1
    start, end = match.span(number)
    inside = text[start:end]
    return Span(start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip().rstrip(",").rstrip()))


def _speaker(text: str, match: re.Match[str]) -> str | None:
    for pattern in _AFTER:
        after = pattern.match(text, match.end())
        if after:
            return str(after.group("who"))
    before = _SENTENCE_END.split(text[max(0, match.start() - _BEFORE) : match.start()])[-1]
    for pattern in _INTRODUCED:
        introduced = pattern.search(before)
        if introduced:
            return str(introduced.group("who"))
    return None


def _carried(between: str, last: Speech | None) -> str | None:
    """The same speaker goes on: nothing but who said it stands between the two parts."""
    if last is None or last.who not in between or ":" in between or len(between.split()) > 16:
        return None
    return last.who


def _alone(between: str) -> bool:
    """Only marks and white space before it: the next of a row of quotes."""
    return not re.sub(r"[\s\"“”„‘’'«»,;–—-]", "", between)


def _role(who: str, before: str) -> Role:
    role = role_of(who)
    return role_around(before) if role is Role.UNKNOWN else role


def _unmarked(text: str) -> Iterator[Speech]:
    """Direct speech without marks: "Bewoners zeggen: we willen meer groen."."""
    for match in _UNMARKED.finditer(text):
        who = match.group("who")
        if role_of(who) is not Role.UNKNOWN and len(match.group("said").split()) > _LEAST_WORDS:
            yield Speech(match.start("said"), match.end("said"), who, role_of(who))
