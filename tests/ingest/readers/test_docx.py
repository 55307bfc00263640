"""Word documents as Word writes them: styles, lists, notes, changes and text boxes."""

from __future__ import annotations

import datetime

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from index.types import BlockKind
from tests.ingest.readers.word_files import NAMESPACES, add, add_notes, blocks, kinds, mark, read, run, table

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
FOOTNOTE = BlockKind.FOOTNOTE


@pytest.fixture
def document():
    return docx.Document()


def test_heading_styles_give_levels(document, tmp_path):
    document.add_heading("Jaarplan 2026", 0)
    document.add_heading("Ons werk", 1)
    document.add_heading("Gezinnen", 2)
    document.add_paragraph("Wij helpen gezinnen met jonge kinderen.")
    document.add_heading("Diep", 9)
    result = read(document, tmp_path)
    assert [(b.kind, b.text, b.level) for b in result.pages[0].blocks] == [
        (HEADING, "Jaarplan 2026", 1),
        (HEADING, "Ons werk", 1),
        (HEADING, "Gezinnen", 2),
        (PARAGRAPH, "Wij helpen gezinnen met jonge kinderen.", 0),
        (HEADING, "Diep", 9),
    ]
    assert not result.paged


def test_headings_by_dutch_name_by_parent_and_by_outline_level(document, tmp_path):
    document.styles.add_style("Kop 3", WD_STYLE_TYPE.PARAGRAPH)
    derived = document.styles.add_style("Hoofdstuk zorg", WD_STYLE_TYPE.PARAGRAPH)
    derived.base_style = document.styles["Heading 2"]
    document.add_paragraph("Met Nederlandse naam", style="Kop 3")
    document.add_paragraph("Van een ander gemaakt", style="Hoofdstuk zorg")
    add(document, run("Met eigen niveau"), properties='<w:outlineLvl w:val="3"/>')
    add(document, run("Gewone tekst"), properties='<w:outlineLvl w:val="9"/>')
    assert [block.level for block in blocks(document, tmp_path)] == [3, 2, 4, 0]


def test_styles_in_a_circle_end(document, tmp_path):
    first = document.styles.add_style("Een", WD_STYLE_TYPE.PARAGRAPH)
    second = document.styles.add_style("Twee", WD_STYLE_TYPE.PARAGRAPH)
    first.base_style, second.base_style = second, first
    document.add_paragraph("Gewone tekst in een rare stijl.", style="Een")
    assert kinds(document, tmp_path) == [(PARAGRAPH, "Gewone tekst in een rare stijl.")]


