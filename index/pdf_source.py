"""A PDF with junk in front of it, as some mail gateways put there: what pdfium can open."""

from __future__ import annotations

from pathlib import Path

HEAD = 65_536
"""Bytes in which the mark of a PDF must stand."""
MARK = b"%PDF-"
_ACCEPTED = 1_000
"""Bytes before the mark that every reader of PDFs accepts."""


def pdf_source(path: Path) -> Path | bytes:
    """The file itself; where more stands before its mark than readers accept, its content from there on."""
    with path.open("rb") as file:
        place = file.read(HEAD).find(MARK)
        if place <= _ACCEPTED:
            return path
        file.seek(place)
        return file.read()
