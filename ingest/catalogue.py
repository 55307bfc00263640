"""Documents that are known by what is printed on their first pages, whatever their file is called.

``catalogus.toml`` holds ``[[document]]`` tables: ``words`` (all must stand on the first pages, blind to white space,
case and punctuation) and what the document is (title, organisation, kind, year, status, valid_from, valid_to).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.errors import SettingsError
from index.reasons import reason_of
from index.texts import metadata as texts
from index.types import ReadResult
from ingest.fields import check_fields

FIRST_CHARS = 8_000
"""Characters of the first pages in which the words are looked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One known document: ``words`` as letters and digits only, ``values`` as in the file."""

    words: tuple[str, ...]
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All known documents."""

    entries: tuple[Entry, ...] = field(default=())

    @property
    def organisations(self) -> tuple[str, ...]:
        """Every organisation that it names."""
        return tuple(e.values["organisation"] for e in self.entries if "organisation" in e.values)

    def recognise(self, read: ReadResult) -> dict[str, Any]:
        """What the catalogue says of a document that was read; empty when it is not known."""
        return self.recognise_text(first_text(read))

    def recognise_text(self, text: str) -> dict[str, Any]:
        """What the catalogue says of a document of which the first pages say this; see :func:`opening_text`."""
        letters = letters_of(text) if self.entries else ""
        return next((e.values for e in self.entries if all(word in letters for word in e.words)), {})


def first_text(read: ReadResult) -> str:
    """The text of the first pages, with the file's own title in front."""
    return opening_text(read.properties.get("title", ""), (b.text for page in read.pages for b in page.blocks))


def opening_text(title: str, blocks: Iterable[str]) -> str:
    """As many blocks as the first pages have, with the title in front."""
    parts = [title]
    length = 0
    for text in blocks:
        parts.append(text)
        length += len(text)
        if length > FIRST_CHARS:
            break
    return "\n".join(parts)


def letters_of(text: str) -> str:
    """Lower-case letters and digits only."""
    return "".join(letter for letter in text.lower() if letter.isalnum())


def load_catalogue(path: Path) -> Catalogue:
    """Read a catalogue; a missing file is an empty one. :raises SettingsError: it is no valid catalogue."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("document", [])
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return Catalogue()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(texts.CATALOGUE_UNREADABLE.format(path=path, reason=reason_of(error))) from error
    return Catalogue(tuple(_entry(table, path) for table in tables))


def _entry(table: dict[str, Any], path: Path) -> Entry:
    words = table.pop("words", None)
    if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
        raise SettingsError(texts.CATALOGUE_WITHOUT_WORDS.format(path=path, title=table.get("title", "?")))
    try:
        return Entry(tuple(map(letters_of, words)), check_fields(table))
    except ValueError as error:
        raise SettingsError(texts.CATALOGUE_UNREADABLE.format(path=path, reason=reason_of(error))) from error
