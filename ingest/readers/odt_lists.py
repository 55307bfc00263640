"""What an OpenDocument text says of its automatic numbers: how each level of a list, or of the outline, is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from ingest.readers.numbering import NumberStyle, formatted, is_style, whole
from ingest.readers.xml import attribute, local

_PLACE = re.compile("%([1-9][0-9]?)%")
_DOUBLED = {NumberStyle.LOWER: NumberStyle.LOWER_DOUBLED, NumberStyle.UPPER: NumberStyle.UPPER_DOUBLED}
_NUMBERED = frozenset({"list-level-style-number", "outline-level-style"})


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    ``shown``: how many levels its number has; ``pattern``: the same by a newer rule, with ``%1%`` for the number of
    level 1; None where only ``prefix`` and ``suffix`` say what stands around the numbers.
    """

    style: NumberStyle
    start: int
    shown: int
    prefix: str
    suffix: str
    pattern: str | None
    gap: str


Levels = Mapping[int, Level]
"""By level, 1 the outermost; without those that have a bullet or nothing."""


@dataclass(frozen=True, slots=True)
class ListStyles:
    """How lists are numbered, by the name of their style; the outline; and which lists paragraph styles belong to.

    ``unnumbered``: paragraph styles that take a heading out of the numbers of the outline.
    """

    lists: Mapping[str, Levels]
    outline: Levels
    unnumbered: frozenset[str]


def list_styles(roots: Iterable[etree._Element]) -> ListStyles:
    """The lists of a document. :param roots: what holds its styles, those of the content first."""
    lists: dict[str, Levels] = {}
    outline: Levels = {}
    paragraphs: dict[str, etree._Element] = {}
    for element in (element for root in roots for element in root.iter()):
        name, kind = attribute(element, "name") or "", local(element)
        if kind == "list-style":
            lists.setdefault(name, _levels(element))
        elif kind == "outline-style":
            outline = outline or _levels(element)
        elif kind == "style" and attribute(element, "family") in {"paragraph", None}:
            paragraphs.setdefault(name, element)
    return ListStyles(lists, outline, frozenset(name for name in paragraphs if _list_of(name, paragraphs) == ""))


def label(levels: Levels, level: int, values: Mapping[int, int]) -> str:
    """What is shown before a paragraph, with the space behind it; empty where nothing is.

    :param values: how far each level has counted; one that was never used is shown as its beginning.
    """
    own = levels.get(level)
    if own is None:
        return ""
    numbers = {n: formatted(values.get(n, one.start), one.style) for n, one in levels.items() if n <= level}
    if own.pattern is not None:
        return _PLACE.sub(lambda found: numbers.get(int(found[1]), ""), own.pattern) + own.gap
    shown = [numbers[n] for n in range(level - own.shown + 1, level + 1) if n in numbers]
    return f"{own.prefix}{'.'.join(shown)}{own.suffix}{own.gap}"


def _list_of(name: str, styles: Mapping[str, etree._Element]) -> str | None:
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        stated = attribute(styles[name], "list-style-name")
        if stated is not None:
            return stated
        name = attribute(styles[name], "parent-style-name") or ""
    return None


def _levels(parent: etree._Element) -> Levels:
    numbered = [child for child in parent if local(child) in _NUMBERED and is_style(attribute(child, "num-format"))]
    return {whole(attribute(child, "level"), 1): _level(child) for child in numbered}


def _level(entry: etree._Element) -> Level:
    style = NumberStyle(attribute(entry, "num-format") or NumberStyle.DECIMAL)
    if attribute(entry, "num-letter-sync") == "true":
        style = _DOUBLED.get(style, style)
    followed = [attribute(child, "label-followed-by") for child in entry.iter()]
    return Level(
        style=style,
        start=whole(attribute(entry, "start-value"), 1),
        shown=whole(attribute(entry, "display-levels"), 1),
        prefix=attribute(entry, "num-prefix") or "",
        suffix=attribute(entry, "num-suffix") or "",
        pattern=attribute(entry, "num-list-format"),
        gap="" if "nothing" in followed else " ",
    )
