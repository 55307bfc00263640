"""The numbers that LibreOffice shows before headings and items, though they are no text of the document."""

from __future__ import annotations

import zipfile

import pytest

from index.types import ReadResult
from ingest.limits import Limits
from ingest.readers.odt import read_odt
from tests.ingest.readers.test_odt import NAMESPACES

LOEXT = 'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'


def read(tmp_path, body: str, automatic: str = "", styles: str | None = None) -> ReadResult:
    """A document as LibreOffice writes it. :param styles: inside of styles.xml."""
    path = tmp_path / "regeling.odt"
    content = (
        f"<office:document-content {NAMESPACES} {LOEXT}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        if styles is not None:
            named = f"<office:styles>{styles}</office:styles>"
            archive.writestr("styles.xml", f"<office:document-styles {NAMESPACES}>{named}</office:document-styles>")
    return read_odt(path, Limits())


def texts(tmp_path, body: str, automatic: str = "", styles: str | None = None) -> list[str]:
    (page,) = read(tmp_path, body, automatic, styles).pages
    return [block.text for block in page.blocks]


def level(number: int, form: str = "1", more: str = "", inside: str = "", kind: str = "list-level-style-number") -> str:
    return f'<text:{kind} text:level="{number}" style:num-format="{form}" {more}>{inside}</text:{kind}>'


def style(name: str, *levels: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def outline(*levels: str) -> str:
    return f'<text:outline-style style:name="Outline">{"".join(levels)}</text:outline-style>'


def listed(*items: str, name: str = "L1", more: str = "") -> str:
    named = f'text:style-name="{name}"' if name else ""
    return f"<text:list {named} {more}>{''.join(items)}</text:list>"


def item(text: str, *lists: str, more: str = "") -> str:
    paragraph = f"<text:p>{text}</text:p>" if text else ""
    return f"<text:list-item {more}>{paragraph}{''.join(lists)}</text:list-item>"


def heading(text: str, number: int, more: str = "") -> str:
    return f'<text:h text:outline-level="{number}" {more}>{text}</text:h>'


DOTS = style("L1", level(1, more='style:num-suffix="."'), level(2, "a", 'style:num-suffix=")"'))


def test_headings_have_the_numbers_of_the_outline(tmp_path):
    styles = outline(
        level(1, more='style:num-prefix="Hoofdstuk "', kind="outline-level-style"),
        level(2, more='text:display-levels="2"', kind="outline-level-style"),
        level(3, "", kind="outline-level-style"),
    )
    body = (
        heading("Zorg", 1) + heading("Thuis", 2) + heading("Klein", 3) + heading("Op school", 2)
        + heading("Wonen", 1, 'text:restart-numbering="true" text:start-value="5"')
        + heading("Voorwoord", 1, 'text:is-list-header="true"') + heading("Huur", 2)
    )  # fmt: skip
    assert texts(tmp_path, body, styles=styles) == [
        "Hoofdstuk 1 Zorg",
        "1.1 Thuis",
        "Klein",
        "1.2 Op school",
        "Hoofdstuk 5 Wonen",
        "Voorwoord",
        "5.1 Huur",
    ]


def test_a_heading_whose_style_takes_it_out_of_the_outline(tmp_path):
    automatic = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Kop" style:list-style-name=""/>'
        '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="P1"/>'
    )
    body = heading("Colofon", 1, 'text:style-name="P2"') + heading("Zorg", 1)
    assert texts(tmp_path, body, automatic, outline(level(1, kind="outline-level-style"))) == ["Colofon", "1 Zorg"]


def test_items_are_numbered_by_the_style_of_their_list(tmp_path):
    inner = listed(item("thuis"), item("op school"), name="")
    body = listed(item("Luister", inner), item("Vraag door", inner), item("Vat samen", more='text:start-value="7"'))
    expected = ["1. Luister", "a) thuis", "b) op school", "2. Vraag door", "a) thuis", "b) op school", "7. Vat samen"]
    assert texts(tmp_path, body, DOTS) == expected


def test_only_the_first_paragraph_of_an_item_and_no_header_has_a_number(tmp_path):
    header = "<text:list-header><text:p>Vooraf</text:p></text:list-header>"
    first = "<text:list-item><text:p>Een</text:p><text:p>Nog steeds een</text:p></text:list-item>"
    body = listed(header, first, item("Twee"))
    assert texts(tmp_path, body, DOTS) == ["Vooraf", "1. Een", "Nog steeds een", "2. Twee"]


def test_which_lists_count_on(tmp_path):
    first = listed(item("a", listed(item("b"), name="")), more='xml:id="lijst1"')
    again = listed(item("c"))
    on = listed(item("d"), more='text:continue-numbering="true"')
    back = listed(item("e"), more='text:continue-list="lijst1"')
    deeper = listed(item("", listed(item("f"), name="")), more='text:continue-list="lijst1"')
    deepest = listed(item("", listed(item("g"), name="")), more='text:continue-list="lijst1"')
    found = texts(tmp_path, "<text:p>Tekst</text:p>".join((first, again, on, back, deeper, deepest)), DOTS)
    assert [text for text in found if text != "Tekst"] == ["1. a", "a) b", "1. c", "2. d", "2. e", "a) f", "b) g"]


@pytest.mark.parametrize(
    ("one", "shown"),
    [
        (level(1, "I", 'style:num-suffix="." text:start-value="4"'), "IV. a"),
        (level(1, "a", 'text:start-value="28"'), "ab a"),
        (level(1, "A", 'text:start-value="28" style:num-letter-sync="true"'), "BB a"),
        (level(1, "1", 'loext:num-list-format="Artikel %1%:" style:num-suffix="."'), "Artikel 1: a"),
        (level(1, "", 'style:num-suffix="."'), "a"),
        (level(1, "一"), "a"),
        (
            level(
                1,
                more='style:num-suffix="-"',
                inside='<style:list-level-label-alignment text:label-followed-by="nothing"/>',
            ),
            "1-a",
        ),
        ('<text:list-level-style-bullet text:level="1" text:bullet-char="•"/>', "a"),
    ],
)
def test_ways_to_write_a_number(tmp_path, one, shown):
    assert texts(tmp_path, listed(item("a")), style("L1", one)) == [shown]


def test_a_pattern_has_the_numbers_of_all_levels(tmp_path):
    deep = level(2, "i", 'text:display-levels="2" loext:num-list-format="%1%-%2%)" style:num-suffix=")"')
    body = listed(item("a", listed(item("b"), item("c"), name="")))
    assert texts(tmp_path, body, style("L1", level(1), deep)) == ["1 a", "1-i) b", "1-ii) c"]


def test_a_number_that_was_written_down_counts_as_shown(tmp_path):
    body = heading("<text:number>Artikel 9</text:number>Slot", 1) + listed(
        "<text:list-item><text:number>c.</text:number><text:p>derde</text:p></text:list-item>"
    )
    assert texts(tmp_path, body, DOTS) == ["Artikel 9 Slot", "c. derde"]


def test_lists_in_tables_and_headings_in_lists_count(tmp_path):
    def cell(inside: str) -> str:
        return f"<table:table-cell>{inside}</table:table-cell>"

    row = f"<table:table-row>{cell(listed(item('Bel'), item('')))}{cell('<text:p>Team</text:p>')}</table:table-row>"
    body = f"<table:table>{row}{row}</table:table>" + listed(f"<text:list-item>{heading('Slot', 1)}</text:list-item>")
    assert texts(tmp_path, body, DOTS) == ["1. Bel | Team", "1. Bel | Team", "1. Slot"]


def test_broken_styles_cost_the_numbers_only(tmp_path):
    result = read(tmp_path, heading("Zorg", 1), styles="<text:outline-style>")
    assert [block.text for block in result.pages[0].blocks] == ["Zorg"]
    assert [warning.code for warning in result.warnings] == ["NUMMERS_ONTBREKEN"]


def test_words_that_a_named_style_hides_are_left_out(tmp_path):
    styles = (
        '<style:style style:name="Verborgen" style:family="text"><style:text-properties text:display="none"/>'
        "</style:style>"
    )
    automatic = (
        '<style:style style:name="T1" style:family="text" style:parent-style-name="Verborgen"/>'
        '<style:style style:name="T2" style:family="text" style:parent-style-name="Verborgen">'
        '<style:text-properties text:display="true"/></style:style>'
    )
    spans = [
        f'<text:span text:style-name="{name}">{text} </text:span>' for name, text in [("T1", "nooit"), ("T2", "nu")]
    ]
    assert texts(tmp_path, f"<text:p>Bel {''.join(spans)}terug.</text:p>", automatic, styles) == ["Bel nu terug."]
