"""What a document is, and who says so: sidecar, catalogue, the file's properties, first pages, file name.

What the content says is found once, when a document is read (:func:`describe`). What the user says in a sidecar and
what the file is called may change without the content, and are added each time (:func:`with_said`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from itertools import accumulate
from pathlib import Path
from typing import Any

from index.texts import metadata as texts
from index.types import BlockKind, Metadata, ReadResult
from ingest.catalogue import Catalogue, first_text
from ingest.naming import looks_back, mentioned, named, on_cover
from ingest.normalise import normalise
from ingest.organisation import NO_NAME, organisation_of

_NO_TITLE = re.compile(
    r"^$|unspecified|untitled|naamloos|^microsoft|^document\d*$|\.(?:docx?|pptx?|pdf|indd|odt)$", re.I
)
_TITLE_CHARS = 160
_HEADER_CHARS = 600


def describe(path: Path, read: ReadResult, catalogue: Catalogue) -> Metadata:
    """Everything a document says of itself or the catalogue says of it, each value from the strongest source."""
    return _strongest(
        {
            "catalogue": catalogue.recognise(read),
            "properties": _from_properties(read),
            "first_page": _from_first_page(read),
            "file_name": _from_file_name(path),
        }
    )


def with_said(found: Metadata, path: Path, said: Mapping[str, Any]) -> Metadata:
    """What :func:`describe` found, with what the user says, and with what the file is called now.

    :param said: checked values of the user.
    """
    kept = {origin: values_from(found, origin) for origin in ("catalogue", "properties", "first_page")}
    return _strongest({"sidecar": said, **kept, "file_name": _from_file_name(path)})


def values_from(metadata: Metadata, origin: str) -> dict[str, Any]:
    """The values that came from one source."""
    return {name: getattr(metadata, name) for name, where in metadata.origins.items() if where == origin}


def _strongest(sources: Mapping[str, Mapping[str, Any]]) -> Metadata:
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for name in (f.name for f in fields(Metadata) if f.name != "origins"):
        source = next((s for s, found in sources.items() if found.get(name) is not None), None)
        if source is not None:
            values[name], origins[name] = sources[source][name], source
    if looks_back(values.get("kind"), values["title"]):
        for name in ("valid_from", "valid_to"):
            if origins.get(name) in ("first_page", "properties", "file_name"):
                del values[name], origins[name]
    return Metadata(**values, origins=origins)


def _from_properties(read: ReadResult) -> dict[str, Any]:
    title = normalise(read.properties.get("title", ""))
    found = named(title) if not _NO_TITLE.search(title) else {}
    if found:
        found["title"] = title[:_TITLE_CHARS]
    organisation = _organisation(read)
    if organisation:
        found["organisation"] = organisation
    return found | {name: read.properties[name] for name in ("kind",) if name in read.properties}


def _organisation(read: ReadResult) -> str | None:
    """What the document calls its organisation, else its author where that is one."""
    said = normalise(read.properties.get("organisation", ""))
    return said if said and not NO_NAME.search(said) else organisation_of(read.properties.get("author", ""), read)


def _from_first_page(read: ReadResult) -> dict[str, Any]:
    blocks = [block for page in read.pages[:2] for block in page.blocks]
    title = next((b.text for b in blocks if b.kind is BlockKind.HEADING and any(map(str.isalpha, b.text))), None)
    found = named(title or "") | ({"title": title[:_TITLE_CHARS]} if title else {})
    starts = accumulate((len(block.text) for block in blocks), initial=0)
    begin = [block for block, start in zip(blocks, starts, strict=False) if start < _HEADER_CHARS]
    return mentioned(first_text(read)[:_HEADER_CHARS]) | on_cover(begin, read.beside) | found


def _from_file_name(path: Path) -> dict[str, Any]:
    stem = re.sub(r"(?<=\d)\s*[_-]+\s*(?=\d)", "-", path.stem)  # 2020-2024 and 2024-01-15 stay what they are
    words = normalise(re.sub(r"(?<!\d)[_-]+|[_-]+(?!\d)", " ", stem)) or texts.UNTITLED
    return named(words) | {"title": words[:1].upper() + words[1:]}
