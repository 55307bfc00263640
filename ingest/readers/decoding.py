"""Bytes of a text file into letters, when nobody knows for sure in which encoding it was saved."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from ingest.failures import failure

# UTF-32 before UTF-16, whose mark its own begins with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What says Latin-1 or ASCII is Windows-1252 in practice (Encoding Standard, section 4.2).
_WINDOWS = "cp1252"
_AS_WINDOWS = frozenset({"iso8859-1", "ascii", "cp1252"})
_SAMPLE = 200_000
_OLD = ("cp850", "mac-roman")  # DOS and the first Macs
_DUTCH = re.compile("[a-z][éèëïöü][a-z]")
_WESTERN = re.compile("[\xa0-\xff\u2010-\u2027€]")
_MIXED = "bronwijzer-mixed"  # name under which codecs know the error handler below


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of ``data``.

    A byte order mark decides; else UTF-8 where every byte fits it; else what the file says of itself; else UTF-8 with
    pieces of Windows-1252 pasted in; else a guess.

    :param declared: the encoding that the file itself names, if any.
    :raises ReadError: the bytes are no text in any encoding that fits (CODERING).
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    for name in (_wide(data) or "utf-8", _python_name(declared)):
        text = _try(data, name)
        if text is not None:
            return text
    text = _mixed(data)
    return _guess(data) if text is None else text


def _try(data: bytes, encoding: str | None) -> str | None:
    try:
        return None if encoding is None else data.decode(encoding)
    except (UnicodeError, LookupError):  # a page may name a codec that does not make text, such as "hex"
        return None


def _mixed(data: bytes) -> str | None:
    """UTF-8 with other bytes in it, as of texts that were put together; None where it is not that.

    In Windows-1252 the bytes of these signs in UTF-8 would be "Ã«" or "â€™", which no Dutch text has.
    """
    fitting = data.decode("utf-8", errors="ignore")
    strange = len(data.decode("utf-8", errors="replace")) - len(fitting)
    signs = len(_WESTERN.findall(fitting))
    return data.decode("utf-8", errors=_MIXED) if signs * 20 > strange else None  # among bytes of no text: 1 in 250


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """What does not fit UTF-8 is read as Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode(_WINDOWS, errors="replace"), error.end


codecs.register_error(_MIXED, _as_windows)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Western text is zero, on one side."""
    head = data[:_SAMPLE]
    half = max(1, len(head) // 2)
    if head[1::2].count(0) > 0.4 * half > head[::2].count(0) * 4:
        return "utf-16-le"
    if head[::2].count(0) > 0.4 * half > head[1::2].count(0) * 4:
        return "utf-16-be"
    return None


def _python_name(declared: str | None) -> str | None:
    try:
        name = codecs.lookup(declared or "").name
    except (LookupError, ValueError):
        return None
    return _WINDOWS if name in _AS_WINDOWS else name


def _guess(data: bytes) -> str:
    """Windows-1252 where it fits: most old Dutch files are, and short ones tell too little for a guess.

    But a word such as "co”rdinatie" is none, and shows which older encoding has a letter in that place.
    """
    text = _try(data, _WINDOWS)
    if text is not None and _DUTCH.search(text):
        return text
    older = max((data.decode(name) for name in _OLD), key=_dutch_letters)
    strange = len(older) - len(older.encode("ascii", errors="ignore"))
    if _dutch_letters(older) > max(1, strange // 4):  # bytes that are no text have one by chance, among many others
        return older
    if text is not None:
        return text
    best = from_bytes(data[:_SAMPLE]).best()
    encoding = best.encoding if best is not None else _WINDOWS
    text = data.decode(encoding, errors="replace")
    if text.count("\ufffd") * 100 > len(text):
        raise failure("CODERING", guess=encoding)
    return text


def _dutch_letters(text: str) -> int:
    return len(_DUTCH.findall(text))
