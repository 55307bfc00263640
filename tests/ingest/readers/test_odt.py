"""OpenDocument texts as LibreOffice writes them."""

from __future__ import annotations

import zipfile

import pytest

from index.errors import ReadError
from index.types import Block, BlockKind, ReadResult
from ingest.limits import Limits
from ingest.readers.odt import read_odt

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
ROW, FOOTNOTE = BlockKind.TABLE_ROW, BlockKind.FOOTNOTE
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {"svg": "svg-compatible", "number": "datastyle"}
NAMESPACES = " ".join(
    f'xmlns:{name}="{_ODF}{_PREFIXES.get(name, name)}:1.0"'
    for name in ("office", "text", "table", "draw", "style", "svg", "number", "meta", "form")
)
DUBLIN = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


def read(tmp_path, body: str, styles: str = "", meta: str = "") -> ReadResult:
    path = tmp_path / "plan.odt"
    styles = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    content = f"{styles}<office:body><office:text>{body}</office:text></office:body>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"<office:document-content {NAMESPACES}>{content}</office:document-content>")
        if meta:
            xml = (
                f"<office:document-meta {NAMESPACES} {DUBLIN}><office:meta>{meta}</office:meta></office:document-meta>"
            )
            archive.writestr("meta.xml", xml)
    return read_odt(path, Limits())


def blocks(tmp_path, body: str, styles: str = "") -> tuple[Block, ...]:
    (page,) = read(tmp_path, body, styles).pages
    return page.blocks


def kinds(tmp_path, body: str, styles: str = "") -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in blocks(tmp_path, body, styles)]


def listed(item: str, before: str = "") -> str:
    return f"<text:list>{before}<text:list-item>{item}</text:list-item></text:list>"


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def table(header: str, *rows: str) -> str:
    first = f"<table:table-header-rows>{header}</table:table-header-rows>" if header else ""
    return f"<table:table><table:table-column/>{first}{''.join(rows)}</table:table>"


def cells(block: Block) -> list[tuple[str, str, str]]:
    return [(block.text[cell.start : cell.end], cell.row, cell.column) for cell in block.cells]


def test_headings_and_titles_give_levels(tmp_path):
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/><number:text>-</number:text>'
    found = read(
        tmp_path,
        '<text:p text:style-name="P1">Visie op zorg</text:p>'
        '<text:p text:style-name="Title">Dichtbij en op tijd</text:p>'
        '<text:h text:outline-level="2">Waar wij <text:span>voor</text:span> staan</text:h>'
        "<text:h>Zonder niveau</text:h><text:p>Reële zorg voor één kind.</text:p>",
        styles,
    )
    assert [(block.kind, block.text, block.level) for block in found.pages[0].blocks] == [
        (HEADING, "Visie op zorg", 1),
        (HEADING, "Dichtbij en op tijd", 1),
        (HEADING, "Waar wij voor staan", 2),
        (HEADING, "Zonder niveau", 1),
        (PARAGRAPH, "Reële zorg voor één kind.", 0),
    ]
    assert not found.paged


def test_lists_in_lists_and_numbered_headings(tmp_path):
    inner = listed("<text:p>binnenste</text:p>")
    before = "<text:list-header><text:p>Vooraf</text:p></text:list-header>"
    outer = listed(f"<text:p>buitenste</text:p>{inner}", before)
    assert kinds(tmp_path, outer + listed('<text:h text:outline-level="1">Doelen</text:h>')) == [
        (PARAGRAPH, "Vooraf"),
        (ITEM, "buitenste"),
        (ITEM, "binnenste"),
        (HEADING, "Doelen"),
    ]


def test_table_cells_know_their_row_and_column(tmp_path):
    header = row(cell(""), cell("dec 2021"), cell("dec 2022"))
    result = read(tmp_path, table(header, row(cell("Ziekteverzuim"), cell("9,80"), cell("12,61"))))
    names, values = result.pages[0].blocks
    assert (names.kind, names.text, names.cells) == (ROW, "dec 2021 | dec 2022", ())
    assert cells(values)[1:] == [("9,80", "Ziekteverzuim", "dec 2021"), ("12,61", "Ziekteverzuim", "dec 2022")]
    assert result.counts["tables"] == 1


