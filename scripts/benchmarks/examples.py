"""The example documents, ingested with the product's own command, and the questions about them."""

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
    """What the ingest command made of the examples, and how long it took, start of the process included."""

    documents: tuple[Read, ...]
    seconds: float


def command_environment() -> dict[str, str]:
    """The environment of a user who has no settings of Bronwijzer; nothing may be fetched."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("BRONWIJZER_")}
    return own | {"HF_HUB_OFFLINE": "1", "HAYSTACK_TELEMETRY_ENABLED": "False", "GRADIO_ANALYTICS_ENABLED": "False"}


def ingest_examples(folder: Path, embedder: Embedder, limit: int | None) -> Ingested:
    """Ingest the example documents, or the first ``limit`` of them, into an index under ``folder``."""
    library_folder, index = folder / "documenten", folder / "voorbeeldindex"
    library_folder.mkdir()
    files = sorted(path for path in FOLDER.iterdir() if path.suffix != SIDECAR and path != QUESTIONS)
    for path in files[:limit]:
        shutil.copy2(path, library_folder)
        sidecar = path.with_name(path.name + SIDECAR)
        if sidecar.exists():
            shutil.copy2(sidecar, library_folder)
    began = time.perf_counter()
    command = [str(BRONWIJZER), "ingest", str(library_folder), "--index", str(index)]
    subprocess.run(command, cwd=folder, env=command_environment(), check=True, capture_output=True)
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
