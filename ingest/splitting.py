"""From one citable text to passages of 80-220 words.

A passage begins and ends at a sentence, keeps a heading with what follows it, a list with its lead-in and table
rows with their header row where there is room. It never crosses a page, except that a sentence which runs on over
the page break stays whole and belongs to the page on which it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from index.language.sentences import sentence_spans
from index.pages import page_at
from index.types import CELL_SEPARATOR, BlockKind, BlockSpan, CitableDocument, Passage, Span

TARGET_WORDS = 130
MIN_WORDS = 60
LONG_WORDS = 170
MAX_WORDS = 220
"""The scorer and the reader of a result both stop at 220 words."""
WINDOW = 3
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Atom:
    """The smallest stretch that is never cut: a sentence, a heading, a table row that fits in a passage."""

    start: int
    end: int
    words: int
    page: int
    kind: BlockKind
    path: tuple[str, ...]
    opens_block: bool
    clings: bool
    ocr: bool


def split(document: CitableDocument) -> list[Passage]:
    """Passages of a document in reading order; ``passage.text == document.text[passage.start:passage.end]``."""
    groups = _merge_short(list(_group(_atoms(document))))
    return [_passage(document, ordinal, atoms) for ordinal, atoms in enumerate(groups)]


def _atoms(document: CitableDocument) -> Iterator[_Atom]:
    path: list[tuple[int, str]] = []
    order = {page.page: number for number, page in enumerate(document.pages)}
    for flow in _flows(document.blocks):
        first = flow[0]
        if first.kind is BlockKind.HEADING:
            path = [entry for entry in path if entry[0] < first.level]
            path.append((first.level, " ".join(document.text[first.start : flow[-1].end].split())))
        for number, span in enumerate(_pieces(document.text, flow)):
            text = document.text[span.start : span.end]
            yield _Atom(
                start=span.start,
                end=span.end,
                words=len(_WORD.findall(text)),
                page=order[page_at(document.pages, span.start).page],
                kind=first.kind,
                path=tuple(title for _, title in path),
                opens_block=number == 0,
                clings=first.kind is BlockKind.HEADING or text.endswith(":"),
                ocr=any(block.ocr for block in flow),
            )


def _flows(blocks: Iterable[BlockSpan]) -> Iterator[list[BlockSpan]]:
    """Blocks together with those that continue them."""
    flow: list[BlockSpan] = []
    for block in blocks:
        if flow and not block.continues:
            yield flow
            flow = []
        flow.append(block)
    if flow:
        yield flow


def _pieces(text: str, flow: list[BlockSpan]) -> Iterator[Span]:
    kind, whole = flow[0].kind, Span(flow[0].start, flow[-1].end)
    is_row = kind is BlockKind.TABLE_ROW
    if kind is BlockKind.HEADING or (is_row and len(_WORD.findall(text, whole.start, whole.end)) <= MAX_WORDS):
        yield whole
        return
    for part in _cells(text, whole) if is_row else [whole]:
        for sentence in sentence_spans(text[part.start : part.end]):
            yield from _cut_long(text, Span(part.start + sentence.start, part.start + sentence.end))


def _cells(text: str, row: Span) -> Iterator[Span]:
    start = row.start
    for cell in text[row.start : row.end].split(CELL_SEPARATOR):
        yield Span(start, start + len(cell))
        start += len(cell) + len(CELL_SEPARATOR)


def _cut_long(text: str, span: Span) -> Iterator[Span]:
    """A "sentence" longer than a passage may be (a list without full stops, a broken text) is cut between words."""
    words = [(m.start(), m.end()) for m in _WORD.finditer(text, span.start, span.end)]
    step = MAX_WORDS - 20
    for first in range(0, len(words), step):
        yield Span(words[first][0], words[min(first + step, len(words)) - 1][1])


def _group(atoms: Iterable[_Atom]) -> Iterator[list[_Atom]]:
    group: list[_Atom] = []
    for atom in atoms:
        if group and _breaks_before(group, atom):
            keep, carry = _split_clinging(group, atom)
            yield keep
            group = carry
        group.append(atom)
    if group:
        yield group


def _breaks_before(group: list[_Atom], atom: _Atom) -> bool:
    words = sum(a.words for a in group)
    if atom.page != group[-1].page or words + atom.words > MAX_WORDS:
        return True
    if atom.kind is BlockKind.HEADING and group[-1].kind is not BlockKind.HEADING:
        return words >= MIN_WORDS
    return words >= (TARGET_WORDS if atom.opens_block else LONG_WORDS) and not group[-1].clings


def _split_clinging(group: list[_Atom], atom: _Atom) -> tuple[list[_Atom], list[_Atom]]:
    """Headings and lead-ins at the end of a group go along with what follows, unless that is on another page."""
    cut = len(group)
    while cut > 1 and group[cut - 1].clings and group[cut - 1].page == atom.page:
        cut -= 1
    return group[:cut], group[cut:]


def _merge_short(groups: list[list[_Atom]]) -> list[list[_Atom]]:
    """A short tail joins the passage before it when it is of the same page and section, and there is room."""
    merged: list[list[_Atom]] = []
    for group in groups:
        if merged and _may_join(merged[-1], group):
            merged[-1] = merged[-1] + group
        else:
            merged.append(group)
    return merged


def _may_join(before: list[_Atom], group: list[_Atom]) -> bool:
    words = sum(a.words for a in group)
    same = before[-1].page == group[0].page and before[-1].path == group[0].path
    return same and words < MIN_WORDS and words + sum(a.words for a in before) <= MAX_WORDS


def _passage(document: CitableDocument, ordinal: int, atoms: list[_Atom]) -> Passage:
    start, end = atoms[0].start, atoms[-1].end
    body = next((a for a in atoms if a.kind is not BlockKind.HEADING), atoms[-1])
    page = document.pages[atoms[0].page]
    return Passage(
        passage_id=str(uuid5(NAMESPACE_URL, f"{document.document_id}/{ordinal}/{start}")),
        document_id=document.document_id,
        ordinal=ordinal,
        start=start,
        end=end,
        text=document.text[start:end],
        page=page.page if document.paged else None,
        page_label=page.page_label if document.paged else None,
        headings=body.path,
        units=tuple(_units(atoms)),
        ocr=any(a.ocr for a in atoms),
    )


def _units(atoms: list[_Atom]) -> list[Span]:
    """Each sentence and each window of three; a heading only counts inside a window."""
    spans = [Span(a.start, a.end) for a in atoms if a.kind is not BlockKind.HEADING]
    spans += [Span(w[0].start, w[-1].end) for w in _windows(atoms)]
    return sorted(set(spans), key=lambda s: (s.start, s.end))


def _windows(atoms: list[_Atom]) -> Iterator[list[_Atom]]:
    for first in range(max(1, len(atoms) - WINDOW + 1)):
        yield atoms[first : first + WINDOW]
