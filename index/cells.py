"""The cell of a table that a question asks for: its row and its column are both named in the question.

A number in a table means nothing without the names of its row and its column, and those stand elsewhere on the page.
A cell counts as asked for when the question names something of its row and something else of its column, and most of
what the question says stands in those names or around the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.language.analysis import analyse
from index.language.dates import with_all_forms
from index.library import Library
from index.ranking import Ranked
from index.results import NamedCell
from index.texts import tables as texts
from index.types import CELL_SEPARATOR, BlockKind, CitableDocument, Span, TableCell

COVERED_FROM = 0.6
"""Share of the question's information that the names and the text around the table must have."""
MOST_ROWS = 3
"""Where the question does not choose between rows, so many are shown; of more none, it asks for something else."""
_TOTAL = frozenset(term.term_id for term in analyse("totaal"))


@dataclass(frozen=True, slots=True)
class _Fit:
    passage_id: str
    cell: NamedCell
    share: float


def named(cell: TableCell, text: str) -> NamedCell:
    """A cell as results show it. :param text: the citable text."""
    return NamedCell(text[cell.start : cell.end], cell.row, cell.column, cell.start, cell.end)


def cell_in_words(cell: NamedCell) -> str:
    """For example: "Totaal 2022 · dec: 12,61"."""
    return texts.CELL.format(row=cell.row, column=cell.column, value=cell.text)


def names_total(cell: NamedCell) -> bool:
    """Whether the row is that of a whole, which a question means that names no part."""
    return bool(_terms(cell.row) & _TOTAL)


def named_row(document: CitableDocument, place: int) -> tuple[Span, tuple[NamedCell, ...]] | None:
    """The table row that stands at ``place`` in the citable text; no cells: the names of columns. None: no table."""
    for block in document.blocks:
        if block.kind is BlockKind.TABLE_ROW and block.start <= place < block.end:
            return Span(block.start, block.end), tuple(named(cell, document.text) for cell in block.cells)
    return None


def asked_cells(
    library: Library, ranked: Sequence[Ranked], shares: Mapping[int, float]
) -> dict[str, tuple[NamedCell, ...]]:
    """By passage, the cells that a question asks for, one a row; empty when it asks for none.

    The passages are judged together, because a long table is cut over several.

    :param shares: each term's share of the question's information.
    """
    fits = [fit for each in ranked for fit in _fits_of(library, each, shares)]
    most = max((fit.share for fit in fits), default=0.0)
    best = [fit for fit in fits if fit.share == most]
    rows = {(fit.passage_id, fit.cell.row) for fit in best}
    if len(rows) < len(best) or len(rows) > MOST_ROWS:
        return {}  # the question does not choose between columns, or hardly between rows
    return {fit.passage_id: tuple(f.cell for f in best if f.passage_id == fit.passage_id) for fit in best}


def _fits_of(library: Library, ranked: Ranked, shares: Mapping[int, float]) -> Iterator[_Fit]:
    passage = ranked.candidate.passage
    if CELL_SEPARATOR not in passage.text:
        return
    document = library.document(passage.document_id)
    around = frozenset(ranked.candidate.terms.tolist())
    for block in document.blocks:
        if passage.start <= block.start and block.end <= passage.end:
            for cell in block.cells:
                fit = _fit(passage.passage_id, named(cell, document.text), shares, around)
                if fit is not None:
                    yield fit


def _fit(passage_id: str, cell: NamedCell, shares: Mapping[int, float], around: frozenset[int]) -> _Fit | None:
    if not cell.row or cell.names_row:
        return None
    row, column = _terms(cell.row) & shares.keys(), _terms(cell.column) & shares.keys()
    if not row - column or not column - row:
        return None
    if _sum(shares, (row | column | around) & shares.keys()) < COVERED_FROM:
        return None
    return _Fit(passage_id, cell, _sum(shares, row | column))


@lru_cache(maxsize=10_000)
def _terms(name: str) -> frozenset[int]:
    return frozenset(term.term_id for term in analyse(with_all_forms(name)))


def _sum(shares: Mapping[int, float], terms: Iterable[int]) -> float:
    return round(sum(shares[term] for term in terms), 6)
