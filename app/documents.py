"""The documents as people see them in a list."""

from __future__ import annotations

from index.manifest import DocumentRecord
from index.service import KnowledgeBase


def listed(kb: KnowledgeBase) -> tuple[DocumentRecord, ...]:
    """Every document once: a former version without a file only waits until the new one can be found by its meaning."""
    return tuple(record for record in kb.documents() if record.paths)
