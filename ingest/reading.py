"""Read one file in this process: look what it is, let its reader read it, check what came out.

:mod:`ingest.worker` does this in a process of its own; nothing else should call a reader.
"""

from __future__ import annotations

from pathlib import Path

from index.errors import ReadError
from index.texts import reading as texts
from index.types import ReadResult
from ingest.checking import check
from ingest.failures import failure, opening
from ingest.limits import Limits
from ingest.readers.registry import check_suffix, reader_for
from ingest.sniff import sniff


def read_file(path: Path, limits: Limits) -> ReadResult:
    """The text of a file in blocks.

    :raises ReadError: the file cannot be read; whatever else a parser may raise counts as a damaged file.
    """
    suffix = path.suffix.lower()
    check_suffix(suffix)
    with opening():
        path.open("rb").close()
    try:
        sniff(path, limits)
        return check(reader_for(suffix)(path, limits), suffix, limits)
    except (ReadError, ImportError):
        raise
    except MemoryError as error:
        what = texts.TOO_MUCH_MEMORY.format(megabytes=limits.memory_bytes // 1_000_000)
        raise failure("TE_ZWAAR", what=what) from error
    except Exception as error:  # parsers of hostile files raise anything, also outside their own tree
        raise failure("BESCHADIGD") from error
