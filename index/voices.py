"""Whether a passage speaks of a question at all; not how good it is beside others, which is for the ranking."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from index.language.sentences import sentence_spans
from index.results import Immutable
from index.retrieval import Retrieved
from index.sparse import document_vector
from index.types import Passage, Span

LEAST_WORDS = 4
"""A heading or a loose word is near to many questions and says nothing."""
_WORDS_WEIGHT = 3.0
_SPEAKS_WORDS = 0.6
_SOME_WORDS = 0.4
_SOME_LIFT = 1.0
_MUCH_LIFT = 2.7
_NEAR_BEST = 0.75
_WORDLESS_LIFT = 2.0


class Voice(StrEnum):
    """Whether a document speaks of the question; ``TOUCHES``: perhaps."""

    SILENT = "silent"
    TOUCHES = "touches"
    SPEAKS = "speaks"

    @property
    def strength(self) -> int:
        """0 for silence."""
        return list(Voice).index(self)


@dataclass(frozen=True, slots=True)
class Background(Immutable):
    """What similarity means for one question: its median and spread over the passages, and the highest.

    Models differ in scale, so a similarity is read as a number of spreads above the median.

    :param wordless: the question has only words that every text has ("Wat doen we niet meer?").
    """

    median: float
    spread: float
    best: float
    wordless: bool = False

    @classmethod
    def of(cls, retrieved: Retrieved) -> Background:
        """The background of one search."""
        values = np.array([r.meaning for r in retrieved.ranked] or [0.0])
        wordless = not retrieved.question.terms
        return cls(float(np.median(values)), float(values.std()) or 1.0, float(values.max()), wordless)

    def lift(self, meaning: float) -> float:
        """Spreads above the median."""
        return (meaning - self.median) / self.spread


@dataclass(frozen=True, slots=True)
class Voiced(Immutable):
    """How a passage speaks of the question, and its nearest sentence as a stretch of the citable text."""

    voice: Voice
    sentence: Span
    score: float


def worth_reading(meaning: float, coverage: float, background: Background) -> bool:
    """Whether a passage can speak at all: no unit of it has more words of the question than the whole."""
    return coverage >= _SOME_WORDS or background.lift(meaning) >= min(_MUCH_LIFT, _WORDLESS_LIFT)


def voice_of(passage: Passage, rows: NDArray[np.float32], retrieved: Retrieved, background: Background) -> Voiced:
    """Judge one passage by its sentences and windows of sentences.

    :param rows: its unit vectors.
    """
    sentences = {(passage.start + s.start, passage.start + s.end) for s in sentence_spans(passage.text)}
    scores = rows @ retrieved.question.unit
    voiced = Voiced(Voice.SILENT, Span(passage.start, passage.end), -np.inf)
    for unit, score in zip(passage.units, scores, strict=False):
        text = passage.text[unit.start - passage.start : unit.end - passage.start]
        if len(text.split()) < LEAST_WORDS or ". . ." in text:
            continue
        words = retrieved.terms.coverage(document_vector(text).indices)
        lift = background.lift(float(score))
        voice = max(voiced.voice, _voice(words, lift, float(score), background), key=lambda v: v.strength)
        total = lift + _WORDS_WEIGHT * words
        nearer = (unit.start, unit.end) in sentences and total > voiced.score
        voiced = Voiced(voice, unit if nearer else voiced.sentence, total if nearer else voiced.score)
    return voiced


def _voice(words: float, lift: float, meaning: float, background: Background) -> Voice:
    """Words first: in almost every document some sentence is near in meaning to almost any question."""
    if words >= _SPEAKS_WORDS or (words >= _SOME_WORDS and lift >= _SOME_LIFT):
        return Voice.SPEAKS
    if background.wordless:
        return Voice.TOUCHES if lift >= _WORDLESS_LIFT else Voice.SILENT
    near = lift >= _MUCH_LIFT and meaning >= background.best - _NEAR_BEST * background.spread
    return Voice.TOUCHES if near or words >= _SOME_WORDS else Voice.SILENT