def test_lists_by_style_and_by_numbering(document, tmp_path):
    document.add_paragraph("meer tijd", style="List Bullet")
    document.add_paragraph("minder regels", style="List Number")
    add(document, run("zelf genummerd"), properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    off = '<w:pStyle w:val="ListBullet"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    add(document, run("uit de lijst gehaald"), properties=off)
    add(
        document,
        run("Genummerde kop"),
        properties='<w:pStyle w:val="Heading1"/><w:numPr><w:numId w:val="1"/></w:numPr>',
    )
    assert [kind for kind, _ in kinds(document, tmp_path)] == [ITEM, ITEM, ITEM, PARAGRAPH, HEADING]


def test_a_table_of_contents_is_left_out(document, tmp_path):
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Ons werk\t3", style="toc 1")
    document.add_heading("Ons werk", 1)
    result = read(document, tmp_path)
    assert [block.text for block in result.pages[0].blocks] == ["Ons werk"]
    assert result.counts["removed_contents"] == 1


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_come_behind_the_paragraph_that_names_them(document, tmp_path, kind):
    note = f"<w:p><w:r><w:{kind}Ref/></w:r>{run(' Bron: CBS,')}</w:p><w:p>{run('tabel 3.')}</w:p>"
    add_notes(document, kind, {-1: "<w:p/>", 2: note})
    add(document, run("De wachttijd is zes weken"), f'<w:r><w:{kind}Reference w:id="2"/></w:r>', run(" of meer."))
    document.add_paragraph("Daarna volgt een gesprek.")
    assert kinds(document, tmp_path) == [
        (PARAGRAPH, "De wachttijd is zes weken of meer."),
        (FOOTNOTE, "Bron: CBS, tabel 3."),
        (PARAGRAPH, "Daarna volgt een gesprek."),
    ]


def test_tracked_changes_count_as_accepted(document, tmp_path):
    who = 'w:id="1" w:author="Anna" w:date="2026-01-01T00:00:00Z"'
    gone = '<w:r><w:delText xml:space="preserve">twaalf </w:delText></w:r>'
    add(
        document,
        run("Er zijn "),
        f"<w:del {who}>{gone}</w:del>",
        f"<w:ins {who}>{run('veertien ')}</w:ins>",
        run("teams."),
    )
    add(document, f"<w:moveFrom {who}>{run('Verplaatste zin.')}</w:moveFrom>")
    add(document, run("Deze alinea gaat "), properties=f"<w:rPr><w:del {who}/></w:rPr>")
    add(document, run("gewoon verder."))
    add(document, f"<w:moveTo {who}>{run('Verplaatste zin.')}</w:moveTo>")
    made = table(document, [["Jaar", "Aantal"], ["2020", "10"], ["2021", "12"]], header=True)
    mark(made.rows[1], f"<w:del {{}} {who}/>")
    assert [text for _, text in kinds(document, tmp_path)] == [
        "Er zijn veertien teams.",
        "Deze alinea gaat gewoon verder.",
        "Verplaatste zin.",
        "Jaar | Aantal",
        "2021 | 12",
    ]


def test_comments_codes_and_hidden_words_are_left_out(document, tmp_path):
    paragraph = document.add_paragraph("Zie het ")
    document.add_comment(paragraph.add_run("werkproces"), text="Klopt dit wel?", author="Anna")
    paragraph.add_run(" geheim").font.hidden = True
    paragraph.add_run(" van")
    paragraph.add_run(" ons team.").font.hidden = False
    code = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>REF _Ref1 \\h</w:instrText></w:r>"
    shown = "<w:r><w:fldChar w:fldCharType='separate'/></w:r>" + run("hoofdstuk 2")
    add(document, run("Meer in "), code, shown, "<w:r><w:fldChar w:fldCharType='end'/></w:r>", run("."))
    result = read(document, tmp_path)
    assert [block.text for block in result.pages[0].blocks] == [
        "Zie het werkproces van ons team.",
        "Meer in hoofdstuk 2.",
    ]
    assert result.counts["hidden_words"] == 1


def test_signs_inside_a_run_become_text(document, tmp_path):
    signs = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>ouder</w:t><w:noBreakHyphen/><w:t>kind</w:t>"
    add(
        document,
        signs + "<w:softHyphen/><w:t>groep</w:t></w:r>",
        f'<w:hyperlink w:anchor="x">{run(" link")}</w:hyperlink>',
    )
    assert kinds(document, tmp_path) == [(PARAGRAPH, "a b ouder-kindgroep link")]


def test_a_text_box_is_read_once_behind_its_paragraph(document, tmp_path):
    box = f"<w:txbxContent><w:p>{run('Let op: bel eerst.')}</w:p></w:txbxContent>"
    shape = f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
    new = f"<mc:Choice Requires='wps'><w:drawing><wp:inline>{shape}</wp:inline></w:drawing></mc:Choice>"
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    both = f"<mc:AlternateContent>{new}<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    add(document, run("De intake duurt "), f"<w:r>{both}</w:r>", run("een uur."))
    add(document, run("Ouder"), f"<w:r>{old}</w:r>")
    assert [text for _, text in kinds(document, tmp_path)] == [
        "De intake duurt een uur.",
        "Let op: bel eerst.",
        "Ouder",
        "Let op: bel eerst.",
    ]


def test_content_controls_are_read_through(document, tmp_path):
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias w:val='Naam'/></w:sdtPr><w:sdtContent>{{}}</w:sdtContent></w:sdt>"
    )
    body = document.element.body
    body.insert(0, parse_xml(control.format(f"<w:p>{run('Een ingevuld veld.')}</w:p>")))
    add(document, run("Team: "), control.format(run("Noord")))
    assert [text for _, text in kinds(document, tmp_path)] == ["Een ingevuld veld.", "Team: Noord"]


