"""What a Qdrant engine must be able to do, whether it runs in this process or on a server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from index.store.points import Conditions, Found, Point, Vector, VectorQuery


class Engine(Protocol):
    """The few operations on points that :class:`index.store.passages.QdrantPassageStore` is made of.

    Every method may raise :class:`index.errors.StoreError`; foreign exceptions never leave it.
    """

    def upsert(self, points: Sequence[Point]) -> None:
        """Write points: all of them or none, where they fit in one request."""

    def update_vectors(self, vectors: Mapping[str, Mapping[str, Vector]]) -> None:
        """Write these vectors of points that are there, by id; their other vectors and payload stay."""

    def delete(self, conditions: Conditions) -> None:
        """Delete the points that meet ``conditions``."""

    def set_payload(self, conditions: Conditions, payload: Mapping[str, Any]) -> None:
        """Overwrite these payload fields."""

    def query(self, queries: Sequence[VectorQuery]) -> list[list[Found]]:
        """Answer several queries at once, best first."""

    def retrieve(self, ids: Sequence[str], vectors: Sequence[str], *, with_payload: bool = False) -> list[Found]:
        """Points by id, with those of these vectors that they have."""

    def scroll(self, conditions: Conditions) -> list[Found]:
        """All points that meet ``conditions``, with their payload."""

    def dump(self) -> Iterator[list[Point]]:
        """Every point with its payload and all of its vectors, a page at a time."""

    def facet(self, key: str, conditions: Conditions) -> list[tuple[str | int, int]]:
        """Values of a payload field with the exact number of points."""

    def count(self, conditions: Conditions) -> int:
        """Exact number of points."""

    def flush(self) -> None:
        """Return when everything written would survive a power cut."""

    def close(self) -> None:
        """Flush and let go."""
