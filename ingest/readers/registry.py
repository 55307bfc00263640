"""Which reader reads which file, without importing any of them before it is needed."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from index.texts import reading as texts
from index.types import ReadResult
from ingest.failures import failure
from ingest.limits import Limits
from ingest.scans.recognised import Recognition


class ReadFunction(Protocol):
    """Reads one kind of file."""

    def __call__(self, path: Path, limits: Limits) -> ReadResult:
        """:raises ReadError: the file cannot be read."""


_PACKAGE = "ingest.readers"
_READERS = {
    ".pdf": ("pdf", "read_pdf"),
    ".docx": ("docx", "read_docx"),
    ".pptx": ("pptx", "read_pptx"),
    ".odt": ("odt", "read_odt"),
    ".html": ("html", "read_html"),
    ".htm": ("html", "read_html"),
    ".md": ("markdown", "read_markdown"),
    ".markdown": ("markdown", "read_markdown"),
    ".txt": ("txt", "read_txt"),
}

SUPPORTED_SUFFIXES = frozenset(_READERS)


def check_suffix(suffix: str) -> None:
    """:raises ReadError: no reader knows this ending, lower case with its dot (TYPE_ONBEKEND)."""
    if suffix not in _READERS:
        raise failure("TYPE_ONBEKEND", suffix=suffix or texts.NO_SUFFIX, known=", ".join(sorted(SUPPORTED_SUFFIXES)))


def reader_for(suffix: str, recognition: Recognition | None = None) -> ReadFunction:
    """The reader for files with this ending, lower case with its dot.

    :param recognition: what was recognised on the scans of a PDF.
    :raises ReadError: no reader knows the ending (TYPE_ONBEKEND).
    """
    check_suffix(suffix)
    module, function = _READERS[suffix]
    reader = getattr(import_module(f"{_PACKAGE}.{module}"), function)
    return cast(ReadFunction, reader if recognition is None else partial(reader, recognition=recognition))


def load_readers() -> None:
    """Import all readers now, instead of each at the first file for it."""
    for module, _ in _READERS.values():
        import_module(f"{_PACKAGE}.{module}")
