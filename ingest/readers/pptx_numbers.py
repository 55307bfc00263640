"""The numbers that PowerPoint writes by itself before the paragraphs of a shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from ingest.readers.numbering import NumberStyle, formatted, whole
from ingest.readers.xml import attribute, child_of

_KIND = re.compile(r"(arabic|alphaLc|alphaUc|romanLc|romanUc)(Period|ParenR|ParenBoth|Plain)")
_STYLES = {
    "arabic": NumberStyle.DECIMAL, "alphaLc": NumberStyle.LOWER, "alphaUc": NumberStyle.UPPER,
    "romanLc": NumberStyle.LOWER_ROMAN, "romanUc": NumberStyle.UPPER_ROMAN,
}  # fmt: skip
_AROUND = {"Period": "{}. ", "ParenR": "{}) ", "ParenBoth": "({}) ", "Plain": "{} "}


def numbers(paragraphs: Iterable[tuple[etree._Element, str]]) -> Iterator[str]:
    """What is shown before each paragraph, with the space behind it; empty where nothing is.

    A paragraph without words has no number and ends no list; a bullet, or text without one, at the same level does.

    :param paragraphs: each ``a:p`` with its words.
    """
    counted: dict[int, tuple[str, int]] = {}  # of each level: how it is numbered, and how far
    for paragraph, words in paragraphs:
        if not words.strip():
            yield ""
            continue
        properties = child_of(paragraph, "pPr")
        level = 0 if properties is None else whole(attribute(properties, "lvl"), 0)
        for deeper in [other for other in counted if other > level]:
            del counted[deeper]
        mark = None if properties is None else child_of(properties, "buAutoNum")
        found = None if mark is None else _KIND.fullmatch(attribute(mark, "type") or "")
        if mark is None or found is None:
            counted.pop(level, None)
            yield ""
            continue
        start = whole(attribute(mark, "startAt"), 1)
        same = f"{found[0]} {start}"
        kind, last = counted.get(level, ("", 0))
        counted[level] = (same, last + 1 if kind == same else start)
        yield _AROUND[found[2]].format(formatted(counted[level][1], _STYLES[found[1]]))
