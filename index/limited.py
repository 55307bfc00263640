"""A library as some people may see it: documents for everybody, and those for their groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from index.groups import group_names, may_see
from index.library import DocumentMissingError, Library
from index.manifest import DocumentRecord, FileRecord
from index.texts import store as texts
from index.types import CitableDocument


class LimitedLibrary(Library):
    """The part of a library that members of ``groups`` may see; to them the rest is not there.

    It follows the whole library as that changes, and is never written itself.
    """

    is_limited = True

    def __init__(self, whole: Library, groups: Iterable[str]) -> None:
        self.path = whole.path
        self.manifest = whole.manifest
        self._whole = whole
        self._groups = group_names(groups)
        self.store = whole.store.seen_by(self._groups)
        self._seen: tuple[dict[str, DocumentRecord], dict[str, DocumentRecord]] | None = None

    def records(self) -> dict[str, DocumentRecord]:
        """Every document that counts and may be seen, by id; kept until something changes."""
        whole, seen = self._whole.records(), self._seen
        if seen is None or seen[0] is not whole:
            seen = self._seen = (whole, limited(whole, self._groups))
        return seen[1]

    def record(self, document_id: str) -> DocumentRecord | None:
        """One document that counts and may be seen."""
        return self.records().get(document_id)

    def document(self, document_id: str, *, with_boxes: bool = False) -> CitableDocument:
        """A document with its text. :raises DocumentMissingError: it is not there, for who asks."""
        record = self.record(document_id)
        if record is None:
            raise DocumentMissingError(texts.DOCUMENT_MISSING.format(document_id=document_id))
        return replace(self._whole.document(document_id, with_boxes=with_boxes), metadata=record.metadata)

    def has(self, document_id: str) -> bool:
        """Whether a document counts and may be seen."""
        return document_id in self.records()

    def size(self, document_id: str) -> tuple[int | None, int]:
        """Pages and passages of a document."""
        return self._whole.size(document_id) if self.has(document_id) else (None, 0)

    def has_vectors(self, document_id: str) -> bool:
        """Whether a document can be found by its meaning."""
        return self.has(document_id) and self._whole.has_vectors(document_id)

    def failed(self) -> tuple[FileRecord, ...]:
        """Of a file that could not be read nobody knows for whom it is."""
        return ()

    def roots(self) -> tuple[Path, ...]:
        """Where the documents are is for who keeps them."""
        return ()

    def close(self) -> None:
        """The index belongs to who opened it."""

    def _refuse(self, *what: Any, **more: Any) -> NoReturn:  # noqa: ANN401, ARG002
        raise PermissionError("a limited library is not changed")

    add = write_again = resplit = retitle = put_vectors = remove = set_metadata = _refuse
    set_read = rename = put_near = put_file = forget_files = set_roots = recover = finish_rewriting = _refuse


def limited(records: Mapping[str, DocumentRecord], groups: Iterable[str]) -> dict[str, DocumentRecord]:
    """The documents that members of these groups may see, without what they say of those that they may not."""
    mine = frozenset(groups)
    seen = {i: record for i, record in records.items() if may_see(record.metadata.groups, mine)}
    if len(seen) == len(records):
        return dict(records)
    hidden = {name for i, record in records.items() if i not in seen for name in record.names}
    hidden -= {name for record in seen.values() for name in record.names}
    return {i: _without(record, hidden, seen) for i, record in seen.items()}


def _without(record: DocumentRecord, hidden: set[str], seen: Mapping[str, DocumentRecord]) -> DocumentRecord:
    near = record.near if record.near is not None and record.near.document_id in seen else None
    metadata = replace(record.metadata, replaces=None) if record.metadata.replaces in hidden else record.metadata
    return replace(record, near=near, metadata=metadata)
