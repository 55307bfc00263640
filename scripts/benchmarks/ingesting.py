"""What embedding all small units, hub correction and words cost beside the bare model."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from platformdirs import user_cache_path

from benchmarks.examples import Example, Ingested, Read, ingest
from benchmarks.measuring import Stopwatch, seconds_of
from index.embedding.bundled import LETTERS_FILE, MAX_TOKENS, PIECES_FILE, PROMPTS, bundled_folder
from index.embedding.pieces import Pieces
from index.embedding.protocol import Embedder
from index.store.protocol import PassageVectors, StoredPassage
from index.units import passage_text, unit_texts
from ingest.embedding import PassageEncoder, Titled, by_words
from ingest.vectors import PASSAGES_AT_ONCE


@dataclass(frozen=True, slots=True)
class IngestFigures:
    """Tokens a second: the whole command, our encoder, and the model alone on the same texts."""

    documents: int
    passages: int
    texts: int
    tokens: int
    command: float
    encoder: float
    model: float


@dataclass(frozen=True, slots=True)
class Encoded:
    """Documents with their vectors, and how fast that went."""

    examples: tuple[Example, ...]
    figures: IngestFigures


def ingest_and_encode(documents: Path, work: Path, embedder: Embedder, repeats: int) -> Encoded:
    """Run the command, our encoder and the bare model in turn on a folder; the best of ``repeats`` counts for each.

    :param work: where the indexes are made.
    """
    encoder = PassageEncoder(embedder)
    command, ours, bare = [], [], []
    for number in range(repeats):
        ingested = ingest(documents, work / f"{documents.name}-index-{number}", embedder)
        texts = _texts(ingested)
        encoder.vectors(_titled(ingested)[:1])  # loads the model and embeds the background questions
        watch = Stopwatch()
        with watch.running():
            examples = _encode(ingested, encoder)
        command.append(ingested.seconds)
        ours.append(watch.seconds)
        bare.append(seconds_of(partial(embedder.embed_passages, texts)))
    tokens = _tokens(texts)
    figures = IngestFigures(
        documents=len(examples),
        passages=sum(len(example.stored) for example in examples),
        texts=len(texts),
        tokens=tokens,
        command=tokens / min(command),
        encoder=tokens / min(ours),
        model=tokens / min(bare),
    )
    return Encoded(examples, figures)


def _encode(ingested: Ingested, encoder: PassageEncoder) -> tuple[Example, ...]:
    """Words, then vectors of so many passages at once as a sync does."""
    titled = _titled(ingested)
    vectors: dict[str, PassageVectors] = {}
    for first in range(0, len(titled), PASSAGES_AT_ONCE):
        vectors |= encoder.vectors(titled[first : first + PASSAGES_AT_ONCE])
    return tuple(Example(read.document, _stored(read, vectors)) for read in ingested.documents)


def _titled(ingested: Ingested) -> list[Titled]:
    return [Titled(read.document.metadata.title, passage) for read in ingested.documents for passage in read.passages]


def _stored(read: Read, vectors: Mapping[str, PassageVectors]) -> tuple[StoredPassage, ...]:
    by_word = by_words(read.document.metadata.title, read.passages)
    return tuple(replace(stored, vectors=vectors[stored.passage.passage_id]) for stored in by_word)


def _texts(ingested: Ingested) -> list[str]:
    """What our encoder embeds: of each document every passage as a whole and every unit, none of them twice."""
    return [
        text
        for read in ingested.documents
        for text in dict.fromkeys(
            [passage_text(read.document.metadata.title, passage) for passage in read.passages]
            + [text for passage in read.passages for text in unit_texts(passage)]
        )
    ]


def _tokens(texts: Sequence[str]) -> int:
    folder = bundled_folder(user_cache_path("bronwijzer"))
    letters = json.loads((folder / LETTERS_FILE).read_text(encoding="utf-8"))
    pieces = Pieces(folder / PIECES_FILE, letters, MAX_TOKENS)
    return sum(map(len, pieces.encode_batch([PROMPTS["passage"] + text for text in texts])))
