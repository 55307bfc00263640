"""What a PDF says about itself: page labels, outline and properties, by pypdf."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import Destination

_PROPERTIES = {"/Title": "title", "/Author": "author", "/Subject": "subject", "/CreationDate": "created"}
_MAX_OUTLINE = 5_000


@dataclass(frozen=True, slots=True)
class Structure:
    """``labels``: one per page, empty when the file has none of its own; ``outline``: (page, title) -> level."""

    labels: tuple[str, ...] = ()
    outline: dict[tuple[int, str], int] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)


def structure_of(file: Path | bytes) -> Structure:
    """Read it as far as it can be read; a file whose structure is damaged may still have text.

    :param file: where it is, or what is in it.
    """
    try:
        reader = PdfReader(io.BytesIO(file if isinstance(file, bytes) else file.read_bytes()), strict=False)
        return Structure(_labels(reader), dict(_outline(reader)), _properties(reader))
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        return Structure()


def _labels(reader: PdfReader) -> tuple[str, ...]:
    """The labels of the file, when it has any; pypdf makes up 1, 2, 3 where it has none."""
    if "/PageLabels" not in reader.root_object:
        return ()
    return tuple(reader.page_labels)


def _outline(reader: PdfReader) -> Iterator[tuple[tuple[int, str], int]]:
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages, 1) if page.indirect_reference}

    def walk(items: Any, level: int) -> Iterator[tuple[tuple[int, str], int]]:  # noqa: ANN401  nested lists
        for item in items[:_MAX_OUTLINE]:
            if isinstance(item, list):
                yield from walk(item, level + 1)
            elif isinstance(item, Destination):
                page = numbers.get(getattr(item.page, "idnum", -1))
                if page is not None:
                    yield (page, bare(str(item.title))), level

    yield from walk(reader.outline, 1)


def bare(title: str) -> str:
    """A title by its letters and digits, to compare it with a line of the page."""
    return "".join(letter for letter in title.lower() if letter.isalnum())


def _properties(reader: PdfReader) -> dict[str, str]:
    found = {name: reader.metadata.get(key) if reader.metadata else None for key, name in _PROPERTIES.items()}
    return {name: str(value).strip() for name, value in found.items() if value and str(value).strip()}
