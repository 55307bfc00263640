"""What a document is, and who says so: sidecar, catalogue, the file's properties, first pages, file name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from index.types import BlockKind, DocumentStatus, Metadata, ReadResult
from ingest.catalogue import Catalogue, first_text

_KINDS = {
    "jaarverslag": r"jaarverslag|jaarrekening|jaarbericht|jaardocument",
    "jaarplan": r"jaarplan|werkplan|activiteitenplan",
    "werkproces": r"werkproces|werkinstructie|werkwijze|stappenplan|procedure|protocol|handelingskader",
    "kader": r"kaderbrief|kadernota|\bkaders?\b|beleidsregel|verordening|richtlijn|uitgangspunten|afsprakenkader",
    "onboarding": r"onboarding|basecamp|inwerk\w*|nieuwe (?:collega|medewerker)s?|introductiegids",
    "begrippenlijst": r"begrippen\w*|woordenlijst|afkortingen\w*",
    "visie": r"visie\w*|toekomstbeeld|strategie\w*|ambitie\w*|samen bouwen",
}
"""Kinds of documents with what names them; the first that matches counts, so the more telling ones stand first."""
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d|19[89]\d)(?!\d)")
_RANGE = re.compile(r"(?<!\d)(20[0-4]\d)\s*[-–—/]\s*(20[0-5]\d)(?!\d)")
_DRAFT = re.compile(r"\bconcept(?:versie)?\b", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"^$|unspecified|untitled|naamloos|^microsoft|^document\d*$|\.(?:docx?|pptx?|pdf|indd|odt)$", re.I
)
_TITLE_CHARS = 160
_HEADER_CHARS = 600
_OWN_NAME = 3
"""An organisation is named at least so often in its own document; an author who is a person is not."""


def describe(path: Path, read: ReadResult, catalogue: Catalogue, sidecar: Mapping[str, Any]) -> Metadata:
    """Everything known of a document, each value from the strongest source that has it.

    :param sidecar: checked values of the user.
    """
    sources = {
        "sidecar": dict(sidecar),
        "catalogue": catalogue.recognise(read),
        "properties": _from_properties(read),
        "first_page": _from_first_page(read),
        "file_name": _from_file_name(path),
    }
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for name in (f.name for f in fields(Metadata) if f.name != "origins"):
        source = next((s for s, found in sources.items() if found.get(name) is not None), None)
        if source is not None:
            values[name], origins[name] = sources[source][name], source
    return Metadata(**values, origins=origins)


def _from_properties(read: ReadResult) -> dict[str, Any]:
    title = read.properties.get("title", "").strip()
    found = _named(title) if not _NO_TITLE.search(title) else {}
    if found:
        found["title"] = title[:_TITLE_CHARS]
    author = read.properties.get("organisation") or read.properties.get("author", "")
    if author and not _NO_TITLE.search(author) and _mentions(read, author) >= _OWN_NAME:
        found["organisation"] = author
    return found | {name: read.properties[name] for name in ("kind",) if name in read.properties}


def _mentions(read: ReadResult, name: str) -> int:
    return sum(block.text.count(name) for page in read.pages for block in page.blocks)


def _from_first_page(read: ReadResult) -> dict[str, Any]:
    blocks = [block for page in read.pages[:2] for block in page.blocks]
    title = next((b.text for b in blocks if b.kind is BlockKind.HEADING and any(map(str.isalpha, b.text))), None)
    found = _named(title or "") | ({"title": title[:_TITLE_CHARS]} if title else {})
    for name, value in _named(first_text(read)[:_HEADER_CHARS]).items():
        found.setdefault(name, value)
    return found


def _from_file_name(path: Path) -> dict[str, Any]:
    words = re.sub(r"[_\-]+", " ", path.stem).strip() or path.stem
    return _named(words) | {"title": words[:1].upper() + words[1:]}


def _named(text: str) -> dict[str, Any]:
    """Kind, year, validity and draft as far as a title, heading or name tells them."""
    found: dict[str, Any] = {}
    lower = text.lower()
    kind = next((kind for kind, names in _KINDS.items() if re.search(names, lower)), None)
    span, year = _RANGE.search(text), _YEAR.search(text)
    if kind:
        found["kind"] = kind
    if span:
        found |= {"valid_from": f"{span.group(1)}-01-01", "valid_to": f"{span.group(2)}-12-31"}
    if year:
        found["year"] = int(year.group(1))
    if _DRAFT.search(text[:_TITLE_CHARS]):
        found["status"] = DocumentStatus.DRAFT
    return found
