"""Word documents for tests, made with python-docx and pieces of WordprocessingML."""

from __future__ import annotations

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from index.types import Block, BlockKind, ReadResult
from ingest.limits import Limits
from ingest.readers.docx import read_docx

NAMESPACES = nsdecls("w", "wp", "a") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def add(document, *parts: str, properties: str = "") -> None:
    """A paragraph of raw WordprocessingML at the end of the body."""
    xml = f"<w:p {NAMESPACES}><w:pPr>{properties}</w:pPr>{''.join(parts)}</w:p>"
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def read(document, tmp_path) -> ReadResult:
    path = tmp_path / "plan.docx"
    document.save(path)
    return read_docx(path, Limits())


def blocks(document, tmp_path) -> tuple[Block, ...]:
    (page,) = read(document, tmp_path).pages
    return page.blocks


def kinds(document, tmp_path) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in blocks(document, tmp_path)]


def cells(block: Block) -> list[tuple[str, str, str]]:
    return [(block.text[cell.start : cell.end], cell.row, cell.column) for cell in block.cells]


def table(document, rows: list[list[str]], *, header: bool = False):
    made = document.add_table(len(rows), len(rows[0]))
    for row, values in zip(made.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    if header:
        mark(made.rows[0], "<w:tblHeader {}/>")
    return made


def mark(row, xml: str) -> None:
    row._tr.get_or_add_trPr().append(parse_xml(xml.format(nsdecls("w"))))


def add_notes(document, kind: str, notes: dict[int, str]) -> None:
    inner = "".join(f'<w:{kind} w:id="{number}">{xml}</w:{kind}>' for number, xml in notes.items())
    xml = f"<w:{kind}s {nsdecls('w')}>{inner}</w:{kind}s>"
    part = Part(PackURI(f"/word/{kind}s.xml"), "application/xml", xml.encode(), document.part.package)
    document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{kind.upper()}S"))
