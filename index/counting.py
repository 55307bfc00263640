"""What passes filters, told from what is known of the documents: the store would count its passages one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from index.manifest import DocumentRecord
from index.results import SearchFilters


def passing(records: Mapping[str, DocumentRecord], filters: SearchFilters) -> list[DocumentRecord]:
    """The documents that pass these filters."""
    found = list(records.values())
    if filters.kinds:
        found = [record for record in found if record.metadata.kind in filters.kinds]
    if filters.years:
        found = [record for record in found if record.metadata.year in filters.years]
    if filters.organisations:
        found = [record for record in found if record.metadata.organisation in filters.organisations]
    if filters.statuses:
        found = [record for record in found if record.metadata.status in filters.statuses]
    if filters.document_ids:
        found = [record for record in found if record.document_id in filters.document_ids]
    return found


def passages_of(records: Iterable[DocumentRecord]) -> int:
    """How many passages these documents have together."""
    return sum(record.passages for record in records)
