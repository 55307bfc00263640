"""What may be said of a document in a sidecar or catalogue, checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from index.texts import metadata as texts
from index.types import DocumentStatus

_TEXT = ("title", "organisation", "kind", "replaces")
_DATES = ("valid_from", "valid_to")
FIELDS = (*_TEXT, "year", "status", *_DATES)


def check_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values in the types of :class:`index.types.Metadata`. :raises ValueError: a field is unknown or wrong."""
    bare = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    return {name: _check(name, value) for name, value in bare.items() if value != ""}


def _check(name: str, value: Any) -> Any:  # noqa: ANN401  TOML values
    if name in _TEXT and isinstance(value, str):
        return value
    if name == "year" and isinstance(value, int) and 1900 <= value <= 2200:
        return value
    if name == "status" and value in list(DocumentStatus):
        return DocumentStatus(value)
    if name in _DATES and isinstance(value, date | str):
        return date.fromisoformat(str(value)).isoformat()
    if name in FIELDS:
        raise ValueError(texts.FIELD_WRONG.format(name=name, value=value))
    raise ValueError(texts.FIELD_UNKNOWN.format(name=name, known=", ".join(FIELDS)))
