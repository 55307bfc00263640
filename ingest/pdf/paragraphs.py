"""Lines of one region into headings, paragraphs, list items and footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.types import BlockKind
from ingest.pdf.lines import UNNAMED_GLYPH, Line, leading_of
from ingest.pdf.words import Word

BULLETS = frozenset("•‣◦▪▫■□●○–-*·➢➤✓\uf0b7\uf0a7o")
_NUMBERED = re.compile(r"^(?:\(?\d{1,2}[.)]|\(?[a-z]\))$")
_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_PARAGRAPH_GAP = 1.28
"""Share of the usual leading: more room than this between two lines starts a new paragraph."""
_HEADING_SIZE = 1.12
_FOOTNOTE_SIZE = 0.92
_MAX_HEADING_WORDS = 25
_SHORT_LINE = 0.62


@dataclass(frozen=True, slots=True)
class Style:
    """What is usual in a document: its body size, whether its body is bold, and the level of each heading style."""

    body_size: float
    body_bold: bool
    levels: Mapping[tuple[float, bool], int]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together; ``level`` counts for headings only."""

    kind: BlockKind
    lines: tuple[Line, ...]
    level: int = 0


def style_of(sizes: Counter[tuple[float, bool]]) -> Style:
    """Body and heading styles from how many letters each (size, bold) has."""
    if not sizes:
        return Style(10.0, body_bold=False, levels={})
    body_size, body_bold = max(sizes, key=lambda style: (sizes[style], -style[0]))
    larger = [s for s in sizes if s[0] >= _HEADING_SIZE * body_size]
    bold = [s for s in sizes if s[1] and not body_bold and 0.98 * body_size <= s[0] < _HEADING_SIZE * body_size]
    ordered = sorted(larger, key=lambda s: (-s[0], not s[1])) + sorted(bold, key=lambda s: -s[0])
    return Style(body_size, body_bold, {style: min(number, 6) for number, style in enumerate(ordered, 1)})


def paragraphs_of(lines: Sequence[Line], style: Style, *, foot: float) -> Iterator[Paragraph]:
    """Paragraphs of one region in order.

    :param foot: y below which small print is a footnote.
    """
    leading = leading_of([line for line in lines if abs(line.size - style.body_size) < 0.5] or lines)
    right = max(line.right for line in lines)
    left = min(line.left for line in lines)
    group: list[Line] = []
    for line in lines:
        if group and _breaks(group, line, style, leading, (left, right)):
            yield _paragraph(group, style, foot)
            group = []
        group.append(line)
    if group:
        yield _paragraph(group, style, foot)


def _breaks(group: Sequence[Line], line: Line, style: Style, leading: float, edges: tuple[float, float]) -> bool:
    before = group[-1]
    gap = before.baseline - line.baseline
    if _level(before, style) != _level(line, style) or abs(before.size - line.size) > 0.12 * max(
        before.size, line.size
    ):
        return True
    if _level(line, style):
        return gap > 1.7 * line.size or gap < 0
    if gap < 0 or gap > _PARAGRAPH_GAP * leading or _starts_item(line, before):
        return True
    return _ends_early(before, line, edges)


def _ends_early(before: Line, line: Line, edges: tuple[float, float]) -> bool:
    """The line before stops well short of the edge, at the end of a sentence, and this one starts a new one."""
    left, right = edges
    short = before.right - left < _SHORT_LINE * (right - left)
    return short and bool(_ENDS.search(before.text)) and line.text[:1].isupper()


def _starts_item(line: Line, before: Line) -> bool:
    first = line.words[0].text
    if len(line.words) < 2:
        return False
    if UNNAMED_GLYPH.match(first):
        return True
    if first in BULLETS:
        return first not in {"o", "-", "–", "*"} or _apart(line.words) or bool(_ENDS.search(before.text))
    return bool(_NUMBERED.match(first)) and (bool(_ENDS.search(before.text)) or line.left < before.left - 2)


def _is_bullet(text: str) -> bool:
    return text in BULLETS or bool(UNNAMED_GLYPH.match(text))


def _apart(words: Sequence[Word]) -> bool:
    """A bullet stands further from its text than words stand apart."""
    return words[1].left - words[0].right > 0.45 * words[1].size


def _level(line: Line, style: Style) -> int:
    if len(line.words) > _MAX_HEADING_WORDS:
        return 0
    return style.levels.get((line.size, line.bold), 0)


def _paragraph(lines: Sequence[Line], style: Style, foot: float) -> Paragraph:
    first = lines[0]
    level = _level(first, style)
    words = sum(len(line.words) for line in lines)
    if level and words <= _MAX_HEADING_WORDS and any(c.isalpha() for c in first.text):
        return Paragraph(BlockKind.HEADING, tuple(lines), level)
    small = all(line.size <= _FOOTNOTE_SIZE * style.body_size for line in lines)
    if small and first.baseline < foot and first.text[:1].isdigit():
        return Paragraph(BlockKind.FOOTNOTE, tuple(lines))
    if len(first.words) > 1 and _is_bullet(first.words[0].text):
        bare = Line(first.words[1:])
        return Paragraph(BlockKind.LIST_ITEM, (bare, *lines[1:]))
    if len(first.words) > 1 and _NUMBERED.match(first.words[0].text):
        return Paragraph(BlockKind.LIST_ITEM, tuple(lines))
    return Paragraph(BlockKind.PARAGRAPH, tuple(lines))


def joined(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Paragraphs of one page, those put together that a column break cut."""
    out: list[Paragraph] = []
    for paragraph in paragraphs:
        if out and continues(out[-1], paragraph):
            before = out.pop()
            out.append(Paragraph(before.kind, before.lines + paragraph.lines, before.level))
        else:
            out.append(paragraph)
    return out


def continues(before: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a sentence that ``before`` leaves open goes on in ``paragraph``."""
    if before.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or paragraph.kind is not BlockKind.PARAGRAPH:
        return False
    last, first = before.lines[-1].text, paragraph.lines[0].text
    return not _ENDS.search(last) and (first[:1].islower() or last.endswith("-"))
