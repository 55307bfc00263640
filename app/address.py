"""What a part of the page shows, as it stands in the address after the ``?`` of the part that stays in the browser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qs, urlencode

MAX_CHARS = 12_000
MAX_FIELDS = 200


def parameters(pairs: Mapping[str, str] | Iterable[tuple[str, str]]) -> str:
    """Names and values as one text; what is empty is left out."""
    items = pairs.items() if isinstance(pairs, Mapping) else pairs
    return urlencode([(name, value) for name, value in items if value])


def read_all(text: object) -> dict[str, list[str]]:
    """Every value by its name; nothing of what cannot be read, for an address comes from anywhere."""
    if not isinstance(text, str) or len(text) > MAX_CHARS:
        return {}
    try:
        return parse_qs(text, max_num_fields=MAX_FIELDS)
    except ValueError:
        return {}


def read(text: object) -> dict[str, str]:
    """The first value of each name."""
    return {name: values[0] for name, values in read_all(text).items()}
