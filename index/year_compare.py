"""Two plans side by side, section by section: what stayed, what changed, what is new and what is gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from rapidfuzz import fuzz

from index.alike import ALIKE_LETTERS, CELLS, Matrix, Meaning, alike, pairs
from index.citation import document_info, status_in_words
from index.cuts import Cutting
from index.language.stemming import fold
from index.library import Library
from index.plan_sections import Section, Sentence, sections_of, told_by
from index.quotes import Letters, word_diff
from index.results import DocumentInfo, Immutable
from index.texts.quotes import NO_YEAR
from index.types import CitableDocument

SAME_HEADING = 0.84
_SAME_CHAPTER = 0.01
"""Headings that are just as alike meet where their chapters are most alike."""


class Change(StrEnum):
    """What became of a sentence or section from the older plan to the newer one."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class SentenceChange(Immutable):
    """A sentence of the older plan with its counterpart; ``diff`` as :func:`index.quotes.word_diff` gives it.

    :param was: the same in the words of the older plan, of which marks and capitals may be others.
    :param moved: of a row with the same words, the columns of cells that stand in another one: (was, is).
    """

    change: Change
    old: Cutting | None
    new: Cutting | None
    diff: tuple[tuple[str, str], ...] = ()
    was: tuple[tuple[str, str], ...] = ()
    moved: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SectionChange(Immutable):
    """A section of the older plan with its counterpart. ``old`` and ``new`` are the headings."""

    change: Change
    old: Cutting | None
    new: Cutting | None
    sentences: tuple[SentenceChange, ...]


@dataclass(frozen=True, slots=True)
class Comparison(Immutable):
    """Two plans, section by section in the order of the newer one, what is gone behind its old neighbours.

    :param names: what to call them: their titles, with what tells them apart where these are the same.
    :param whole: nothing of either was left out because it is too long.
    """

    old: DocumentInfo
    new: DocumentInfo
    sections: tuple[SectionChange, ...]
    names: tuple[str, str]
    whole: bool = True


def compare(library: Library, old_id: str, new_id: str) -> Comparison:
    """Compare two documents. :raises DocumentMissingError: one of them is not in the index."""
    old, new = library.document(old_id), library.document(new_id)
    meaning = Meaning.of(library, old_id, new_id)
    earlier, later = sections_of(old), sections_of(new)
    before, after = earlier.sections, later.sections
    partner = pairs(_headings_alike(before, after), SAME_HEADING)
    sections = [_section(before[partner[n]] if n in partner else None, s, meaning) for n, s in enumerate(after)]
    for n, section in enumerate(before):
        if n not in partner.values():
            sections.insert(_place(sections, before[:n]), _section(section, None, meaning))
    infos = (document_info(old_id, old.metadata), document_info(new_id, new.metadata))
    return Comparison(*infos, tuple(sections), _names(old, new), earlier.whole and later.whole)


def _names(old: CitableDocument, new: CitableDocument) -> tuple[str, str]:
    """Titles; where both have the same one, with the first thing that tells them apart."""
    both = [(document_info(d.document_id, d.metadata), d.file) for d in (old, new)]
    told = [
        (info.title, info.title, str(info.year or NO_YEAR), status_in_words(info), info.organisation or "", file)
        for info, file in both
    ]
    ours, theirs = told
    number = next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=True)) if fold(a) != fold(b)), 0)
    if number < 2:
        return ours[0], theirs[0]
    old_name, new_name = (f"{one[0]} ({one[number]})" if one[number] else one[0] for one in told)
    return old_name, new_name


def _place(sections: Sequence[SectionChange], earlier: Sequence[Section]) -> int:
    """Behind the last section whose older half stood earlier."""
    headings = {section.heading for section in earlier}
    behind = [at for at, section in enumerate(sections) if section.old is not None and section.old in headings]
    return behind[-1] + 1 if behind else 0


def _headings_alike(before: Sequence[Section], after: Sequence[Section]) -> Matrix:
    return np.array([[_heading_alike(a, b) for b in after] for a in before], dtype=np.float32)


def _heading_alike(a: Section, b: Section) -> float:
    old, new = a.name, b.name
    if not old or not new:
        return 1.0 if old == new else 0.0
    inside = fuzz.token_set_ratio(old, new) == 100 and min(len(old), len(new)) >= 4
    found = max(fuzz.ratio(old, new) / 100, SAME_HEADING if inside else 0.0)
    return found + _SAME_CHAPTER * fuzz.ratio(a.chapter, b.chapter) / 100 if found >= SAME_HEADING else 0.0


def _section(old: Section | None, new: Section | None, meaning: Meaning) -> SectionChange:
    before, after = (old.sentences if old else ()), (new.sentences if new else ())
    partner: dict[int, int] = {}
    if before and after:
        cuttings = ([s.cutting for s in before], [s.cutting for s in after])
        partner = pairs(alike(*cuttings, meaning), ALIKE_LETTERS)
    known = _columns(before) & _columns(after)
    sentences = [*_heading_change(old, new)]
    sentences += [_sentence(before[partner[n]] if n in partner else None, s, known) for n, s in enumerate(after)]
    sentences += [_sentence(s, None, known) for n, s in enumerate(before) if n not in partner.values()]
    if old is None or new is None:
        change = Change.NEW if old is None else Change.GONE
    else:
        change = Change.SAME if all(s.change is Change.SAME for s in sentences) else Change.CHANGED
    return SectionChange(change, old.heading if old else None, new.heading if new else None, tuple(sentences))


def _heading_change(old: Section | None, new: Section | None) -> Iterator[SentenceChange]:
    """A heading can promise as much as a sentence: "Binnen 5 dagen" that became "Binnen 7 dagen"."""
    if old and new and old.heading and new.heading:
        told = [Letters.of(told_by(heading)).text for heading in (old.heading, new.heading)]
        if told[0] != told[1]:
            yield _changed(old.heading, new.heading)


def _sentence(old: Sentence | None, new: Sentence | None, known: Set[str]) -> SentenceChange:
    """:param known: columns that the tables of both plans have here."""
    before, after = old.cutting if old else None, new.cutting if new else None
    if old is None or new is None or before is None or after is None:
        return SentenceChange(Change.NEW if old is None else Change.GONE, before, after)
    if _cells(before) != _cells(after):
        return _changed(before, after)
    columns = zip(old.columns, new.columns, strict=False)
    moved = tuple((a, b) for a, b in columns if a != b and {a, b} <= known)
    return SentenceChange(Change.CHANGED if moved else Change.SAME, before, after, moved=moved)


def _changed(old: Cutting, new: Cutting) -> SentenceChange:
    diff, was = word_diff(old.text, new.text), word_diff(old.text, new.text, as_remembered=True)
    return SentenceChange(Change.CHANGED, old, new, diff, was)


def _columns(sentences: Sequence[Sentence]) -> set[str]:
    """The names of columns: of cells that are filled, and of the row that gives them."""
    named = (s.columns or (s.cutting.text.split(CELLS) if CELLS in s.cutting.text else ()) for s in sentences)
    return {name for names in named for name in names}


def _cells(sentence: Cutting) -> list[str]:
    return [Letters.of(cell).text for cell in sentence.text.split(CELLS)]
