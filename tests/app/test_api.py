"""The HTTP interface of the running app: the names of the contract, Dutch errors, exact marks."""

from __future__ import annotations

import io
import json

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from PIL import Image

from app.problems import add_handlers, add_page_handlers

QUESTION = "Wat is het doel voor ziekteverzuim in 2026?"
HIT_KEYS = {
    "rank", "score", "document", "file", "page", "page_label", "headings", "text", "start", "end", "highlights",
    "citation",
}  # fmt: skip
ANSWER_KEYS = {"status", "confidence", "text", "quotes", "missing", "generated"}


@pytest.fixture(scope="module")
def client(served):
    with httpx.Client(base_url=served.url, timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def asked(client):
    return client.post("/api/ask", json={"question": QUESTION}).json()


def test_a_search_gives_hits_as_promised(client):
    found = client.get("/api/search", params={"q": QUESTION, "top_k": 3}).json()
    assert set(found) >= {"query", "hits", "total", "ms"}
    assert [hit["rank"] for hit in found["hits"]] == [1, 2, 3]
    assert set(found["hits"][0]) >= HIT_KEYS
    assert set(found["hits"][0]["document"]) >= {"id", "title", "organisation", "kind", "year", "status"}


def test_filters_limit_a_search(client):
    for name, value in (("year", 2024), ("kind", "werkproces"), ("organisation", "Gemeente Domstede")):
        hits = client.get("/api/search", params={"q": "verzuim", name: value}).json()["hits"]
        assert hits
        assert {hit["document"][name] for hit in hits} == {value}


def test_an_older_plan_is_left_out_unless_asked_for(client):
    def statuses(**more):
        hits = client.get("/api/search", params={"q": "ziekteverzuim", "top_k": 50, **more}).json()["hits"]
        return {hit["document"]["status"] for hit in hits}

    assert "vervallen" not in statuses()
    assert "vervallen" in statuses(all_versions=True)
    assert statuses(status="vervallen") == {"vervallen"}


def test_an_answer_is_made_of_slices_of_the_documents(client, asked):
    assert set(asked["answer"]) >= ANSWER_KEYS
    assert asked["answer"]["quotes"]
    for quote in asked["answer"]["quotes"]:
        document = asked["hits"][quote["hit"] - 1]["document"]["id"]
        page = client.get(f"/api/documents/{document}/pages/{quote['page'] or 1}", params={"format": "text"}).json()
        assert page["page_label"] == quote["page_label"]
        assert page["text"][quote["start"] - page["start"] : quote["end"] - page["start"]] == quote["text"]


def test_a_page_is_drawn_with_marks_only_where_the_words_are(client, asked):
    hit = next(hit for hit in asked["hits"] if hit["file"].endswith(".pdf"))
    address = f"/api/documents/{hit['document']['id']}/pages/{hit['page']}"
    plain, marked = (
        Image.open(io.BytesIO(client.get(address, params=params).content)).convert("RGB")
        for params in ({}, {"start": hit["start"], "end": hit["end"]})
    )
    boxes = client.get(address, params={"format": "text", "start": hit["start"], "end": hit["end"]}).json()["boxes"]
    assert plain.size == marked.size
    different = [
        (x, y)
        for x in range(0, plain.width, 7)
        for y in range(0, plain.height, 7)
        if plain.getpixel((x, y)) != marked.getpixel((x, y))
    ]
    assert different
    scale = plain.height / 842
    for x, y in different:
        left, up = x / scale, 842 - y / scale
        assert any(b["left"] - 2 <= left <= b["right"] + 2 and b["bottom"] - 2 <= up <= b["top"] + 2 for b in boxes), (
            left,
            up,
        )


def test_the_original_comes_back_byte_for_byte(client, asked):
    hit = asked["hits"][0]
    reply = client.get(f"/api/documents/{hit['document']['id']}/file")
    assert hit["file"] in reply.headers["content-disposition"]
    assert reply.headers["content-disposition"].startswith("attachment")
    from pathlib import Path

    original = Path(__file__).parents[2] / "corpus" / "voorbeeld" / hit["file"]
    assert reply.content == original.read_bytes()


@pytest.mark.parametrize("asked_for", ["bytes=5-1", "bytes=abc", "lines=0-1", "bytes=99999999-", "bytes="])
def test_a_part_that_cannot_be_is_answered_with_the_whole(client, asked, asked_for):
    address = f"/api/documents/{asked['hits'][0]['document']['id']}/file"
    whole = client.get(address).content
    reply = client.get(address, headers={"range": asked_for})
    assert (reply.status_code, reply.content) == (200, whole)
    part = client.get(address, headers={"range": "bytes=2-5"})
    assert (part.status_code, part.content) == (206, whole[2:6])


def test_a_remembered_sentence_is_checked(client):
    reply = client.post("/api/quote", json={"text": "Een appje is niet genoeg."}).json()
    assert reply["verdict"] == "exact"
    assert {"similarity", "diff"} <= set(reply["matches"][0])


def test_documents_are_listed_without_paths_of_the_server(client, served):
    reply = client.get("/api/documents")
    assert len(reply.json()["documents"]) == 14
    assert str(served.index.parent) not in reply.text


@pytest.mark.parametrize(
    ("method", "address", "body", "status", "code"),
    [
        ("GET", "/api/search", None, 422, "ONGELDIG"),
        ("GET", "/api/search?q=", None, 422, "ONGELDIG"),
        ("GET", "/api/search?q=x&top_k=0", None, 422, "ONGELDIG"),
        ("GET", "/api/search?q=x&year=abc", None, 422, "ONGELDIG"),
        ("GET", f"/api/search?q=x&year={2**64}", None, 422, "ONGELDIG"),
        ("POST", "/api/ask", {"question": "x", "year": [-(2**64)]}, 422, "ONGELDIG"),
        ("GET", "/api/search?q=" + "x" * 1001, None, 422, "ONGELDIG"),
        ("POST", "/api/ask", {}, 422, "ONGELDIG"),
        ("POST", "/api/ask", [], 422, "ONGELDIG"),
        ("POST", "/api/ask", {"question": {"a": 1}}, 422, "ONGELDIG"),
        ("GET", "/api/documents/onbekend/pages/1", None, 404, "NIET_GEVONDEN"),
        ("GET", "/api/documents/..%2f..%2fetc/file", None, 404, "NIET_GEVONDEN"),
        ("GET", "/api/bestaat-niet", None, 404, "NIET_GEVONDEN"),
        ("DELETE", "/api/search", None, 405, "NIET_TOEGESTAAN"),
    ],
)
def test_errors_are_dutch_and_tell_nothing_of_the_server(client, method, address, body, status, code):
    reply = client.request(method, address, json=body)
    error = reply.json()["error"]
    assert (reply.status_code, error["code"]) == (status, code)
    assert error["message"].endswith(".")
    assert "Traceback" not in reply.text
    assert "site-packages" not in reply.text


@pytest.mark.parametrize("name", ["kind", "organisation"])
@pytest.mark.parametrize("value", ["\ud800", "x" * 301])
def test_a_filter_that_cannot_be_is_named(client, name, value):
    body = json.dumps({"question": "verzuim", name: ["nota", value]})  # half a character, as JSON may have it
    replies = [client.post("/api/ask", content=body, headers={"content-type": "application/json"})]
    if value != "\ud800":  # in an address it cannot be written
        replies.append(client.get("/api/search", params={"q": "verzuim", name: value}))
    for reply in replies:
        assert (reply.status_code, reply.json()["error"]["code"]) == (422, "ONGELDIG")
        assert name in reply.json()["error"]["message"]


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("/api/ask", {"question": "\ud800"}),
        ("/api/ask", {"question": "verzuim", "status": ["\ud800"]}),
        ("/api/quote", {"text": "\ud800"}),
        ("/api/exports/quotes", {"format": "word", "items": [{"document_id": "\ud800", "start": 0, "end": 1}]}),
        ("/api/exports/frameworks", {"format": "excel", "question": "\ud800", "on": "2026-01-01"}),
        ("/api/exports/comparison", {"format": "excel", "old": "\ud800", "new": "\ud800"}),
    ],
)
def test_half_a_character_is_no_text_for_any_address(client, address, body):
    reply = client.post(address, content=json.dumps(body), headers={"content-type": "application/json"})
    assert (reply.status_code, reply.json()["error"]["code"]) == (422, "ONGELDIG")


