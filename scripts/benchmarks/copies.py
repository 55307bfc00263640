"""As many passages as are wanted, made from those of the example documents.

First come the example documents themselves, then volumes: all their passages once more, as one document of the size
of a report. A passage in a volume has other words in a part of its text, drawn from a Dutch word list and as long as
those they replace, so that every offset holds and the vocabulary grows as that of a real library does; its sparse
vector is that of its own text. Its dense vectors are those of the original with some noise: embedding 100 000
passages takes hours, and a system that searches exactly is neither faster nor slower for it.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from uuid import NAMESPACE_URL, uuid5

import numpy as np
from numpy.typing import NDArray
from wordfreq import top_n_list

from benchmarks.examples import Example
from index.sparse import document_vector
from index.store.protocol import PassageVectors, StoredPassage
from index.types import CitableDocument, Passage, Span
from index.units import UNIT_EXTRA

SEED = 20_250_101
OTHER_WORDS = 0.3
"""Share of the words of a copy that are not those of the original."""
VOCABULARY = 30_000
NOISE = 0.02
"""Standard deviation of each number; a vector keeps a cosine of about 0.93 with its original."""
BETWEEN = "\n\n"
_WORD = re.compile(r"\b[a-zà-ÿ]{4,}\b")


def endless(examples: Sequence[Example]) -> Iterator[Example]:
    """The examples, then volumes of copies without end; always the same ones."""
    yield from examples
    press = _Press(examples, _words_by_length(), random.Random(SEED), np.random.default_rng(SEED))
    for number in count(1):
        yield press.volume(number)


def take(source: Iterator[Example], passages: int) -> Iterator[Example]:
    """The next documents of ``source`` with together exactly so many passages; the last is cut off."""
    left = passages
    while left > 0:
        example = next(source)
        stored = example.stored[:left]
        left -= len(stored)
        yield Example(example.document, stored)


def _words_by_length() -> Mapping[int, Sequence[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for word in top_n_list("nl", VOCABULARY):
        if _WORD.fullmatch(word):
            found[len(word)].append(word)
    return found


@dataclass(frozen=True, slots=True)
class _Press:
    """Makes volumes.

    :param words: by their length.
    """

    examples: Sequence[Example]
    words: Mapping[int, Sequence[str]]
    chance: random.Random
    numbers: np.random.Generator

    def volume(self, number: int) -> Example:
        """All passages once more. Its metadata are those of one of the examples, in turn."""
        model = self.examples[number % len(self.examples)].document
        document_id = f"{model.document_id}-{number}"
        originals = [stored for example in self.examples for stored in example.stored]
        stored: list[StoredPassage] = []
        texts: list[str] = []
        start = 0
        for ordinal, original in enumerate(originals):
            text = self._other_words(original.passage.text)
            passage = _moved(original.passage, document_id, ordinal, start, text)
            stored.append(self._stored(original, passage, model.metadata.title))
            texts.append(text)
            start += len(text) + len(BETWEEN)
        document = CitableDocument(
            document_id=document_id,
            file=f"{number}-{model.file}",
            sha256="",
            text=BETWEEN.join(texts),
            pages=(),
            paged=False,
            blocks=(),
            metadata=model.metadata,
        )
        return Example(document, tuple(stored))

    def _other_words(self, text: str) -> str:
        def other(match: re.Match[str]) -> str:
            word = match.group()
            choices = self.words.get(len(word))
            return self.chance.choice(choices) if choices and self.chance.random() < OTHER_WORDS else word

        return _WORD.sub(other, text)

    def _stored(self, original: StoredPassage, passage: Passage, title: str) -> StoredPassage:
        rows = original.vectors.units
        meaning = self._noisy(rows[:, :-UNIT_EXTRA])
        units = np.hstack([meaning, rows[:, -UNIT_EXTRA:]]).astype(np.float32)
        terms = document_vector("\n".join((title, *passage.headings, passage.text)))
        return StoredPassage(passage, terms, PassageVectors(meaning[-1], units, self._noisy_tokens(original)))

    def _noisy_tokens(self, original: StoredPassage) -> NDArray[np.float32] | None:
        tokens = original.vectors.tokens
        return None if tokens is None else self._noisy(tokens)

    def _noisy(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        moved = rows + NOISE * self.numbers.standard_normal(rows.shape, dtype=np.float32)
        unit: NDArray[np.float32] = moved / np.linalg.norm(moved, axis=1, keepdims=True)
        return unit


def _moved(original: Passage, document_id: str, ordinal: int, start: int, text: str) -> Passage:
    by = start - original.start
    return replace(
        original,
        passage_id=str(uuid5(NAMESPACE_URL, f"{document_id}/{ordinal}/{start}")),
        document_id=document_id,
        ordinal=ordinal,
        start=start,
        end=start + len(text),
        text=text,
        units=tuple(Span(unit.start + by, unit.end + by) for unit in original.units),
    )
