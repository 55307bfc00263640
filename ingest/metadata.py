"""What a document is, and who says so: sidecar, catalogue, the file's properties, first page, file name, text.

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

from index.kinds import known_kind
from index.texts import metadata as texts
from index.types import Block, BlockKind, Metadata, ReadResult
from ingest.catalogue import Catalogue, first_text
from ingest.cover import Cover
from ingest.naming import looks_back, mentioned, named
from ingest.normalise import normalise
from ingest.organisation import NO_NAME, organisation_of

_NO_TITLE = re.compile(
    r"^$|unspecified|untitled|naamloos|^microsoft|^document\d*$|\.(?:docx?|pptx?|pdf|indd|odt)$", re.I
)
_SAYS_TITLE = frozenset({".md", ".markdown"})
"""Kinds of files of which a person writes the title above the text."""
_FIRST_PAGES = 2
_NEVER = "9999-12-31"
_TITLE_CHARS = 160
_HEADER_CHARS = 600


def describe(path: Path, read: ReadResult, catalogue: Catalogue) -> Metadata:
    """Everything a document says of itself or the catalogue says of it, each value from the strongest source."""
    cover = _cover(read)
    printed = cover.title(block for page in read.pages[:_FIRST_PAGES] for block in page.blocks if _is_heading(block))
    return _strongest(
        {
            "catalogue": catalogue.recognise(read),
            "properties": _from_properties(path, read, printed, cover),
            "first_page": _from_first_page(printed, cover),
            "file_name": _from_file_name(path),
            "text": mentioned(first_text(read)[:_HEADER_CHARS]) | cover.dated(),
        }
    )


def with_said(found: Metadata, path: Path, said: Mapping[str, Any]) -> Metadata:
    """What :func:`describe` found, with what the user says, and with what the file is called now.

    :param said: checked values of the user.
    """
    kept = {origin: values_from(found, origin) for origin in ("catalogue", "properties", "first_page")}
    name = {"file_name": _from_file_name(path), "text": values_from(found, "text")}
    return _strongest({"sidecar": said, **kept, **name})


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
    if values.get("valid_to", _NEVER) < values.get("valid_from", ""):  # one of them is of another time, the weaker
        name = max(("valid_from", "valid_to"), key=lambda name: list(sources).index(origins[name]))
        del values[name], origins[name]
    return Metadata(**values, origins=origins)


def _from_properties(path: Path, read: ReadResult, printed: str | None, cover: Cover) -> dict[str, Any]:
    title = normalise(read.properties.get("title", ""))
    usable = not _NO_TITLE.search(title) and not _is_former(title, printed)
    found = named(title) if usable else {}
    # What nobody sees is believed where it is about the document: programs fill in the title of a template too.
    if usable and (found or printed is None or path.suffix.lower() in _SAYS_TITLE):
        found["title"] = title[:_TITLE_CHARS]
    found = {name: value for name, value in found.items() if name not in cover.term()}
    organisation = _organisation(read)
    if organisation:
        found["organisation"] = organisation
    kind = read.properties.get("kind")
    return found | ({"kind": known_kind(kind)} if kind else {})


def _is_former(title: str, printed: str | None) -> bool:
    """Whether a title is of another year than is printed: who saves last year's plan as a new one keeps its title."""
    if printed is None:
        return False
    ours, theirs = named(printed), named(title)
    if None in (years := (ours.get("year"), theirs.get("year"))) or years[0] == years[1]:
        return False
    return (ours.get("kind") or printed.replace(str(years[0]), "")) == (
        theirs.get("kind") or title.replace(str(years[1]), "")
    )


def _organisation(read: ReadResult) -> str | None:
    """What the document calls its organisation, else its author where that is one."""
    said = normalise(read.properties.get("organisation", ""))
    return said if said and not NO_NAME.search(said) else organisation_of(read.properties.get("author", ""), read)


def _cover(read: ReadResult) -> Cover:
    blocks = [block for page in read.pages[:_FIRST_PAGES] for block in page.blocks]
    starts = accumulate((len(block.text) for block in blocks), initial=0)
    begin = tuple(block for block, start in zip(blocks, starts, strict=False) if start < _HEADER_CHARS)
    return Cover(begin, tuple(read.beside))


def _from_first_page(title: str | None, cover: Cover) -> dict[str, Any]:
    titled = named(title) | {"title": title[:_TITLE_CHARS]} if title else {}
    return cover.told() | titled | cover.term()


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING


def _from_file_name(path: Path) -> dict[str, Any]:
    stem = re.sub(r"(?<=\d)\s*[_-]+\s*(?=\d)", "-", path.stem)  # 2020-2024 and 2024-01-15 stay what they are
    words = normalise(re.sub(r"(?<!\d)[_-]+|[_-]+(?!\d)", " ", stem)) or texts.UNTITLED
    return named(words) | {"title": words[:1].upper() + words[1:]}
