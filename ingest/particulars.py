"""What every document of a library is, seen together: under which name, of whom, and whether it still holds.

A function of what is in the library now and nothing else, so that a sync that was broken off is made good by the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from unicodedata import normalize

from index.manifest import DocumentRecord
from index.series import organisation_key
from index.types import Metadata
from ingest.metadata import values_from, with_said
from ingest.organisation import known_organisation, known_spellings
from ingest.sidecar import Said, said_of
from ingest.validity import Described, resolve_validity

_STRENGTH = ("sidecar", "catalogue", "properties")
"""Origins of an organisation, strongest first: its spelling is used for the others."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a document must be in the index. ``path``: the name under which it is shown, of those that it has."""

    path: str
    metadata: Metadata

    @property
    def file(self) -> str:
        """The file's name with its ending."""
        return Path(self.path).name


def first_name(record: DocumentRecord) -> str:
    """The path under which a document is shown: the one it has now while that is there."""
    return next((path for path in record.paths if Path(path).name == record.file), record.paths[0])


def particulars(
    records: Iterable[DocumentRecord], sidecars: Mapping[str, Said], organisations: Iterable[str], today: date
) -> dict[str, Particulars]:
    """What each of these documents must be.

    :param sidecars: by path, of every file in the library.
    :param organisations: names that are known beforehand (the catalogue's).
    """
    documents = {record.document_id: record for record in records if record.paths}
    names = {document_id: first_name(record) for document_id, record in documents.items()}
    found = {d: _described(record, names[d], sidecars) for d, record in documents.items()}
    known = _known(found.values(), organisations)
    found = {d: _with_organisation(metadata, documents[d].report.author, known) for d, metadata in found.items()}
    called = _called(documents.values())
    found = {d: _replacing(metadata, called) for d, metadata in found.items()}
    described = [described_as(record, found[d]) for d, record in documents.items()]
    return {d: Particulars(names[d], metadata) for d, metadata in resolve_validity(described, today).items()}


def described_as(record: DocumentRecord, metadata: Metadata) -> Described:
    """A document under all names that others may call it by."""
    return Described(record.document_id, tuple(record.names), metadata)


def _described(record: DocumentRecord, path: str, sidecars: Mapping[str, Said]) -> Metadata:
    others = (other for other in record.paths if other != path)
    said = said_of((path, *others), sidecars, values_from(record.metadata, "sidecar"))
    return with_said(record.read_metadata, Path(path), said)


def _called(records: Iterable[DocumentRecord]) -> dict[str, set[str]]:
    """Files by what people write for them: without regard to capitals, with or without the ending."""
    called: dict[str, set[str]] = {}
    for record in records:
        for path in record.paths:
            for name in (Path(path).name, Path(path).stem):
                called.setdefault(_written(name), set()).add(Path(path).name)
    return called


def _written(name: str) -> str:
    return normalize("NFC", name).casefold()


def _replacing(metadata: Metadata, called: Mapping[str, set[str]]) -> Metadata:
    """What a document replaces under the name that its file has, where only one can be meant."""
    files = called.get(_written(metadata.replaces or ""), set())
    if metadata.replaces in files or len(files) != 1:
        return metadata
    return replace(metadata, replaces=normalize("NFC", next(iter(files))))


def _known(found: Iterable[Metadata], organisations: Iterable[str]) -> dict[str, str]:
    """Every organisation that is certain, by its key."""
    by_origin: dict[str, list[str]] = {origin: [] for origin in _STRENGTH}
    by_origin["catalogue"] += organisations
    for metadata in found:
        if metadata.organisation is not None:
            by_origin[metadata.origins["organisation"]].append(metadata.organisation)
    return known_spellings(name for origin in _STRENGTH for name in sorted(by_origin[origin]))


def _with_organisation(metadata: Metadata, author: str | None, known: Mapping[str, str]) -> Metadata:
    """Of an author who may be an organisation, other documents tell that he is one."""
    if metadata.origins.get("organisation") in ("sidecar", "catalogue"):
        return metadata
    named = metadata.organisation
    organisation = known[organisation_key(named)] if named else known_organisation(author or "", known)
    if organisation is None:
        return metadata
    return replace(metadata, organisation=organisation, origins=metadata.origins | {"organisation": "properties"})
