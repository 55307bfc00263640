"""What embedding all small units, hub correction and words cost beside the bare model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from platformdirs import user_cache_path

from benchmarks.examples import Example, Ingested
from benchmarks.measuring import Stopwatch, seconds_of
from index.embedding.bundled import LETTERS_FILE, MAX_TOKENS, PIECES_FILE, PROMPTS, bundled_folder
from index.embedding.pieces import Pieces
from index.embedding.protocol import Embedder
from index.units import passage_text, unit_texts
from ingest.embedding import PassageEncoder


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
    """The examples with their vectors, and how fast that went."""

    examples: tuple[Example, ...]
    figures: IngestFigures


def encode(ingested: Ingested, embedder: Embedder, repeats: int) -> Encoded:
    """Embed the examples with our encoder and with the bare model in turn; the best of ``repeats`` counts for each."""
    texts = _texts(ingested)
    encoder = PassageEncoder(embedder)
    encoder.encode("", ingested.documents[0].passages[:1])  # loads the model and embeds the background questions
    ours, bare = [], []
    for _ in range(repeats):
        watch = Stopwatch()
        with watch.running():
            examples = _encode(ingested, encoder)
        ours.append(watch.seconds)
        bare.append(seconds_of(lambda: embedder.embed_passages(texts)))
    tokens = _tokens(texts)
    figures = IngestFigures(
        documents=len(examples),
        passages=sum(len(example.stored) for example in examples),
        texts=len(texts),
        tokens=tokens,
        command=tokens / ingested.seconds,
        encoder=tokens / min(ours),
        model=tokens / min(bare),
    )
    return Encoded(examples, figures)


def _encode(ingested: Ingested, encoder: PassageEncoder) -> tuple[Example, ...]:
    return tuple(
        Example(read.document, tuple(encoder.encode(read.document.metadata.title, read.passages)))
        for read in ingested.documents
    )


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
