"""The process that opens files of unknown origin: ``python -m ingest.child``.

It speaks in frames over its standard streams (see :mod:`ingest.frames`): first the limits come in, then one request
at a time; for each, one answer goes out. It holds nothing, may reach nothing, and may be killed at any moment.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

from index.errors import ReadError
from ingest.failures import failure
from ingest.frames import READY, Answer, Drawing, Preparing, Reading, Recognising, Request, read_frame, write_frame
from ingest.limits import Limits
from ingest.readers.registry import load_readers
from ingest.reading import draw, read_file, recognise

try:
    import resource
except ImportError:  # Windows: the parent's clock still stops this process
    resource = None  # type: ignore[assignment]

# Audit events of Python (all of a family where the name ends in a dot).
_FORBIDDEN = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.startfile",
    "pty.", "os.kill", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate",
    "os.chmod", "os.chown", "os.utime", "shutil.",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# Room for the interpreter, libraries and thread stacks, which are addresses rather than memory in use.
_ADDRESS_MARGIN = 1 << 30
_CPU_MARGIN = 5


def main() -> None:
    """Answer until the parent closes the stream."""
    source, sink = _own_streams()
    limits = Limits(**read_frame(source))
    _confine(limits)
    write_frame(sink, Answer(detail=READY))
    while (request := read_frame(source)) is not None:
        _allow_cpu(limits)
        write_frame(sink, _answer(request, limits))


def _answer(request: Request, limits: Limits) -> Answer:
    try:
        match request:
            case Recognising(path, page, folder):
                return Answer(recognised=recognise(Path(path), page, Path(folder), limits))
            case Drawing(path, page, picture):
                return Answer(drawn=draw(Path(path), page, picture=picture, limits=limits))
            case Reading(path, recognition, ocr):
                return Answer(result=read_file(Path(path), limits, recognition, ocr=ocr))
            case Preparing():
                load_readers()
                return Answer()
    except ReadError as error:
        return _failed(error, error.__cause__)
    except ImportError as error:
        return _failed(failure("LEZER_WERKT_NIET"), error)


def _failed(error: ReadError, cause: BaseException | None) -> Answer:
    detail = repr(cause)[:200] if cause else ""
    return Answer(code=error.code, message=error.message, detail=detail, again=error.again)


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """The frames' streams, out of reach of libraries that print."""
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return source, sink


def _confine(limits: Limits) -> None:
    """No network, no other programs, no writing of files, no endless memory."""
    sys.addaudithook(_refuse)
    if resource is not None:
        _lower(resource.RLIMIT_AS, limits.memory_bytes + _ADDRESS_MARGIN)
        _lower(resource.RLIMIT_FSIZE, 0)
        _lower(resource.RLIMIT_CORE, 0)


def _refuse(event: str, details: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN) or (event == "open" and details[2] & _WRITING):
        raise PermissionError(event)


def _lower(what: int, to: int) -> None:
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (to if hard == resource.RLIM_INFINITY else min(to, hard), hard))


def _allow_cpu(limits: Limits) -> None:
    """Processor time for one more file, so that this process ends by itself if its parent is gone."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + limits.seconds) + _CPU_MARGIN)


if __name__ == "__main__":
    main()
