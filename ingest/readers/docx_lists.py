"""What a Word document says of its automatic numbers: how each level of each list is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from ingest.readers.docx_symbols import is_on
from ingest.readers.numbering import NumberStyle, formatted, whole
from ingest.readers.xml import attribute, child_of, local, value_of

_STYLES = {
    "decimal": NumberStyle.DECIMAL, "decimalZero": NumberStyle.PADDED, "ordinal": NumberStyle.ORDINAL,
    "lowerLetter": NumberStyle.LOWER_DOUBLED, "upperLetter": NumberStyle.UPPER_DOUBLED,
    "lowerRoman": NumberStyle.LOWER_ROMAN, "upperRoman": NumberStyle.UPPER_ROMAN,
}  # fmt: skip
_PLACE = re.compile("%([1-9])")
_MOST_ZEROS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    ``text``: what is shown, ``%1`` to ``%9`` for the numbers of the levels; ``kind``: ``w:numFmt``; ``digits``: the
    least that a number has; ``restart``: None where every higher level makes it begin anew, else only levels below
    this (0-based); ``legal``: all numbers are decimal; ``style``: the paragraph style that stands for this level.
    """

    start: int
    kind: str
    text: str
    gap: str
    digits: int
    restart: int | None
    legal: bool
    hidden: bool
    style: str | None

    def number(self, value: int, *, legal: bool) -> str | None:
        """A number of this level; None where it is written in a way that we do not know."""
        if self.kind in {"none", "bullet"}:
            return ""
        style = NumberStyle.DECIMAL if legal or self.kind == "custom" else _STYLES.get(self.kind)
        return None if style is None else formatted(value, style).zfill(self.digits)


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list that paragraphs belong to.

    Lists with the same ``shared`` count on together; ``starts`` are this list's own beginnings, by level.
    """

    shared: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]

    def start(self, level: int) -> int:
        """Where a level begins. :raises KeyError: the list has no such level."""
        return self.starts.get(level, self.levels[level].start)

    def label(self, level: int, values: Mapping[int, int]) -> str | None:
        """What is shown before a paragraph, with the space behind it; empty for a bullet, None where we cannot tell.

        :param values: how far each level has counted; one that was never used is shown as its beginning.
        """
        shown = self.levels[level]
        if shown.kind == "bullet" or shown.hidden:
            return ""
        parts = _PLACE.split(shown.text)  # text, place, text, place, text
        for at in range(1, len(parts), 2):
            place = int(parts[at]) - 1
            known = place <= level and place in self.levels
            number = self.levels[place].number(values.get(place, self.start(place)), legal=shown.legal) if known else ""
            if number is None:
                return None
            parts[at] = number
        label = "".join(parts)
        return label + shown.gap if label.strip() else ""

    def level_of(self, styles: list[str]) -> int | None:
        """The level that one of these paragraph styles stands for; the first that does decides."""
        owners = {level.style: number for number, level in self.levels.items() if level.style}
        return next((owners[style] for style in styles if style in owners), None)


def lists_of(root: etree._Element | None) -> dict[str, NumberedList]:
    """The lists of a document by their number. :param root: the numbering part, None where there is none."""
    if root is None:
        return {}
    abstract = {attribute(e, "abstractNumId") or "": e for e in root if local(e) == "abstractNum"}
    levels = {key: _levels(entry) for key, entry in abstract.items()}
    styled = {style: levels[key] for key, e in abstract.items() if (style := value_of(e, "styleLink")) is not None}
    for key, entry in abstract.items():
        levels[key] = styled.get(value_of(entry, "numStyleLink") or "", levels[key])
    return {attribute(child, "numId") or "": _list(child, levels) for child in root if local(child) == "num"}


def _list(entry: etree._Element, abstract: Mapping[str, dict[int, Level]]) -> NumberedList:
    shared = value_of(entry, "abstractNumId") or ""
    overrides = [child for child in entry if local(child) == "lvlOverride"]
    own = {level: one for override in overrides for level, one in _levels(override).items()}
    starts = {whole(attribute(o, "ilvl"), 0): value_of(o, "startOverride") for o in overrides}
    known = {level: whole(start, 0) for level, start in starts.items() if start is not None}
    return NumberedList(shared, {**abstract.get(shared, {}), **own}, known)


def _levels(parent: etree._Element) -> dict[int, Level]:
    return {whole(attribute(child, "ilvl"), 0): _level(child) for child in parent if local(child) == "lvl"}


def _level(entry: etree._Element) -> Level:
    kind, digits = _kind(entry)
    restart = value_of(entry, "lvlRestart")
    legal, properties = child_of(entry, "isLgl"), child_of(entry, "rPr")
    vanish = None if properties is None else child_of(properties, "vanish")
    return Level(
        start=whole(value_of(entry, "start"), 0),  # ECMA-376 part 1, 17.9.25
        kind=kind,
        text=value_of(entry, "lvlText") or "",
        gap="" if value_of(entry, "suff") == "nothing" else " ",
        digits=digits,
        restart=None if restart is None else whole(restart, 0),
        legal=legal is not None and is_on(legal),
        hidden=vanish is not None and is_on(vanish),
        style=value_of(entry, "pStyle"),
    )


def _kind(entry: etree._Element) -> tuple[str, int]:
    """How a number is written and its least digits; "001, 002, 003, ..." is custom and stands in a choice of forms."""
    found = next((e for e in entry.iter() if local(e) == "numFmt"), None)
    kind = "decimal" if found is None else attribute(found, "val") or "decimal"
    if found is None or kind != "custom":
        return kind, 0
    first = (attribute(found, "format") or "").partition(",")[0].strip()
    zeros = first.isdecimal() and len(first) <= _MOST_ZEROS and int(first) == 1
    return ("custom", len(first)) if zeros else ("unknown", 0)
