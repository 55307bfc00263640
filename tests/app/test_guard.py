"""What must hold for every request, whatever stands behind it: the guard, on the running app."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from app.crowd import SENDING

SECRETS = [
    "/etc/passwd",
    "/etc/hostname",
    "/proc/self/environ",
    "../../../../etc/passwd",
    "file:///etc/passwd",
    "http://127.0.0.1:1/geheim",
    str(Path(__file__)),
    "pyproject.toml",
]


@pytest.fixture(scope="module")
def client(served):
    with httpx.Client(base_url=served.url, timeout=30) as client:
        yield client


def events(client):
    """Numbers of all event handlers of the page."""
    return [entry["id"] for entry in client.get("/config").json()["dependencies"]]


def file_data(path):
    return {"path": path, "url": path, "orig_name": "x", "meta": {"_type": "gradio.FileData"}}


@pytest.mark.parametrize("path", SECRETS)
def test_no_request_makes_the_server_read_a_file(client, served, path):
    for number in events(client):
        body = {"data": [file_data(path)] * 6, "fn_index": number, "session_hash": "abc"}
        for address in ("/gradio_api/run/predict", "/gradio_api/queue/join", "/gradio_api/call/ask", "/upload"):
            reply = client.post(address, json=body)
            assert "root:" not in reply.text
            assert "def test_no_request" not in reply.text
    copies = [file for file in served.cache.rglob("*") if file.is_file()]
    assert copies == []
    addresses = [f"/gradio_api/file={path}", f"/gradio_api/file/{path}", f"/file={path}", f"/page-assets/{path}"]
    for address in (*addresses, f"/api/documents/{quote(path, safe='')}/file"):
        reply = client.get(address)
        assert reply.status_code in (404, 405, 307, 200)
        assert "root:" not in reply.text
        assert "[project]" not in reply.text


def test_gradio_checks_paths_because_it_knows_that_it_is_running(own_index):
    from app.server import create_app
    from index.service import KnowledgeBase
    from index.settings import load_settings

    kb = KnowledgeBase.open(load_settings(index=own_index))
    try:
        app = create_app(kb)
        mounted = next(route.app for route in app.routes if getattr(route, "path", None) == "")
        assert mounted.get_blocks().has_launched is True
        assert mounted.get_blocks().allowed_paths == []
    finally:
        kb.close()


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/proxy=http://127.0.0.1:1/",
        "/gradio_api/file=http://127.0.0.1:1/",
        "/gradio_api/upload",
        "/gradio_api/run-history",
        "/gradio_api/component_server",
        "/gradio_api/upload_progress",
        "/gradio_api/../gradio_api/file=/etc/passwd",
        "/monitoring",
        "/login",
    ],
)
def test_addresses_that_nobody_needs_are_not_there(client, path):
    for method in ("GET", "POST"):
        reply = client.request(method, path, json={})
        assert reply.status_code == 404
        assert reply.json()["error"]["code"] == "NIET_GEVONDEN"


@pytest.mark.parametrize("below", ["/static/", "/assets/", "/page-assets/", "/api/documents/"])
@pytest.mark.parametrize("rest", ["a" * 5000, "a/" * 2500, "%E6%BC%A2" * 90])
def test_an_address_longer_than_any_file_name_is_not_there(client, below, rest):
    reply = client.get(below + rest)
    assert reply.status_code == 404
    assert reply.json()["error"]["code"] == "NIET_GEVONDEN"


@pytest.mark.parametrize(
    ("address", "body", "status"),
    [
        ("queue/join", {"data": [], "session_hash": "abc", "fn_index": -1}, 400),
        ("queue/join", {"data": [], "session_hash": "abc", "fn_index": 10**30}, 400),
        ("queue/join", {"data": [], "session_hash": "", "fn_index": 0}, 400),
        ("queue/join", {"data": [], "session_hash": "abc", "fn_index": "x"}, 422),
        ("cancel", {"event_id": "\ud800"}, 422),
    ],
)
def test_a_request_that_gradio_does_not_understand_is_the_senders(client, address, body, status):
    reply = client.post(
        f"/gradio_api/{address}", content=json.dumps(body), headers={"content-type": "application/json"}
    )
    assert (reply.status_code, reply.json()["error"]["code"]) == (status, "ONGELDIG")
    assert reply.json()["detail"] == reply.json()["error"]["message"]  # which the page shows


@pytest.mark.parametrize("address", ["/api/search?q=verzuim", "/api/documents", "/", "/mcp", "/static/x"])
@pytest.mark.parametrize("method", ["TRACE", "ONBEKEND"])
def test_an_odd_method_gets_an_error_of_ours(client, method, address):
    reply = client.request(method, address)
    assert reply.status_code in (404, 405)
    assert reply.json()["error"]["message"].endswith(".")


def test_an_assistant_is_told_in_our_words_that_it_may_not_search_here(client):
    reply = client.get("/mcp")
    assert (reply.status_code, reply.json()["error"]["code"]) == (404, "NIET_GEVONDEN")


@pytest.mark.parametrize("address", ["/", "/api/search?q=verzuim", "/api/bestaat-niet", "/page-assets/app.js", "/docs"])
def test_every_reply_carries_the_headers(client, address):
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    rules = {name: set(sources) for name, *sources in map(str.split, policy.split(";"))}
    assert rules["script-src"] == {"'self'", "'unsafe-eval'"}
    everywhere = {source for name, sources in rules.items() if name != "script-src" for source in sources}
    assert everywhere == {"'self'", "'none'", "data:", "blob:", "'unsafe-inline'"}, "no other site"
    assert {"default-src", "form-action", "frame-ancestors", "base-uri"} <= set(rules), "the last three have no default"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers
    if not address.startswith("/assets"):
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("origin", ["http://kwaad.example", "null", "http://127.0.0.1:1"])
def test_another_website_reads_nothing_and_writes_nothing(client, origin):
    for address in ("/api/search?q=verzuim", "/config"):  # ours, and one of Gradio's, which has rules of its own
        reply = client.get(address, headers={"origin": origin})
        assert reply.status_code == 200
        assert [name for name in reply.headers if name.startswith("access-control")] == []
    for address in ("/api/ask", "/gradio_api/queue/join"):
        reply = client.post(address, json={"question": "verzuim"}, headers={"origin": origin})
        assert reply.status_code == 403
        assert reply.json()["error"]["code"] == "ANDERE_SITE"


def test_a_form_on_another_website_is_refused_without_an_origin(client):
    reply = client.post("/api/ask", json={"question": "verzuim"}, headers={"sec-fetch-site": "cross-site"})
    assert reply.status_code == 403


@pytest.mark.parametrize("host", ["kwaad.example", "127.0.0.1.kwaad.example", "kwaad.example:7860", "", "["])
def test_a_foreign_name_for_this_computer_is_refused(client, host):
    reply = client.get("/api/search", params={"q": "verzuim"}, headers={"host": host})
    assert reply.status_code in (400, 421)
    assert "hits" not in reply.text


def test_a_body_that_is_too_large_is_refused_before_it_is_read(served):
    host, port = served.url.removeprefix("http://").split(":")
    head = f"POST /api/ask HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: {60 * 2**20}\r\n\r\n".encode()
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(head)
        assert connection.recv(4096).startswith(b"HTTP/1.1 413")


def test_a_question_may_be_far_smaller_than_a_document(client):
    for body in ({"question": "x" * 2**21}, {"question": "x", "year": [0] * 2**20}):
        assert client.post("/api/ask", json=body).status_code == 413
    reply = client.post("/api/ask", json={"question": "x", "year": [0] * 41})
    assert reply.status_code == 422
    assert "year" in reply.json()["error"]["message"]
    assert client.get("/api/search", params={"q": "x", "kind": ["a"] * 41}).status_code == 422


@pytest.mark.parametrize("origin", ["http://[", "http://[x]", "null", "", "http://kwaad.example"])
def test_an_origin_that_is_not_ours_is_refused_whatever_it_is(client, origin):
    reply = client.post("/api/ask", json={"question": "x"}, headers={"origin": origin})
    assert reply.status_code == 403


def test_a_request_that_nobody_understands_is_the_senders(client):
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.md"\r\n\r\na\r\n'
    for kind, body in (("", b"abc"), ("; boundary=x", b"zzz"), ("; boundary=x", 2 * part + b"--x--\r\n")):
        headers = {"content-type": f"multipart/form-data{kind}"}
        reply = client.post("/api/documents", content=body, headers=headers)
        assert reply.status_code == 400
        assert "begrijpt deze aanvraag niet" in reply.json()["error"]["message"]


def test_a_body_that_grows_too_large_is_cut_off(served):
    host, port = served.url.removeprefix("http://").split(":")
    head = f"POST /api/ask HTTP/1.1\r\nHost: {host}:{port}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    chunk = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    # Sooner than a body that never ends is given up.
    with socket.create_connection((host, int(port)), timeout=SENDING - 1) as connection:
        connection.sendall(head)
        try:
            for _ in range(3):
                connection.sendall(chunk)
            answer = connection.recv(4096)
        except ConnectionError:  # cut off while it was sent; a server that waits for more is a TimeoutError
            answer = b""
    assert b" 200 " not in answer
    assert httpx.get(f"{served.url}/api/health").json() == {"status": "ok"}


def test_the_browser_keeps_no_history_of_questions(client):
    config = client.get("/config").json()
    assert config.get("run_history") in (False, None)
    assert json.dumps(config).count("/etc/") == 0
