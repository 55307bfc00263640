"""How much one file may cost to read, so that no file can stop the product."""

from __future__ import annotations

from dataclasses import dataclass

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for reading one file; sizes in bytes or characters, time in seconds of the clock.

    ``archive_*`` hold for formats that are a zip inside (DOCX, PPTX, ODT), by the sizes the archive states;
    ``archive_ratio`` is unpacked to packed and is not asked of entries up to ``archive_small_bytes``, which are
    harmless however well they were packed. ``word_chars``: a longer word is cut in pieces. ``least_letters``: a file
    with fewer letters is not a document. ``ocr_*`` hold for pages without text: how many of a document are
    recognised, in how much time for one and for all of them, and from how sharp a picture.
    """

    file_bytes: int = 100 * _MB
    pages: int = 5_000
    seconds: float = 60.0
    memory_bytes: int = 1_500 * _MB
    text_chars: int = 5_000_000
    page_chars: int = 500_000
    archive_bytes: int = 200 * _MB
    archive_entry_bytes: int = 100 * _MB
    archive_entries: int = 5_000
    archive_ratio: int = 200
    archive_small_bytes: int = 4 * _MB
    word_chars: int = 2_000
    least_letters: int = 10
    ocr_pages: int = 300
    ocr_page_seconds: float = 30.0
    ocr_seconds: float = 900.0
    ocr_dpi: int = 300
    ocr_pixels: int = 12 * _MB
