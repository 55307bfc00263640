"""Presentations: a slide is a page, with its title, what stands on it in reading order, and its notes."""

from __future__ import annotations

import copy

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Cm

from index.errors import ReadError
from index.types import BlockKind, ReadResult
from ingest.limits import Limits
from ingest.readers.pptx import read_pptx

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
ROW, NOTE = BlockKind.TABLE_ROW, BlockKind.NOTE
TITLE_SLIDE, TITLE_AND_TEXT, TITLE_ONLY, EMPTY = 0, 1, 5, 6


@pytest.fixture
def deck():
    return pptx.Presentation()


def slide(deck, layout: int, title: str = ""):
    made = deck.slides.add_slide(deck.slide_layouts[layout])
    if title:
        made.shapes.title.text = title
    return made


def box(shapes, left: float, top: float, text: str):
    made = shapes.add_textbox(Cm(left), Cm(top), Cm(6), Cm(1))
    made.text_frame.text = text
    return made


def read(deck, tmp_path, limits: Limits | None = None) -> ReadResult:
    path = tmp_path / "inwerkgids.pptx"
    deck.save(path)
    return read_pptx(path, limits or Limits())


def kinds(result: ReadResult, page: int = 1) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in result.pages[page - 1].blocks]


def test_a_slide_is_a_page_with_its_title_and_its_bullets(deck, tmp_path):
    first = slide(deck, TITLE_SLIDE, "Welkom bij\vStichting Dichtbij")
    first.placeholders[1].text = "Voor nieuwe collega’s"
    second = slide(deck, TITLE_AND_TEXT, "Je eerste week")
    second.placeholders[1].text = "laptop ophalen\nkennismaken met coördinator Daniëlle"
    result = read(deck, tmp_path)
    assert result.paged
    assert [(page.number, page.label) for page in result.pages] == [(1, None), (2, None)]
    assert kinds(result) == [(HEADING, "Welkom bij Stichting Dichtbij"), (PARAGRAPH, "Voor nieuwe collega’s")]
    assert kinds(result, 2) == [
        (HEADING, "Je eerste week"),
        (ITEM, "laptop ophalen"),
        (ITEM, "kennismaken met coördinator Daniëlle"),
    ]
    assert [block.level for block in result.pages[1].blocks] == [1, 0, 0]


def test_notes_are_marked_as_notes_and_come_last(deck, tmp_path):
    made = slide(deck, TITLE_ONLY, "Rooster")
    made.notes_slide.notes_text_frame.text = "Vertel over de vakanties.\nNoem het ziekmelden."
    box(made.shapes, 2, 5, "Werkdagen van acht uur.")
    assert kinds(read(deck, tmp_path)) == [
        (HEADING, "Rooster"),
        (PARAGRAPH, "Werkdagen van acht uur."),
        (NOTE, "Vertel over de vakanties."),
        (NOTE, "Noem het ziekmelden."),
    ]


@pytest.mark.parametrize("value", ["0", "false"])
def test_a_hidden_slide_is_read_and_named(deck, tmp_path, value):
    slide(deck, TITLE_ONLY, "Voor iedereen")
    hidden = slide(deck, TITLE_ONLY, "Alleen voor het team")
    hidden.element.set("show", value)
    result = read(deck, tmp_path)
    assert kinds(result, 2) == [(HEADING, "Alleen voor het team")]
    (warning,) = result.warnings
    assert (warning.code, warning.page) == ("VERBORGEN_DIA", 2)
    assert warning.message == "Dia 2 is verborgen in de presentatie, maar wel opgenomen."


def test_an_empty_slide_keeps_its_number(deck, tmp_path):
    slide(deck, EMPTY)
    slide(deck, TITLE_ONLY, "Na de foto")
    result = read(deck, tmp_path)
    assert [page.number for page in result.pages] == [1, 2]
    assert kinds(result) == []


def test_shapes_are_read_from_the_top_left_whatever_order_they_were_made_in(deck, tmp_path):
    made = slide(deck, EMPTY)
    box(made.shapes, 2, 12, "Onderaan")
    box(made.shapes, 14, 5.0, "Rechts")
    box(made.shapes, 2, 5.4, "Links")
    group = made.shapes.add_group_shape()
    box(group.shapes, 8, 9, "Tweede in de groep")
    box(group.shapes, 2, 9, "Eerste in de groep")
    texts = [text for _, text in kinds(read(deck, tmp_path))]
    assert texts == ["Links", "Rechts", "Eerste in de groep", "Tweede in de groep", "Onderaan"]


