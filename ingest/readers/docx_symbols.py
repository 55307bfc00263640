"""What a Word document shows with a mark of its own rather than with letters: ticked boxes, chosen values, symbols."""

from __future__ import annotations

import re

from lxml import etree

from ingest.readers.xml import attribute, local

OPEN, TICKED, CROSSED = "☐", "☑", "☒"
_GREEK = {
    **dict(enumerate("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", 0x41)),
    **dict(enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ", 0x61)),
}
_SYMBOLS = {
    "Wingdings": {
        0x6F: OPEN, 0x71: OPEN, 0x72: OPEN, 0xA8: OPEN, 0xFE: TICKED, 0xFC: "✓", 0xFD: CROSSED, 0x78: CROSSED,
        0xFB: "✗", 0xE0: "→", 0xE8: "→",
    },
    "Wingdings 2": {0x50: "✓", 0x4F: "✗", 0x52: TICKED, 0x54: CROSSED, 0x51: CROSSED, 0x53: CROSSED, 0xA3: OPEN},
    "Symbol": _GREEK | {
        0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB0: "°", 0xB9: "≠", 0xBB: "≈", 0xAE: "→", 0xB7: "•",
    },
}  # fmt: skip
"""Of the fonts in which letters are pictures: the ones that tell something, as characters that every font has."""
_HEX = re.compile("[0-9A-Fa-f]{1,4}")
_PRIVATE = 0xF000
"""Where Word puts the letters of such a font."""


def word_art(path: etree._Element) -> str:
    """The words that a ``v:textpath`` draws along a line, apart from those around it."""
    return f" {attribute(path, 'string') or ''} "


def symbol(mark: etree._Element) -> str:
    """The character that a ``w:sym`` shows; nothing where it is an ornament."""
    stated = attribute(mark, "char") or ""
    if not _HEX.fullmatch(stated):
        return ""
    code = int(stated, 16)
    known = _SYMBOLS.get(attribute(mark, "font") or "", {})
    return known.get(code & 0xFF, "") if code < 0x100 or code >> 8 == _PRIVATE >> 8 else chr(code)


def ticked(box: etree._Element) -> str:
    """Whether the ``w:checkBox`` of a form is ticked, as a character."""
    marks = {local(child): child for child in box}
    mark = marks.get("checked", marks.get("default"))
    return CROSSED if mark is not None and is_on(mark) else OPEN


def chosen(choices: etree._Element) -> str:
    """The value that was chosen of a form's ``w:ddList``; the first where nobody chose."""
    entries = [attribute(child, "val") or "" for child in choices if local(child) == "listEntry"]
    numbers = {local(child): attribute(child, "val") or "" for child in choices}
    number = numbers.get("result", numbers.get("default", "0"))
    return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""


def is_on(mark: etree._Element) -> bool:
    """Whether a mark that is there says yes: it may also be there to say no."""
    return (attribute(mark, "val") or "true") not in {"0", "false", "off"}
