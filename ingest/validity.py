"""Which documents still hold: by date, by what replaces them, and by the plan of a later year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.in_force import first_day
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

    A status that a person gave (sidecar, catalogue) stays. What is a draft, or begins later, ends nothing yet.
    """
    replaced_by: dict[str, set[str]] = {}
    latest: dict[tuple[str, str], int] = {}
    for document in documents:
        metadata, series = document.metadata, _series(document.metadata)
        begin, _ = first_day(metadata)
        if metadata.status is DocumentStatus.DRAFT or (begin is not None and begin > today):
            continue
        if metadata.replaces is not None:
            replaced_by.setdefault(metadata.replaces, set()).add(document.document_id)
        if series and metadata.year:
            latest[series] = max(metadata.year, latest.get(series, 0))
    others = _Others(replaced_by, latest, today)
    return {d.document_id: replace(d.metadata, status=others.status_of(d)) for d in documents}


def _series(metadata: Metadata) -> tuple[str, str] | None:
    """What the plans of all years have in common: kind and organisation; nothing where no year follows another."""
    if metadata.kind not in _YEARLY or metadata.organisation is None:
        return None
    return metadata.kind, organisation_key(metadata.organisation)


@dataclass(frozen=True, slots=True)
class _Others:
    """What a library says of each document in it.

    :param replaced_by: ids of the documents that replace a document or file now, by what they call it.
    :param latest: the last year of each series that has begun.
    """

    replaced_by: Mapping[str, set[str]]
    latest: Mapping[tuple[str, str], int]
    today: date

    def status_of(self, document: Described) -> DocumentStatus:
        metadata = document.metadata
        if metadata.origins.get("status") in _SAID or metadata.status is DocumentStatus.DRAFT:
            return metadata.status
        if metadata.valid_from is not None and date.fromisoformat(metadata.valid_from) > self.today:
            return DocumentStatus.COMING
        ended = metadata.valid_to is not None and date.fromisoformat(metadata.valid_to) < self.today
        over = ended or self._replaced(document) or self._followed(metadata)
        return DocumentStatus.EXPIRED if over else metadata.status

    def _replaced(self, document: Described) -> bool:
        names = {document.document_id, *document.files}
        return any(self.replaced_by.get(name, set()) - {document.document_id} for name in names)

    def _followed(self, metadata: Metadata) -> bool:
        """There is the same plan for a later year that has begun."""
        series = _series(metadata)
        return series is not None and metadata.year is not None and metadata.year < self.latest.get(series, 0)