def test_bullets_by_their_own_sign_and_without(deck, tmp_path):
    made = slide(deck, TITLE_AND_TEXT, "Afspraken")
    made.placeholders[1].text = "met punt\nzonder punt"
    second = made.placeholders[1].text_frame.paragraphs[1]._p.get_or_add_pPr()
    second.append(parse_xml(f"<a:buNone {nsdecls('a')}/>"))
    loose = box(made.shapes, 2, 15, "gewoon\nstreepje\nnummer\nplaatje")
    signs = ('buChar {} char="–"', 'buAutoNum {} type="arabicPeriod"', "buBlip {}")
    for paragraph, sign in zip(loose.text_frame.paragraphs[1:], signs, strict=True):
        paragraph._p.get_or_add_pPr().append(parse_xml(f"<a:{sign.format(nsdecls('a'))}/>"))
    assert [kind for kind, _ in kinds(read(deck, tmp_path))] == [HEADING, ITEM, PARAGRAPH, PARAGRAPH, ITEM, ITEM, ITEM]


def test_fields_and_line_breaks_are_words_too(deck, tmp_path):
    made = slide(deck, TITLE_ONLY, "Stand op ")
    field = f'<a:fld {nsdecls("a")} id="{{1}}" type="datetime1"><a:t>1-3-2026</a:t></a:fld>'
    made.shapes.title.text_frame.paragraphs[0]._p.append(parse_xml(field))
    loose = box(made.shapes, 2, 6, "Bijgewerkt op ")
    loose.text_frame.paragraphs[0]._p.append(parse_xml(field))
    loose.text_frame.add_paragraph().text = "eerste\vtweede"
    assert [text for _, text in kinds(read(deck, tmp_path))] == [
        "Stand op 1-3-2026",
        "Bijgewerkt op 1-3-2026",
        "eerste tweede",
    ]


def test_table_cells_know_their_row_and_column(deck, tmp_path):
    rows = [["", "2021", "2022"], ["Gezinnen", "410", "455"], ["", "12", "14"]]
    table = slide(deck, TITLE_ONLY, "Cijfers").shapes.add_table(3, 3, Cm(2), Cm(5), Cm(18), Cm(4)).table
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    table.cell(1, 0).merge(table.cell(2, 0))
    result = read(deck, tmp_path)
    _, header, first, second = result.pages[0].blocks
    assert (header.kind, header.text, header.cells) == (ROW, "2021 | 2022", ())
    assert first.text == "Gezinnen | 410 | 455"
    named = [(b.text[c.start : c.end], c.row, c.column) for b in (first, second) for c in b.cells]
    assert named == [
        ("Gezinnen", "Gezinnen", ""),
        ("410", "Gezinnen", "2021"),
        ("455", "Gezinnen", "2022"),
        ("12", "Gezinnen", "2021"),
        ("14", "Gezinnen", "2022"),
    ]
    assert result.counts == {"tables": 1}


def test_slide_numbers_dates_and_footers_are_no_text(deck, tmp_path):
    made = slide(deck, TITLE_ONLY, "Rooster")
    for place, kind in enumerate(("ftr", "sldNum", "dt")):
        shape = box(made.shapes, 2, 18, f"voet {place}")
        shape._element.nvSpPr.nvPr.append(parse_xml(f'<p:ph {nsdecls("p")} type="{kind}" idx="{20 + place}"/>'))
    result = read(deck, tmp_path)
    assert kinds(result) == [(HEADING, "Rooster")]
    assert result.counts["removed_headers"] == 3


