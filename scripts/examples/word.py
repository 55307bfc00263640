"""Make a Word document of a source text, with real headings, lists, tables and footnotes."""

from __future__ import annotations

import io
import re
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from lxml import etree

from examples.archive import write_fixed
from examples.source import MARK_SENTENCE, Block, Source

_MADE = datetime(2026, 1, 5, 9, 0, 0)
_STYLES = {"bullet": "List Bullet", "number": "List Number"}
_TABLE = "Light Grid Accent 1"
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def write_word(source: Source, path: Path) -> None:
    """Write the DOCX of this source text."""
    document = Document()
    _properties(document, source)
    document.add_paragraph(source.meta["title"], style="Title")
    document.add_paragraph().add_run(MARK_SENTENCE).italic = True
    for block in source.blocks:
        _add(document, block)
    if source.notes:
        _add_footnotes(document, source.notes)
    _slim(document)
    stream = io.BytesIO()
    document.save(stream)
    write_fixed(stream.getvalue(), path)


def _properties(document: WordDocument, source: Source) -> None:
    properties = document.core_properties
    properties.title, properties.author = source.meta["title"], source.meta["author"]
    properties.subject, properties.comments = source.meta["subject"], ""
    properties.created = properties.modified = _MADE
    properties.last_modified_by, properties.language = source.meta["author"], "nl-NL"
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nl-NL")
    document.sections[0].header.paragraphs[0].text = f"{source.meta['organisation']} | {source.meta['subject']}"


def _slim(document: WordDocument) -> None:
    """Leave out the hundred table styles of the template and their copy for old versions of Word."""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in {_TABLE, "Normal Table"}:
            style.delete()
    parts = document.part.rels
    for name in [name for name, rel in parts.items() if rel.reltype.endswith(("/stylesWithEffects", "/customXml"))]:
        del parts[name]


def _add(document: WordDocument, block: Block) -> None:
    if block.kind == "heading":
        document.add_heading(block.text, block.level)
    elif block.kind == "table":
        _add_table(document, block)
    elif block.kind != "footnote":
        _add_text(document.add_paragraph(style=_STYLES.get(block.kind)), block.text)


def _add_text(paragraph: Paragraph, text: str) -> None:
    for part in re.split(r"(\[\^\d+\])", text):
        run = paragraph.add_run("" if part.startswith("[^") else part)
        if part.startswith("[^"):
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), part[2:-1])
            run.font.superscript = True
            run._r.append(reference)


def _add_table(document: WordDocument, block: Block) -> None:
    table = document.add_table(len(block.rows), len(block.rows[0]), style=_TABLE)
    for cells, row in zip(block.rows, table.rows, strict=True):
        for text, cell in zip(cells, row.cells, strict=True):
            cell.text = text
    document.add_paragraph()


def _add_footnotes(document: WordDocument, notes: dict[int, str]) -> None:
    """The part with the footnotes; the library for Word files has no words for it."""
    separators = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    root = parse_xml(f"<w:footnotes {nsdecls('w')}>{separators}</w:footnotes>")
    for number, text in notes.items():
        note = parse_xml(
            f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            f'<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r></w:p></w:footnote>'
        )
        words = note.findall(".//" + qn("w:t"))[0]
        words.text = f" {text}"
        root.append(note)
    blob = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
