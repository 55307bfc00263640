"""The blocks of a document as its sentences run: a paragraph that the end of a page cuts in two is one again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from index.types import BlockSpan


def flowing(blocks: Iterable[BlockSpan]) -> tuple[BlockSpan, ...]:
    """The blocks in their order, each with what continues it: ``start`` is of the first part, ``end`` of the last."""
    whole: list[BlockSpan] = []
    for block in blocks:
        if block.continues and whole:
            whole[-1] = replace(whole[-1], end=block.end, ocr=whole[-1].ocr or block.ocr)
        else:
            whole.append(block)
    return tuple(whole)