def test_smartart_is_a_list(deck, tmp_path):
    made = slide(deck, TITLE_ONLY, "Route")
    dgm = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    points = "".join(
        f"<dgm:pt><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>" for text in ("Aanmelding", "Intake")
    )
    data = f'<dgm:dataModel xmlns:dgm="{dgm}" {nsdecls("a")}><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>'
    part = Part(PackURI("/ppt/diagrams/data1.xml"), "application/xml", made.part.package, data.encode())
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"
    relation = made.part.relate_to(part, kind)
    frame = (
        f'<p:graphicFrame {nsdecls("p", "a", "r")}><p:nvGraphicFramePr><p:cNvPr id="9" name="d"/><p:cNvGraphicFramePr/>'
        '<p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="3000000"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic>'
        f'<a:graphicData uri="{dgm}"><dgm:relIds xmlns:dgm="{dgm}" r:dm="{relation}"/></a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )
    made.shapes._spTree.append(parse_xml(frame))
    assert kinds(read(deck, tmp_path)) == [(HEADING, "Route"), (ITEM, "Aanmelding"), (ITEM, "Intake")]


def test_charts_are_counted_and_their_titles_read(deck, tmp_path):
    data = CategoryChartData()
    data.categories = ["2021", "2022"]
    data.add_series("Gezinnen", (410, 455))
    made = slide(deck, EMPTY).shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Cm(2), Cm(5), Cm(9), Cm(6), data)
    made.chart.chart_title.text_frame.text = "Gezinnen per jaar"
    made.chart.value_axis.axis_title.text_frame.text = "aantal"
    result = read(deck, tmp_path)
    assert result.counts == {"charts": 1}
    assert kinds(result) == [(PARAGRAPH, "Gezinnen per jaar"), (PARAGRAPH, "aantal")]


def test_properties(deck, tmp_path):
    deck.core_properties.title, deck.core_properties.author = "Inwerkgids", "Stichting Dichtbij"
    slide(deck, TITLE_ONLY, "Welkom")
    properties = read(deck, tmp_path).properties
    assert (properties["title"], properties["author"]) == ("Inwerkgids", "Stichting Dichtbij")


def test_too_many_slides_are_refused(deck, tmp_path):
    for _ in range(3):
        slide(deck, EMPTY)
    with pytest.raises(ReadError, match="heeft 3 pagina's en Bronwijzer leest er hoogstens 2") as failed:
        read(deck, tmp_path, Limits(pages=2))
    assert failed.value.code == "TEVEEL_PAGINAS"


def test_a_shape_in_two_forms_is_read_once(deck, tmp_path):
    made = slide(deck, TITLE_ONLY, "Rekenen")
    shape = box(made.shapes, 2, 4, "De som staat hier.")._element
    parent = shape.getparent()
    place = parent.index(shape)
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = parse_xml(f'<mc:AlternateContent {space}><mc:Choice Requires="a14"/><mc:Fallback/></mc:AlternateContent>')
    old = copy.deepcopy(shape)
    both[0].append(shape)
    both[1].append(old)
    parent.insert(place, both)
    assert kinds(read(deck, tmp_path)) == [(HEADING, "Rekenen"), (PARAGRAPH, "De som staat hier.")]


def test_a_shape_that_is_switched_off_is_no_text(deck, tmp_path):
    made = slide(deck, TITLE_ONLY, "Rooster")
    box(made.shapes, 2, 4, "Oude tekst")._element.nvSpPr.cNvPr.set("hidden", "1")
    box(made.shapes, 2, 6, "Nieuwe tekst")
    result = read(deck, tmp_path)
    assert kinds(result) == [(HEADING, "Rooster"), (PARAGRAPH, "Nieuwe tekst")]
    assert result.counts["hidden_shapes"] == 1


def test_numbers_that_powerpoint_writes_itself(deck, tmp_path):
    frame = slide(deck, TITLE_AND_TEXT, "Stappen").placeholders[1].text_frame
    lines = [
        ("arabicPeriod", 0, "bel"), ("alphaLcParenR", 1, "eerst"), ("alphaLcParenR", 1, "dan"), ("arabicPeriod", 0, ""),
        ("arabicPeriod", 0, "mail"), ("", 0, "punt"), ("arabicPeriod", 0, "opnieuw"),
        ('romanUcParenBoth" startAt="4', 0, "vier"), ("arabicPlain", 0, "los"), ("ea1JpnKorPlain", 0, "vreemd"),
    ]  # fmt: skip
    frame.text = "\n".join(text for _, _, text in lines)
    for paragraph, (kind, level, _) in zip(frame.paragraphs, lines, strict=True):
        properties = paragraph._p.get_or_add_pPr()
        properties.set("lvl", str(level))
        if kind:
            properties.append(parse_xml(f'<a:buAutoNum {nsdecls("a")} type="{kind}"/>'))
    assert kinds(read(deck, tmp_path))[1:] == [
        (ITEM, "1. bel"), (ITEM, "a) eerst"), (ITEM, "b) dan"), (ITEM, "2. mail"), (ITEM, "punt"), (ITEM, "1. opnieuw"),
        (ITEM, "(IV) vier"), (ITEM, "1 los"), (ITEM, "vreemd"),
    ]  # fmt: skip
