"""How the reading process and its parent speak: length, then a pickle that can hold nothing but our own types."""

from __future__ import annotations

import io
import pickle
import struct
from dataclasses import dataclass
from typing import IO, Any

from index.types import Again, DrawnPage, ReadResult
from ingest.scans.recognised import RecognisedPage, Recognition

READY = "ready"
"""Detail of the first answer of a process that can begin."""

_LENGTH = struct.Struct("<Q")
_MOST_BYTES = 1 << 30  # far above the most text that a file may have
_MODULES = frozenset({"index.types", "ingest.frames", "ingest.scans.recognised"})


@dataclass(frozen=True, slots=True)
class Reading:
    """Read a file. ``recognition``: what was recognised on its scans, None when nobody looked.

    ``ocr``: scans can be recognised after this, so a file without any text is not refused yet.
    """

    path: str
    recognition: Recognition | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Recognising:
    """Recognise the text on one page (1-based) of a PDF; ``folder`` holds Tesseract's language data."""

    path: str
    page: int
    folder: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draw one page (1-based) of a PDF; without ``picture`` only its size is wanted."""

    path: str
    page: int
    picture: bool


@dataclass(frozen=True, slots=True)
class Preparing:
    """Load what reads files of any kind, so that the first file need not wait for it."""


Request = Reading | Recognising | Drawing | Preparing


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one file or page: a result, or a code with its Dutch message. ``detail`` is for the log."""

    result: ReadResult | None = None
    recognised: RecognisedPage | None = None
    drawn: DrawnPage | None = None
    code: str = ""
    message: str = ""
    detail: str = ""
    again: Again = Again.NEVER


class _OwnTypesOnly(pickle.Unpickler):
    """The other side has opened hostile files, so nothing it sends may name a function to call."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as the base class
        if module not in _MODULES or "." in name:
            raise pickle.UnpicklingError(f"{module}.{name}")
        found = super().find_class(module, name)
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found


def write_frame(stream: IO[bytes], value: object) -> None:
    """Send one value. :raises OSError: the other side is gone."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> Any:  # noqa: ANN401 - the value that was sent
    """The next value, or None where the stream ends. :raises pickle.UnpicklingError: it is not of our making."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > _MOST_BYTES:
        raise pickle.UnpicklingError(f"{length} bytes")
    data = stream.read(length)
    if len(data) < length:
        return None
    try:
        return _OwnTypesOnly(io.BytesIO(data)).load()
    except Exception as error:  # nonsense may raise anything here
        raise pickle.UnpicklingError(str(error)) from error
