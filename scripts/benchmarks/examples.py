"""Documents ingested with the product's own command, the examples among them, and the questions about those."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.embedding.protocol import Embedder
from index.library import Library
from index.store.protocol import StoredPassage
from index.types import CitableDocument, Passage

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "corpus" / "voorbeeld"
QUESTIONS = FOLDER / "vragen.jsonl"
BRONWIJZER = Path(sys.executable).with_name("bronwijzer")
SIDECAR = ".toml"
PHRASINGS = ("{}", "Ik wil graag weten: {}", "{} Waar staat dat?")
"""Every question is asked in as many ways, so that no system is asked the same twice."""


@dataclass(frozen=True, slots=True)
class Read:
    """One document as it was read."""

    document: CitableDocument
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One document ready to be written to a store."""

    document: CitableDocument
    stored: tuple[StoredPassage, ...]


@dataclass(frozen=True, slots=True)
class Ingested:
    """What the ingest command made of a folder, and how long it took, start of the process included."""

    documents: tuple[Read, ...]
    seconds: float


def command_environment() -> dict[str, str]:
    """The environment of a user who has no settings of Bronwijzer; nothing may be fetched."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("BRONWIJZER_")}
    return own | {"HF_HUB_OFFLINE": "1", "HAYSTACK_TELEMETRY_ENABLED": "False", "GRADIO_ANALYTICS_ENABLED": "False"}


def copy_examples(folder: Path, limit: int | None) -> None:
    """Put the example documents, or the first ``limit`` of them, into ``folder``."""
    files = sorted(path for path in FOLDER.iterdir() if path.suffix != SIDECAR and path != QUESTIONS)
    for path in files[:limit]:
        shutil.copy2(path, folder)
        sidecar = path.with_name(path.name + SIDECAR)
        if sidecar.exists():
            shutil.copy2(sidecar, folder)


def ingest(documents: Path, index: Path, embedder: Embedder) -> Ingested:
    """Make a new index of a folder."""
    began = time.perf_counter()
    command = [str(BRONWIJZER), "ingest", str(documents), "--index", str(index)]
    subprocess.run(command, cwd=documents, env=command_environment(), check=True, capture_output=True)
    seconds = time.perf_counter() - began
    library = Library(index, embedder)
    try:
        ids = sorted(library.records())
        read = [Read(library.document(each), tuple(library.store.passages(each))) for each in ids]
    finally:
        library.close()
    return Ingested(tuple(read), seconds)


def questions(limit: int | None) -> Sequence[str]:
    """The example questions in every phrasing, or ``limit`` of them."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    asked = [str(json.loads(line)["question"]) for line in lines]
    return [phrasing.format(question) for phrasing in PHRASINGS for question in asked][:limit]


def headings(examples: Sequence[Example]) -> Sequence[str]:
    """What the passages stand under, each once."""
    return list(dict.fromkeys(h for each in examples for stored in each.stored for h in stored.passage.headings))
