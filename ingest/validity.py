"""Which documents still hold: by date, by what replaces them, and by the plan of a later year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.series import Series, series_of
from index.types import DocumentStatus, Metadata

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
    replaced_by: dict[str, set[str]] = {}
    latest: dict[Series, int] = {}
    for document in documents:
        metadata, series = document.metadata, series_of(document.metadata)
        if metadata.replaces is not None:
            replaced_by.setdefault(metadata.replaces, set()).add(document.document_id)
        if series and metadata.year and metadata.year <= today.year and metadata.status is not DocumentStatus.DRAFT:
            latest[series] = max(metadata.year, latest.get(series, 0))
    others = _Others(replaced_by, latest, today)
    return {d.document_id: replace(d.metadata, status=others.status_of(d)) for d in documents}


@dataclass(frozen=True, slots=True)
class _Others:
    """What a library says of each document in it.

    :param replaced_by: ids of the documents that say to replace a document or file, by what they call it.
    :param latest: the last year of each series that has begun.
    """

    replaced_by: Mapping[str, set[str]]
    latest: Mapping[Series, int]
    today: date

    def status_of(self, document: Described) -> DocumentStatus:
        metadata = document.metadata
        if metadata.origins.get("status") in _SAID or metadata.status is DocumentStatus.DRAFT:
            return metadata.status
        ended = metadata.valid_to is not None and date.fromisoformat(metadata.valid_to) < self.today
        over = ended or self._replaced(document) or self._followed(metadata)
        return DocumentStatus.EXPIRED if over else metadata.status

    def _replaced(self, document: Described) -> bool:
        names = {document.document_id, *document.files}
        return any(self.replaced_by.get(name, set()) - {document.document_id} for name in names)

    def _followed(self, metadata: Metadata) -> bool:
        """There is the same plan for a later year that has begun."""
        series = series_of(metadata)
        return series is not None and metadata.year is not None and metadata.year < self.latest.get(series, 0)
