"""Whether an index is what it should be: looked at when it is opened, so that damage is told and not searched."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from pathlib import Path

from index.errors import StoreDamagedError
from index.layout import ORIGINALS
from index.manifest import Manifest
from index.store.protocol import PassageStore
from index.texts import store as texts

SAMPLE = 50
"""Passages that are asked to find themselves: damage of one part in ten is missed once in two hundred times."""


def check_sizes(ready: Mapping[str, int], there: Mapping[str, int], path: Path) -> None:
    """:raises StoreDamagedError: a document has not as many passages as the manifest says."""
    wrong = sum(there.get(document_id, 0) != passages for document_id, passages in ready.items())
    if wrong:
        raise StoreDamagedError(texts.INCOMPLETE.format(path=path, wrong=wrong, documents=len(ready)))


def check_originals(document_ids: Iterable[str], path: Path) -> None:
    """:raises StoreDamagedError: a document has no original."""
    missing = [one for one in document_ids if not any((path / ORIGINALS / one).glob("original*"))]
    if missing:
        raise StoreDamagedError(texts.ORIGINALS_MISSING.format(path=path, missing=len(missing)))


def check_vectors(store: PassageStore, manifest: Manifest, sample: int, path: Path) -> None:
    """:raises StoreDamagedError: passages, drawn by chance, have broken vectors or do not find themselves."""
    sizes = {document_id: size for document_id, size in manifest.sizes().items() if size}
    if not sizes:
        return
    chance = random.Random()
    drawn = chance.choices(list(sizes), weights=list(sizes.values()), k=min(sample, sum(sizes.values())))
    passages = {}
    for document_id in dict.fromkeys(drawn):
        of_document = store.passages(document_id)
        for passage in chance.sample(of_document, min(drawn.count(document_id), len(of_document))):
            passages[passage.passage_id] = passage
    wrong = store.unsound(list(passages))
    if wrong:
        raise StoreDamagedError(texts.VECTORS_BROKEN.format(path=path, wrong=len(wrong), sample=len(passages)))
