"""What Word shows with a mark of its own: ticked boxes, chosen values, drawings with words, inserted files."""

from __future__ import annotations

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.ingest.readers.word_files import add, kinds, read, run

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"


@pytest.fixture
def document():
    return docx.Document()


def texts(document, tmp_path) -> list[str]:
    return [text for _, text in kinds(document, tmp_path)]


def sym(font: str, char: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


def form(inner: str) -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inner}</w:ffData></w:fldChar></w:r>'
    return f'{begin}<w:r><w:instrText> FORM </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


def part(document, name: str, kind: str, data: str) -> str:
    made = Part(PackURI(name), "application/xml", data.encode(), document.part.package)
    return document.part.relate_to(made, f"{RELATIONS}/{kind}")


def test_check_marks_are_read(document, tmp_path):
    add(document, run("Akkoord: ja "), sym("Wingdings", "F0FE"), run(" nee "), sym("Wingdings", "F0A8"))
    add(document, run("Eens "), sym("Wingdings", "F0FC"), sym("Wingdings 2", "0052"), run(" oneens "), sym("X", "2610"))
    add(document, run("kosten "), sym("Symbol", "F0A3"), run(" 500 euro"), sym("Wingdings", "F04A"))
    assert texts(document, tmp_path) == ["Akkoord: ja ☑ nee ☐", "Eens ✓☑ oneens ☐", "kosten ≤ 500 euro"]


def test_greek_letters_of_the_old_font_are_letters_and_nonsense_is_nothing(document, tmp_path):
    add(
        document, run("Maat "), sym("Symbol", "F062"), run(" en "), sym("Symbol", "0044"), sym("Symbol", "zz"), run(".")
    )
    assert texts(document, tmp_path) == ["Maat β en Δ."]


def test_what_was_filled_in_on_a_form_is_read(document, tmp_path):
    entries = '<w:listEntry w:val="afwijzing"/><w:listEntry w:val="toekenning"/>'
    add(document, run("Besluit: "), form(f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>'))
    add(document, run("Besluit: "), form(f"<w:ddList>{entries}</w:ddList>"))
    add(document, run("Spoed "), form('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'))
    add(document, run("Spoed "), form('<w:checkBox><w:default w:val="0"/></w:checkBox>'))
    assert texts(document, tmp_path) == ["Besluit: toekenning", "Besluit: afwijzing", "Spoed ☒", "Spoed ☐"]


def test_the_words_of_smart_art_are_read(document, tmp_path):
    point = "<dgm:pt><dgm:t><a:p><a:r><a:t>Stap 1: aanmelden bij het wijkteam</a:t></a:r></a:p></dgm:t></dgm:pt>"
    model = f'<dgm:dataModel xmlns:dgm="{DIAGRAM}" {nsdecls("a")}><dgm:ptLst>{point}</dgm:ptLst></dgm:dataModel>'
    key = part(document, "/word/diagrams/data1.xml", "diagramData", model)
    ids = f'<dgm:relIds xmlns:dgm="{DIAGRAM}" xmlns:r="{RELATIONS}" r:dm="{key}"/>'
    graphic = f"<a:graphic><a:graphicData>{ids}</a:graphicData></a:graphic>"
    add(document, run("Zo gaat het."), f"<w:r><w:drawing><wp:inline>{graphic}</wp:inline></w:drawing></w:r>")
    assert texts(document, tmp_path) == ["Zo gaat het.", "Stap 1: aanmelden bij het wijkteam"]


def test_an_inserted_file_is_told_of(document, tmp_path):
    add(document, run("Inleiding van het plan."))
    assert not read(document, tmp_path).warnings
    key = part(document, "/word/afchunk.html", "aFChunk", "<html><body><p>Artikel 2</p></body></html>")
    document.element.body.insert(1, parse_xml(f'<w:altChunk {nsdecls("w", "r")} r:id="{key}"/>'))
    assert [warned.code for warned in read(document, tmp_path).warnings] == ["INGEVOEGD_BESTAND"]
