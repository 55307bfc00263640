"""Files to take away: they open again, and every quote in them is a slice of its document."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from types import SimpleNamespace

import docx
import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from lxml import etree
from markdown_it import MarkdownIt

from app.basket import mark_of
from app.export_office import quotes_word, table_excel, table_word
from app.export_records import QuoteRecord
from app.export_text import markdown, ris, table
from app.exports import exports_router
from app.problems import add_handlers
from app.quoting import Quoter
from index.cuts import Spot, cut
from index.library import DocumentMissingError
from index.quotable import Quotable
from index.source_lines import SourceStyle
from index.types import BlockKind, BlockSpan, CitableDocument, DocumentStatus, Metadata, Page

SENTENCES = ("Een appje is niet genoeg.", "Je bent niet lastig, je hebt het lastig.")
HOSTILE = "=cmd|' /C calc'!A0 <script>alert(1)</script> *vet* [x](javascript:1) \x07\x00 # kop"


@pytest.fixture(scope="module")
def client(served):
    with httpx.Client(base_url=served.url, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def places(client):
    """Where some sentences stand, with the words that the document itself has there."""
    hits = [client.post("/api/quote", json={"text": text}).json()["matches"][0] for text in SENTENCES]
    return [{"document_id": h["document"]["id"], "start": h["start"], "end": h["end"], "text": h["text"]} for h in hits]


def export(client, places, **body):
    items = [{key: place[key] for key in ("document_id", "start", "end")} for place in places]
    return client.post("/api/exports/quotes", json={"items": items, **body})


def name_of(reply):
    return re.fullmatch(r'attachment; filename="([a-z]+\.[a-z]+)"', reply.headers["content-disposition"])[1]


def test_word_holds_exactly_the_slices(client, places):
    reply = export(client, places, format="word")
    assert name_of(reply) == "citaten.docx"
    paragraphs = [paragraph.text for paragraph in docx.Document(io.BytesIO(reply.content)).paragraphs]
    assert paragraphs[1::2] == [f"“{place['text']}”" for place in places]
    assert paragraphs[4].startswith("— Noëlle (14), Oeverlicht, Gespreksnotitie jongerenpanel")
    assert docx.Document(io.BytesIO(reply.content)).core_properties.author == ""


def test_markdown_holds_exactly_the_slices(client, places):
    reply = export(client, places, format="markdown", style="pdf")
    assert name_of(reply) == "citaten.md"
    for place in places:
        assert f"> “{place['text']}”\n>\n> — " in reply.text


def test_csv_opens_with_a_row_for_each_quote(client, places):
    reply = export(client, places, format="csv", style="apa")
    assert name_of(reply) == "citaten.csv"
    rows = list(csv.reader(io.StringIO(reply.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == [place["text"] for place in places]
    assert rows[2][1] == "Noëlle (14)"
    assert {len(row) for row in rows} == {9}


def test_ris_has_an_entry_for_each_quote(client, places):
    reply = export(client, places, format="ris")
    assert name_of(reply) == "citaten.ris"
    lines = reply.text.split("\r\n")
    assert lines.count("TY  - RPRT") == lines.count("ER  - ") == len(places)
    for place in places:
        assert any(line.startswith(f"N1  - “{place['text']}”") for line in lines)


def test_words_of_the_browser_are_never_trusted(client, places):
    made_up = [{**places[0], "text": "Dit heeft niemand gezegd."}]
    reply = client.post("/api/exports/quotes", json={"format": "markdown", "items": made_up})
    assert "niemand gezegd" not in reply.text
    assert places[0]["text"] in reply.text


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"document_id": "bestaatniet"}, 404),
        ({"document_id": "../../etc/passwd"}, 404),
        ({"start": 0, "end": 10**9}, 422),
        ({"start": 9, "end": 3}, 422),
        ({"start": -1}, 422),
    ],
)
def test_a_place_that_holds_nothing_is_refused(client, places, change, status):
    reply = export(client, [{**places[0], **change}], format="word")
    assert reply.status_code == status
    assert set(reply.json()) == {"error"}
    assert "/" not in reply.json()["error"]["message"]


def test_other_words_than_those_that_were_seen_are_never_taken_along(client, places):
    seen = [{**place, "mark": mark_of(place["text"])} for place in places]
    keys = ("document_id", "start", "end", "mark")
    for change, status in ({}, 200), ({"end": seen[0]["end"] - 1}, 409), ({"mark": mark_of("iets anders")}, 409):
        items = [{key: item[key] for key in keys} for item in ({**seen[0], **change}, seen[1])]
        reply = client.post("/api/exports/quotes", json={"format": "csv", "items": items})
        assert reply.status_code == status
    assert reply.json()["error"]["code"] == "VERANDERD"


def test_an_empty_or_endless_basket_is_refused(client, places):
    assert export(client, [], format="word").status_code == 422
    assert export(client, places * 200, format="word").status_code == 422
    assert export(client, places, format="exe").status_code == 422


def test_another_website_gets_no_file(client, places):
    body = {"format": "word", "items": places}
    reply = client.post("/api/exports/quotes", json=body, headers={"origin": "http://kwaad.example"})
    assert reply.status_code == 403


def cells(content):
    """The strings of the first sheet, row by row."""
    space = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        strings = etree.fromstring(book.read("xl/sharedStrings.xml")).findall("s:si", space)
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    texts = ["".join(string.itertext()) for string in strings]
    assert not sheet.findall(".//s:f", space)
    rows = sheet.findall(".//s:row", space)
    return [[texts[int(cell.findtext("s:v", namespaces=space))] for cell in row] for row in rows]


QUESTION = {"question": "Wat is het doel voor ziekteverzuim?", "on": "2025-06-01"}


def test_a_scan_as_excel_names_every_document(client):
    reply = client.post("/api/exports/frameworks", json={"format": "excel", **QUESTION})
    assert name_of(reply) == "kaders.xlsx"
    head, *rows = cells(reply.content)
    assert head[7] == "Geldig op 1-6-2025"
    documents = {record["metadata"]["title"] for record in client.get("/api/documents").json()["documents"]}
    assert {row[0] for row in rows} == documents
    assert {row[3] for row in rows} >= {"Zegt hier iets over", "Zegt hier niets over"}
    texts = whole_texts(client)
    assert all(any(row[4] in text for text in texts) for row in rows if row[4])
    assert any("7,5 procent" in row[4] and row[7] == "Ja, geldig" for row in rows)


def test_a_scan_as_word_holds_the_same_table(client):
    sheet = cells(client.post("/api/exports/frameworks", json={"format": "excel", **QUESTION}).content)
    reply = client.post("/api/exports/frameworks", json={"format": "word", **QUESTION})
    assert name_of(reply) == "kaders.docx"
    rows = docx.Document(io.BytesIO(reply.content)).tables[0].rows
    assert [[cell.text for cell in row.cells] for row in rows] == sheet


def whole_texts(client):
    texts = []
    for record in client.get("/api/documents").json()["documents"]:
        pages = range(1, (record["pages"] or 1) + 1)
        address = f"/api/documents/{record['document_id']}/pages"
        parts = [client.get(f"{address}/{n}", params={"format": "text"}).json()["text"] for n in pages]
        texts.append("\n\n".join(parts))
    return texts


def test_two_plans_side_by_side(client):
    ids = {r["file"]: r["document_id"] for r in client.get("/api/documents").json()["documents"]}
    body = {"old": ids["jaarplan-2025.pdf"], "new": ids["jaarplan-2026.pdf"]}
    reply = client.post("/api/exports/comparison", json={"format": "excel", **body})
    assert name_of(reply) == "vergelijking.xlsx"
    rows = cells(reply.content)[1:]
    assert any("7,5 procent" in row[2] and "6,5 procent" in row[4] and row[1] == "Veranderd" for row in rows)
    word = client.post("/api/exports/comparison", json={"format": "word", **body})
    table = docx.Document(io.BytesIO(word.content)).tables[0]
    assert len(table.rows) == 1 + sum(row[1] != "Gelijk" for row in rows)
    wrong = client.post("/api/exports/comparison", json={"format": "word", **body, "new": "x"})
    assert wrong.status_code == 404


def hostile_record():
    blocks = (BlockSpan(BlockKind.PARAGRAPH, 0, len(HOSTILE)),)
    pages = (Page(1, None, 0, len(HOSTILE)),)
    metadata = Metadata("=1+1", organisation="@SUM(A1)\nTY  - BOOK", year=2026)
    document = CitableDocument("a1", "x.txt", "0", HOSTILE, pages, False, blocks, metadata)
    return QuoteRecord.of(Quotable(cut(document, 0, len(HOSTILE)), None), SourceStyle.SHORT)


def test_no_cell_is_a_formula_and_no_word_is_markup():
    record = hostile_record()
    rows = list(csv.reader(io.StringIO(table([record]).decode("utf-8-sig")), delimiter=";"))
    assert [cell for cell in rows[1] if cell[:1] in ("=", "+", "-", "@")] == []
    assert cells(table_excel("Blad", ["Tekst"], [[record.text]]))[1] == [record.text]
    written = markdown([record]).decode()
    assert "\\<script\\>" in written
    assert "\\*vet\\*" in written
    lines = ris([record]).decode().split("\r\n")
    assert sum(line.startswith("TY  -") for line in lines) == 1
    for content in (quotes_word([record]), table_word("\x00t", ["n"], ["Tekst"], [[record.text]])):
        assert record.text in "".join(docx.Document(io.BytesIO(content)).element.body.itertext())
    assert "\x07" not in record.text


def record_of(text, metadata, pages=None):
    pages = pages or (Page(1, None, 0, len(text)),)
    blocks = (BlockSpan(BlockKind.PARAGRAPH, 0, len(text)),)
    document = CitableDocument("a1", "x.pdf", "0", text, pages, len(pages) > 1, blocks, metadata)
    return QuoteRecord.of(Quotable(cut(document, 0, len(text)), None), SourceStyle.SHORT)


LISTED = (
    "Dit doen we:\n- bellen\n+ mailen\n7. langsgaan\n9) schrijven\n---\n~~niet~~ &lt;b&gt; R&D &amp; meer\n-5 graden"
)


def test_lines_of_a_quote_are_no_list_and_no_heading_in_markdown():
    written = markdown([record_of(LISTED, Metadata("Plan"))]).decode().split("\n\n")[1]
    shown = MarkdownIt("commonmark").enable("strikethrough").parse(written)
    assert {token.type for token in shown} <= {
        f"{kind}_{side}" for kind in ("blockquote", "paragraph") for side in ("open", "close")
    } | {"inline"}
    inline = [child for token in shown for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "softbreak"}
    assert "".join(child.content or "\n" for child in inline).startswith(f"“{LISTED}”")


def test_a_reference_manager_is_told_the_last_page_and_what_no_longer_holds():
    text = "Eerste deel, en het tweede deel."
    pages = (Page(1, "ii", 0, 13), Page(2, "1", 13, len(text)))
    metadata = Metadata("Plan", year=2024, status=DocumentStatus.EXPIRED)
    lines = ris([record_of(text, metadata, pages)]).decode().split("\r\n")
    assert lines[3:6] == ["SP  - ii", "EP  - 1", f"N1  - “{text}” [vervallen]"]


def test_a_page_is_no_day_in_excel():
    text = "Eerste deel, en het tweede deel."
    pages = (Page(1, "1-2", 0, len(text)), Page(2, "1-3", len(text), len(text)))
    row = list(csv.reader(io.StringIO(table([record_of(text, Metadata("Plan"), pages)]).decode()), delimiter=";"))[1]
    assert row[7:] == ["'1-2", "1"]
    assert row[2] == "Plan, p. 1-2"


def test_a_very_long_title_is_whole_above_the_words():
    title = "Vraag aan alle documenten: " + "wat doen we als het regent? " * 30
    document = docx.Document(io.BytesIO(table_word(title, (), ["Tekst"], [["Ja"]])))
    assert document.paragraphs[0].text == title
    assert title.startswith(document.core_properties.title)


class Counting:
    """A library of two documents that counts how often one is read."""

    def __init__(self):
        self.read = []

    def document(self, document_id):
        self.read.append(document_id)
        if document_id not in ("a1", "b2"):
            raise DocumentMissingError(document_id)
        text = "".join(f"Zin nummer {number:03}. " for number in range(100))
        block = (BlockSpan(BlockKind.PARAGRAPH, 0, len(text)),)
        page = (Page(1, None, 0, len(text)),)
        return CitableDocument(document_id, "x.txt", "0", text, page, False, block, Metadata(f"Plan {document_id}"))


def test_each_document_is_read_once_however_many_quotes_of_it_are_taken_along():
    kb = SimpleNamespace(library=Counting())
    app = FastAPI()
    add_handlers(app)
    app.include_router(exports_router(kb))
    items = [
        {"document_id": "ab"[n % 2] + "12"[n % 2], "start": n // 2 * 16, "end": n // 2 * 16 + 15} for n in range(200)
    ]
    with TestClient(app) as sender:
        body = {"format": "csv", "items": items}
        rows = list(csv.reader(io.StringIO(sender.post("/exports/quotes", json=body).text), delimiter=";"))
        assert kb.library.read == ["a1", "b2"]
        assert [row[0] for row in rows[1:]] == [f"Zin nummer {n // 2:03}." for n in range(200)]
        assert {row[3] for row in rows[1::2]} == {"Plan a1"}
        gone = {"format": "csv", "items": [*items[1:], {"document_id": "weg", "start": 0, "end": 1}]}
        assert sender.post("/exports/quotes", json=gone).status_code == 404
    kb.library.read.clear()
    basket = tuple(Spot(item["document_id"], item["start"], item["end"]) for item in items[:20])
    shown = Quoter(kb).shown((*basket, Spot("weg", 0, 9), Spot("a1", 0, 10**9)), None, SourceStyle.SHORT.value)
    assert kb.library.read == ["a1", "b2", "weg"]
    assert "Zin nummer 009." in shown
    assert mark_of("Zin nummer 009.") in shown  # its buttons save these words or none
