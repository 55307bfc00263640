"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import re
from pathlib import Path

from index.pdf_source import HEAD
from index.texts import reading as texts
from ingest.failures import failure
from ingest.limits import Limits
from ingest.readers.archive import check_archive, kind_of_archive

_WANTED = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".pptx": "pptx",
    ".odt": "odt",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "txt",
}
_TEXTUAL = frozenset({"html", "markdown", "txt"})
_ARCHIVES = frozenset({"docx", "pptx", "odt"})
_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
)
_HTML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:!doctype html|!--|html|head|body|script|\?xml)", re.IGNORECASE)
_TEXT_CONTROLS = frozenset(b"\t\n\f\r\x1b")
# An encrypted Office document is an OLE file with a stream of this name (MS-OFFCRYPTO 2.3.4.5), in UTF-16.
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def sniff(path: Path, limits: Limits) -> None:
    """Refuse a file that its reader should not even open.

    :raises ReadError: empty (LEEG), too large (TE_GROOT), other content than its name says (TYPE_KLOPT_NIET), locked
        with a password (WACHTWOORD), unsafe inside (ONVEILIG) or not recognised at all (BESCHADIGD).
    """
    size = path.stat().st_size
    if size == 0:
        raise failure("LEEG")
    if size > limits.file_bytes:
        found, limit = (texts.MEGABYTES.format(megabytes=b // 1_000_000) for b in (size, limits.file_bytes))
        raise failure("TE_GROOT", what=found, limit=limit)
    with path.open("rb") as file:
        head = file.read(HEAD)
    suffix = path.suffix.lower()
    wanted, found = _WANTED[suffix], kind_of(head)
    if found == "zip" and wanted in _ARCHIVES:
        check_archive(path, limits)
        found = kind_of_archive(path)
    if wanted in _ARCHIVES and found == "ole" and _ENCRYPTED_PACKAGE in path.read_bytes():
        raise failure("WACHTWOORD")
    if not _fits(wanted, found, head):
        raise _mismatch(suffix, wanted, found)


def kind_of(head: bytes) -> str:
    """Name of the kind of content that begins with ``head``: a key of ``index.texts.reading.FORMATS``."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if _HTML.match(head):
        return "html"
    return "text" if _is_text(head) else "binary"


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) * 5 > len(head) * 2:
        return head.strip(b"\0") != b""  # UTF-16: every other byte of Western text is zero
    return not any(byte < 32 and byte not in _TEXT_CONTROLS and byte != 0 for byte in head)


def _fits(wanted: str, found: str, head: bytes) -> bool:
    if wanted in _TEXTUAL:
        return found in {"html", "text", "binary"}
    if wanted == "pdf":
        return found == "pdf" or (found in {"binary", "text"} and b"%PDF-" in head)
    return found == wanted


def _mismatch(suffix: str, wanted: str, found: str) -> Exception:
    if found == "binary":
        return failure("BESCHADIGD")
    return failure("TYPE_KLOPT_NIET", suffix=suffix, found=texts.FORMATS[found], wanted=texts.FORMATS[wanted])
