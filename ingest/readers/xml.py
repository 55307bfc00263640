"""Parse XML that others made: no entities, no network, no endless depth."""

from __future__ import annotations

from lxml import etree


def parse_xml(data: bytes) -> etree._Element:
    """The root of an XML part. :raises lxml.etree.XMLSyntaxError: it is not whole, too deep, or a value is too long."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    return etree.fromstring(data, parser)


def local(element: etree._Element) -> str:
    """Tag without its namespace: transitional and strict Office files differ in nothing else. Comments have none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """The value of an attribute whatever its namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child_of(parent: etree._Element, name: str) -> etree._Element | None:
    """The first child with this name."""
    return next((child for child in parent if local(child) == name), None)


def value_of(parent: etree._Element, name: str) -> str | None:
    """The ``val`` of the first child with this name: how Word writes most settings."""
    child = child_of(parent, name)
    return None if child is None else attribute(child, "val")
