"""The numbers that Word shows before headings and paragraphs, though they are no text of the document."""

from __future__ import annotations

import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from index.types import BlockKind
from ingest.limits import Limits
from ingest.readers.docx import read_docx
from tests.ingest.readers.word_files import NAMESPACES, add, blocks, mark, read, run, table

CHANGE = 'w:id="1" w:author="Anna" w:date="2026-01-01T00:00:00Z"'


@pytest.fixture
def document():
    return docx.Document()


def lvl(number: int, text: str, kind: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def num(number: int, abstract: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'


def override(level: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def numbering(document, *definitions: str) -> None:
    """Make these the lists of the document."""
    root = document.part.numbering_part._element
    for child in list(root):
        root.remove(child)
    made = parse_xml(f"<w:numbering {nsdecls('w')}>{''.join(definitions)}</w:numbering>")
    for child in list(made):
        root.append(child)


def in_list(number: int | str, level: int | None = 0) -> str:
    at = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return f'<w:numPr>{at}<w:numId w:val="{number}"/></w:numPr>'


def item(document, text: str, number: int = 1, level: int = 0, more: str = "") -> None:
    add(document, run(text), properties=in_list(number, level) + more)


def in_style(document, name: str, properties: str) -> None:
    document.styles[name].element.get_or_add_pPr().append(parse_xml(f"<w:numPr {nsdecls('w')}>{properties}</w:numPr>"))


def texts(document, tmp_path) -> list[str]:
    return [block.text for block in blocks(document, tmp_path)]


def test_an_article_has_its_number_before_its_title(document, tmp_path):
    levels = lvl(0, "Hoofdstuk %1 –", "upperRoman"), lvl(1, "Artikel %2", more='<w:suff w:val="space"/>')
    numbering(document, abstract(0, *levels), num(1, 0))
    in_style(document, "Heading 1", '<w:numId w:val="1"/>')
    in_style(document, "Heading 2", '<w:ilvl w:val="1"/><w:numId w:val="1"/>')
    document.add_heading("Algemeen", 1)
    document.add_heading("Begripsbepalingen", 2)
    document.add_heading("Reikwijdte", 2)
    found = blocks(document, tmp_path)
    assert [(block.kind, block.text, block.level) for block in found] == [
        (BlockKind.HEADING, "Hoofdstuk I – Algemeen", 1),
        (BlockKind.HEADING, "Artikel 1 Begripsbepalingen", 2),
        (BlockKind.HEADING, "Artikel 2 Reikwijdte", 2),
    ]


def test_a_level_may_name_its_style_and_list_and_level_come_from_different_styles(document, tmp_path):
    named = [lvl(n, "%1.%2.%3"[: 3 * n + 2], more=f'<w:pStyle w:val="Heading{n + 1}"/>') for n in range(2)]
    numbering(document, abstract(0, *named, lvl(2, "%1.%2.%3")), num(1, 0))
    in_style(document, "Heading 1", '<w:numId w:val="1"/>')
    in_style(document, "Heading 2", '<w:numId w:val="1"/>')
    document.styles["Heading 3"].base_style = document.styles["Heading 2"]
    in_style(document, "Heading 3", '<w:ilvl w:val="2"/>')
    document.styles.add_style("Eigen kop", 1).base_style = document.styles["Heading 2"]
    document.add_heading("Zorg", 1)
    document.add_heading("Thuis", 2)
    document.add_paragraph("Op school", style="Eigen kop")
    add(document, run("Zonder nummer"), properties=f'<w:pStyle w:val="Heading2"/>{in_list(0, None)}')
    document.add_heading("Buiten", 2)
    assert texts(document, tmp_path) == ["1 Zorg", "1.1 Thuis", "1.2 Op school", "Zonder nummer", "1.3 Buiten"]


def test_a_level_of_a_style_made_from_a_numbered_one(document, tmp_path):
    numbering(document, abstract(0, lvl(0, "%1"), lvl(1, "%1.%2")), num(1, 0))
    in_style(document, "Heading 1", '<w:numId w:val="1"/>')
    document.styles["Heading 2"].base_style = document.styles["Heading 1"]
    in_style(document, "Heading 2", '<w:ilvl w:val="1"/>')
    document.add_heading("Zorg", 1)
    document.add_heading("Thuis", 2)
    assert texts(document, tmp_path) == ["1 Zorg", "1.1 Thuis"]


def test_levels_begin_anew_below_a_higher_one(document, tmp_path):
    numbering(
        document, abstract(0, lvl(0, "%1."), lvl(1, "%2)", "lowerLetter"), lvl(2, "%3.", "lowerRoman")), num(1, 0)
    )
    for text, level in [("a", 0), ("b", 1), ("c", 1), ("d", 2), ("e", 0), ("f", 1), ("g", 2), ("h", 2)]:
        item(document, text, level=level)
    found = blocks(document, tmp_path)
    assert [block.text for block in found] == ["1. a", "a) b", "b) c", "i. d", "2. e", "a) f", "i. g", "ii. h"]
    assert {block.kind for block in found} == {BlockKind.LIST_ITEM}


def test_what_decides_whether_a_level_begins_anew(document, tmp_path):
    never, after_first = (f'<w:lvlRestart w:val="{value}"/>' for value in (0, 1))
    levels = lvl(0, "%1."), lvl(1, "%2)", more=never), lvl(2, "%3*", more=after_first)
    numbering(document, abstract(0, *levels), num(1, 0))
    for text, level in [("a", 0), ("b", 1), ("c", 2), ("d", 1), ("e", 2), ("f", 0), ("g", 1), ("h", 2)]:
        item(document, text, level=level)
    assert texts(document, tmp_path) == ["1. a", "1) b", "1* c", "2) d", "2* e", "2. f", "3) g", "1* h"]


def test_lists_of_one_kind_count_on_unless_one_says_where_it_begins(document, tmp_path):
    numbering(document, abstract(0, lvl(0, "%1.")), num(1, 0), num(2, 0), num(3, 0, override(0, 5)))
    for text, number in [("a", 1), ("b", 2), ("c", 3), ("d", 3), ("e", 1)]:
        item(document, text, number)
    assert texts(document, tmp_path) == ["1. a", "2. b", "5. c", "6. d", "7. e"]


def test_a_list_may_write_a_level_in_its_own_way(document, tmp_path):
    own = f'<w:lvlOverride w:ilvl="0">{lvl(0, "Stap %1:", start=3)}</w:lvlOverride>'
    numbering(document, abstract(0, lvl(0, "%1.")), num(1, 0, own))
    item(document, "Bel.")
    assert texts(document, tmp_path) == ["Stap 3: Bel."]


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        (lvl(0, "%1", "decimalZero", 9), ["09 a", "10 b"]),
        (lvl(0, "%1", "ordinal"), ["1e a", "2e b"]),
        (lvl(0, "(%1)", "upperLetter", 26), ["(Z) a", "(AA) b"]),
        (lvl(0, "%1.", "lowerLetter", 28), ["bb. a", "cc. b"]),
        (lvl(0, "%1.", "lowerRoman", 1999), ["mcmxcix. a", "mm. b"]),
        (lvl(0, "%1.", "upperLetter", 99_999_999), ["99999999. a", "100000000. b"]),
        (lvl(0, "•", "bullet"), ["a", "b"]),
        (lvl(0, "Let op:", "none"), ["Let op: a", "Let op: b"]),
        (lvl(0, ""), ["a", "b"]),
        (lvl(0, "%1. ", more='<w:suff w:val="nothing"/>'), ["1. a", "2. b"]),
        (lvl(0, "%1-", more='<w:suff w:val="nothing"/>'), ["1-a", "2-b"]),
        (lvl(0, "%1.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>"), ["a", "b"]),
        (lvl(0, "%1.%2"), ["1. a", "2. b"]),
    ],
)
def test_ways_to_write_a_number(document, tmp_path, level, shown):
    numbering(document, abstract(0, level), num(1, 0))
    item(document, "a")
    item(document, "b")
    assert texts(document, tmp_path) == shown


def test_numbers_with_zeros_of_newer_versions(document, tmp_path):
    choice = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    level = lvl(0, "B%1").replace('<w:numFmt w:val="decimal"/>', choice)
    numbering(document, abstract(0, level), num(1, 0))
    item(document, "Bewijs")
    assert texts(document, tmp_path) == ["B001 Bewijs"]


def test_legal_numbers_are_decimal_and_a_level_that_was_skipped_has_its_beginning(document, tmp_path):
    levels = lvl(0, "%1.", "upperRoman", 4), lvl(1, "%1.%2"), lvl(2, "%1.%2", more="<w:isLgl/>")
    numbering(document, abstract(0, *levels), num(1, 0))
    for text, level in [("a", 1), ("b", 2), ("c", 0)]:
        item(document, text, level=level)
    assert texts(document, tmp_path) == ["IV.1 a", "4.1 b", "IV. c"]


def test_the_list_of_a_list_style(document, tmp_path):
    owner = abstract(0, lvl(0, "Lid %1."), more='<w:styleLink w:val="Leden"/>')
    user = abstract(1, more='<w:numStyleLink w:val="Leden"/>')
    numbering(document, owner, user, num(1, 0), num(2, 1))
    item(document, "Het college besluit.", 2)
    assert texts(document, tmp_path) == ["Lid 1. Het college besluit."]


def test_numbers_in_a_table_count_with_those_around_it(document, tmp_path):
    numbering(document, abstract(0, lvl(0, "%1.")), num(1, 0))
    item(document, "Eerst")
    made = table(document, [["Stap", "Wie"], ["Bellen", "Team"], ["Weg", "Weg"], ["Mailen", "Team"]], header=True)
    for row in made.rows[1:]:
        row.cells[0].paragraphs[0]._p.get_or_add_pPr().append(
            parse_xml(in_list(1).replace(">", f" {nsdecls('w')}>", 1))
        )
    mark(made.rows[2], f"<w:del {{}} {CHANGE}/>")
    item(document, "Daarna")
    assert texts(document, tmp_path) == ["1. Eerst", "Stap | Wie", "2. Bellen | Team", "3. Mailen | Team", "4. Daarna"]


def test_what_was_taken_out_has_no_number_and_what_was_made_one_has_one(document, tmp_path):
    numbering(document, abstract(0, lvl(0, "%1.")), num(1, 0))
    gone = f"<w:del {CHANGE}><w:r><w:delText>Weg.</w:delText></w:r></w:del>"
    taken_out, moved = (f"<w:rPr><w:{kind} {CHANGE}/></w:rPr>" for kind in ("del", "moveFrom"))
    item(document, "Blijft.")
    add(document, gone, properties=in_list(1) + taken_out)
    add(document, f"<w:moveFrom {CHANGE}>{run('Verplaatst.')}</w:moveFrom>", properties=in_list(1) + moved)
    item(document, "Begint hier", more=taken_out)
    item(document, " en eindigt hier.")
    item(document, "Laatste.")
    assert texts(document, tmp_path) == ["1. Blijft.", "2. Begint hier en eindigt hier.", "3. Laatste."]


def test_paragraphs_without_words_count_but_only_a_name_stands_alone(document, tmp_path):
    numbering(document, abstract(0, lvl(0, "%1.")), abstract(1, lvl(0, "Artikel %1")), num(1, 0), num(2, 1))
    item(document, "Een")
    item(document, "")
    item(document, "Drie")
    item(document, "", 2)
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Geheim</w:t></w:r>"
    add(document, hidden, properties=in_list(1))
    item(document, "Vier")
    assert texts(document, tmp_path) == ["1. Een", "3. Drie", "Artikel 1", "4. Vier"]


def test_a_text_box_counts_by_itself(document, tmp_path):
    numbering(document, abstract(0, lvl(0, "%1.")), num(1, 0))
    inside = f"<w:p><w:pPr>{in_list(1)}</w:pPr>{run('In het kader')}</w:p>"
    box = f"<w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>"
    item(document, "Een")
    add(document, run("Twee"), f"<w:r>{box}</w:r>", properties=in_list(1))
    item(document, "Drie")
    assert texts(document, tmp_path) == ["1. Een", "2. Twee", "1. In het kader", "3. Drie"]


def test_lists_in_content_controls_count(document, tmp_path):
    numbering(document, abstract(0, lvl(0, "%1.")), num(1, 0))
    inside = f"<w:p><w:pPr>{in_list(1)}</w:pPr>{run('Ingevuld')}</w:p>"
    document.element.body.insert(0, parse_xml(f"<w:sdt {NAMESPACES}><w:sdtContent>{inside}</w:sdtContent></w:sdt>"))
    item(document, "Getypt")
    assert texts(document, tmp_path) == ["1. Ingevuld", "2. Getypt"]


def test_a_number_that_cannot_be_written_is_left_out_and_told(document, tmp_path):
    numbering(document, abstract(0, lvl(0, "Artikel %1", "cardinalText"), lvl(1, "%1.%2")), num(1, 0))
    item(document, "Begrippen")
    item(document, "Inwoner", level=1)
    result = read(document, tmp_path)
    assert [block.text for block in result.pages[0].blocks] == ["Begrippen", "Inwoner"]
    assert [warning.code for warning in result.warnings] == ["NUMMERS_ONTBREKEN"]


@pytest.mark.parametrize("part", [b"<w:numbering", b"", b"<a/>"], ids=["broken", "empty", "something else"])
def test_a_broken_list_of_numbers_costs_the_numbers_only(document, tmp_path, part):
    item(document, "Bel de ouder.")
    whole, broken = tmp_path / "heel.docx", tmp_path / "stuk.docx"
    document.save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, part if name == "word/numbering.xml" else old.read(name))
    result = read_docx(broken, Limits())
    assert [block.text for block in result.pages[0].blocks] == ["Bel de ouder."]
    assert [warning.code for warning in result.warnings] == ([] if part == b"<a/>" else ["NUMMERS_ONTBREKEN"])


@pytest.mark.parametrize("strange", ["x", "-1", "99999999999999999999", "12"])
def test_numbers_of_lists_and_levels_that_cannot_be(document, tmp_path, strange):
    numbering(document, abstract(0, lvl(0, "%1.")), num(1, 0, f'<w:lvlOverride w:ilvl="{strange}"/>'))
    add(document, run("Een"), properties=f'<w:numPr><w:ilvl w:val="{strange}"/><w:numId w:val="1"/></w:numPr>')
    add(document, run("Twee"), properties=in_list(strange))
    assert [text[-4:].strip(". ") for text in texts(document, tmp_path)] == ["Een", "Twee"]
