"""An assistant with the official client: it searches, checks and reads, as whoever's key it carries."""

from __future__ import annotations

import asyncio
import json
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import httpx
import httpx2
import pytest
from fastapi.testclient import TestClient
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client

from app.access.sessions import hashed
from app.mcp_server import mcp_app
from tests.app.access.house import LIMITS, House, marks
from tests.app.access.probes import SENTENCE, TOPIC

HEADERS = {"accept": "application/json, text/event-stream"}


def called(house: House, name: str, *calls: tuple[str, dict[str, Any]], mode: str = "auto") -> list[Any]:
    """What the tools answer somebody's assistant; the first is the list of tools."""
    key = secrets.token_urlsafe(32)
    account = house.accounts.all()[name]
    house.accounts.put(replace(account, token=hashed(key)))

    async def ask() -> list[Any]:
        headers = {"authorization": f"Bearer {key}"}
        http = httpx2.AsyncClient(headers=headers, timeout=30)
        transport = streamable_http_client(f"{house.url}/mcp", http_client=http)
        async with http, Client(transport, mode=mode) as client:
            return [await client.list_tools(), *[await client.call_tool(tool, values) for tool, values in calls]]

    with ThreadPoolExecutor(1) as apart:  # a loop of its own: in this thread the browser's may be running
        return apart.submit(lambda: asyncio.run(ask())).result()


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_an_assistant_cites_what_its_user_may_see(house, mode):
    listed, found, checked = called(
        house, "bram", ("search", {"question": TOPIC}), ("check_quote", {"sentence": SENTENCE}), mode=mode
    )
    assert {tool.name for tool in listed.tools} == {"search", "check_quote", "read_page"}
    assert all(tool.annotations.read_only_hint for tool in listed.tools)
    hits = found.structured_content["hits"]
    assert len(hits) == 3
    for hit in hits:
        text = house.kb.text(hit["document"]["id"]).text
        assert text[hit["start"] : hit["end"]] == hit["text"]
        assert hit["citation"]
    assert checked.structured_content["verdict"] == "exact"
    assert len(checked.structured_content["matches"]) == 3


@pytest.mark.parametrize("name", ["eva", "bram", "wil", "kim"])
def test_no_tool_tells_of_a_hidden_document(house, name):
    for word in LIMITS:
        calls = [
            ("search", {"question": TOPIC, "number": 20}),
            ("search", {"question": f"D{word[0].upper()}Z"}),
            ("check_quote", {"sentence": SENTENCE}),
            ("read_page", {"document_id": house.ids[word]}),
        ]
        said = [json.dumps([part.model_dump() for part in r.content]).lower() for r in called(house, name, *calls)[1:]]
        if word in house.hidden(name):
            assert [mark for mark in marks(word) if mark in " ".join(said)] == []
        else:
            assert all(any(mark in one for mark in marks(word)) for one in said), said


def test_a_page_or_document_that_is_not_there_is_said(house):
    replies = called(
        house,
        "eva",
        ("read_page", {"document_id": house.ids["raad"]}),
        ("read_page", {"document_id": "0123456789abcdef"}),
        ("read_page", {"document_id": house.ids["open"], "page": 9}),
        ("search", {"question": "  "}),
        ("search", {"question": "?!"}),
        ("search", {"question": "x" * 2000}),
    )[1:]
    assert all(reply.is_error for reply in replies)
    assert replies[0].content[0].text == replies[1].content[0].text
    assert "Traceback" not in str(replies)


def test_without_a_key_there_are_no_tools(house):
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    assert httpx.post(f"{house.url}/mcp", json=body, headers=HEADERS).status_code == 401
    foreign = HEADERS | {"origin": "http://kwaad.example"}
    assert httpx.post(f"{house.url}/mcp", json=body, headers=foreign).status_code == 403


def test_it_is_off_by_default(served):
    assert httpx.post(f"{served.url}/mcp", json={}, headers=HEADERS).status_code in (404, 405)


def test_no_stream_stays_open_and_keeps_a_place(house):
    """Eight of them would keep everybody else from asking."""
    key = secrets.token_urlsafe(32)
    account = house.accounts.all()["kim"]
    house.accounts.put(replace(account, token=hashed(key)))
    headers = HEADERS | {"authorization": f"Bearer {key}"}
    with httpx.Client(base_url=house.url, timeout=5, headers=headers) as client:
        for _ in range(9):
            assert client.get("/mcp", headers={"accept": "text/event-stream"}).status_code == 405
            listen = {"jsonrpc": "2.0", "id": 1, "method": "subscriptions/listen", "params": {}}
            assert "error" in client.post("/mcp", json=listen).json()
        assert client.get("/api/search", params={"q": TOPIC}).status_code == 200


def test_without_log_in_there_is_no_stream_either(house):
    with TestClient(mcp_app(house.kb)) as client:
        reply = client.get("/mcp", headers={"accept": "text/event-stream"})
    assert reply.status_code == 405
