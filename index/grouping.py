"""Passages that say the same in several documents: one of them is shown, the others are named beside it.

So no number of copies pushes other passages out of the results. What differs in year or status is put together only
where it is equal to the letter; of passages that are alike but for their numbers two are shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from index.language.analysed import KNOWN_TEXTS, TermIds
from index.language.stemming import fold
from index.library import Library
from index.manifest import DocumentRecord
from index.ranking import LOOKED_INTO, WEIGHTS, Ranked, Weights, look_into, with_neighbours
from index.retrieval import CANDIDATES, Also, Question, Retrieved, inside_of, names_version, retrieve
from index.types import DocumentStatus

ALIKE = 95.0
"""Percent of the letters of two passages that must be the same, in the same order."""
MOST_SHOWN = 2
"""Of passages that are alike and yet apart."""
WIDER = 10
"""So many times as many candidates are asked for when copies take the place of the others."""
_SIZES, _TERMS = 0.06, 0.6
"""Passages of which the sizes differ by more, or that share fewer terms (those of title and headings count), are not
alike to the letter either."""
_OTHER = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"(?:(?<![^\W_])[-−–])?\d+(?:[.,]\d+)*")
_HOLDS = (DocumentStatus.VALID, DocumentStatus.DRAFT, DocumentStatus.COMING, DocumentStatus.EXPIRED)


@lru_cache(maxsize=KNOWN_TEXTS)
def _letters_of(text: str) -> str:
    return _OTHER.sub("", fold(text.casefold()))


@lru_cache(maxsize=KNOWN_TEXTS)
def _numbers_of(text: str) -> tuple[str, ...]:
    return tuple(_NUMBER.findall(text))


class _Said(NamedTuple):
    """A passage with what it is compared by; its letters and numbers are made where they are needed: hardly ever."""

    ranked: Ranked
    record: DocumentRecord

    @property
    def terms(self) -> TermIds:
        return self.ranked.candidate.terms

    @property
    def text(self) -> str:
        return self.ranked.candidate.passage.text

    @property
    def letters(self) -> str:
        return _letters_of(self.text)

    @property
    def numbers(self) -> tuple[str, ...]:
        return _numbers_of(self.text)

    @property
    def version(self) -> tuple[str, int | None]:
        return self.record.metadata.status.value, self.record.metadata.year

    @property
    def holds(self) -> tuple[int, int, str]:
        """Least for the document that holds now, and of several for the newest."""
        metadata = self.record.metadata
        return _HOLDS.index(metadata.status), -(metadata.year or 0), _descending(metadata.valid_from or "")


@dataclass(slots=True)
class _Group:
    """Passages that are alike, best first."""

    members: list[_Said]

    def takes(self, one: _Said) -> bool:
        """Whether a passage that may be like the first one (:func:`_may_be_alike`) is."""
        return fuzz.ratio(one.letters, self.members[0].letters, score_cutoff=ALIKE) > 0

    def shown(self) -> Iterator[tuple[Ranked, Ranked, tuple[Also, ...]]]:
        """For each variant: in whose place, which passage, and where else."""
        if len(self.members) == 1:
            yield self.members[0].ranked, self.members[0].ranked, ()
            return
        variants: dict[tuple[object, ...], list[_Said]] = {}
        for one, key in zip(self.members, self._variants(), strict=True):
            variants.setdefault(key, []).append(one)
        first, *others = variants.values()
        left = [one for variant in others[MOST_SHOWN - 1 :] for one in variant]
        for variant, further in ((first, left), *((other, []) for other in others[: MOST_SHOWN - 1])):
            best = min(variant, key=lambda one: one.holds)
            also = (one for one in (*variant, *further) if one is not best)
            named = tuple(Also(one.ranked.candidate.passage, one.letters == best.letters) for one in also)
            yield variant[0].ranked, best.ranked, named

    def _variants(self) -> Iterator[tuple[object, ...]]:
        """What tells passages that are alike apart: their numbers, and which they are of those in one document."""
        seen: Counter[tuple[object, ...]] = Counter()
        for one in self.members:
            key = one.record.document_id, one.numbers
            yield one.numbers, seen[key]
            seen[key] += 1


def retrieve_once(
    question: Question, library: Library, limit: int = CANDIDATES, weights: Weights = WEIGHTS
) -> Retrieved:
    """What :func:`index.retrieval.retrieve` finds, every passage once.

    Where copies take up so many of the candidates that few others are left, more are asked for.
    """
    retrieved = once_each(retrieve(question, library, limit, weights), library, weights)
    if len(retrieved.ranked) < min(LOOKED_INTO, limit) and retrieved.also:
        retrieved = once_each(retrieve(question, library, WIDER * limit, weights), library, weights)
    return retrieved


def once_each(retrieved: Retrieved, library: Library, weights: Weights = WEIGHTS) -> Retrieved:
    """The same passages, but of those that say the same only one, which then names the others.

    Looks at the best until :data:`index.ranking.LOOKED_INTO` different ones are found.
    """
    groups, rest = _groups(retrieved, library.records())
    if all(len(group.members) == 1 for group in groups):
        return retrieved
    shown = [one for group in groups for one in group.shown()]
    also = {_id(best): others for _, best, others in shown if others}
    kept = [best._replace(own=place.own, score=place.score) for place, best, _ in shown]
    shown_ids = {_id(r) for r in kept}
    left = [one.ranked for group in groups for one in group.members if _id(one.ranked) not in shown_ids]
    if not left:
        return retrieved
    ranked = sorted(kept, key=lambda r: -r.score)
    return replace(retrieved, ranked=_looked_into([*ranked, *rest], left, retrieved, library, weights), also=also)


def _id(ranked: Ranked) -> str:
    return ranked.candidate.passage.passage_id


def _groups(retrieved: Retrieved, records: Mapping[str, DocumentRecord]) -> tuple[list[_Group], Sequence[Ranked]]:
    """The best passages in groups, and those that come after them."""
    across = not names_version(retrieved.question)
    groups: list[_Group] = []
    for first in range(0, len(retrieved.ranked), LOOKED_INTO):
        if len(groups) == LOOKED_INTO:
            return groups, retrieved.ranked[first:]
        block = enumerate(retrieved.ranked[first : first + LOOKED_INTO], first)
        said = [(n, _Said(r, records[_document(r)])) for n, r in block if _document(r) in records]
        before = len(groups)
        like = _may_be_alike([*(group.members[0] for group in groups), *(one for _, one in said)], across=across)
        places = list(range(before))  # of the first of each group, in that table
        for place, (number, one) in enumerate(said, before):
            if len(groups) == LOOKED_INTO:
                return groups, retrieved.ranked[number:]
            near = (group for group, other in zip(groups, places, strict=True) if like[place][other])
            home = next((group for group in near if group.takes(one)), None)
            if home is None:
                groups.append(_Group([one]))
                places.append(place)
            else:
                home.members.append(one)
    return groups, ()


def _document(ranked: Ranked) -> str:
    return ranked.candidate.passage.document_id


def _may_be_alike(passages: Sequence[_Said], *, across: bool) -> list[list[bool]]:
    """Which are about as long and share most of their terms, each with each: nearly all pairs fall here, at once.

    :param across: passages that differ in year or status may be alike too, where they have the same letters.
    """
    if not passages:  # those that were found belong to a document that is being added
        return []
    sizes = np.array([len(one.text) for one in passages])
    numbers = np.array([one.terms.size for one in passages])
    distinct, at = np.unique(np.concatenate([one.terms for one in passages]), return_inverse=True)
    has = np.zeros((len(passages), distinct.size), np.float32)
    has[np.repeat(np.arange(len(passages)), numbers), at] = 1
    enough = has @ has.T >= _TERMS * np.maximum.outer(numbers, numbers)
    near = enough & (abs(np.subtract.outer(sizes, sizes)) <= _SIZES * np.add.outer(sizes, sizes))
    same = _equal([one.version for one in passages])
    if across:
        apart = (near & ~same).any(axis=1).tolist()
        letters = (one.letters if asked else None for one, asked in zip(passages, apart, strict=True))
        same |= _equal([number if of is None else of for number, of in enumerate(letters)])
    table: list[list[bool]] = (near & same).tolist()
    return table


def _equal(values: Sequence[Hashable]) -> NDArray[np.bool_]:
    """Which are equal, each with each."""
    numbers: dict[Hashable, int] = {}
    codes = np.array([numbers.setdefault(value, len(numbers)) for value in values])
    equal: NDArray[np.bool_] = np.equal.outer(codes, codes)
    return equal


def _looked_into(
    ranked: Sequence[Ranked], left: Sequence[Ranked], retrieved: Retrieved, library: Library, weights: Weights
) -> tuple[Ranked, ...]:
    """Those that came up in the place of copies are looked into like the others.

    :param left: the copies; the passages beside them are still beside them.
    """
    best, rest = ranked[:LOOKED_INTO], ranked[LOOKED_INTO:]
    new = [r for r in best if not r.unit_scores]
    inside = inside_of([r.candidate for r in new], retrieved.question, retrieved.terms, library)
    looked = look_into(new, inside, retrieved.question.unit, retrieved.terms, weights) if new else []
    first = [*(r for r in best if r.unit_scores), *looked]
    scored = with_neighbours([*first, *rest, *left], weights.neighbour)
    return (*sorted(scored[: len(first)], key=lambda r: -r.score), *scored[len(first) : len(scored) - len(left)])


def _descending(date: str) -> str:
    """Turns the order of ISO dates around, so that the newest is the least; no date comes last."""
    return "".join(chr(ord("9") - ord(sign) + ord("0")) if sign.isdigit() else sign for sign in date) or "~"
