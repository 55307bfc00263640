"""A store as some people may see it: every question to the engine carries the limit, so nothing is left out later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NoReturn

from index.groups import may_see
from index.store.engine import Engine
from index.store.points import GROUPS, Condition, Conditions, Found, VectorQuery


class LimitedEngine:
    """An :class:`index.store.engine.Engine` that knows only points for everybody and for some groups.

    It is the whole surface of an engine, so that no question can go past the limit. Nothing is written through it.

    :param groups: names as :func:`index.groups.group_names` gives them.
    """

    def __init__(self, engine: Engine, groups: Sequence[str]) -> None:
        self._engine = engine
        self._groups = frozenset(groups)
        self._limit = Condition(GROUPS, tuple(sorted(self._groups)), or_empty=True)

    def query(self, queries: Sequence[VectorQuery]) -> list[list[Found]]:
        """Answer several queries at once, best first."""
        return self._engine.query([replace(q, conditions=(*q.conditions, self._limit)) for q in queries])

    def retrieve(self, ids: Sequence[str], vectors: Sequence[str], *, with_payload: bool = False) -> list[Found]:
        """Points by id, with those of these vectors that they have."""
        found = self._engine.retrieve(ids, vectors, with_payload=True)
        seen = (f for f in found if may_see(f.payload.get(GROUPS) or (), self._groups))
        return [f if with_payload else f._replace(payload={}) for f in seen]

    def scroll(self, conditions: Conditions) -> list[Found]:
        """All points that meet ``conditions``, with their payload."""
        return self._engine.scroll((*conditions, self._limit))

    def facet(self, key: str, conditions: Conditions) -> list[tuple[str | int, int]]:
        """Values of a payload field with the exact number of points."""
        return self._engine.facet(key, (*conditions, self._limit))

    def count(self, conditions: Conditions) -> int:
        """Exact number of points."""
        return self._engine.count((*conditions, self._limit))

    def dump(self, *where: object) -> NoReturn:
        """Refuse: what is copied elsewhere is the whole."""
        self._refuse(*where)

    def upsert(self, points: Sequence[object]) -> NoReturn:
        """Refuse."""
        self._refuse(points)

    def update_vectors(self, vectors: Mapping[str, object]) -> NoReturn:
        """Refuse."""
        self._refuse(vectors)

    def delete(self, conditions: Conditions) -> NoReturn:
        """Refuse."""
        self._refuse(conditions)

    def set_payload(self, conditions: Conditions, payload: Mapping[str, Any]) -> NoReturn:
        """Refuse."""
        self._refuse(conditions, payload)

    def flush(self) -> None:
        """Nothing was written."""

    def close(self) -> None:
        """The engine belongs to who opened it."""

    @staticmethod
    def _refuse(*what: object) -> NoReturn:
        del what
        raise PermissionError("a limited store is not written")