def test_merged_and_repeated_cells_keep_the_columns_in_line(tmp_path):
    covered = "<table:covered-table-cell/>"
    header = row(cell("Team"), cell("2021", 'table:number-columns-spanned="2"'), covered, cell("2022"))
    first = row(cell("Noord", 'table:number-rows-spanned="2"'), cell("1"), cell("2"), cell("3"))
    second = row(covered, cell("", 'table:number-columns-repeated="2"'), cell("6"))
    _, one, two = blocks(tmp_path, table(header, first, second))
    assert cells(one)[-1] == ("3", "Noord", "2022")
    assert cells(two) == [("6", "Noord", "2022")]


def test_columns_repeated_to_the_edge_cost_nothing(tmp_path):
    wide = row(cell("a"), cell("b"), cell("", 'table:number-columns-repeated="99999999"'))
    assert [block.text for block in blocks(tmp_path, table("", wide, wide))] == ["a | b", "a | b"]


def test_a_table_of_header_rows_only_still_names_its_cells(tmp_path):
    both = row(cell("Jaar"), cell("Aantal")) + row(cell("2021"), cell("12"))
    assert cells(blocks(tmp_path, table(both))[1]) == [("2021", "2021", "Jaar"), ("12", "2021", "Aantal")]


def test_a_table_that_only_lays_out_is_read_as_text(tmp_path):
    piece = "<table:table-cell><text:h>Links</text:h><text:p>Onder de kop.</text:p></table:table-cell>"
    assert kinds(tmp_path, table("", row(piece, cell("Rechts."))) + table("", row(cell("In een kader.")))) == [
        (HEADING, "Links"),
        (PARAGRAPH, "Onder de kop."),
        (PARAGRAPH, "Rechts."),
        (PARAGRAPH, "In een kader."),
    ]


NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
    "<text:p>Bron: CBS,</text:p><text:p>tabel 3.</text:p></text:note-body></text:note>"
)


def test_notes_come_behind_the_paragraph_that_names_them(tmp_path):
    assert kinds(tmp_path, f"<text:p>Zes weken{NOTE} of meer.</text:p><text:p>Daarna een gesprek.</text:p>") == [
        (PARAGRAPH, "Zes weken of meer."),
        (FOOTNOTE, "Bron: CBS, tabel 3."),
        (PARAGRAPH, "Daarna een gesprek."),
    ]


def test_notes_in_a_table_come_behind_it(tmp_path):
    body = table(row(cell("Jaar"), cell("Aantal")), row(cell("2021"), cell(f"12{NOTE}")))
    assert kinds(tmp_path, body)[1:] == [(ROW, "2021 | 12"), (FOOTNOTE, "Bron: CBS, tabel 3.")]


def test_tracked_changes_count_as_accepted_and_comments_are_left_out(tmp_path):
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>twaalf</text:p></text:deletion>'
        "</text:changed-region></text:tracked-changes>"
    )
    comment = "<office:annotation><text:p>Klopt dit?</text:p></office:annotation>"
    added = '<text:change-start text:change-id="c2"/>veertien <text:change-end text:change-id="c2"/>'
    body = f'<text:p>Er zijn <text:change text:change-id="c1"/>{added}teams{comment}.</text:p>'
    assert kinds(tmp_path, changes + body) == [(PARAGRAPH, "Er zijn veertien teams.")]


def test_text_boxes_and_shapes_are_read_behind_their_paragraph(tmp_path):
    frame = "<draw:frame><draw:text-box><text:p>Let op: bel eerst.</text:p></draw:text-box></draw:frame>"
    shape = "<draw:custom-shape><text:p>In een pijl.</text:p><draw:enhanced-geometry/></draw:custom-shape>"
    alone = f"<draw:frame><draw:text-box>{listed('<text:p>los punt</text:p>')}</draw:text-box></draw:frame>"
    assert kinds(tmp_path, f"{alone}<text:p>De intake{frame} duurt{shape} een uur.</text:p>") == [
        (ITEM, "los punt"),
        (PARAGRAPH, "De intake duurt een uur."),
        (PARAGRAPH, "Let op: bel eerst."),
        (PARAGRAPH, "In een pijl."),
    ]


