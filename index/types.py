"""The words this project speaks: every value that crosses a module border.

All are frozen and hold tuples, so a result can be shared between users and threads.
Offsets are characters, 0-based, end exclusive, and point into the document's citable text.
Pages are 1-based positions in the file; ``page_label`` is what is printed on the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

CELL_SEPARATOR = " | "
"""What readers put between the cells of a table row."""


class DocumentStatus(StrEnum):
    """Whether a document holds now. ``COMING``: another holds until its first day; dates say so, never a person."""

    VALID = "geldig"
    EXPIRED = "vervallen"
    DRAFT = "concept"
    COMING = "komend"


class Again(StrEnum):
    """When a file that could not be read, or not all of it, is read again though it did not change."""

    NEVER = ""
    NEXT = "next"
    OCR = "ocr"


class BlockKind(StrEnum):
    """What a stretch of citable text is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    FOOTNOTE = "footnote"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class TextBox:
    """Where one stretch of text stands on a PDF page.

    ``left, bottom, right, top`` are PDF points, origin at the lower left of the page as displayed.
    A box without text (``start == end``) is that of a sign left out of the text, as a raised footnote number.
    ``start, end`` are offsets into the text the box belongs to (a block's text while reading, the citable
    text once the document is assembled).
    """

    start: int
    end: int
    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a table row: where it stands in the row's text, and the names of its row and column."""

    start: int
    end: int
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item, table row or note, as a reader found it.

    ``level`` is the heading level (1 = outermost), 0 for everything else.
    ``boxes`` cover ``text`` where the reader knows the exact place, else empty.
    ``ocr`` marks words recognised from an image.
    ``continues``: this block goes on with the sentence of the block before it (a paragraph cut by a page or column).
    ``cells`` name the cells of a table row (offsets into ``text``), empty for every other kind and for header rows.
    """

    kind: BlockKind
    text: str
    level: int = 0
    boxes: tuple[TextBox, ...] = ()
    ocr: bool = False
    continues: bool = False
    cells: tuple[TableCell, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page as a reader found it. ``number`` is 1-based; formats without pages have one page."""

    number: int
    label: str | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ReadWarning:
    """Something a person should know about a file that was read. ``code`` is stable, ``message`` is Dutch."""

    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What a reader makes of one file.

    ``paged`` is False for formats without pages (Markdown, HTML, DOCX, plain text): hits then have page None.
    ``properties`` are the file's own metadata (title, author, created, ...; front matter of Markdown).
    ``counts`` feeds the report: joined_hyphens, healed_words, removed_headers, tables, pages_without_text, ...
    ``joins`` lists every repair as (as found, as healed), so that a person can check them.
    ``scans`` are the pages (1-based) without text on which something is drawn.
    ``quality`` (0-1) says of each page how far its text can be trusted; empty where that is not asked.
    ``beside`` are the lines of the first page that are not in its running text: running lines, stamps.
    """

    pages: tuple[ReadPage, ...]
    paged: bool
    properties: dict[str, str] = field(default_factory=dict)
    warnings: tuple[ReadWarning, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    joins: tuple[tuple[str, str], ...] = ()
    scans: tuple[int, ...] = ()
    quality: tuple[float, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Where one page stands in the citable text."""

    page: int
    page_label: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class BlockSpan:
    """Where one block stands in the citable text; offsets of ``cells`` are absolute too."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    ocr: bool = False
    continues: bool = False
    cells: tuple[TableCell, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document is. ``origins`` says per field where the value came from.

    Origins, strongest first: ``sidecar``, ``catalogue``, ``properties``, ``first_page``, ``file_name``, ``text``,
    ``default``.
    Dates are ISO (YYYY-MM-DD); ``replaces`` names the document id or file that this one takes the place of.
    ``groups``: who may see it, as :func:`index.groups.group_names` writes them; empty: everybody.
    """

    title: str
    organisation: str | None = None
    kind: str | None = None
    year: int | None = None
    status: DocumentStatus = DocumentStatus.VALID
    valid_from: str | None = None
    valid_to: str | None = None
    replaces: str | None = None
    groups: tuple[str, ...] = ()
    origins: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CitableDocument:
    """One document, read and repaired: the source of every word that is ever shown.

    ``document_id`` is derived from the content hash, so the same content is the same document under any name.
    ``paged`` False: the pages are one stretch and no page number is shown.
    ``boxes`` are sorted by ``start``; empty where the format has no fixed pages.
    """

    document_id: str
    file: str
    sha256: str
    text: str
    pages: tuple[Page, ...]
    paged: bool
    blocks: tuple[BlockSpan, ...]
    metadata: Metadata
    boxes: tuple[TextBox, ...] = ()


class Span(NamedTuple):
    """A stretch of the citable text. A question reads those of some hundred passages, of 15 units each."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is found: 80-220 words of one document, ``text == citable_text[start:end]``.

    ``units`` are the small stretches (each sentence, each window of three sentences) that get a vector of their own.
    """

    passage_id: str
    document_id: str
    ordinal: int
    start: int
    end: int
    text: str
    page: int | None
    page_label: str | None
    headings: tuple[str, ...]
    units: tuple[Span, ...] = ()
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class SparseVector:
    """Term ids (unique, ascending) and their weights."""

    indices: tuple[int, ...]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page as displayed: ``width`` and ``height`` in points, and its ``rows`` of ``columns`` pixels (RGB)."""

    width: float
    height: float
    columns: int = 0
    rows: int = 0
    pixels: bytes = b""