def test_headers_count_only_where_there_is_nothing_else(document, tmp_path):
    document.sections[0].header.paragraphs[0].text = "Stichting Dichtbij"
    assert kinds(document, tmp_path) == [(PARAGRAPH, "Stichting Dichtbij")]
    document.add_paragraph("Eigen tekst.")
    result = read(document, tmp_path)
    assert [block.text for block in result.pages[0].blocks] == ["Eigen tekst."]
    assert result.counts["removed_headers"] == 1


def test_properties_are_those_that_are_filled_in(document, tmp_path):
    properties = document.core_properties
    properties.title, properties.author, properties.keywords = "Jaarplan 2026", "Stichting Dichtbij", ""
    properties.created = datetime.datetime(2026, 1, 15, 9, 30)
    document.add_paragraph("Tekst.")
    found = read(document, tmp_path).properties
    assert (found["title"], found["author"], found["created"][:10]) == (
        "Jaarplan 2026",
        "Stichting Dichtbij",
        "2026-01-15",
    )
    assert "keywords" not in found


def test_words_that_a_style_hides_are_left_out(document, tmp_path):
    hidden = document.styles.add_style("Verborgen", WD_STYLE_TYPE.CHARACTER)
    hidden.font.hidden = True
    whole = document.styles.add_style("Notitie", WD_STYLE_TYPE.PARAGRAPH)
    whole.font.hidden = True
    shown = document.styles.add_style("Toch zichtbaar", WD_STYLE_TYPE.PARAGRAPH)
    shown.base_style, shown.font.hidden = whole, False
    paragraph = document.add_paragraph("Bel ")
    paragraph.add_run("nooit ", style="Verborgen")
    paragraph.add_run("altijd", style="Verborgen").font.hidden = False
    paragraph.add_run(" terug.")
    document.add_paragraph("Alleen voor de schrijver.", style="Notitie")
    document.add_paragraph("Voor iedereen.", style="Toch zichtbaar")
    result = read(document, tmp_path)
    assert [block.text for block in result.pages[0].blocks] == ["Bel altijd terug.", "Voor iedereen."]
    assert result.counts["hidden_words"] == 2


@pytest.mark.parametrize("name", ["TOC Heading", "table of figures", "index 1"])
def test_lists_that_word_makes_itself_are_left_out(document, tmp_path, name):
    if name not in document.styles:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Wachttijd per buurt\t12", style=name)
    document.add_paragraph("De wachttijd daalt.")
    assert kinds(document, tmp_path) == [(PARAGRAPH, "De wachttijd daalt.")]


def test_a_contents_field_in_a_content_control_is_left_out(document, tmp_path):
    document.styles.add_style("toc 2", WD_STYLE_TYPE.PARAGRAPH)
    entry = (
        '<w:p><w:pPr><w:pStyle w:val="toc2"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>TOC</w:instrText></w:r><w:hyperlink w:anchor='_Toc1'>{run('Doelen 3')}</w:hyperlink></w:p>"
    )
    control = f"<w:sdt {NAMESPACES}><w:sdtContent>{entry}</w:sdtContent></w:sdt>"
    document.element.body.insert(0, parse_xml(control))
    document.add_heading("Doelen", 1)
    assert [style.style_id for style in document.styles if style.name == "toc 2"] == ["toc2"]
    assert kinds(document, tmp_path) == [(HEADING, "Doelen")]


