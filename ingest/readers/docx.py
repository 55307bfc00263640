"""Word documents: headings, lists, tables, text boxes and notes in reading order.

The parts are read directly rather than through a document library, because those leave out text boxes, notes and
tracked insertions, and stop at relations to parts that are not there. DOCX has no pages until something prints it.
"""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from lxml import etree

from index.types import BlockKind, ReadResult
from ingest.failures import failure, warning
from ingest.limits import Limits
from ingest.readers.archive import open_archive
from ingest.readers.docx_lists import NumberedList, lists_of
from ingest.readers.docx_numbers import number
from ingest.readers.docx_runs import Words, deleted, hide, mark_deleted, paragraphs_of, words_of
from ingest.readers.docx_styles import Styles
from ingest.readers.docx_symbols import is_on
from ingest.readers.drawings import CHART, DIAGRAM_DATA, chart_titles, diagram_texts
from ingest.readers.flow import Flow
from ingest.readers.ooxml import Package
from ingest.readers.rows import table_blocks
from ingest.readers.xml import attribute, local

_NOTE_PARTS = (("footnoteReference", "footnotes"), ("endnoteReference", "endnotes"))
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "AlternateContent", "Choice"})
_EMBEDDED = frozenset({"altChunk", "subDoc"})
_CONTINUED = "continue"
_TOLD = {"embedded_documents": "INGEVOEGD_BESTAND", "unknown_numbers": "NUMMERS_ONTBREKEN"}
"""What is counted that a person should know."""
_MOST_COLUMNS = 63  # of Word


def read_docx(path: Path, limits: Limits) -> ReadResult:  # noqa: ARG001 - every reader is called alike
    """The text of a Word document.

    :raises ReadError: there is no document inside (BESCHADIGD).
    """
    with Package(open_archive(path)) as package:
        main = package.main()
        root = package.part(main)
        if root is None or local(root) != "document":
            raise failure("BESCHADIGD")
        walk = _Walk(package, main)
        walk.prepare(root)
        walk.children(root)
        walk.flush()
        walk.margins()
        result = walk.flow.result(package.properties())
        told = tuple(warning(code) for name, code in _TOLD.items() if result.counts.get(name))
        return replace(result, warnings=told)


