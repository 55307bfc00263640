"""OpenDocument text: headings, lists, tables, text boxes and notes in reading order."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from index.types import BlockKind, ReadResult, ReadWarning
from ingest.failures import failure, warning
from ingest.limits import Limits
from ingest.readers.archive import open_archive
from ingest.readers.flow import Flow, plain_properties
from ingest.readers.odt_lists import list_styles
from ingest.readers.odt_numbers import number
from ingest.readers.odt_words import INDEXES, hide, is_left_out, notes_and_boxes, words_of
from ingest.readers.rows import table_blocks
from ingest.readers.xml import attribute, local, parse_xml

_PROPERTIES = {
    "title": "title",
    "initial-creator": "author",
    "creator": "author",
    "creation-date": "created",
    "date": "modified",
    "subject": "subject",
    "keyword": "keywords",
    "language": "language",
}
_TITLE = "Title"
_REPEATS = 1000  # empty cells and rows up to the edge of a sheet are written as one that is repeated


def read_odt(path: Path, limits: Limits) -> ReadResult:  # noqa: ARG001 - every reader is called alike
    """The text of an OpenDocument text.

    :raises ReadError: there is no document inside (BESCHADIGD).
    """
    with open_archive(path) as archive:
        root = parse_xml(archive.read("content.xml"))
        meta = parse_xml(archive.read("meta.xml")) if "meta.xml" in archive.namelist() else None
        styles, told = _styles(archive)
    text = next((element for element in root.iter() if local(element) == "text" and len(element)), None)
    if text is None:
        raise failure("BESCHADIGD")
    roots = [root] if styles is None else [root, styles]
    hide(root, roots)
    number(text, list_styles(roots))
    walk = _Walk(_titles(root))
    walk.inside(text, BlockKind.PARAGRAPH)
    return replace(walk.flow.result({} if meta is None else _properties(meta)), warnings=told)


def _styles(archive: zipfile.ZipFile) -> tuple[etree._Element | None, tuple[ReadWarning, ...]]:
    """The styles of the document; broken ones cost what they say of numbers, never the words."""
    if "styles.xml" not in archive.namelist():
        return None, ()
    try:
        return parse_xml(archive.read("styles.xml")), ()
    except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error):
        return None, (warning("NUMMERS_ONTBREKEN"),)


def _properties(meta: etree._Element) -> dict[str, str]:
    known = [element for element in meta.iter() if local(element) in _PROPERTIES]
    return plain_properties((_PROPERTIES[local(element)], element.text) for element in known)


def _titles(root: etree._Element) -> frozenset[str]:
    """Names of the styles that are the title's own or made from it."""
    styles = (element for element in root.iter() if local(element) == "style")
    derived = (attribute(style, "name") or "" for style in styles if attribute(style, "parent-style-name") == _TITLE)
    return frozenset({_TITLE, *derived})


class _Walk:
    """One way through a document."""

    def __init__(self, titles: frozenset[str]) -> None:
        self.flow = Flow()
        self.titles = titles

    def inside(self, element: etree._Element, kind: BlockKind) -> None:
        for child in element:
            self.child(child, kind)

    def child(self, child: etree._Element, kind: BlockKind) -> None:
        name = local(child)
        if name in INDEXES:
            self.flow.counts["removed_contents"] += 1
        elif is_left_out(child):
            self.flow.counts["left_out"] += 1
        elif name == "h":
            self.paragraph(child, BlockKind.HEADING, _level(child))
        elif name == "p":
            title = attribute(child, "style-name") in self.titles
            self.paragraph(child, BlockKind.HEADING if title else kind, int(title))
        elif name == "table":
            self.table(child, kind)
        else:
            self.inside(child, BlockKind.LIST_ITEM if name == "list-item" else kind)

    def paragraph(self, element: etree._Element, kind: BlockKind, level: int) -> None:
        self.flow.add(kind, words_of(element), level)
        self.hanging(element)

    def hanging(self, element: etree._Element) -> None:
        """Text boxes and notes come behind the paragraph they hang on."""
        for part in notes_and_boxes(element):
            if local(part) == "note":
                bodies = [words_of(p) for body in part if local(body) == "note-body" for p in _paragraphs(body)]
                self.flow.add(BlockKind.FOOTNOTE, " ".join(bodies))
            else:
                self.inside(part, BlockKind.PARAGRAPH)

    def table(self, element: etree._Element, kind: BlockKind) -> None:
        rows = list(_rows(element))
        cells = [[cell for cell in row if local(cell) in {"table-cell", "covered-table-cell"}] for row in rows]
        if all(len(row) < 2 for row in cells) or any(_is_layout(cell) for row in cells for cell in row):
            for cell in (cell for row in cells for cell in row):
                self.inside(cell, kind)
            return
        named = sum(1 for row in rows if local(row.getparent()) == "table-header-rows")
        self.flow.add_table(table_blocks([_texts(row) for row in cells], named if 0 < named < len(rows) else None))
        for paragraph in (p for row in cells for cell in row for p in _paragraphs(cell)):
            self.hanging(paragraph)


def _level(heading: etree._Element) -> int:
    value = attribute(heading, "outline-level") or "1"
    return int(value) if value.isdecimal() and 0 < int(value) < 11 else 1


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if local(child) == "table-row":
            yield child
        elif local(child) in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _rows(child)


def _is_layout(cell: etree._Element) -> bool:
    """Whether a cell holds a piece of the document, with its own headings, rather than a value."""
    inner = [paragraph for paragraph in _paragraphs(cell) if words_of(paragraph).strip()]
    return len(inner) > 1 and any(local(paragraph) == "h" for paragraph in inner)


def _texts(cells: list[etree._Element]) -> list[str]:
    texts: list[str] = []
    for cell in cells:
        repeated = attribute(cell, "number-columns-repeated") or "1"
        times = min(int(repeated), _REPEATS) if repeated.isdecimal() and len(repeated) < 9 else 1
        covered = local(cell) == "covered-table-cell"
        texts += ["" if covered else " ".join(words_of(p) for p in _paragraphs(cell))] * times
    return texts


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if local(child) in {"p", "h"}:
            yield child
        elif not is_left_out(child):
            yield from _paragraphs(child)
