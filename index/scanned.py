"""Which words of a document were recognised on a picture of a page."""

from __future__ import annotations

from index.types import CitableDocument


def is_recognised(document: CitableDocument, start: int, end: int) -> bool:
    """Whether any word of ``[start, end)`` was recognised on a scan."""
    return any(block.ocr and block.start < end and start < block.end for block in document.blocks)
