"""Small files that are broken, endless or far too large once unpacked, made on the spot."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

SENTENCE = "De wijkteams helpen gezinnen met jonge kinderen."
DRAWN = f"BT /F1 12 Tf 72 700 Td ({SENTENCE}) Tj ET\n".encode("ascii")
FONTS = b"/Font << /F1 3 0 R >>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


# -- PDF


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def deflated(data: bytes, times: int = 1, level: int = 9) -> bytes:
    """``data`` repeated, packed without ever standing in memory."""
    packer = zlib.compressobj(level)
    return b"".join(packer.compress(data) for _ in range(times)) + packer.flush()


def packed(data: bytes, times: int = 1, level: int = 9) -> bytes:
    return stream(deflated(data, times, level), b"/Filter /FlateDecode")


def page(contents: int = 5, resources: bytes = FONTS) -> bytes:
    return b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << %s >> >>" % (
        contents,
        resources,
    )


def pdf(contents: bytes | None = None, *, kids: bytes | None = None, count: int = 1, **numbered: bytes) -> bytes:
    """A PDF of one page (object 4) that shows object 5; ``numbered`` gives more objects, as ``n10=b"..."``."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"4 0 R" if kids is None else kids, count),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        4: page(),
        5: stream(DRAWN) if contents is None else contents,
    } | {int(name[1:]): body for name, body in numbered.items()}
    out, places = io.BytesIO(b"%PDF-1.7\n"), {}
    out.seek(0, io.SEEK_END)
    for number, body in sorted(objects.items()):
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table, size = out.tell(), max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        out.write(b"%010d 00000 %c \n" % (places.get(number, 0), b"n" if number in places else b"f"))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, table))
    return out.getvalue()


def slow_pdf() -> bytes:
    """200 pages that each show the same 30 MB of nothing: over a minute of work in 62 KB."""
    pages = {f"n{number}": page() for number in range(10, 210)}
    kids = b" ".join(b"%d 0 R" % number for number in range(10, 210))
    return pdf(packed(b" " * (1 << 20), times=30), kids=kids, count=200, **pages)


def large_pdf(megabytes: int) -> bytes:
    """One page of spaces, a thousandth of its size when packed."""
    return pdf(packed(b" " * (1 << 20), times=megabytes, level=1))


def fan_out(levels: int = 10, wide: int = 10) -> bytes:
    """A form that draws the next one ten times, and so on: ten thousand million texts in 3 KB."""
    forms = {}
    for level in range(levels):
        inner = b"/X Do\n" * wide if level < levels - 1 else DRAWN
        uses = b"/Resources << /Font << /F1 3 0 R >> /XObject << /X %d 0 R >> >>" % (11 + level)
        forms[f"n{10 + level}"] = stream(inner, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] " + uses)
    draws_forms = page(resources=FONTS + b" /XObject << /X 10 0 R >>")
    return pdf(stream(b"/X Do\n" * wide), n4=draws_forms, **forms)


def slow_drawing(times: int = 60) -> bytes:
    """A page that is read at once and drawn in minutes: see-through layers over the whole of a large sheet."""
    layer = b"/Type /XObject /Subtype /Form /BBox [0 0 1700 1700] /Group << /S /Transparency /I true >>"
    state = b" /XObject << /X 10 0 R >> /ExtGState << /G << /ca 0.5 /BM /Luminosity >> >>"
    sheet = page(resources=FONTS + state).replace(b"[0 0 595 842]", b"[0 0 1700 1700]")
    return pdf(
        stream(DRAWN + b"\n/G gs /X Do" * times),
        n4=sheet,
        n10=stream(b"0.2 0.4 0.6 rg 0 0 1700 1700 re f", layer),
    )


# -- Files that are a zip inside


def zipped(parts: Mapping[str, bytes | str | Iterable[bytes]]) -> bytes:
    """An archive of these parts; a part of many pieces is written piece by piece."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            pieces = [content.encode()] if isinstance(content, str) else content
            with archive.open(name, "w") as part:
                for piece in [pieces] if isinstance(pieces, bytes) else pieces:
                    part.write(piece)
    return out.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_xml(body: str, doctype: str = "") -> str:
    declaration = f'<?xml version="1.0" encoding="UTF-8"?>{doctype}'
    return f'{declaration}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'


def around(pieces: Iterable[str]) -> Iterable[bytes]:
    """A Word document whose body is so large that it is written piece by piece."""
    before, after = word_xml("|").split("|")
    yield before.encode()
    yield from (piece.encode() for piece in pieces)
    yield after.encode()


def docx(document: str | Iterable[bytes] | None, extra: Mapping[str, str] | None = None) -> bytes:
    relation = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    parts: dict[str, bytes | str | Iterable[bytes]] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>',
    }
    if document is not None:
        parts["word/document.xml"] = document
    return zipped({**parts, **(extra or {})})


def laughing_docx() -> bytes:
    """Entities made of entities: a thousand million words once they are written out."""
    entities = ['<!ENTITY a0 "lach ">'] + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return docx(word_xml(paragraph("&a9;"), f"<!DOCTYPE w [{''.join(entities)}]>"))


def overlapping_docx(times: int = 1000) -> bytes:
    """A table of contents that names the same 10 MB over and over."""
    whole = docx(word_xml(paragraph(SENTENCE)), {"k": "\0" * 10_000_000})
    end = whole.rfind(b"PK\5\6")
    entries, size, start = struct.unpack("<HII", whole[end + 10 : end + 20])
    index = whole[start:end]
    more = index + index[index.rfind(b"PK\1\2") :] * times
    assert size == len(index)
    total = entries + times
    return whole[:start] + more + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, total, total, len(more), start, 0)


def marked_encrypted(archive: bytes) -> bytes:
    """The same zip, each entry said to be locked with a password (bit 0 of its flags)."""
    data = bytearray(archive)
    for magic, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = data.find(magic)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(magic, place + 4)
    return bytes(data)


def odt(content: str, manifest: str = "") -> bytes:
    parts: dict[str, bytes | str | Iterable[bytes]] = {"mimetype": "application/vnd.oasis.opendocument.text"}
    return zipped({**parts, "content.xml": content, "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>"})


def wrong_checksum(archive: bytes) -> bytes:
    """The same zip, the last of its entries said to have other content."""
    place = archive.rfind(b"PK\1\2") + 16
    return archive[:place] + bytes(4) + archive[place + 4 :]
