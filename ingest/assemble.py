"""From what a reader found to one citable text per document.

Blocks are put in reading order with a line break between list items and table rows and an empty line between
everything else; a block that continues the one before it is joined by a space. Nothing else is added, so every
slice of the result is words of the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from index.types import Block, BlockKind, BlockSpan, CitableDocument, Metadata, Page, ReadResult, TableCell, TextBox

_CLOSE = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})


@dataclass(slots=True)
class _Builder:
    parts: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[BlockSpan] = field(default_factory=list)
    boxes: list[TextBox] = field(default_factory=list)

    def add(self, block: Block) -> None:
        self._write(self._separator(block))
        start = self.length
        self._write(block.text)
        cells = tuple(_shift_cell(cell, start) for cell in block.cells)
        self.blocks.append(BlockSpan(block.kind, start, self.length, block.level, block.ocr, block.continues, cells))
        self.boxes.extend(replace(box, start=box.start + start, end=box.end + start) for box in block.boxes)

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _separator(self, block: Block) -> str:
        if not self.blocks:
            return ""
        if block.continues:
            return " "
        previous = self.blocks[-1].kind
        return "\n" if block.kind in _CLOSE and previous in (block.kind, BlockKind.PARAGRAPH) else "\n\n"


def _shift_cell(cell: TableCell, by: int) -> TableCell:
    return replace(cell, start=cell.start + by, end=cell.end + by)


def assemble(document_id: str, file: str, sha256: str, read: ReadResult, metadata: Metadata) -> CitableDocument:
    """Put the blocks of all pages into one text.

    :param document_id: id derived from the content hash.
    :param file: the file's name with its ending.
    :returns: a document whose pages, blocks, cells and boxes point into its text.
    """
    builder = _Builder()
    pages = tuple(_add_pages(builder, read))
    return CitableDocument(
        document_id=document_id,
        file=file,
        sha256=sha256,
        text="".join(builder.parts),
        pages=pages,
        paged=read.paged,
        blocks=tuple(builder.blocks),
        metadata=metadata,
        boxes=tuple(builder.boxes),
    )


def _add_pages(builder: _Builder, read: ReadResult) -> Iterator[Page]:
    for page in read.pages:
        start: int | None = None
        for block in page.blocks:
            if not block.text.strip():
                continue
            builder.add(block)
            start = builder.blocks[-1].start if start is None else start
        yield Page(page.number, page.label, builder.length if start is None else start, builder.length)
