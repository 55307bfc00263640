"""The numbers that a browser writes before the items of a list, put into the words of the items."""

from __future__ import annotations

import re

from lxml import etree

from ingest.readers.html_content import left_out, tag_of
from ingest.readers.numbering import NumberStyle, formatted, is_style, whole

_STYLED = re.compile(r"list-style(?:-type)?\s*:\s*([^;]*)", re.IGNORECASE)
_NAMED = {
    "decimal": NumberStyle.DECIMAL, "decimal-leading-zero": NumberStyle.PADDED, "lower-alpha": NumberStyle.LOWER,
    "lower-latin": NumberStyle.LOWER, "upper-alpha": NumberStyle.UPPER, "upper-latin": NumberStyle.UPPER,
    "lower-roman": NumberStyle.LOWER_ROMAN, "upper-roman": NumberStyle.UPPER_ROMAN,
}  # fmt: skip
_BARE = re.compile(r"unstyled|breadcrumb|kruimelpad|no-?bullets|list-?(?:style-?)?none", re.IGNORECASE)
"""Names that makers of sites give to lists of which the numbers are not shown."""
_NOT_WORDS = frozenset({"ol", "ul", "table"})


def number(root: etree._Element) -> None:
    """Begin each item of every ``ol`` with its number, unless its own words do so already."""
    for listed in root.iter("ol"):
        style = _style(listed)
        items = [item for item in listed if tag_of(item) == "li"]
        step = 1 if listed.get("reversed") is None else -1
        value = whole(listed.get("start"), 1 if step > 0 else len(items)) - step
        for item in items:
            value = whole(item.get("value"), value + step)
            shown = _style(item, style)
            if shown is not None:
                _begin(item, f"{formatted(value, shown)}. ")


def _style(element: etree._Element, otherwise: NumberStyle | None = NumberStyle.DECIMAL) -> NumberStyle | None:
    """How the numbers of a list or item are written; None where it says that there are none."""
    stated = _STYLED.search(element.get("style") or "")
    words = stated[1].lower().split() if stated else []
    found = next((_NAMED[word] for word in words if word in _NAMED), None)
    if found is not None:
        return found
    if any(word in {"none", "disc", "circle", "square"} for word in words) or _BARE.search(element.get("class") or ""):
        return None
    return NumberStyle(element.get("type", "")) if is_style(element.get("type")) else otherwise


def _begin(element: etree._Element, label: str) -> bool:
    """Put a label before the first words inside; whether the search for them is over."""
    if (element.text or "").strip():
        element.text = _labelled(label, element.text or "")
        return True
    for child in element:
        name = tag_of(child)
        if name in _NOT_WORDS or (not left_out(child) and _begin(child, label)):
            return True
        if (child.tail or "").strip():
            child.tail = _labelled(label, child.tail or "")
            return True
    return False


def _labelled(label: str, words: str) -> str:
    """Lists of rules often have their numbers typed, and those of the browser hidden by a style sheet."""
    typed = words.lstrip()
    return words if re.match(rf"[(\[]?{re.escape(label.rstrip('. '))}[.):°\]]", typed) else label + typed