def test_names_of_pictures_are_no_text_but_a_title_field_is(tmp_path):
    picture = "<draw:frame><svg:title>logo.png</svg:title><svg:desc>Het logo</svg:desc><draw:image/></draw:frame>"
    body = f"<text:p>{picture}Dit is <text:title>Visie 2030</text:title>.</text:p>"
    assert kinds(tmp_path, body) == [(PARAGRAPH, "Dit is Visie 2030.")]


def test_spaces_breaks_and_links(tmp_path):
    signs = "a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>"
    body = f"<text:p>{signs}<text:a>link</text:a><text:soft-page-break/>!</text:p>"
    assert kinds(tmp_path, body) == [(PARAGRAPH, "a b c link!")]


def test_contents_forms_and_hidden_sections_are_left_out(tmp_path):
    result = read(
        tmp_path,
        "<office:forms><form:form><form:text/></form:form></office:forms>"
        "<text:table-of-content><text:index-body><text:p>Doelen 3</text:p></text:index-body></text:table-of-content>"
        '<text:section text:display="none"><text:p>Verborgen.</text:p></text:section>'
        "<text:section><text:p>Zichtbaar.</text:p></text:section>",
    )
    assert [block.text for block in result.pages[0].blocks] == ["Zichtbaar."]
    assert result.counts["removed_contents"] == 1


def test_properties(tmp_path):
    meta = (
        "<dc:title>Visie 2030</dc:title><meta:initial-creator>Anna</meta:initial-creator><dc:creator>Bo</dc:creator>"
        "<meta:creation-date>2026-01-15T09:30:00</meta:creation-date><dc:subject> </dc:subject>"
    )
    assert read(tmp_path, "<text:p>Tekst.</text:p>", meta=meta).properties == {
        "title": "Visie 2030",
        "author": "Anna",
        "created": "2026-01-15T09:30:00",
    }


def test_a_document_without_text_is_damaged(tmp_path):
    with pytest.raises(ReadError, match="beschadigd") as failed:
        read(tmp_path, "")
    assert failed.value.code == "BESCHADIGD"


def test_words_that_a_style_hides_are_left_out(tmp_path):
    styles = (
        '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="T2"><style:text-properties text:display="true"/></style:style>'
    )
    body = (
        '<text:p>Bel <text:span text:style-name="T1">nooit </text:span><text:span text:style-name="T2">altijd'
        '</text:span> terug.</text:p><text:p text:style-name="T1">Alleen voor de schrijver.</text:p>'
    )
    assert kinds(tmp_path, body, styles) == [(PARAGRAPH, "Bel altijd terug.")]


def test_endnotes_are_read_like_footnotes(tmp_path):
    note = (
        '<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation>'
        "<text:note-body><text:p>Bron: CBS.</text:p></text:note-body></text:note>"
    )
    assert kinds(tmp_path, f"<text:p>Zes weken{note}.</text:p>") == [
        (PARAGRAPH, "Zes weken."),
        (FOOTNOTE, "Bron: CBS."),
    ]


def test_what_a_condition_hides_is_left_out_and_what_it_shows_is_not(tmp_path):
    section = '<text:section text:display="condition" text:is-hidden="{}"><text:p>{}</text:p></text:section>'
    body = (
        section.format("true", "Sectie weg.")
        + section.format("false", "Sectie te zien.")
        + '<text:p>Bel <text:hidden-text text:is-hidden="false">altijd</text:hidden-text>'
        '<text:hidden-text text:is-hidden="true">nooit</text:hidden-text> terug.</text:p>'
        '<text:p>Hele alinea weg.<text:hidden-paragraph text:is-hidden="true"/></text:p>'
        '<text:p>Alinea te zien.<text:hidden-paragraph text:is-hidden="false"/></text:p>'
    )
    assert [text for _, text in kinds(tmp_path, body)] == ["Sectie te zien.", "Bel altijd terug.", "Alinea te zien."]


def test_scripts_are_no_words_and_a_number_outside_a_list_is(tmp_path):
    numbered = (
        "<text:numbered-paragraph><text:number>3.</text:number><text:p>Bel de ouder.</text:p></text:numbered-paragraph>"
    )
    assert kinds(tmp_path, f"<text:p>Wie<text:script>open()</text:script>?</text:p>{numbered}") == [
        (PARAGRAPH, "Wie?"),
        (PARAGRAPH, "3. Bel de ouder."),
    ]
