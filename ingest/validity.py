"""Which documents still hold: by date, by what replaces them, and by the plan of a later year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.in_force import first_day, known_first_day
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

    A status that a person gave (sidecar, catalogue) stays; who says too until when it holds means until then. What is a
    draft, or begins later, ends nothing yet. What begins later is put off only where another holds until then; alone it
    is all there is to find, with its first day.
    """
    replaced_by: dict[str, set[str]] = {}
    latest: dict[Series, int] = {}
    for document in documents:
        metadata, series = document.metadata, series_of(document.metadata)
        begin, _ = first_day(metadata)
        if metadata.status is DocumentStatus.DRAFT or (begin is not None and begin > today):
            continue
        if metadata.replaces is not None:
            replaced_by.setdefault(metadata.replaces, set()).add(document.document_id)
        if series and metadata.year:
            latest[series] = max(metadata.year, latest.get(series, 0))
    names = frozenset(name for document in documents for name in (document.document_id, *document.files))
    others = _Others(replaced_by, latest, names, today)
    return {d.document_id: replace(d.metadata, status=others.status_of(d)) for d in documents}


@dataclass(frozen=True, slots=True)
class _Others:
    """What a library says of each document in it.

    :param replaced_by: ids of the documents that replace a document or file now, by what they call it.
    :param latest: the last year of each series that has begun.
    :param names: everything by which a document may be called.
    """

    replaced_by: Mapping[str, set[str]]
    latest: Mapping[Series, int]
    names: frozenset[str]
    today: date

    def status_of(self, document: Described) -> DocumentStatus:
        metadata = document.metadata
        if metadata.status is DocumentStatus.DRAFT:
            return DocumentStatus.DRAFT
        ended = metadata.valid_to is not None and date.fromisoformat(metadata.valid_to) < self.today
        if metadata.origins.get("status") in _SAID:
            said_to_end = ended and metadata.origins.get("valid_to") in _SAID
            return DocumentStatus.EXPIRED if said_to_end else metadata.status
        begin, _ = known_first_day(metadata, self.today)
        to_come = begin is not None and begin > self.today
        if to_come and (metadata.replaces in self.names or series_of(metadata) in self.latest):
            return DocumentStatus.COMING
        over = ended or self._replaced(document) or self._followed(metadata)
        return DocumentStatus.EXPIRED if over else metadata.status

    def _replaced(self, document: Described) -> bool:
        names = {document.document_id, *document.files}
        return any(self.replaced_by.get(name, set()) - {document.document_id} for name in names)

    def _followed(self, metadata: Metadata) -> bool:
        """There is the same plan for a later year that has begun."""
        series = series_of(metadata)
        return series is not None and metadata.year is not None and metadata.year < self.latest.get(series, 0)
