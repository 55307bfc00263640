"""Guard for files that are a zip inside (DOCX, PPTX, ODT): nothing is unpacked that could hurt.

The sizes an archive states can be trusted as limits: ``zipfile`` never gives more bytes of an entry than that.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from index.texts import reading as texts
from ingest.failures import failure
from ingest.limits import Limits

_XML = (".xml", ".rels")
_CHUNK = 1 << 20
_ENCRYPTED = 0x1  # general purpose bit 0 (APPNOTE.TXT 4.4.4)
_MANIFEST = "META-INF/manifest.xml"
# Office files never have a document type; it is the road to entities that explode or fetch files.
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_OVERLAP = max(map(len, _DOCTYPE)) - 1


def check_archive(path: Path, limits: Limits) -> None:
    """Refuse an archive that is too large once unpacked, locked, or unsafe.

    :raises ReadError: TE_GROOT, WACHTWOORD, ONVEILIG, or BESCHADIGD where it does not open.
    """
    with open_archive(path) as archive:
        entries = archive.infolist()
        _check_sizes(entries, limits)
        if any(entry.flag_bits & _ENCRYPTED for entry in entries) or _odf_encrypted(archive):
            raise failure("WACHTWOORD")
        names = [entry.filename for entry in entries]
        if len(set(names)) < len(names) or any(_has_doctype(archive, name) for name in names if _is_part(name)):
            raise failure("ONVEILIG")


def open_archive(path: Path) -> zipfile.ZipFile:
    """The opened zip. :raises ReadError: it is not a whole zip (BESCHADIGD)."""
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise failure("BESCHADIGD") from error


def kind_of_archive(path: Path) -> str:
    """``docx``, ``pptx``, ``xlsx``, ``odt`` or ``zip``, by the parts inside."""
    with open_archive(path) as archive:
        names = archive.namelist()
        if "content.xml" in names and _mimetype(archive, names).startswith(b"application/vnd.oasis.opendocument.text"):
            return "odt"
    if "[Content_Types].xml" in names:
        for folder, kind in (("word/", "docx"), ("ppt/", "pptx"), ("xl/", "xlsx")):
            if any(name.startswith(folder) for name in names):
                return kind
    return "zip"


def _mimetype(archive: zipfile.ZipFile, names: list[str]) -> bytes:
    return archive.read("mimetype") if "mimetype" in names else b""


def _check_sizes(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.archive_entries:
        raise _too_large(texts.PARTS, len(entries), limits.archive_entries)
    total = sum(entry.file_size for entry in entries)
    largest = max((entry.file_size for entry in entries), default=0)
    for size, limit in ((total, limits.archive_bytes), (largest, limits.archive_entry_bytes)):
        if size > limit:
            raise _too_large(texts.UNPACKED, size // 1_000_000, limit // 1_000_000)
    ratio = max((_ratio(entry) for entry in entries if entry.file_size > limits.archive_small_bytes), default=0)
    if ratio > limits.archive_ratio:
        raise _too_large(texts.PACKED, ratio, limits.archive_ratio)


def _ratio(entry: zipfile.ZipInfo) -> int:
    return entry.file_size // max(1, entry.compress_size)


def _too_large(unit: str, found: int, limit: int) -> Exception:
    return failure("TE_GROOT", what=unit.format(number=found), limit=unit.format(number=limit))


def _odf_encrypted(archive: zipfile.ZipFile) -> bool:
    return _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST)


def _is_part(name: str) -> bool:
    """Whether a reader may parse this entry; none parses the manifest, where old ODT files have a document type."""
    return name.lower().endswith(_XML) and name != _MANIFEST


def _has_doctype(archive: zipfile.ZipFile, name: str) -> bool:
    tail = b""
    with archive.open(name) as file:
        while chunk := file.read(_CHUNK):
            chunk = tail + chunk
            if any(mark in chunk for mark in _DOCTYPE):
                return True
            tail = chunk[-_OVERLAP:]
    return False
