"""A small server that speaks the chat completions protocol: what a language model does well and does badly.

The name of the model that is asked for chooses what happens, so nothing has to be switched between questions.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any

BLOCK = re.compile(r'<(\w+)-bron nummer="(\d+)">\n(.*?)\n</\1-bron>', re.DOTALL)
ORDER = re.compile(r"KWAAD\((.*?)\)DAAWK", re.DOTALL)


class Endpoint:
    """What was asked of the server, and where it is."""

    def __init__(self, address: str) -> None:
        self.url = f"{address}/v1"
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.elsewhere: list[str] = []
        self.busy = 0
        self.most_at_once = 0
        self.lock = Lock()
        self.first, self.second = Event(), Event()
        """When the model ``held`` may say its first and its second sentence."""


def passages(body: dict[str, Any]) -> dict[int, str]:
    """The passages in a request, by number."""
    return {int(number): text for _, number, text in BLOCK.findall(body["messages"][-1]["content"])}


def first_sentence(body: dict[str, Any]) -> tuple[int, str]:
    """A sentence of the first passage, as a faithful model would repeat it."""
    number, text = next(iter(passages(body).items()))
    sentences = [
        s for s in re.split(r"(?<=[.!?])\s+|\n", text.split("\n", 1)[1]) if len(s.split()) > 5 and s[-1] == "."
    ]
    return number, re.sub(r"\s+", " ", sentences[0]).rstrip(".")


def good(body: dict[str, Any]) -> str:
    number, sentence = first_sentence(body)
    return f"{sentence} [{number}]."


def obeys(body: dict[str, Any]) -> str:
    """Does whatever stands in a passage or in the question as an order."""
    order = ORDER.search(body["messages"][-1]["content"])
    if order is None:
        return good(body)
    said = order.group(1).replace("SYSTEEM", body["messages"][0]["content"])
    return said.replace("BLOK", body["messages"][-1]["content"].split("-vraag", 1)[0][-9:])


ANSWERS: dict[str, Callable[[dict[str, Any]], str]] = {
    "good": good,
    "obeys": obeys,
    "invented-number": lambda body: f"{good(body)} Dat geldt voor 987654 mensen [1].",
    "invented-name": lambda body: f"{good(body)} Dat zei Balthazar Quispel [1].",
    "no-citation": lambda body: first_sentence(body)[1] + ".",
    "out-of-range": lambda body: f"{first_sentence(body)[1]} [77].",
    "refuses": lambda body: "GEEN ANTWOORD",
    "huge": lambda body: "Een heel lang verhaal zonder eind. " * 20_000,
    "markup": lambda body: f"<b>{first_sentence(body)[1]}</b> [1]. {good(body)}\n![beeld](http://kwaad.example/x) [1].",
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"  # the end of the connection is the end of the answer
    endpoint: Endpoint

    def log_message(self, *_: Any) -> None:
        """Silent."""

    def do_GET(self) -> None:
        self.endpoint.elsewhere.append(self.path)
        self._send(404, "text/plain", b"")

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        endpoint = self.endpoint
        if self.path != "/v1/chat/completions":
            endpoint.elsewhere.append(self.path)
        with endpoint.lock:
            endpoint.asked.append(body)
            endpoint.headers.append({name.lower(): value for name, value in self.headers.items()})
            endpoint.busy += 1
            endpoint.most_at_once = max(endpoint.busy, endpoint.most_at_once)
        try:
            getattr(self, f"_{body['model'].replace('-', '_')}", self._answer)(body)
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            with endpoint.lock:
                endpoint.busy -= 1

    def _send(self, status: int, kind: str, content: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def _stream(self, pieces: Iterator[str], *, pause: float = 0.0, end: str = "stop") -> None:
        self._send(200, "text/event-stream", b"")
        for piece in pieces:
            self._event({"delta": {"role": "assistant", "content": piece}, "finish_reason": None})
            time.sleep(pause)
        if end:
            self._event({"delta": {}, "finish_reason": end})
            self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, choice: dict[str, Any]) -> None:
        chunk = {
            "id": "c1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "test",
            "choices": [{"index": 0, **choice}],
        }
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def _answer(self, body: dict[str, Any]) -> None:
        text = ANSWERS[body["model"]](body)
        self._stream(text[i : i + 7] for i in range(0, len(text), 7))

    def _slow(self, body: dict[str, Any]) -> None:
        text = f"{good(body)} {good(body)}"
        self._stream((text[i : i + 20] for i in range(0, len(text), 20)), pause=0.2)

    def _held(self, body: dict[str, Any]) -> None:
        def pieces() -> Iterator[str]:
            self.endpoint.first.wait(timeout=20)
            yield f"{good(body)} En dan: "
            self.endpoint.second.wait(timeout=20)
            yield good(body)

        self._stream(pieces())

    def _hangs(self, body: dict[str, Any]) -> None:
        self._stream(iter([good(body), " En dan "]), end="")
        time.sleep(8)

    def _drops_half_way(self, body: dict[str, Any]) -> None:
        self._stream(iter([good(body), " Verder geldt dat"]), end="")

    def _cut_short(self, body: dict[str, Any]) -> None:
        self._stream(iter([good(body), " Verder geldt dat"]), end="length")

    def _error_500(self, body: dict[str, Any]) -> None:
        self._send(500, "application/json", json.dumps({"error": {"message": str(body)}}).encode())

    def _error_401(self, body: dict[str, Any]) -> None:
        self._send(401, "application/json", b'{"error": {"message": "bad key"}}')

    def _garbage(self, body: dict[str, Any]) -> None:
        self._send(200, "text/event-stream", b"data: {not json\n\n\xff\xfe\x00 data: 12\n\n<html>")

    def _not_a_stream(self, body: dict[str, Any]) -> None:
        self._send(200, "text/html", b"<html><body>Log in first [1].</body></html>")

    def _moved(self, body: dict[str, Any]) -> None:
        self._send(307, "text/plain", b"", location="/elders/v1/chat/completions")


@contextmanager
def running() -> Iterator[Endpoint]:
    """The server, on a port of its own, until the end of the block."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    endpoint = Endpoint(f"http://127.0.0.1:{server.server_port}")
    handler.endpoint = endpoint
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
