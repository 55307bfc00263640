"""The numbers that Word itself writes before headings and paragraphs, put into their words.

Word keeps them outside the text, counted anew each time the document is shown; who cites a rule cites them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from ingest.readers.docx_lists import NumberedList
from ingest.readers.docx_runs import mark_deleted, paragraphs_of, words_of
from ingest.readers.docx_styles import Styles
from ingest.readers.numbering import names_itself
from ingest.readers.xml import local


def number(root: etree._Element, styles: Styles, lists: Mapping[str, NumberedList]) -> int:
    """Begin every numbered ``w:p`` inside with its number, as if somebody had typed it.

    A paragraph without words counts but stays empty, unless its number says something by itself ("Artikel 5").
    Text boxes count by themselves.

    :returns: how many numbers are written in a way that we do not know; they are left out.
    """
    if not lists:
        return 0
    boxes: list[etree._Element] = []
    unknown = _story(paragraphs_of(root), _Counts(styles, lists), boxes)
    beside = _Counts(styles, lists)
    while boxes:
        unknown += _story(paragraphs_of(boxes.pop(0)), beside, boxes)
    return unknown


def _story(paragraphs: Iterable[etree._Element], counts: _Counts, boxes: list[etree._Element]) -> int:
    unknown = 0
    first, text = None, ""  # of paragraphs that changes made into one
    for paragraph in paragraphs:
        words = words_of(paragraph)
        boxes += words.boxes
        if first is None or first.getparent() is not paragraph.getparent():
            first, text = paragraph, ""
        text += words.text
        if mark_deleted(paragraph):
            continue
        gone = words.hidden and not text.strip()
        label = "" if gone else counts.label(paragraph)
        if label is None:
            unknown += 1
        elif label and (text.strip() or names_itself(label)):
            _begin(first, label)
        first = None
    return unknown


def _begin(paragraph: etree._Element, label: str) -> None:
    run = etree.Element("r")
    etree.SubElement(run, "t").text = label
    paragraph.insert(sum(local(child) == "pPr" for child in paragraph), run)


class _Counts:
    """How far every list has counted."""

    def __init__(self, styles: Styles, lists: Mapping[str, NumberedList]) -> None:
        self.styles = styles
        self.lists = lists
        self.values: dict[str, dict[int, int]] = {}
        self.begun: set[tuple[str, int]] = set()

    def label(self, paragraph: etree._Element) -> str | None:
        """The next number of the list that a paragraph is in; empty where it shows none, None where we cannot tell."""
        place = self.styles.numbering(paragraph)
        found = self.lists.get(place.number or "")
        if found is None:
            return ""
        level = place.own_level
        if level is None:
            level = found.level_of(place.styles)
        level = place.level if level is None else level
        if level not in found.levels:
            return ""
        values = self.values.setdefault(found.shared, {})
        self._step(place.number or "", found, level, values)
        return found.label(level, values)

    def _step(self, number: str, found: NumberedList, level: int, values: dict[int, int]) -> None:
        first = (number, level) not in self.begun
        self.begun.add((number, level))
        if level not in values or (first and level in found.starts):
            values[level] = found.start(level)
        else:
            values[level] += 1
        for deeper in [other for other in values if other > level]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or level < restart:
                del values[deeper]
