"""Many at once, on a real server: everybody in turn, and too many are told so in words."""

from __future__ import annotations

import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import httpx
import uvicorn
from fastapi import FastAPI
from fastapi.responses import JSONResponse

from app.crowd import Crowd
from app.server import MAX_CONNECTIONS, _allow_connections
from tests.conftest import free_port


@contextmanager
def crowded(**limits):
    """An app whose search waits until it is let go; gives the address, what lets go, and how many were inside."""
    app, go, inside, most = FastAPI(), threading.Event(), [], []

    @app.get("/api/search")
    def search() -> dict[str, str]:
        inside.append(1)
        most.append(len(inside))
        go.wait(30)
        inside.pop()
        return {}

    @app.post("/api/quote")
    async def quote(body: dict[str, str]) -> dict[str, str]:
        return body

    @app.get("/api/health")
    def health() -> dict[str, str]:
        return {}

    @app.post("/gradio_api/queue/join")
    def join() -> JSONResponse:
        return JSONResponse({"detail": "Queue is full."}, 503)

    port = free_port()
    server = uvicorn.Server(uvicorn.Config(Crowd(app, **limits), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}", go, most
    finally:
        go.set()
        server.should_exit = True
        thread.join(10)


def asked(url: str) -> httpx.Response:
    return httpx.get(f"{url}/api/search", timeout=30)


def test_who_does_not_fit_is_told_when_to_come_back_and_the_rest_is_served_in_turn():
    with crowded(at_once=3, waiting=4, patience=30) as (url, go, most), ThreadPoolExecutor(20) as pool:
        replies = [pool.submit(asked, url) for _ in range(20)]
        refused = 0
        while refused < 13:
            refused = sum(reply.done() for reply in replies)
        assert httpx.get(f"{url}/api/health").status_code == 200
        go.set()
        found = [reply.result() for reply in replies]
    statuses = [reply.status_code for reply in found]
    assert (statuses.count(200), statuses.count(503)) == (7, 13)
    assert max(most) == 3
    busy = next(reply for reply in found if reply.status_code == 503)
    assert busy.headers["retry-after"] == "5"
    assert busy.json()["error"]["code"] == "DRUK"
    assert "druk" in busy.json()["error"]["message"]


def test_nobody_waits_longer_than_is_patient_and_a_place_comes_free_again():
    with crowded(at_once=1, waiting=5, patience=0.2) as (url, go, most), ThreadPoolExecutor(2) as pool:
        first = pool.submit(asked, url)
        while not most:
            time.sleep(0.01)
        second = asked(url)
        go.set()
        assert (first.result().status_code, second.status_code) == (200, 503)
        assert asked(url).status_code == 200


def test_a_full_page_says_so_in_dutch():
    with crowded() as (url, _, _):
        reply = httpx.post(f"{url}/gradio_api/queue/join", json={})
        assert reply.status_code == 429
        assert "druk" in reply.json()["detail"]
        assert "Queue is full" not in reply.text


def test_more_connections_than_fit_are_refused_until_some_are_gone(served):
    _allow_connections()  # to this process too
    host, port = served.url.removeprefix("http://").split(":")
    health = f"{served.url}/api/health"
    with ExitStack() as pages:
        for _ in range(MAX_CONNECTIONS):
            pages.enter_context(socket.create_connection((host, int(port)), timeout=30))
        assert httpx.get(health, timeout=30).status_code == 503
    end = time.monotonic() + 10
    while httpx.get(health, timeout=30).status_code != 200:
        assert time.monotonic() < end, "no place came free"


def test_who_sends_drop_by_drop_does_not_keep_a_place():
    with crowded(at_once=2, waiting=5, patience=5, sending=0.5) as (url, _, _), ExitStack() as open_ones:
        host, port = url.removeprefix("http://").split(":")
        head = "POST /api/quote HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
        for _ in range(2):
            drip = open_ones.enter_context(socket.create_connection((host, int(port)), timeout=10))
            drip.sendall(head.encode())
        time.sleep(0.1)
        reply = httpx.post(f"{url}/api/quote", json={"text": "Goedemorgen."}, timeout=10)
        assert (reply.status_code, reply.json()) == (200, {"text": "Goedemorgen."})


def test_an_answer_may_take_longer_than_its_question_to_arrive():
    with crowded(sending=0.2) as (url, go, _), ThreadPoolExecutor(1) as pool:
        reply = pool.submit(asked, url)
        time.sleep(0.6)
        go.set()
        assert reply.result().status_code == 200
