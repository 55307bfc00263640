"""The numbers that a word processor writes by itself in an OpenDocument text, put into the words of its paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from ingest.readers.numbering import names_itself, whole
from ingest.readers.odt_lists import Levels, ListStyles, label
from ingest.readers.odt_words import INDEXES, is_left_out, words_of
from ingest.readers.xml import attribute, child_of, local

_PARAGRAPHS = frozenset({"p", "h"})


@dataclass(frozen=True, slots=True)
class _List:
    """A ``text:list``: its style, its depth (1 the outermost) and how far the levels of it and its parents counted.

    ``goes_on``: it counts on where an earlier list stopped.
    """

    style: str
    depth: int
    values: dict[int, int]
    goes_on: bool


def number(text: etree._Element, styles: ListStyles) -> None:
    """Begin every numbered paragraph and heading inside with its number, as if somebody had typed it."""
    _Numbers(styles).inside(text)


class _Numbers:
    """One way through a document, counting."""

    def __init__(self, styles: ListStyles) -> None:
        self.styles = styles
        self.outline: dict[int, int] = {}
        self.by_style: dict[str, dict[int, int]] = {}
        self.by_id: dict[str | None, dict[int, int]] = {}

    def inside(self, element: etree._Element) -> None:
        for child in element:
            if local(child) in INDEXES or is_left_out(child):
                continue
            if local(child) == "list":
                self.list(child, None, alone=False)
            elif local(child) == "h":
                self.heading(child)
            elif local(child) == "numbered-paragraph":
                self.alone(child)
            else:
                self.written(child)
                self.inside(child)

    def heading(self, element: etree._Element) -> None:
        """A heading that the outline of the document numbers."""
        self.inside(element)
        shown = self.written(element)
        if attribute(element, "is-list-header") == "true" or attribute(element, "style-name") in self.styles.unnumbered:
            return
        level = whole(attribute(element, "outline-level"), 1)
        start = attribute(element, "start-value")
        if attribute(element, "restart-numbering") == "true":
            self.outline.pop(level, None)
        _step(self.outline, self.styles.outline, level, start)
        _begin(element, shown or label(self.styles.outline, level, self.outline))

    def alone(self, element: etree._Element) -> None:
        """A paragraph that is numbered without a list: as far as the program wrote its number down."""
        shown = _taken(element)
        for child in element:
            if local(child) in _PARAGRAPHS:
                _begin(child, shown)

    def list(self, element: etree._Element, parent: _List | None, *, alone: bool) -> None:
        """A list. :param alone: nothing stands before it in the item that holds it."""
        style = attribute(element, "style-name") or (parent.style if parent else "")
        stated = attribute(element, "continue-numbering") == "true"
        if parent is None:
            named = attribute(element, "continue-list")
            before = None if named is None else self.by_id.get(named)
            before = self.by_style.get(style) if before is None and stated else before
            here = _List(style, 1, {} if before is None else before, goes_on=before is not None)
        else:
            here = _List(style, parent.depth + 1, parent.values, goes_on=stated or (alone and parent.goes_on))
            if not here.goes_on:
                here.values.pop(here.depth, None)
        self.by_style[style] = self.by_id[attribute(element, "id")] = here.values
        for item in element:
            if local(item) == "list-item":
                self.item(item, here)
            else:
                self.inside(item)

    def item(self, element: etree._Element, here: _List) -> None:
        """An item: its first paragraph has the number."""
        shown = _taken(element)
        numbered = False
        levels = self.styles.lists.get(here.style, {})
        for child in element:
            if local(child) == "list":
                self.list(child, here, alone=not numbered)
                continue
            if local(child) in _PARAGRAPHS and not is_left_out(child):
                written = self.written(child) or shown
                if not numbered:
                    _step(here.values, levels, here.depth, attribute(element, "start-value"))
                    _begin(child, written or label(levels, here.depth, here.values))
                numbered = True
            self.inside(child)

    def written(self, element: etree._Element) -> str:
        """The number that the program wrote down itself for programs that do not count, taken out of the words."""
        return _taken(element) if local(element) in _PARAGRAPHS else ""


def _step(values: dict[int, int], levels: Levels, level: int, stated: str | None) -> None:
    start = levels[level].start if level in levels else 1
    values[level] = whole(stated, values.get(level, start - 1) + 1)
    for deeper in [other for other in values if other > level]:
        del values[deeper]


def _taken(element: etree._Element) -> str:
    found = child_of(element, "number")
    if found is None:
        return ""
    shown, tail, before = "".join(map(str, found.itertext())).strip(), found.tail or "", found.getprevious()
    if before is None:
        element.text = (element.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    element.remove(found)
    return f"{shown} " if shown else ""


def _begin(paragraph: etree._Element, shown: str) -> None:
    if shown.strip() and (words_of(paragraph).strip() or names_itself(shown)):
        paragraph.text = shown + (paragraph.text or "")
