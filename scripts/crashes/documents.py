"""A folder of documents that change, and what may be in the index of it after a crash."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from pathlib import Path

ID_LENGTH = 16
MOST = 24
"""Documents at once."""


def text_of(name: str, version: int) -> str:
    """A document of several passages in which every paragraph has a word that stands nowhere else."""
    chance = random.Random(f"{name}/{version}")
    paragraphs = [
        f"Punt {mark(name, version, number)} gaat over wijk {chance.randint(1, 99)} en over "
        + " ".join(chance.choice(("buren", "zorg", "verzuim", "taal", "geld", "werk", "school")) for _ in range(60))
        + f", zegt {chance.choice(('het team', 'de gemeente', 'de buurt'))}."
        for number in range(paragraphs_of(name, version))
    ]
    return f"# Stuk {name} versie {version}\n\n" + "\n\n".join(paragraphs) + "\n"


def paragraphs_of(name: str, version: int) -> int:
    """How many paragraphs a version has: some documents are more than one batch of the engine."""
    return random.Random(f"{version}/{name}").choice((3, 8, 20, 90))


def mark(name: str, version: int, paragraph: int) -> str:
    """The word of a paragraph."""
    return f"{name}v{version}p{paragraph}q"


@dataclass
class Folder:
    """The documents on disk. ``allowed``: by file, the ids of which one may be in the index; None: no document."""

    path: Path
    chance: random.Random
    versions: dict[str, int] = field(default_factory=dict)
    allowed: dict[str, set[str | None]] = field(default_factory=dict)
    texts: dict[str, tuple[str, int]] = field(default_factory=dict)
    _next: int = 0

    def change(self) -> list[str]:
        """Add, replace and take away some files. :returns: ids to take out of the index before it is synced."""
        removed = []
        for name in self.chance.sample(sorted(self.versions), min(2, len(self.versions))):
            if self.chance.random() < 0.5 or len(self.versions) >= MOST:
                (self.path / f"{name}.md").unlink()
                known = self._id(name, self.versions.pop(name))
                self.allowed[name].add(None)
                if self.chance.random() < 0.5:
                    removed.append(known)
            else:
                self._write(name, self.versions[name] + 1)
        for _ in range(self.chance.randint(1, 3)):
            self._next += 1
            self._write(f"stuk{self._next}", 1)
        return removed

    def _write(self, name: str, version: int) -> None:
        before = self.versions.get(name)
        self.versions[name] = version
        (self.path / f"{name}.md").write_text(text_of(name, version), encoding="utf-8")
        document_id = self._id(name, version)
        self.texts[document_id] = (name, version)
        self.allowed.setdefault(name, {None} if before is None else set()).add(document_id)

    @staticmethod
    def _id(name: str, version: int) -> str:
        return hashlib.sha256(text_of(name, version).encode()).hexdigest()[:ID_LENGTH]

    def acknowledged(self, entry: dict[str, str]) -> None:
        """What the sync said was done holds from then on."""
        if "done" in entry:
            name, version = self.texts[entry["done"]]
            if self.versions.get(name) == version:
                self.allowed[name] = {entry["done"]}
        elif "removed" in entry:
            name = self.texts[entry["removed"]][0]
            self.allowed[name] = (self.allowed[name] - {entry["removed"]}) | {None}
        else:
            for name in self.allowed:
                version = self.versions.get(name)
                self.allowed[name] = {None if version is None else self._id(name, version)}
