"""The package around DOCX and PPTX: parts, and the relations between them.

Parts are parsed one by one when asked for, so a broken picture or a relation to nowhere spoils nothing.
"""

from __future__ import annotations

import posixpath
import zipfile
from types import TracebackType

from lxml import etree

from ingest.failures import failure
from ingest.readers.flow import plain_properties
from ingest.readers.xml import local, parse_xml

_PROPERTIES = {
    "title": "title",
    "creator": "author",
    "created": "created",
    "modified": "modified",
    "subject": "subject",
    "keywords": "keywords",
    "language": "language",
}


class Package:
    """A checked zip of parts, open for reading; a context manager.

    :param archive: has passed ``archive.check_archive``.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.lstrip("/").lower(): name for name in archive.namelist()}

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.close()

    def part(self, name: str) -> etree._Element | None:
        """The root of a part, None where there is no such part. Names match in any case, as in Office."""
        found = self._names.get(name.lower())
        return None if found is None else parse_xml(self._archive.read(found))

    def related(self, name: str, kind: str) -> list[str]:
        """Names of the parts to which part ``name`` ("" for the package) has a relation of this kind."""
        return list(self.relations(name, kind).values())

    def relations(self, name: str, kind: str) -> dict[str, str]:
        """The same, by the id of the relation."""
        folder, base = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        if root is None:
            return {}
        inside = (entry for entry in root if local(entry) == "Relationship" and entry.get("TargetMode") != "External")
        wanted = (entry for entry in inside if entry.get("Type", "").endswith(f"/{kind}"))
        targets = {entry.get("Id", ""): posixpath.join("/", folder, entry.get("Target", "")) for entry in wanted}
        return {key: posixpath.normpath(target).lstrip("/") for key, target in targets.items()}

    def main(self) -> str:
        """Name of the part that is the document. :raises ReadError: there is none (BESCHADIGD)."""
        for name in self.related("", "officeDocument"):
            if name.lower() in self._names:
                return name
        raise failure("BESCHADIGD")

    def properties(self) -> dict[str, str]:
        """Title, author, dates and the like, as far as they are filled in."""
        for name in self.related("", "core-properties"):
            root = self.part(name)
            if root is not None:
                known = (entry for entry in root if local(entry) in _PROPERTIES)
                return plain_properties((_PROPERTIES[local(entry)], entry.text) for entry in known)
        return {}
