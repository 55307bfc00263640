"""Bytes of a text file into letters, when nobody knows for sure in which encoding it was saved."""

from __future__ import annotations

import codecs

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


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of ``data``.

    A byte order mark decides; else UTF-8 where every byte fits it; else what the file says of itself; else a guess.

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
    return _guess(data)


def _try(data: bytes, encoding: str | None) -> str | None:
    try:
        return None if encoding is None else data.decode(encoding)
    except UnicodeError:
        return None


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
    """Windows-1252 where it fits: most old Dutch files are, and short ones tell too little for a guess."""
    text = _try(data, _WINDOWS)
    if text is not None:
        return text
    best = from_bytes(data[:_SAMPLE]).best()
    encoding = best.encoding if best is not None else _WINDOWS
    text = data.decode(encoding, errors="replace")
    if text.count("\ufffd") * 100 > len(text):
        raise failure("CODERING", guess=encoding)
    return text
