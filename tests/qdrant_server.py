"""A stand-in for a Qdrant server: the HTTP interface as far as Bronwijzer uses it, over qdrant-client's own engine.

It shows what goes over the wire and comes back, not how a real server keeps it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

from qdrant_client import QdrantClient, models
from qdrant_client.local.qdrant_local import QdrantLocal


class Qdrant:
    """What was asked of the server, and where it is."""

    def __init__(self) -> None:
        self.url = ""
        self.api_key = "sleutel"
        self.created: list[dict[str, Any]] = []
        self.spoil: Callable[[dict[str, Any]], None] = lambda point: None
        """Changes a point that comes in."""
        self.client = QdrantClient(":memory:")
        self.lock = Lock()

    @property
    def local(self) -> QdrantLocal:
        return self.client._client  # type: ignore[return-value]

    def answer(self, method: str, path: str, body: Any) -> Any:
        for (verb, pattern), handler in ROUTES.items():
            match = re.fullmatch(pattern, path)
            if verb == method and match:
                return handler(self, *match.groups(), body)
        raise LookupError(f"{method} {path}")


def _create(server: Qdrant, name: str, body: Any) -> bool:
    server.created.append(body)
    asked = models.CreateCollection.model_validate(body)
    return server.client.create_collection(
        name, vectors_config=asked.vectors, sparse_vectors_config=asked.sparse_vectors
    )


def _name(server: Qdrant, name: str, body: Any) -> dict[str, Any]:
    server.client.create_vector_name(name, "tokens", models.DenseVectorNameConfig.model_validate(body))
    return DONE


def _upsert(server: Qdrant, name: str, body: Any) -> dict[str, Any]:
    for point in body["points"]:
        server.spoil(point)
    server.client.upsert(name, models.PointsList.model_validate(body).points)
    return DONE


def _vectors(server: Qdrant, name: str, body: Any) -> dict[str, Any]:
    server.client.update_vectors(name, models.UpdateVectors.model_validate(body).points)
    return DONE


def _delete(server: Qdrant, name: str, body: Any) -> dict[str, Any]:
    server.client.delete(name, models.FilterSelector.model_validate(body))
    return DONE


def _payload(server: Qdrant, name: str, body: Any) -> dict[str, Any]:
    asked = models.SetPayload.model_validate(body)
    server.client.set_payload(name, asked.payload, points=asked.filter)
    return DONE


def _query(server: Qdrant, name: str, body: Any) -> Any:
    return server.client.query_batch_points(name, models.QueryRequestBatch.model_validate(body).searches)


def _retrieve(server: Qdrant, name: str, body: Any) -> Any:
    asked = models.PointRequest.model_validate(body)
    return server.client.retrieve(name, asked.ids, with_payload=asked.with_payload, with_vectors=asked.with_vector)


def _scroll(server: Qdrant, name: str, body: Any) -> Any:
    asked = models.ScrollRequest.model_validate(body)
    points, after = server.client.scroll(
        name,
        asked.filter,
        limit=asked.limit or 10,
        offset=asked.offset,
        with_payload=True if asked.with_payload is None else asked.with_payload,
        with_vectors=asked.with_vector or False,
    )
    return {"points": points, "next_page_offset": after}


def _facet(server: Qdrant, name: str, body: Any) -> Any:
    asked = models.FacetRequest.model_validate(body)
    return server.client.facet(name, asked.key, facet_filter=asked.filter, limit=asked.limit or 10)


def _count(server: Qdrant, name: str, body: Any) -> Any:
    return server.client.count(name, models.CountRequest.model_validate(body).filter)


DONE = {"operation_id": 0, "status": "completed"}
PLACE = r"/collections/([\w-]+)"
ROUTES: dict[tuple[str, str], Callable[..., Any]] = {
    ("GET", f"{PLACE}/exists"): lambda s, name, _: {"exists": s.client.collection_exists(name)},
    ("GET", PLACE): lambda s, name, _: s.client.get_collection(name),
    ("PUT", PLACE): _create,
    ("PUT", f"{PLACE}/vectors/tokens"): _name,
    ("DELETE", PLACE): lambda s, name, _: s.client.delete_collection(name),
    ("PUT", f"{PLACE}/index"): lambda *_: DONE,
    ("PUT", f"{PLACE}/points"): _upsert,
    ("PUT", f"{PLACE}/points/vectors"): _vectors,
    ("POST", f"{PLACE}/points/delete"): _delete,
    ("POST", f"{PLACE}/points/payload"): _payload,
    ("POST", f"{PLACE}/points/query/batch"): _query,
    ("POST", f"{PLACE}/points"): _retrieve,
    ("POST", f"{PLACE}/points/scroll"): _scroll,
    ("POST", f"{PLACE}/facet"): _facet,
    ("POST", f"{PLACE}/points/count"): _count,
}


def _plain(value: Any) -> Any:
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", exclude_none=True)
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value


@contextmanager
def running() -> Iterator[Qdrant]:
    """The server on a port of its own, until the block ends."""
    server = Qdrant()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            length = int(self.headers.get("content-length", 0))
            body = json.loads(self.rfile.read(length)) if length else None
            status, reply = 403, {"status": {"error": "no key"}}
            if self.headers.get("api-key") == server.api_key:
                with server.lock:
                    found = server.answer(self.command, self.path.split("?")[0], body)
                status, reply = 200, {"result": _plain(found), "status": "ok", "time": 0.0}
            sent = json.dumps(reply).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        do_GET = do_PUT = do_POST = do_DELETE = answer

        def log_message(self, *_: object) -> None: ...

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{http.server_port}"
    Thread(target=http.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
