"""Which documents still hold: by date, by what replaces them, and by the plan of a later year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.types import DocumentStatus, Metadata
from ingest.organisation import organisation_key

_YEARLY = frozenset({"jaarplan", "kader"})
"""Kinds of which a later year of the same organisation takes the place; a report or vision stays what it is."""
_SAID = frozenset({"sidecar", "catalogue"})


@dataclass(frozen=True, slots=True)
class Described:
    """A document as it was read."""

    document_id: str
    files: tuple[str, ...]
    metadata: Metadata


def resolve_validity(documents: Sequence[Described], today: date) -> dict[str, Metadata]:
    """The metadata of every document with the status that holds today.

    A status that a person gave (sidecar, catalogue) stays. A plan for a year to come does not end the present one.
    """
    return {d.document_id: replace(d.metadata, status=_status(d, documents, today)) for d in documents}


def _status(document: Described, documents: Sequence[Described], today: date) -> DocumentStatus:
    metadata = document.metadata
    if metadata.origins.get("status") in _SAID or metadata.status is DocumentStatus.DRAFT:
        return metadata.status
    ended = metadata.valid_to is not None and date.fromisoformat(metadata.valid_to) < today
    replaced = any(_replaces(other, document) or _follows(other, document, today) for other in documents)
    return DocumentStatus.EXPIRED if ended or replaced else metadata.status


def _replaces(other: Described, document: Described) -> bool:
    names = {document.document_id, *document.files}
    return other.document_id != document.document_id and other.metadata.replaces in names


def _follows(other: Described, document: Described, today: date) -> bool:
    """``other`` is the same plan for a later year that has begun."""
    new, old = other.metadata, document.metadata
    if new.organisation is None or old.organisation is None:
        return False
    same = (new.kind, organisation_key(new.organisation)) == (old.kind, organisation_key(old.organisation))
    if not same or old.kind not in _YEARLY or new.year is None or old.year is None:
        return False
    return new.status is not DocumentStatus.DRAFT and old.year < new.year <= today.year
