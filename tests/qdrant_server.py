"""A stand-in for a Qdrant server: the HTTP interface as far as Bronwijzer uses it, over qdrant-client's own engine.

It shows what goes over the wire and comes back, not how a real server keeps it. What a real one refuses it refuses too:
requests that are too large, facets of a field without an index, collections that are not there or there already.
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

MOST_BYTES = 32 * 2**20
"""Of a request, unless somebody sets it otherwise."""


class RefusedError(Exception):
    """A request that gets another status than 200."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Qdrant:
    """What was asked of the server, and where it is."""

    def __init__(self) -> None:
        self.url = ""
        self.api_key = "sleutel"
        self.version = "1.20.0"
        self.asked: list[str] = []
        """Method and path of every request."""
        self.created: list[dict[str, Any]] = []
        self.updated: list[dict[str, Any]] = []
        self.indexes: dict[str, dict[str, Any]] = {}
        """By collection, the fields that have an index."""
        self.spoil: Callable[[dict[str, Any]], None] = lambda point: None
        """Changes a point that comes in."""
        self.fails: Callable[[str], bool] = lambda asked: False
        """Whether the server breaks down over a request."""
        self.client = QdrantClient(":memory:")
        self.lock = Lock()

    @property
    def collections(self) -> set[str]:
        return {each.name for each in self.client.get_collections().collections}

    @property
    def local(self) -> QdrantLocal:
        return self.client._client  # type: ignore[return-value]

    def answer(self, method: str, path: str, body: Any) -> Any:
        self.asked.append(f"{method} {path}")
        if self.fails(self.asked[-1]):
            raise RefusedError(500, "broken")
        for (verb, pattern), handler in ROUTES.items():
            match = re.fullmatch(pattern, path)
            if verb == method and match:
                try:
                    return handler(self, *match.groups(), body)
                except ValueError as error:
                    raise RefusedError(404 if "not found" in str(error) else 400, str(error)) from error
        raise LookupError(f"{method} {path}")


def _create(server: Qdrant, name: str, body: Any) -> bool:
    if server.client.collection_exists(name):
        raise RefusedError(409, f"Wrong input: Collection `{name}` already exists!")
    server.created.append(body)
    server.indexes[name] = {}
    asked = models.CreateCollection.model_validate(body)
    return server.client.create_collection(
        name, vectors_config=asked.vectors, sparse_vectors_config=asked.sparse_vectors
    )


def _get(server: Qdrant, name: str, body: Any) -> Any:
    indexed = {field: {"data_type": schema, "points": 0} for field, schema in server.indexes.get(name, {}).items()}
    return {**_plain(server.client.get_collection(name)), "payload_schema": indexed}


def _update(server: Qdrant, name: str, body: Any) -> bool:
    server.updated.append(body)
    for vector, told in models.UpdateCollection.model_validate(body).vectors.items():
        params = server.local.collections[name].config.vectors[vector]
        params.hnsw_config, params.on_disk = told.hnsw_config, told.on_disk
    return True


def _index(server: Qdrant, name: str, body: Any) -> dict[str, Any]:
    server.indexes.setdefault(name, {})[body["field_name"]] = body["field_schema"]
    return DONE


def _drop(server: Qdrant, name: str, body: Any) -> bool:
    server.indexes.pop(name, None)
    return server.client.delete_collection(name)


def _name(server: Qdrant, name: str, body: Any) -> dict[str, Any]:
    asked = models.DenseVectorNameConfig.model_validate(body)
    server.client.create_vector_name(name, "tokens", asked)
    server.local.collections[name].config.vectors["tokens"].datatype = asked.dense.datatype
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
    if body["key"] not in server.indexes.get(name, {}):
        raise RefusedError(400, f"Bad request: No appropriate index for faceting: `{body['key']}`")
    asked = models.FacetRequest.model_validate(body)
    return server.client.facet(name, asked.key, facet_filter=asked.filter, limit=asked.limit or 10)


def _count(server: Qdrant, name: str, body: Any) -> Any:
    return server.client.count(name, models.CountRequest.model_validate(body).filter)


DONE = {"operation_id": 0, "status": "completed"}
PLACE = r"/collections/([\w-]+)"
ROUTES: dict[tuple[str, str], Callable[..., Any]] = {
    ("GET", f"{PLACE}/exists"): lambda s, name, _: {"exists": s.client.collection_exists(name)},
    ("GET", PLACE): _get,
    ("PUT", PLACE): _create,
    ("PATCH", PLACE): _update,
    ("PUT", f"{PLACE}/vectors/tokens"): _name,
    ("DELETE", PLACE): _drop,
    ("PUT", f"{PLACE}/index"): _index,
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
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            try:
                status, reply = 200, self.reply(self.path.split("?")[0], body)
            except RefusedError as error:
                status, reply = error.status, {"status": {"error": str(error)}, "time": 0.0}
            sent = json.dumps(reply).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def reply(self, path: str, body: bytes) -> dict[str, Any]:
            if path == "/":  # the one address for which no key is asked
                return {"title": "qdrant - vector search engine", "version": server.version}
            if self.headers.get("api-key") != server.api_key:
                raise RefusedError(401, "Must provide an API key")
            if len(body) > MOST_BYTES:
                words = f"JSON payload ({len(body)} bytes) is larger than allowed (limit: {MOST_BYTES} bytes)"
                raise RefusedError(400, f"Payload error: {words}.")
            with server.lock:
                found = server.answer(self.command, path, json.loads(body) if body else None)
            return {"result": _plain(found), "status": "ok", "time": 0.0}

        do_GET = do_PUT = do_POST = do_PATCH = do_DELETE = answer

        def log_message(self, *_: object) -> None: ...

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{http.server_port}"
    Thread(target=http.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
