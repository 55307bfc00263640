"""What a Word style makes of a paragraph: a heading of some level, a list item, a table of contents, or just text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from ingest.readers.docx_symbols import is_on
from ingest.readers.xml import attribute, local

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
class _Style:
    role: Role
    parent: str | None
    hidden: bool | None = None


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
        own = _child(paragraph, "pPr")
        style = None if own is None else _value(own, "pStyle")
        role = _role(own, "")
        for _ in range(_DEPTH):
            if style is None or style not in self._styles:
                break
            inherited, style = self._styles[style].role, self._styles[style].parent
            role = Role(
                level=role.level or inherited.level,
                listed=inherited.listed if role.listed is None else role.listed,
                contents=role.contents or inherited.contents,
            )
        return role


def _style(entry: etree._Element) -> _Style:
    properties = _child(entry, "rPr")
    vanish = None if properties is None else _child(properties, "vanish")
    hidden = None if vanish is None else is_on(vanish)
    return _Style(_role(_child(entry, "pPr"), _value(entry, "name") or ""), _value(entry, "basedOn"), hidden)


def _role(properties: etree._Element | None, name: str) -> Role:
    heading = _HEADING.fullmatch(name.strip())
    level = int(heading[1]) if heading else int(name.strip().lower() in _TITLES)
    contents = _CONTENTS.fullmatch(name.strip()) is not None
    if properties is None:
        return Role(level, None, contents)
    return Role(level or _outline_level(properties), _listed(properties), contents)


def _outline_level(properties: etree._Element) -> int:
    value = _value(properties, "outlineLvl") or ""
    return int(value) + 1 if value.isdigit() and int(value) < _NO_LEVEL else 0


def _listed(properties: etree._Element) -> bool | None:
    """Numbering 0 takes a paragraph out of the list its style puts it in."""
    numbering = _child(properties, "numPr")
    number = None if numbering is None else _value(numbering, "numId")
    return None if number is None else number != "0"


def _child(parent: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in parent if local(child) == name), None)


def _value(parent: etree._Element, name: str) -> str | None:
    child = _child(parent, name)
    return None if child is None else attribute(child, "val")