class _Walk:
    """One way through a document's body."""

    def __init__(self, package: Package, main: str) -> None:
        self.package = package
        self.main = main
        self.flow = Flow()
        self.styles = Styles(next(iter(self._parts("styles")), None))
        self.lists = self._lists()
        self.notes = {(mark, key): note for mark, kind in _NOTE_PARTS for key, note in self._notes(kind)}
        self.drawn = package.relations(main, DIAGRAM_DATA) | package.relations(main, CHART)
        self.pending = ""  # words of a paragraph whose end was taken out

    def _parts(self, kind: str) -> list[etree._Element]:
        parts = (self.package.part(name) for name in self.package.related(self.main, kind))
        return [part for part in parts if part is not None]

    def _lists(self) -> dict[str, NumberedList]:
        """Lists of which nobody can tell how they are numbered cost the numbers, never the words."""
        try:
            return lists_of(next(iter(self._parts("numbering")), None))
        except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error):
            self.flow.counts["unknown_numbers"] += 1
            return {}

    def _notes(self, kind: str) -> list[tuple[str, etree._Element]]:
        parts = self._parts(kind)
        for part in parts:
            self.prepare(part)
        return [(attribute(note, "id") or "", note) for part in parts for note in part]

    def prepare(self, part: etree._Element) -> None:
        """Make a part say what Word shows of it: without what its styles hide, and with its numbers."""
        self.flow.counts["embedded_documents"] += sum(local(element) in _EMBEDDED for element in part.iter())
        hide(part, self.styles.hides)
        self.flow.counts["unknown_numbers"] += number(part, self.styles, self.lists)

    def margins(self) -> None:
        """Headers and footers say the same on every page, so they count only where there is nothing else."""
        margins = [*self._parts("header"), *self._parts("footer")]
        if self.flow.blocks:
            filled = sum(bool("".join(map(str, part.itertext())).strip()) for part in margins)
            self.flow.counts["removed_headers"] += filled
            return
        for part in margins:
            self.children(part)

    def children(self, element: etree._Element) -> None:
        for child in element:
            name = local(child)
            if name == "p":
                self.paragraph(child)
            elif name == "tbl":
                self.table(child)
            elif name == "body" or name in _WRAPPERS:
                self.children(child)

    def paragraph(self, element: etree._Element) -> None:
        words, role = words_of(element), self.styles.role(element)
        text, self.pending = self.pending + words.text, ""
        self.flow.counts["hidden_words"] += words.hidden
        if role.contents:
            self.flow.counts["removed_contents"] += 1
        elif mark_deleted(element):
            self.pending = text
        elif role.level:
            self.flow.add(BlockKind.HEADING, text, role.level)
        else:
            self.flow.add(BlockKind.LIST_ITEM if role.listed else BlockKind.PARAGRAPH, text)
        self.beside(words)

    def beside(self, words: Words) -> None:
        """What hangs on a paragraph: text boxes, drawings and notes."""
        for box in words.boxes:
            self.children(box)
        for drawn in words.drawn:
            self.drawing(self.package.part(self.drawn.get(drawn, "")))
        for key in words.notes:
            self.note(key)

    def drawing(self, part: etree._Element | None) -> None:
        """The words of SmartArt, or the titles of a chart."""
        if part is not None and local(part) == "chartSpace":
            self.flow.counts["charts"] += 1
            for title in chart_titles(part):
                self.flow.add(BlockKind.PARAGRAPH, title)
        elif part is not None:
            for text in diagram_texts(part):
                self.flow.add(BlockKind.LIST_ITEM, text)

    def note(self, key: tuple[str, str]) -> None:
        note = self.notes.get(key)
        if note is not None:
            self.flow.add(BlockKind.FOOTNOTE, self.plain(note))

    def plain(self, element: etree._Element) -> str:
        """All words inside, paragraphs joined by a space; notes in it are handed to the flow by whoever reads it."""
        return " ".join(words_of(paragraph).text for paragraph in paragraphs_of(element))

    def flush(self) -> None:
        """Words that were still to be joined with a paragraph that did not come."""
        self.flow.add(BlockKind.PARAGRAPH, self.pending)
        self.pending = ""

    def table(self, element: etree._Element) -> None:
        self.flush()
        rows = [row for row in _inside(element, "tr") if not deleted(row)]
        cells = [_inside(row, "tc") for row in rows]
        if all(len(row) < 2 for row in cells) or any(self.is_layout(cell) for row in cells for cell in row):
            for cell in (cell for row in cells for cell in row):
                self.children(cell)
            return
        named = len(list(takewhile(_names_columns, rows)))
        grid = [[""] * _columns_before(row) + self.row(inside) for row, inside in zip(rows, cells, strict=True)]
        self.flow.add_table(table_blocks(grid, named if 0 < named < len(rows) else None))
        for cell in (cell for row in cells for cell in row):
            self.hanging(cell)

    def is_layout(self, cell: etree._Element) -> bool:
        """Whether a cell holds a piece of the document, with its own headings, rather than a value."""
        inner = [paragraph for paragraph in paragraphs_of(cell) if words_of(paragraph).text.strip()]
        return len(inner) > 1 and any(self.styles.role(paragraph).level for paragraph in inner)

    def row(self, cells: list[etree._Element]) -> list[str]:
        texts = []
        for cell in cells:
            merged = _property(cell, "tcPr", "vMerge")
            covered = merged is not None and (attribute(merged, "val") or _CONTINUED) == _CONTINUED
            texts.append("" if covered or deleted(cell) else self.plain(cell))
            texts += [""] * (_columns(cell, "tcPr", "gridSpan") - 1)
        return texts

    def hanging(self, cell: etree._Element) -> None:
        """Notes, text boxes and drawings of a table come behind it."""
        for paragraph in paragraphs_of(cell):
            self.beside(words_of(paragraph))


def _inside(element: etree._Element, name: str) -> list[etree._Element]:
    """Children with this name, also where a content control or tracked change is wrapped around them."""
    found = []
    for child in element:
        if local(child) == name:
            found.append(child)
        elif local(child) in _WRAPPERS:
            found += _inside(child, name)
    return found


def _names_columns(row: etree._Element) -> bool:
    """Whether this row is repeated at the top of every page."""
    mark = _property(row, "trPr", "tblHeader")
    return mark is not None and is_on(mark)


def _columns_before(row: etree._Element) -> int:
    """How many columns this row leaves out at its beginning."""
    return _columns(row, "trPr", "gridBefore")


def _columns(element: etree._Element, group: str, name: str) -> int:
    found = _property(element, group, name)
    value = (attribute(found, "val") or "") if found is not None else ""
    return min(int(value), _MOST_COLUMNS) if value.isdecimal() else 0


def _property(element: etree._Element, group: str, name: str) -> etree._Element | None:
    groups = (child for child in element if local(child) == group)
    return next((entry for found in groups for entry in found if local(entry) == name), None)
