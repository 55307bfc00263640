"""With what an index was made; another model, analyser or engine would not understand it."""

from __future__ import annotations

from pathlib import Path

from index.embedding.bundled import without_words
from index.embedding.protocol import Embedder
from index.errors import StoreDamagedError, StoreMismatchError
from index.language.analysis import ANALYSER_VERSION
from index.layout import MANIFEST_FILE, ORIGINALS
from index.manifest import Manifest
from index.migration import SCHEMA_VERSION
from index.texts import store as texts

EMBEDDED, SERVER = "edge", "server"
ENGINE = "engine"


def check_built_with(manifest: Manifest, embedder: Embedder, path: Path, *, server: bool) -> None:
    """Note in a new index with what it is made, and hold an older one to that.

    :param server: its passages are on a Qdrant server.
    :raises StoreMismatchError: it was made with something else.
    :raises StoreDamagedError: it says nothing, and yet originals are kept: the manifest went, not the documents.
    """
    if manifest.meta("schema") is None and any((path / ORIGINALS).iterdir()):
        raise StoreDamagedError(texts.MANIFEST_DAMAGED.format(path=path / MANIFEST_FILE))
    wanted = {
        "schema": (str(SCHEMA_VERSION), texts.SCHEMA_MISMATCH),
        "model": (embedder.model_id, texts.MODEL_MISMATCH),
        "analyser": (ANALYSER_VERSION, texts.ANALYSER_MISMATCH),
        ENGINE: (SERVER, texts.NOT_ON_SERVER) if server else (EMBEDDED, texts.ON_SERVER),
    }
    for key, (value, message) in wanted.items():
        found = manifest.meta(key)
        if found is None:
            manifest.set_meta(key, value)
        elif key == "model" and found == without_words(value):
            manifest.await_vectors()  # those that are there are right, the rows of words are to come
            manifest.set_meta(key, value)
        elif found != value:
            raise StoreMismatchError(message.format(path=path, found=found, wanted=value))


def is_on_server(manifest: Manifest) -> bool:
    """Whether the passages of this index are on a Qdrant server."""
    return manifest.meta(ENGINE) == SERVER


def note_engine(manifest: Manifest, engine: str) -> None:
    """Note where the passages are from now on."""
    manifest.set_meta(ENGINE, engine)
