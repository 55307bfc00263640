"""Formulas of Word on one line, so that a half does not become a twelve."""

from __future__ import annotations

from lxml import etree

from ingest.readers.xml import child_of, local, value_of

_BETWEEN = {"f": ("num", "/", "den"), "sSup": ("e", "^", "sup"), "sSub": ("e", "_", "sub")}
_BRACKETS = (("begChr", "("), ("endChr", ")"))


def formula(element: etree._Element) -> str:
    """The signs of an ``m:oMath`` or a part of it in the order of reading: 1/2, x^2, √(a+b)."""
    return "".join(_part(child) for child in element if not local(child).endswith("Pr"))


def _part(element: etree._Element) -> str:
    name = local(element)
    if name == "t":
        return element.text or ""
    if name in {"del", "moveFrom"}:
        return ""
    if name in _BETWEEN:
        first, mark, second = _BETWEEN[name]
        return f"{_held(element, first)}{mark}{_held(element, second)}"
    if name in {"sSubSup", "nary"}:
        return _between(element)
    if name == "rad":
        return f"√({_inside(element, 'e')})"
    if name == "d":
        return _bracketed(element)
    return formula(element)


def _between(element: etree._Element) -> str:
    """A letter, or the sign of a sum, with something below and something above it."""
    properties = child_of(element, "naryPr")
    sign = None if properties is None else value_of(properties, "chr") or "∫"
    below, above = (
        f"{mark}{held}" if (held := _held(element, n)) != "()" else "" for n, mark in (("sub", "_"), ("sup", "^"))
    )
    return f"{_held(element, 'e')}{below}{above}" if sign is None else f"{sign}{below}{above} {_inside(element, 'e')}"


def _bracketed(element: etree._Element) -> str:
    properties = child_of(element, "dPr")
    stated = [None if properties is None else value_of(properties, name) for name, _ in _BRACKETS]
    first, last = (usual if own is None else own for own, (_, usual) in zip(stated, _BRACKETS, strict=True))
    return f"{first}{', '.join(formula(child) for child in element if local(child) == 'e')}{last}"


def _inside(element: etree._Element, name: str) -> str:
    found = child_of(element, name)
    return "" if found is None else formula(found)


def _held(element: etree._Element, name: str) -> str:
    """A part, in brackets where it is more than one number or letter."""
    text = _inside(element, name).strip()
    return text if text.replace(",", "").replace(".", "").isalnum() else f"({text})"
