"""Two plans side by side, section by section: what stayed, what changed, what is new and what is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from rapidfuzz import fuzz

from index.alike import ALIKE_LETTERS, Matrix, Meaning, alike, pairs
from index.citation import document_info
from index.cuts import Cutting, cut
from index.language.sentences import sentence_spans
from index.language.stemming import fold
from index.library import Library
from index.quotes import Letters, word_diff
from index.results import DocumentInfo, Immutable
from index.types import BlockKind, CitableDocument

SAME_HEADING = 0.84
MAX_SENTENCES = 1_500
"""Of each plan; what comes after is left out of the comparison."""
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_CONTENTS = re.compile(r"^(?:inhoud|inhoudsopgave)$")


class Change(StrEnum):
    """What became of a sentence or section from the older plan to the newer one."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class SentenceChange(Immutable):
    """A sentence of the older plan with its counterpart; ``diff`` as :func:`index.quotes.word_diff` gives it."""

    change: Change
    old: Cutting | None
    new: Cutting | None
    diff: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SectionChange(Immutable):
    """A section of the older plan with its counterpart. ``old`` and ``new`` are the headings."""

    change: Change
    old: Cutting | None
    new: Cutting | None
    sentences: tuple[SentenceChange, ...]


@dataclass(frozen=True, slots=True)
class Comparison(Immutable):
    """Two plans, section by section in the order of the newer one, what is gone behind its old neighbours."""

    old: DocumentInfo
    new: DocumentInfo
    sections: tuple[SectionChange, ...]


@dataclass(frozen=True, slots=True)
class _Section:
    heading: Cutting | None
    name: str
    sentences: tuple[Cutting, ...] = field(default=())


def compare(library: Library, old_id: str, new_id: str) -> Comparison:
    """Compare two documents. :raises DocumentMissingError: one of them is not in the index."""
    old, new = library.document(old_id), library.document(new_id)
    meaning = Meaning.of(library, old_id, new_id)
    before, after = list(_sections(old)), list(_sections(new))
    partner = pairs(_headings_alike(before, after), SAME_HEADING)
    sections = [_section(before[partner[n]] if n in partner else None, s, meaning) for n, s in enumerate(after)]
    for n, section in enumerate(before):
        if n not in partner.values():
            sections.insert(_place(sections, before[:n]), _section(section, None, meaning))
    infos = (document_info(old_id, old.metadata), document_info(new_id, new.metadata))
    return Comparison(*infos, tuple(s for s in sections if s.sentences))


def _place(sections: Sequence[SectionChange], earlier: Sequence[_Section]) -> int:
    """Behind the last section whose older half stood earlier."""
    headings = {section.heading for section in earlier}
    behind = [at for at, section in enumerate(sections) if section.old is not None and section.old in headings]
    return behind[-1] + 1 if behind else 0


def _sections(document: CitableDocument) -> Iterator[_Section]:
    heading: Cutting | None = None
    sentences: list[Cutting] = []
    count = 0
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            if sentences:
                yield _Section(heading, _name(heading), tuple(sentences))
            heading, sentences = cut(document, block.start, block.end), []
        elif not _CONTENTS.match(_name(heading)) and count < MAX_SENTENCES:
            text = document.text[block.start : block.end]
            spans = [(s.start, s.end) for s in sentence_spans(text)]
            spans = [(0, len(text))] if block.kind is BlockKind.TABLE_ROW else spans
            kept = [(a, b) for a, b in spans if len(text[a:b].split()) > 1 and ". . ." not in text[a:b]]
            sentences += [cut(document, block.start + a, block.start + b) for a, b in kept]
            count += len(kept)
    if sentences:
        yield _Section(heading, _name(heading), tuple(sentences))


def _name(heading: Cutting | None) -> str:
    """A heading as it is compared: without years, so that "in 2025" and "in 2026" meet."""
    return " ".join(fold(_YEAR.sub(" ", heading.text)).split()) if heading else ""


def _headings_alike(before: Sequence[_Section], after: Sequence[_Section]) -> Matrix:
    return np.array([[_heading_alike(a.name, b.name) for b in after] for a in before], dtype=np.float32)


def _heading_alike(old: str, new: str) -> float:
    if not old or not new:
        return 1.0 if old == new else 0.0
    inside = fuzz.token_set_ratio(old, new) == 100 and min(len(old), len(new)) >= 4
    return max(fuzz.ratio(old, new) / 100, SAME_HEADING if inside else 0.0)


def _section(old: _Section | None, new: _Section | None, meaning: Meaning) -> SectionChange:
    before, after = (old.sentences if old else ()), (new.sentences if new else ())
    partner = pairs(alike(before, after, meaning), ALIKE_LETTERS) if before and after else {}
    sentences = [_sentence(before[partner[n]] if n in partner else None, s) for n, s in enumerate(after)]
    sentences += [_sentence(s, None) for n, s in enumerate(before) if n not in partner.values()]
    if old is None or new is None:
        change = Change.NEW if old is None else Change.GONE
    else:
        change = Change.SAME if all(s.change is Change.SAME for s in sentences) else Change.CHANGED
    return SectionChange(change, old.heading if old else None, new.heading if new else None, tuple(sentences))


def _sentence(old: Cutting | None, new: Cutting | None) -> SentenceChange:
    if old is None or new is None:
        return SentenceChange(Change.NEW if old is None else Change.GONE, old, new)
    if Letters.of(old.text).text == Letters.of(new.text).text:
        return SentenceChange(Change.SAME, old, new)
    return SentenceChange(Change.CHANGED, old, new, word_diff(old.text, new.text))
