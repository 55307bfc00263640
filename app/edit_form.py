"""What a user fills in about a document: from metadata to fields, and from fields to what changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from app.inquiry import MAX_VALUE
from index.errors import BronwijzerError
from index.groups import group_names
from index.texts import library as texts
from index.types import Metadata

FIELDS = tuple(texts.FIELDS)
_BETWEEN_GROUPS = re.compile("[,;]")


class FieldError(BronwijzerError):
    """A value that cannot be; the message says which and what is asked."""


def values_of(metadata: Metadata) -> list[str]:
    """The fields, filled in; a status that nobody chose is left open."""
    values = {name: str(getattr(metadata, name) or "") for name in FIELDS}
    values["groups"] = ", ".join(metadata.groups)
    values["status"] = metadata.status.value if metadata.origins.get("status") == "sidecar" else ""
    return [values[name] for name in FIELDS]


def changes(metadata: Metadata, filled: Sequence[str | None]) -> dict[str, Any]:
    """What was changed; None for a field that was made empty.

    :raises FieldError: a value cannot be.
    """
    before = dict(zip(FIELDS, values_of(metadata), strict=True))
    after = {n: " ".join(str(v or "").split())[:MAX_VALUE] for n, v in zip(FIELDS, filled, strict=True)}
    _check_dates(after)
    return {name: _value(name, after[name]) for name in FIELDS if after[name] != before[name]}


def _value(name: str, value: str) -> Any:  # noqa: ANN401  text or a year
    if not value:
        return None
    if name == "groups":
        return groups_of(value)
    if name != "year":
        return value
    if len(value) != 4 or not value.isdecimal():
        raise FieldError(texts.YEAR_WRONG.format(year=value))
    return int(value)


def groups_of(value: str) -> tuple[str, ...] | None:
    """Names with a comma between them; None: for everybody. :raises FieldError: one of them cannot be."""
    try:
        return group_names(part for part in _BETWEEN_GROUPS.split(value) if part.strip()) or None
    except ValueError as error:
        raise FieldError(texts.GROUP_WRONG.format(name=error)) from error


def _check_dates(values: dict[str, str]) -> None:
    for name in ("valid_from", "valid_to"):
        try:
            values[name] = date.fromisoformat(values[name]).isoformat() if values[name] else ""
        except ValueError as error:
            raise FieldError(texts.DATE_WRONG.format(date=values[name])) from error
    if values["valid_from"] and values["valid_to"] and values["valid_to"] < values["valid_from"]:
        raise FieldError(texts.DATES_TURNED)
