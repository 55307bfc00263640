"""The one shape of a stored passage: names of vectors and payload fields, the same on disk and on a server.

Moving house is copying points, so nothing here knows which engine keeps them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from index.results import SearchFilters
from index.store.protocol import PassageVectors, StoredPassage
from index.types import Metadata, Passage, Span, SparseVector

DENSE = "dense"
UNITS = "units"
TOKENS = "tokens"
SPARSE = "sparse"

GROUPS = "groups"

KEYWORD_FIELDS = ("document_id", "kind", "organisation", "status", GROUPS)
INTEGER_FIELDS = ("year", "first")
_FILTER_FIELDS = {
    "kind": "kinds",
    "year": "years",
    "organisation": "organisations",
    "status": "statuses",
    "document_id": "document_ids",
}

Vector = list[float] | list[list[float]] | SparseVector


@dataclass(frozen=True, slots=True)
class Condition:
    """The payload field ``key`` holds one of ``values``; with ``or_empty``, or it holds nothing."""

    key: str
    values: tuple[Any, ...]
    or_empty: bool = False


Conditions = tuple[Condition, ...]
"""All must hold."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point to write. ``id`` is a UUID as text. A vector that is not named is not there."""

    id: str
    vectors: Mapping[str, Vector]
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class VectorQuery:
    """Nearest points to a vector; with ``ids`` only among these points."""

    using: str
    vector: Vector
    limit: int
    conditions: Conditions = ()
    ids: tuple[str, ...] = ()
    with_payload: bool = False
    with_vectors: tuple[str, ...] = ()


NOTHING: Mapping[str, Any] = {}


class Found(NamedTuple):
    """A point as an engine gives it back; ``score`` is 0 where nothing was scored. A question makes some 600."""

    id: str
    score: float
    payload: Mapping[str, Any] = NOTHING
    vectors: Mapping[str, Any] = NOTHING


def conditions_of(filters: SearchFilters | None, *, without: str = "") -> Conditions:
    """Filters as conditions; ``without`` leaves one field open (a facet counts what its own filter hides)."""
    if filters is None:
        return ()
    pairs = ((key, getattr(filters, name)) for key, name in _FILTER_FIELDS.items() if key != without)
    return tuple(Condition(key, tuple(getattr(v, "value", v) for v in values)) for key, values in pairs if values)


def metadata_payload(metadata: Metadata) -> dict[str, Any]:
    """The fields that can be filtered on and may change without new vectors."""
    return {
        "kind": metadata.kind,
        "organisation": metadata.organisation,
        "year": metadata.year,
        "status": metadata.status.value,
        GROUPS: list(metadata.groups),
    }


def to_point(stored: StoredPassage, metadata: Metadata) -> Point:
    """A passage as a point."""
    passage = stored.passage
    payload = metadata_payload(metadata) | {
        "document_id": passage.document_id,
        "ordinal": passage.ordinal,
        "first": int(passage.ordinal == 0),
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "page": passage.page,
        "page_label": passage.page_label,
        "headings": list(passage.headings),
        "units": [[unit.start, unit.end] for unit in passage.units],
        "ocr": passage.ocr,
    }
    vectors: dict[str, Vector] = {SPARSE: stored.sparse}
    if stored.vectors is not None:
        vectors |= meaning(stored.vectors)
    return Point(passage.passage_id, vectors, payload)


def meaning(vectors: PassageVectors) -> dict[str, Vector]:
    """The vectors of a passage by their names."""
    named: dict[str, Vector] = {DENSE: vectors.dense.tolist(), UNITS: vectors.units.tolist()}
    if vectors.tokens is not None and vectors.tokens.size:
        named[TOKENS] = vectors.tokens.astype(np.float16).tolist()  # as both engines keep them
    return named


def to_passage(found: Found) -> Passage:
    """A point as the passage it was."""
    payload = found.payload
    return Passage(
        passage_id=found.id,
        document_id=payload["document_id"],
        ordinal=payload["ordinal"],
        start=payload["start"],
        end=payload["end"],
        text=payload["text"],
        page=payload["page"],
        page_label=payload["page_label"],
        headings=tuple(payload["headings"]),
        units=tuple(Span(start, end) for start, end in payload["units"]),
        ocr=payload["ocr"],
    )
