"""How a document was read, as the library shows it and as the JSON tells it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.inquiry import Inquiry
from app.reader import Place, reader_html
from app.reading_html import reading_html
from app.results_html import results_html
from index.citation import citation, document_info
from index.cuts import cut
from index.manifest import DocumentRecord, ReadReport
from index.places import place_in
from index.results import Answer, AnswerStatus, Hit
from index.serialise import document_json, to_json
from index.service import AskResult
from index.source_lines import SourceStyle, source_line
from index.types import BlockKind, BlockSpan, CitableDocument, Metadata, Page, ReadWarning

WARNINGS = (
    ReadWarning("VERDACHTE_PAGINA", "Kijk deze pagina na: zinnen lijken door elkaar te staan.", 3),
    ReadWarning("PAGINA_ZONDER_TEKST", "Deze pagina heeft geen doorzoekbare tekst.", 2),
    ReadWarning("PAGINA_ZONDER_TEKST", "Deze pagina heeft geen doorzoekbare tekst.", 5),
)
COUNTS = {"words": 812, "joined_hyphens": 2, "healed_words": 1, "removed_headers": 9, "tables": 1, "ocr_pages": 1}
JOINS = (("proble- men", "problemen"), ("<b>inwo</b> ners", "inwoners"), ("proble- men", "problemen"))
RECORD = DocumentRecord(
    document_id="a1",
    file="plan.pdf",
    paths=("/map/plan.pdf",),
    pages=6,
    passages=4,
    metadata=Metadata("Plan <i>", organisation="Oeverlicht"),
    read_metadata=Metadata("Plan"),
    report=ReadReport(WARNINGS, COUNTS | {"pages_without_text": 2}, quality=(1.0, 1.0, 0.2, 1.0, 1.0, 1.0)),
    added="2026-01-01",
)


def test_the_library_tells_how_a_document_was_read() -> None:
    html = reading_html(RECORD, JOINS)
    for words in (
        "Zo is dit document gelezen: kijk 3 bladzijden na",
        "812 woorden",
        "1 tabel gevonden",
        "9 kop- en voetregels weggelaten",
        "1 bladzijde is een scan: de tekst is herkend",
        "2 bladzijden zonder tekst",
        "1 bladzijde waarvan de tekst niet lijkt te kloppen",
        "Niet bekend: soort, jaar.",
        "2 woorden die zijn samengevoegd",
        "“proble- men” werd “problemen”",
    ):
        assert words in html
    assert "<b>inwo" not in html
    assert "Plan <i>" not in html
    assert [f'data-view="{page - 1}"' in html for page in range(1, 7)] == [False, True, True, False, True, False]
    assert html.count("Deze pagina heeft geen doorzoekbare tekst.") == 1


def test_a_document_without_anything_to_look_at_is_told_calmly() -> None:
    html = reading_html(replace(RECORD, report=ReadReport((), {"words": 1}), pages=None))
    assert "kijk" not in html.lower()
    assert "1 woord<" in html
    assert "button" not in html


def test_the_json_of_a_document_tells_how_it_was_read() -> None:
    reading = document_json(RECORD, JOINS)["reading"]
    assert reading == {
        "pages": 6, "words": 812, "joined_hyphens": 2, "healed_words": 1, "removed_headers": 9, "tables": 1,
        "pages_without_text": 2, "ocr_pages": 1, "suspicious_pages": [3], "pages_to_check": [2, 3, 5],
        "missing_metadata": ["kind", "year"], "page_quality": [1.0, 1.0, 0.2, 1.0, 1.0, 1.0],
        "joins": [list(join) for join in JOINS],
    }  # fmt: skip


@pytest.fixture
def scan() -> CitableDocument:
    text = "Wij helpen elk kind. Dat staat in een scan."
    blocks = (BlockSpan(BlockKind.PARAGRAPH, 0, 20), BlockSpan(BlockKind.PARAGRAPH, 21, 43, ocr=True))
    pages = (Page(1, "1", 0, 21), Page(2, "2", 21, 43))
    return CitableDocument("a1", "plan.pdf", "", text, pages, True, blocks, Metadata("Plan", "Oeverlicht", year=2026))


@pytest.mark.parametrize("style", SourceStyle)
def test_every_source_line_of_a_scan_says_so(scan, style) -> None:
    assert "tekst herkend uit een scan" in source_line(cut(scan, 21, 43), style)
    assert "tekst herkend uit een scan" in place_in(scan, 21, 43).citation
    assert "scan" not in source_line(cut(scan, 0, 20), style)
    assert "scan" not in place_in(scan, 0, 20).citation


def test_the_result_card_and_the_reader_say_that_words_come_from_a_scan(scan) -> None:
    info = document_info("a1", scan.metadata)
    source = citation(info, 2, "2", ocr=True)
    hit = Hit(1, 1.0, info, "plan.pdf", 2, "2", (), scan.text[21:43], 21, 43, (), source, ocr=True)
    assert to_json(hit)["ocr"] is True
    result = AskResult("x", Answer(AnswerStatus.NOT_FOUND, 0.1, "", ()), (hit,), 1, 1.0)
    assert "tekst herkend uit een scan" in results_html(result, Inquiry("x"))
    assert "Deze bladzijde is een scan." in reader_html(scan, Place("a1", 21, 43), pictures=True)
    assert "Deze bladzijde is een scan." not in reader_html(scan, Place("a1", 0, 20), pictures=True)
