"""The balancer before a cluster: where HAProxy is installed, it outlives whichever node goes."""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from tests.conftest import free_port

CONFIG = Path(__file__).parent.parent / "deploy" / "haproxy.cfg"
NODES = ("node1", "node2", "node3")
SECONDS = 15

pytestmark = pytest.mark.skipif(
    shutil.which("haproxy") is None, reason="HAProxy is not installed; make test does that as root on Debian"
)


class Node:
    """Answers with its name; ``falls``: it hangs up on the next question and is gone."""

    def __init__(self, name: str, port: int = 0) -> None:
        self.name, self.ready, self.falls = name, True, False
        node = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if node.falls and self.path != "/readyz":
                    self.close_connection = True
                    threading.Thread(target=node.stop).start()
                    return
                said = node.name.encode()
                self.send_response(200 if node.ready or self.path != "/readyz" else 503)
                self.send_header("content-length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["content-length"]))
                self.do_GET()

            def log_message(self, *_: object) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=[0.01], daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def balanced(folder: Path, nodes: list[Node]) -> Iterator[str]:
    """The configuration as it is, but for where the nodes are."""
    port = free_port()
    text = CONFIG.read_text(encoding="utf-8").replace("bind :6333", f"bind 127.0.0.1:{port}")
    for node in nodes:
        text = text.replace(f"{node.name}:6333", f"127.0.0.1:{node.port}")
    (folder / "haproxy.cfg").write_text(text, encoding="utf-8")
    process = subprocess.Popen(["haproxy", "-db", "-f", folder / "haproxy.cfg"], stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        until(lambda: answer(url) == "node1")
        yield url
    finally:
        process.terminate()
        process.wait()


def answer(url: str) -> str:
    try:
        reply = httpx.post(url, content=b"x" * 1_000)
    except httpx.TransportError:
        return ""
    return reply.text if reply.status_code == 200 else ""


def until(true: object) -> None:
    began = time.monotonic()
    while not true():  # type: ignore[operator]
        assert time.monotonic() - began < SECONDS
        time.sleep(0.1)


def test_the_configuration_is_understood() -> None:
    done = subprocess.run(["haproxy", "-c", "-f", CONFIG], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    warned = [line for line in done.stderr.splitlines() if "[WARNING]" in line]
    assert all(re.search("could not resolve address 'node[123]'", line) for line in warned), warned


def test_whichever_node_goes_the_others_answer_and_it_comes_back(tmp_path: Path) -> None:
    nodes = [Node(name) for name in NODES]
    with balanced(tmp_path, nodes) as url:
        assert {answer(url) for _ in range(5)} == {"node1"}, "always the same"
        for number, others in enumerate([("node2",), ("node1",), ("node1",)]):
            nodes[number].stop()
            assert tuple({answer(url) for _ in range(5)}) == others, "without a moment between"
            nodes[number] = Node(NODES[number], nodes[number].port)
            until(lambda: answer(url) == "node1")
    for node in nodes:
        node.stop()


def test_a_node_that_falls_away_while_it_is_asked_is_not_noticed(tmp_path: Path) -> None:
    nodes = [Node(name) for name in NODES]
    with balanced(tmp_path, nodes) as url:
        nodes[0].falls = True
        assert httpx.get(url).text == "node2"
        for node in nodes[1:]:
            node.stop()


def test_a_node_that_is_not_ready_is_not_asked(tmp_path: Path) -> None:
    nodes = [Node(name) for name in NODES]
    with balanced(tmp_path, nodes) as url:
        nodes[0].ready = False
        until(lambda: answer(url) == "node2")
        for node in nodes:
            node.stop()