def test_an_error_that_nobody_foresaw_tells_nothing_of_the_server():
    app = FastAPI()
    add_handlers(app)

    @app.get("/stuk")
    def broken() -> None:
        raise OSError(13, "Permission denied", "/srv/geheim")

    reply = TestClient(app, raise_server_exceptions=False).get("/stuk")
    assert (reply.status_code, reply.json()["error"]["code"]) == (500, "FOUT")
    assert "geheim" not in reply.text
    assert "denied" not in reply.text


def test_an_error_of_the_page_is_told_in_our_words_and_written_down_once(caplog):
    app, page = FastAPI(), FastAPI()
    add_handlers(app)
    app.mount("/", page)
    add_page_handlers(page)

    @page.get("/stuk")
    def broken() -> None:
        raise OSError(13, "Permission denied", "/srv/geheim")

    @page.get("/weg")
    def missing() -> None:
        raise KeyError("geheim")

    client = TestClient(app)
    for path, status, code in (("/stuk", 500, "FOUT"), ("/weg", 400, "ONGELDIG")):
        caplog.clear()
        reply = client.get(path)
        assert (reply.status_code, reply.json()["error"]["code"]) == (status, code)
        assert "geheim" not in reply.text
        assert [record.name for record in caplog.records if record.levelname != "INFO"] == ["app.problems"]


@pytest.mark.parametrize(
    "question", ["\0", '"*:)(', "🙂🙂🙂", "de het een", "SELECT * FROM x; --", "a" * 1000, "   . "]
)
def test_odd_questions_get_a_plain_reply(client, question):
    reply = client.post("/api/ask", json={"question": question})
    assert reply.status_code == 200
    assert reply.json()["answer"]["status"] in {"answered", "uncertain", "not_found"}


def test_the_description_lists_every_address_without_foreign_scripts(client):
    page = client.get("/docs").text
    for path in client.get("/openapi.json").json()["paths"]:
        assert path in page
    assert "<script" not in page


def test_a_page_number_that_is_not_there_says_how_many_there_are(client, asked):
    document = next(h for h in asked["hits"] if h["file"].endswith(".pdf"))["document"]["id"]
    reply = client.get(f"/api/documents/{document}/pages/99")
    assert reply.status_code == 404
    assert "De laatste bladzijde" in reply.json()["error"]["message"]
