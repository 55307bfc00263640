"""Results as plain JSON values, with the names that CONTRACT promises."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401
    return TypeAdapter(kind)


def to_json(result: object) -> Any:  # noqa: ANN401  JSON is any of six types
    """A frozen dataclass of this project as dicts, lists, strings, numbers and None."""
    kind: Any = type(result)
    return _adapter(kind).dump_python(result, mode="json")
