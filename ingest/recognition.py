"""Apply a catalogue that changed to documents that are in the index already.

Recognising is cheap and is done on the text that is in the index. Only documents of which the catalogue says something
else than before are read again, from the kept original: what a document itself says was overruled and is not kept.
So are those that ended or were a draft by their own words, once other words count for that.
"""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

from index.errors import ReadError
from index.library import Library
from index.manifest import DocumentRecord
from ingest.catalogue import Catalogue, opening_text
from ingest.metadata import describe, values_from
from ingest.particulars import first_name
from ingest.protocols import Reader

_APPLIED = "catalogue"
_NAMING, _NAMED_BY = "2", "naming"
"""Changes when other words make a document a draft or end it: what was found in documents is then found anew."""
_LOG = logging.getLogger(__name__)


def apply_catalogue(library: Library, catalogue: Catalogue, reader: Reader) -> None:
    """Make what is known of all documents agree with the catalogue; nothing is done while that is the same as before.

    :raises StoreError: the index cannot be written any more.
    """
    mark, anew = _mark(catalogue), library.manifest.meta(_NAMED_BY) != _NAMING
    if library.manifest.meta(_APPLIED) == mark and not anew:
        return
    records = [record for record in library.records().values() if record.paths]
    other = [r for r in records if (anew and _guessed(r)) or _differs(r, library, catalogue)]
    done = [_read_again(record, library, catalogue, reader) for record in other]
    library.manifest.set_meta(_NAMED_BY, _NAMING)
    if all(done):
        library.manifest.set_meta(_APPLIED, mark)


def _mark(catalogue: Catalogue) -> str:
    """Names a catalogue by its content."""
    entries = [[entry.words, sorted(entry.values.items())] for entry in catalogue.entries]
    return hashlib.sha256(json.dumps(entries, default=str).encode()).hexdigest()


def _differs(record: DocumentRecord, library: Library, catalogue: Catalogue) -> bool:
    document = library.document(record.document_id)
    blocks = (document.text[block.start : block.end] for block in document.blocks)
    now = catalogue.recognise_text(opening_text(record.report.title or "", blocks))
    return now != _values(record)


def _guessed(record: DocumentRecord) -> bool:
    """Whether the words of a document itself made it a draft or gave it an end."""
    origins = record.read_metadata.origins
    return not {origins.get("status"), origins.get("valid_to")}.isdisjoint({"properties", "first_page"})


def _values(record: DocumentRecord) -> dict[str, Any]:
    return values_from(record.read_metadata, "catalogue")


def _read_again(record: DocumentRecord, library: Library, catalogue: Catalogue, reader: Reader) -> bool:
    """Describe one document anew. :returns: whether it could be read."""
    try:
        read = reader.read(library.original(record.document_id))
    except ReadError as error:
        _LOG.warning("%s", error.code)
        return False
    found = describe(Path(first_name(record)), read, catalogue)
    report = replace(record.report, author=read.properties.get("author"), title=read.properties.get("title"))
    library.set_read(record.document_id, found, report)
    return True
