"""Tables of Word: rows with named cells, whatever was merged, and tables that only lay out."""

from __future__ import annotations

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from index.types import BlockKind
from tests.ingest.readers.word_files import add_notes, blocks, cells, kinds, mark, read, run, table

HEADING, PARAGRAPH, ROW, FOOTNOTE = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.TABLE_ROW, BlockKind.FOOTNOTE


@pytest.fixture
def document():
    return docx.Document()


def test_table_cells_know_their_row_and_column(document, tmp_path):
    table(
        document,
        [["", "dec 2021", "dec 2022"], ["Ziekteverzuim", "9,80", "12,61"], ["Verloop", "", "7,2"]],
        header=True,
    )
    header, sickness, turnover = blocks(document, tmp_path)
    assert (header.kind, header.text, header.cells) == (ROW, "dec 2021 | dec 2022", ())
    assert sickness.text == "Ziekteverzuim | 9,80 | 12,61"
    assert cells(sickness) == [
        ("Ziekteverzuim", "Ziekteverzuim", ""),
        ("9,80", "Ziekteverzuim", "dec 2021"),
        ("12,61", "Ziekteverzuim", "dec 2022"),
    ]
    assert cells(turnover)[1] == ("7,2", "Verloop", "dec 2022")


@pytest.mark.parametrize("value", ["0", "false", "off"])
def test_a_header_mark_that_says_no_is_none(document, tmp_path, value):
    made = table(document, [["Jaar", "Aantal"], ["2021", "12"], ["2022", "14"]], header=True)
    mark(made.rows[1], f'<w:tblHeader {{}} w:val="{value}"/>')
    assert [bool(block.cells) for block in blocks(document, tmp_path)] == [False, True, True]


def test_a_table_of_header_rows_only_still_names_its_cells(document, tmp_path):
    made = table(document, [["Jaar", "Aantal"], ["2021", "12"]], header=True)
    mark(made.rows[1], "<w:tblHeader {}/>")
    assert cells(blocks(document, tmp_path)[1])[1] == ("12", "2021", "Aantal")


def test_merged_cells_keep_the_columns_in_line(document, tmp_path):
    rows = [["Team", "2021", "", "2022"], ["Noord", "1", "2", "3"], ["", "4", "5", "6"]]
    made = table(document, rows, header=True)
    made.cell(0, 1).merge(made.cell(0, 2))
    made.cell(1, 0).merge(made.cell(2, 0))
    _, first, second = blocks(document, tmp_path)
    assert cells(first)[3] == ("3", "Noord", "2022")
    assert second.text == "4 | 5 | 6"
    assert cells(second) == [("4", "Noord", "2021"), ("5", "Noord", ""), ("6", "Noord", "2022")]


def test_a_row_that_begins_later_keeps_the_columns_in_line(document, tmp_path):
    made = table(document, [["Team", "2021", "2022"], ["Noord", "1", "2"], ["", "3", "4"]], header=True)
    row = made.rows[2]
    row._tr.remove(row._tr.tc_lst[0])
    mark(row, '<w:gridBefore {} w:val="1"/>')
    assert cells(blocks(document, tmp_path)[2]) == [("3", "Noord", "2021"), ("4", "Noord", "2022")]


def test_a_table_that_only_lays_out_is_read_as_text(document, tmp_path):
    made = document.add_table(1, 2)
    made.cell(0, 0).paragraphs[0].text = "Linkerkant"
    made.cell(0, 0).paragraphs[0].style = document.styles["Heading 1"]
    made.cell(0, 0).add_paragraph("Tekst onder de kop.")
    made.cell(0, 1).text = "Rechterkant."
    frame = document.add_table(1, 1)
    frame.cell(0, 0).text = "In een kader."
    result = read(document, tmp_path)
    assert [(b.kind, b.text) for b in result.pages[0].blocks] == [
        (HEADING, "Linkerkant"),
        (PARAGRAPH, "Tekst onder de kop."),
        (PARAGRAPH, "Rechterkant."),
        (PARAGRAPH, "In een kader."),
    ]
    assert "tables" not in result.counts


def test_notes_in_a_table_come_behind_it(document, tmp_path):
    add_notes(document, "footnote", {1: f"<w:p>{run('Voorlopig cijfer.')}</w:p>"})
    made = table(document, [["Jaar", "Aantal"], ["2021", "12"], ["2022", "14"]], header=True)
    made.cell(1, 1).paragraphs[0]._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="1"/></w:r>'))
    assert [kind for kind, _ in kinds(document, tmp_path)] == [ROW, ROW, ROW, FOOTNOTE]


def test_a_cell_that_was_taken_out_is_gone(document, tmp_path):
    made = table(document, [["Jaar", "Aantal"], ["2025", "geen idee"]], header=True)
    who = 'w:id="1" w:author="Anna" w:date="2026-01-01T00:00:00Z"'
    made.rows[1].cells[1]._tc.get_or_add_tcPr().append(parse_xml(f"<w:cellDel {nsdecls('w')} {who}/>"))
    assert [block.text for block in blocks(document, tmp_path)] == ["Jaar | Aantal", "2025"]


def test_a_table_inside_a_cell_is_read_once(document, tmp_path):
    made = table(document, [["Team", "Taak"], ["Zuid", "helpen"]], header=True)
    inner = made.rows[1].cells[1].add_table(1, 2)
    inner.rows[0].cells[0].text, inner.rows[0].cells[1].text = "ma", "di"
    assert [block.text for block in blocks(document, tmp_path)] == ["Team | Taak", "Zuid | helpen ma di"]
