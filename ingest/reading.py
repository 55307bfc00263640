"""Read one file in this process: look what it is, let its reader read it, check what came out.

:mod:`ingest.worker` does this in a process of its own; nothing else should call a reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import ReadError
from index.types import DrawnPage, ReadResult
from ingest.checking import check
from ingest.failures import failure, opening, too_much_memory
from ingest.limits import Limits
from ingest.readers.registry import check_suffix, reader_for
from ingest.scans.recognised import RecognisedPage, Recognition
from ingest.sniff import sniff


def read_file(path: Path, limits: Limits, recognition: Recognition | None = None, *, ocr: bool = False) -> ReadResult:
    """The text of a file in blocks.

    :param recognition: what was recognised on the scans of a PDF.
    :param ocr: its scans can be recognised after this, so that no text is no reason yet to refuse it.
    :raises ReadError: the file cannot be read; whatever else a parser may raise counts as a damaged file.
    """
    suffix = path.suffix.lower()
    check_suffix(suffix)
    with opening():
        path.open("rb").close()
    with _parsing(path, limits):
        sniff(path, limits)
        read = reader_for(suffix, recognition)(path, limits)
        return check(read, suffix, limits, looked=recognition is not None, ocr=ocr)


def recognise(path: Path, page: int, folder: Path, limits: Limits) -> RecognisedPage:
    """The words on the picture of one page (1-based) of a PDF.

    :raises ReadError: it cannot be drawn or looked at.
    """
    with _parsing(path, limits):
        from ingest.scans.recognise import recognise_page

        return recognise_page(path, page, folder, limits)


def draw(path: Path, page: int, *, picture: bool, limits: Limits) -> DrawnPage:
    """One page (1-based) of a PDF as a picture; without ``picture`` only its size.

    :raises ReadError: it cannot be drawn.
    """
    with _parsing(path, limits):
        from ingest.drawing import drawn_page

        return drawn_page(path, page, picture=picture)


@contextmanager
def _parsing(path: Path, limits: Limits) -> Iterator[None]:
    try:
        yield
    except (ReadError, ImportError):
        raise
    except MemoryError as error:
        raise too_much_memory(limits.memory_bytes) from error
    except Exception as error:  # parsers of hostile files raise anything, also outside their own tree
        with opening():
            path.open("rb").close()  # a file that went away meanwhile is not damaged
        raise failure("BESCHADIGD") from error
