"""Plain text, as exported from a PDF or typed: lines into headings, paragraphs and list items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from statistics import median

from index.types import Block, BlockKind
from ingest.hyphens import ends_with_hyphen, join_hyphenated, join_lost_hyphen
from ingest.normalise import normalise

BULLETS = frozenset("•‣◦▪●○–-*·➢")
_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_NUMBERED_HEADING = re.compile(r"^(\d+(?:\.\d+)*)\.?\s+\S")
_UNNAMED_GLYPH = re.compile(r"^\(cid:\d+\)\s*")
_MAX_HEADING_WORDS = 12
_SHORT = 0.72
"""Share of the usual line length: a shorter line that ends a sentence ends the paragraph."""


@dataclass(slots=True)
class Joins:
    """What was put together, for the report."""

    hyphens: int = 0
    healed: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text was laid out.

    :param width: characters of a usual full line.
    :param double_spaced: an empty line follows every line.
    :param spaced_ends: a line that ends with a whole word ends with a space, so one without was cut inside a word.
    """

    width: float
    double_spaced: bool
    spaced_ends: bool


def layout_of(lines: Sequence[str]) -> Layout:
    """Look at all lines of a document."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    lengths = sorted(len(lines[number].strip()) for number in filled)
    followed = sum(number + 1 < len(lines) and not lines[number + 1].strip() for number in filled)
    long = lengths[len(lengths) // 2 :] or [0]
    open_ends = [lines[n] for n in filled if not _ENDS.search(lines[n].rstrip()) and len(lines[n]) > 0.6 * median(long)]
    spaced = sum(line.endswith(" ") for line in open_ends)
    return Layout(
        median(long),
        double_spaced=len(filled) > 20 and followed > 0.7 * len(filled),
        spaced_ends=len(open_ends) > 10 and spaced > 0.7 * len(open_ends),
    )


def vocabulary_of(lines: Sequence[str]) -> frozenset[str]:
    """Lower-case words that no line end cuts: neither first nor last of a line."""
    return frozenset(word.strip(".,;:!?()[]“”\"'‘’").lower() for line in lines for word in line.split()[1:-1] if word)


def blocks_of(lines: Sequence[str], layout: Layout, vocabulary: AbstractSet[str], joins: Joins) -> Iterator[Block]:
    """Blocks of one page in order."""
    group: list[str] = []
    for kind, line in _classified(lines, layout):
        if kind == "break" or (kind in ("item", "heading", "new") and group):
            if group:
                yield _block(group, layout, vocabulary, joins)
            group = []
        if kind == "heading":
            yield _heading(line)
        elif kind != "break":
            group.append(line)
    if group:
        yield _block(group, layout, vocabulary, joins)


def _classified(lines: Sequence[str], layout: Layout) -> Iterator[tuple[str, str]]:
    before = ""
    for number, raw in enumerate(lines):
        line = raw.strip()
        if not line:
            if not layout.double_spaced or _empty_before(lines, number):
                yield "break", ""
                before = ""
            continue
        alone = not before and _alone_after(lines, number, layout)
        if _is_item(line):
            yield "item", raw.lstrip()
        elif alone and _looks_like_heading(line):
            yield "heading", line
            before = ""
            continue
        elif before and _ENDS.search(before) and len(before) < _SHORT * layout.width and line[:1].isupper():
            yield "new", raw.lstrip()
        else:
            yield "line", raw.lstrip()
        before = line


def _empty_before(lines: Sequence[str], number: int) -> bool:
    return number > 0 and not lines[number - 1].strip()


def _alone_after(lines: Sequence[str], number: int, layout: Layout) -> bool:
    """Nothing goes on with this line: the text ends, or there is more room than between two lines of it."""
    room = 2 if layout.double_spaced else 1
    following = lines[number + 1 : number + 1 + room]
    return len(following) < room or not any(line.strip() for line in following) or len(lines[number].strip()) < 45


def _is_item(line: str) -> bool:
    first, _, rest = line.partition(" ")
    return bool(rest) and (first in BULLETS or bool(_UNNAMED_GLYPH.match(line)))


def _looks_like_heading(line: str) -> bool:
    words = line.split()
    letters = sum(map(str.isalpha, line))
    return (
        len(words) <= _MAX_HEADING_WORDS
        and letters >= 3
        and not _ENDS.search(line)
        and not line.endswith((",", "-"))
        and (line[0].isupper() or bool(_NUMBERED_HEADING.match(line)))
    )


def _heading(line: str) -> Block:
    numbered = _NUMBERED_HEADING.match(line)
    level = min(numbered.group(1).count(".") + 1, 6) if numbered else 1
    return Block(BlockKind.HEADING, normalise(line), level)


def _block(lines: Sequence[str], layout: Layout, vocabulary: AbstractSet[str], joins: Joins) -> Block:
    kind = BlockKind.PARAGRAPH
    first = lines[0]
    if _is_item(first):
        kind = BlockKind.LIST_ITEM
        first = _UNNAMED_GLYPH.sub("", first) if _UNNAMED_GLYPH.match(first) else first.partition(" ")[2]
    text = first
    for line in lines[1:]:
        cut = not text.endswith(" ") if layout.spaced_ends else None
        text = _join(text.rstrip(), line, cut, vocabulary, joins)
    return Block(kind, normalise(text))


def _join(text: str, line: str, cut: bool | None, vocabulary: AbstractSet[str], joins: Joins) -> str:
    last, (following, *rest) = text.rsplit(None, 1)[-1], line.split(None, 2)
    if ends_with_hyphen(last):
        join = join_hyphenated(last, following, vocabulary, rest[0] if rest else None)
        joins.hyphens += not join.between
        if not join.between:
            joins.healed.append((f"{last} {following}", join.text))
        return f"{text[: len(text) - len(last)]}{join.left}{join.between}{join.right}{line[len(following) :]}"
    if join_lost_hyphen(last, following, vocabulary, cut=cut):
        joins.healed.append((f"{last} {following}", f"{last}{following}"))
        return f"{text}{line}"
    return f"{text} {line}"
