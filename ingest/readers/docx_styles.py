"""What a Word style makes of a paragraph: a heading of some level, a list item, a table of contents, or just text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from ingest.readers.docx_symbols import is_on
from ingest.readers.numbering import whole
from ingest.readers.xml import attribute, child_of, local, value_of

_HEADING = re.compile(r"(?:heading|kop) ?([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title", "titel"})
_CONTENTS = re.compile(r"(?:toc|inhopg|inhoudsopgave|index) ?[1-9]|toc heading|table of figures", re.IGNORECASE)
"""Lists that Word makes of what stands elsewhere: contents with their heading, figures, key words."""
_NO_LEVEL = 9  # w:outlineLvl 9 is body text (ECMA-376 part 1, 17.3.1.20)
_DEPTH = 20  # styles may be based on each other in a circle


@dataclass(frozen=True, slots=True)
class Role:
    """What a paragraph is. ``level`` 1 is the outermost heading, 0 is none; ``listed`` is unknown (None) at first."""

    level: int = 0
    listed: bool | None = None
    contents: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph is in a list.

    ``number``: that of the list, None where it is in none; ``own_level``: its own level (0-based) where it has one,
    ``level``: that of its styles; ``styles``: those styles, its own first.
    """

    number: str | None
    own_level: int | None
    level: int
    styles: list[str]


@dataclass(frozen=True, slots=True)
class _Style:
    role: Role
    parent: str | None
    hidden: bool | None
    number: str | None
    level: int | None


class Styles:
    """The paragraph styles of a document.

    :param root: the styles part, None where there is none.
    """

    def __init__(self, root: etree._Element | None) -> None:
        found = () if root is None else (entry for entry in root if local(entry) == "style")
        self._styles = {attribute(entry, "styleId") or "": _style(entry) for entry in found}

    def hides(self, style: str | None) -> bool:
        """Whether what is written in this style is not shown."""
        for _ in range(_DEPTH):
            if style is None or style not in self._styles:
                return False
            if self._styles[style].hidden is not None:
                return bool(self._styles[style].hidden)
            style = self._styles[style].parent
        return False

    def role(self, paragraph: etree._Element) -> Role:
        """What this ``w:p`` is: its own settings go before those of its style, and those before their parents'."""
        role = _role(child_of(paragraph, "pPr"), "")
        for style in self._chain(paragraph):
            inherited = self._styles[style].role
            role = Role(
                level=role.level or inherited.level,
                listed=inherited.listed if role.listed is None else role.listed,
                contents=role.contents or inherited.contents,
            )
        return role

    def numbering(self, paragraph: etree._Element) -> Place:
        """Where this ``w:p`` is in a list; the list and the level may each come from another style."""
        number, own_level = _numbering(child_of(paragraph, "pPr"))
        level = None
        chain = self._chain(paragraph)
        for style in chain:
            number = self._styles[style].number if number is None else number
            level = self._styles[style].level if level is None else level
        return Place(number, own_level, level or 0, chain)

    def _chain(self, paragraph: etree._Element) -> list[str]:
        """The style of a ``w:p``, the style that is made from, and so on."""
        own = child_of(paragraph, "pPr")
        style = None if own is None else value_of(own, "pStyle")
        chain: list[str] = []
        while style is not None and style in self._styles and len(chain) < _DEPTH:
            chain.append(style)
            style = self._styles[style].parent
        return chain


def _style(entry: etree._Element) -> _Style:
    properties = child_of(entry, "rPr")
    vanish = None if properties is None else child_of(properties, "vanish")
    hidden = None if vanish is None else is_on(vanish)
    paragraph = child_of(entry, "pPr")
    role = _role(paragraph, value_of(entry, "name") or "")
    return _Style(role, value_of(entry, "basedOn"), hidden, *_numbering(paragraph))


def _role(properties: etree._Element | None, name: str) -> Role:
    heading = _HEADING.fullmatch(name.strip())
    level = int(heading[1]) if heading else int(name.strip().lower() in _TITLES)
    contents = _CONTENTS.fullmatch(name.strip()) is not None
    if properties is None:
        return Role(level, None, contents)
    return Role(level or _outline_level(properties), _listed(properties), contents)


def _outline_level(properties: etree._Element) -> int:
    value = value_of(properties, "outlineLvl") or ""
    return int(value) + 1 if value.isdigit() and int(value) < _NO_LEVEL else 0


def _listed(properties: etree._Element) -> bool | None:
    """Numbering 0 takes a paragraph out of the list its style puts it in."""
    number, _ = _numbering(properties)
    return None if number is None else number != "0"


def _numbering(properties: etree._Element | None) -> tuple[str | None, int | None]:
    """The list and the level that a ``w:pPr`` states; either may be left to a style."""
    found = None if properties is None else child_of(properties, "numPr")
    if found is None:
        return None, None
    level = value_of(found, "ilvl")
    return value_of(found, "numId"), None if level is None else whole(level, 0)