def field(code: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{code}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_of_a_field_in_the_code_of_another_only_the_outer_result_is_shown(document, tmp_path):
    code = "<w:r><w:instrText>{}</w:instrText></w:r>"
    inner = field(code.format("MERGEFIELD Soort"), "jeugd")
    add(document, run("Voor "), field(code.format("IF ") + inner + code.format(' = "jeugd"'), "gezinnen"), run("."))
    add(document, run("Zie "), field(code.format("REF _Ref1 \\r"), "artikel 5"), run(", p. "), inner)
    add(document, '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', run("Begonnen en nooit af."))
    add(document, '<w:r><w:fldChar w:fldCharType="end"/></w:r>', run("Elders begonnen."))
    assert [text for _, text in kinds(document, tmp_path)] == [
        "Voor gezinnen.",
        "Zie artikel 5, p. jeugd",
        "Begonnen en nooit af.",
        "Elders begonnen.",
    ]


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("<m:f><m:fPr/><m:num>{1}</m:num><m:den>{2}</m:den></m:f>", "1/2"),
        ("<m:f><m:num>{a+b}</m:num><m:den>{2,5}</m:den></m:f>", "(a+b)/2,5"),
        ("<m:sSup><m:e>{m}</m:e><m:sup>{2}</m:sup></m:sSup>", "m^2"),
        ("<m:sSub><m:e>{x}</m:e><m:sub>{i}</m:sub></m:sSub>", "x_i"),
        ("<m:sSubSup><m:e>{x}</m:e><m:sub>{i}</m:sub><m:sup>{2}</m:sup></m:sSubSup>", "x_i^2"),
        ("<m:rad><m:deg/><m:e>{9}</m:e></m:rad>", "√(9)"),
        ("<m:d><m:e>{a}</m:e></m:d>", "(a)"),
        ('<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val=""/></m:dPr><m:e>{a}</m:e></m:d>', "[a"),
        (
            '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{i=1}</m:sub><m:sup/><m:e>{x}</m:e></m:nary>',
            "∑_(i=1) x",
        ),
        ("{a}<w:del><m:r><m:t>b</m:t></m:r></w:del>{=c}", "a=c"),
    ],
)
def test_a_formula_says_what_it_says_on_one_line(document, tmp_path, inside, shown):
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    signs = inside.replace("{", "<m:r><w:rPr/><m:t>").replace("}", "</m:t></m:r>")
    add(document, run("Norm: "), f"<m:oMath {math}>{signs}</m:oMath>", run(" per team."))
    assert kinds(document, tmp_path) == [(PARAGRAPH, f"Norm: {shown} per team.")]


def test_old_word_art_is_words(document, tmp_path):
    add(document, run("Plan"), '<w:r><w:pict><v:shape><v:textpath string="Op tijd erbij"/></v:shape></w:pict></w:r>')
    assert kinds(document, tmp_path) == [(PARAGRAPH, "Plan Op tijd erbij")]


@pytest.mark.parametrize("inside", ["<w:p>{}</w:p>", "{}"])
def test_a_document_that_is_kept_elsewhere_is_told_of(document, tmp_path, inside):
    document.add_paragraph("Hoofdstuk 1 staat in een eigen bestand.")
    part = inside.format("<w:subDoc/>")
    document.element.body.insert(0, parse_xml(f"<w:sdt {NAMESPACES}><w:sdtContent>{part}</w:sdtContent></w:sdt>"))
    assert [warning.code for warning in read(document, tmp_path).warnings] == ["INGEVOEGD_BESTAND"]


def test_the_titles_of_a_chart_are_words(document, tmp_path):
    title = "<c:title><c:tx><c:rich><a:p><a:r><a:t>{}</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    names = f'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" {nsdecls("a", "r")}'
    inside = title.format("Wachttijd per wijk") + f"<c:valAx>{title.format('weken')}</c:valAx><c:title/>"
    chart = f"<c:chartSpace {names}><c:chart>{inside}</c:chart></c:chartSpace>"
    part = Part(PackURI("/word/charts/chart1.xml"), "application/xml", chart.encode(), document.part.package)
    key = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    drawing = f'<a:graphic><a:graphicData><c:chart {names} r:id="{key}"/></a:graphicData></a:graphic>'
    add(document, run("Zie de grafiek."), f"<w:r><w:drawing><wp:inline>{drawing}</wp:inline></w:drawing></w:r>")
    result = read(document, tmp_path)
    assert [block.text for block in result.pages[0].blocks] == ["Zie de grafiek.", "Wachttijd per wijk", "weken"]
    assert result.counts["charts"] == 1
