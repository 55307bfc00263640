"""Web pages: the text of the main content, in headings, paragraphs, lists and tables. Nothing is ever fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from index.types import BlockKind, ReadResult
from ingest.failures import failure
from ingest.limits import Limits
from ingest.readers.decoding import decode
from ingest.readers.flow import Flow, plain_properties
from ingest.readers.html_content import left_out, main_content, quote_marks, tag_of, unfold
from ingest.readers.html_numbers import number
from ingest.readers.rows import table_blocks

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_HEAD = 4096
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "address article blockquote body center dd details div dl dt fieldset figcaption figure footer form header hr li "
    "main ol p pre section summary ul caption legend tr td th".split()
)
_HEADING_CHARS = 500
_COLUMNS = 1000  # the most that colspan may ask for (HTML Standard, 4.9.11)
_META = {
    "author": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "article:published_time": "created",
    "dcterms.created": "created",
    "dcterms.issued": "created",
    "dc.date": "created",
    "date": "created",
    "dcterms.modified": "modified",
    "keywords": "keywords",
    "description": "description",
}


def read_html(path: Path, limits: Limits) -> ReadResult:  # noqa: ARG001 - every reader is called alike
    """The text of a web page.

    :raises ReadError: it is nested too deep to be read whole (BESCHADIGD), or no text (CODERING).
    """
    data = path.read_bytes()
    declared = _CHARSET.search(data[:_HEAD])
    flow = Flow()
    root = _parse(decode(data, declared[1].decode("ascii") if declared else None))
    if root is None:
        return flow.result({})
    add_content(main_content(root), flow)
    return flow.result(_properties(root))


def add_fragment(source: str, flow: Flow) -> None:
    """Add the text of a piece of HTML, as Markdown may hold."""
    root = _parse(source)
    if root is not None:
        add_content(root, flow)


def add_content(element: etree._Element, flow: Flow) -> None:
    """Add the text of an element and all inside it."""
    walk = _Walk(flow)
    walk.inside(element, BlockKind.PARAGRAPH)
    walk.flush(BlockKind.PARAGRAPH)


def _parse(source: str) -> etree._Element | None:
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(source.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing in it
        return None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise failure("BESCHADIGD")  # the parser stopped half-way: half a document is no document
    unfold(root)
    number(root)
    quote_marks(root)
    return root


def _properties(root: etree._Element) -> dict[str, str]:
    named = ((e.get("name") or e.get("property") or "", e.get("content")) for e in root.iter("meta"))
    metas = [(_META[name.lower()], value) for name, value in named if name.lower() in _META]
    # A drawing has a title of its own, such as the name of an icon.
    outside = (e for e in root.iter("title") if not any(tag_of(parent) == "svg" for parent in e.iterancestors()))
    titles = [("title", "".join(map(str, element.itertext()))) for element in outside]
    language = [("language", root.get("lang"))]
    return plain_properties([*titles, *metas, *language])


class _Walk:
    """One way through a page: words are gathered until a block begins or ends."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.words: list[str] = []

    def flush(self, kind: BlockKind, level: int = 0) -> None:
        """End the block of which the words were gathered."""
        self.flow.add(kind, "".join(self.words), level)
        self.words.clear()

    def inside(self, element: etree._Element, kind: BlockKind) -> None:
        """All text inside an element; ``kind`` is what a block of it is."""
        self.words.append(element.text or "")
        for child in element:
            if not left_out(child):
                self.child(child, kind)
            self.words.append(child.tail or "")

    def child(self, child: etree._Element, kind: BlockKind) -> None:
        name = tag_of(child)
        if name in _HEADINGS:
            self.flush(kind)
            self.heading(child, kind, _HEADINGS[name])
        elif name == "table":
            self.flush(kind)
            self.table(child, kind)
        elif name in _BLOCKS:
            self.flush(kind)
            inner = BlockKind.LIST_ITEM if name == "li" else kind
            self.inside(child, inner)
            self.flush(inner)
        elif name == "br":
            self.line_break(child, kind)
        elif not _is_note_mark(child):
            self.inside(child, kind)

    def heading(self, element: etree._Element, kind: BlockKind, level: int) -> None:
        """One block, whatever is inside; a heading that was never closed holds the text below it too."""
        text = _text(element)
        if len(text) <= _HEADING_CHARS:
            self.flow.add(BlockKind.HEADING, text, level)
            return
        self.inside(element, kind)
        self.flush(kind)

    def line_break(self, element: etree._Element, kind: BlockKind) -> None:
        """Two breaks in a row are how many people make a paragraph."""
        after = element.getnext()
        if after is not None and tag_of(after) == "br" and not (element.tail or "").strip():
            self.flush(kind)
        self.words.append(" ")

    def table(self, element: etree._Element, kind: BlockKind) -> None:
        rows = [[cell for cell in row if tag_of(cell) in {"td", "th"}] for row in _rows(element)]
        if _is_layout(element, rows):
            self.inside(element, kind)
            self.flush(kind)
            return
        for caption in element.iterchildren("caption"):
            self.inside(caption, kind)
            self.flush(kind)
        headers = 0
        while headers < len(rows) and rows[headers] and all(tag_of(cell) == "th" for cell in rows[headers]):
            headers += 1
        grid = _grid(rows)
        self.flow.add_table(table_blocks(grid, headers if 0 < headers < len(rows) else None))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of this table, not of one inside it; its foot is shown last, wherever it is written."""
    for child in sorted(table, key=lambda child: tag_of(child) == "tfoot"):
        if left_out(child):
            continue
        if tag_of(child) == "tr":
            yield child
        elif tag_of(child) in {"thead", "tbody", "tfoot"}:
            yield from _rows(child)


def _is_layout(table: etree._Element, rows: list[list[etree._Element]]) -> bool:
    """Whether a table only puts pieces of the page side by side."""
    if table.get("role") in {"presentation", "none"} or all(len(row) < 2 for row in rows):
        return True
    return any(tag_of(inner) in _HEADINGS or tag_of(inner) == "table" for inner in table.iterdescendants())


def _grid(rows: list[list[etree._Element]]) -> list[list[str]]:
    """Texts in their columns; places that a cell covers besides its first are empty."""
    grid: list[list[str]] = []
    covered: dict[int, int] = {}
    for row in rows:
        texts: list[str] = []
        below: dict[int, int] = {}
        for cell in row:
            while covered.get(len(texts), 0):
                texts.append("")
            first, width = len(texts), _span(cell, "colspan")
            texts += [_text(cell), *[""] * (width - 1)]
            below |= dict.fromkeys(range(first, first + width), _span(cell, "rowspan") - 1)
        covered = {place: left - 1 for place, left in covered.items() if left > 1}
        covered |= {place: left for place, left in below.items() if left}
        grid.append(texts)
    return grid


def _span(cell: etree._Element, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return min(max(int(value), 1), _COLUMNS) if value.isdecimal() and len(value) < 6 else 1


def _text(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if not left_out(child) and not _is_note_mark(child):
            apart = " " if tag_of(child) in _BLOCKS or tag_of(child) == "br" else ""
            parts += [apart, _text(child), apart]
        parts.append(child.tail or "")
    return "".join(parts)


def _is_note_mark(element: etree._Element) -> bool:
    """A raised number that leads to a note on the same page is no part of the word before it."""
    if tag_of(element) != "sup" or not "".join(map(str, element.itertext())).strip("[]() \n").isdecimal():
        return False
    links = [*element.iter("a"), *element.iterancestors("a")]
    return any((link.get("href") or "").startswith("#") for link in links)
