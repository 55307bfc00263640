"""Documents that were read from real files, on a shelf instead of in an index."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from index.library import DocumentMissingError
from index.types import CitableDocument, Metadata
from ingest.assemble import assemble
from ingest.limits import Limits
from ingest.reading import read_file


def read(path: Path, content: str | bytes, **metadata: Any) -> CitableDocument:
    """Write a file and read it as the app does; its id is its name without the ending."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    values = Metadata(**({"title": path.stem} | metadata))
    return assemble(path.stem, path.name, "0" * 64, read_file(path, Limits()), values)


class Shelf:
    """A library of a few documents, found by their words only."""

    is_limited = False

    def __init__(self, *documents: CitableDocument) -> None:
        self.by_id = {document.document_id: document for document in documents}
        self.store = SimpleNamespace(passages=lambda _: [], unit_vectors=lambda _: {})

    def document(self, document_id: str) -> CitableDocument:
        if document_id not in self.by_id:
            raise DocumentMissingError(document_id)
        return self.by_id[document_id]

    def records(self) -> Mapping[str, Any]:
        return {
            name: SimpleNamespace(
                document_id=name, file=d.file, paths=(f"map/{d.file}",), names=(d.file,), metadata=d.metadata
            )
            for name, d in self.by_id.items()
        }
