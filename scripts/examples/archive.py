"""Make zip-based files (DOCX, PPTX) the same bytes on every run and every computer."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_DATE = (2026, 1, 5, 9, 0, 0)
_UNIX = 3


def write_fixed(content: bytes, path: Path) -> None:
    """Write a zip again with one date for all its parts, and not compressed.

    Compression gives other bytes with another version of zlib.
    """
    with ZipFile(io.BytesIO(content)) as old, ZipFile(path, "w", ZIP_STORED) as new:
        for name in old.namelist():
            info = ZipInfo(name, _DATE)
            info.create_system = _UNIX
            new.writestr(info, old.read(name))
