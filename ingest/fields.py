"""What may be said of a document in a sidecar or catalogue, checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from unicodedata import normalize

from index.groups import group_names
from index.kinds import known_kind
from index.texts import metadata as texts
from index.types import DocumentStatus
from ingest.normalise import normalise

_SHOWN = ("title", "organisation", "kind")
"""Words in every source line, which is one line; a line break or sign of direction in them would end or turn it."""
_DATES = ("valid_from", "valid_to")
FIELDS = (*_SHOWN, "replaces", "year", "status", *_DATES, "groups")
_STATUSES = (DocumentStatus.VALID, DocumentStatus.EXPIRED, DocumentStatus.DRAFT)
"""What somebody may say of it; that a document is still to come follows from the day on which it begins."""
_DUTCH = {"groepen": "groups"}
"""Other names under which a field may be said."""


def check_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values in the types of :class:`index.types.Metadata`. :raises ValueError: a field is unknown or wrong."""
    named = {_DUTCH.get(name, name): value for name, value in values.items()}
    bare = {name: value.strip() if isinstance(value, str) else value for name, value in named.items()}
    checked = {name: _check(name, value) for name, value in bare.items() if value != ""}
    if {*_DATES} <= checked.keys() and checked["valid_to"] < checked["valid_from"]:
        raise ValueError(texts.DATES_TURNED.format(**checked))
    return checked


def _check(name: str, value: Any) -> Any:  # noqa: ANN401  TOML values
    if name in _SHOWN and isinstance(value, str) and (words := normalise(value)):
        return known_kind(words) if name == "kind" else words
    if name == "replaces" and isinstance(value, str):
        return normalize("NFC", value)
    if name == "year" and isinstance(value, int) and 1900 <= value <= 2200:
        return value
    if name == "status" and value in _STATUSES:
        return DocumentStatus(value)
    if name in _DATES and isinstance(value, date | str) and (day := _day(str(value))):
        return day
    if name == "groups" and isinstance(value, list | tuple) and all(isinstance(group, str) for group in value):
        return _groups(value)
    if name in FIELDS:
        raise ValueError(texts.FIELD_WRONG.format(name=name, value=value, hint=texts.FIELD_HINTS[name]))
    raise ValueError(texts.FIELD_UNKNOWN.format(name=name, known=", ".join(FIELDS)))


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _groups(values: Iterable[str]) -> tuple[str, ...]:
    try:
        return group_names(values)
    except ValueError as error:
        raise ValueError(texts.GROUP_WRONG.format(name=error)) from error
