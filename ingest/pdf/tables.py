"""Tables: ruled ones by their grid, others by cells that stand under each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.pdf.lines import Line, rows_of
from ingest.pdf.rules import Grid
from ingest.pdf.words import Word

CELL_GAP = 7.0
"""Points between the words of two cells in a table without lines."""
MIN_ROWS = 3
MIN_COLUMNS = 3
MAX_WORDS_PER_CELL = 3.0
_NUMBER = re.compile(r"^[€+\-–−]?\s?\d[\d.,]*\s?%?$")

Cell = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, top row first; an empty cell has no words. ``header``: the first row names the columns."""

    rows: tuple[tuple[Cell, ...], ...]
    header: bool

    @property
    def words(self) -> list[Word]:
        """Every word of the table."""
        return [word for row in self.rows for cell in row for word in cell]


def ruled_tables(words: Sequence[Word], grids: Sequence[Grid]) -> list[Table]:
    """Tables drawn with lines; words of a cell in reading order."""
    tables = []
    for grid in grids:
        rows = [
            tuple(_inside(words, left, bottom, right, top) for left, right in zip(grid.xs, grid.xs[1:], strict=False))
            for top, bottom in zip(grid.ys, grid.ys[1:], strict=False)
        ]
        filled = tuple(row for row in rows if any(row))
        if len(filled) >= 2 and sum(bool(cell) for row in filled for cell in row) >= 3:
            tables.append(Table(filled, header=_looks_like_header(filled)))
    return tables


def _inside(words: Sequence[Word], left: float, bottom: float, right: float, top: float) -> Cell:
    inside = [
        word
        for word in words
        if left <= (word.left + word.right) / 2 < right and bottom <= (word.bottom + word.top) / 2 < top
    ]
    return tuple(word for line in rows_of(inside) for word in line.words)


def _looks_like_header(rows: Sequence[Sequence[Cell]]) -> bool:
    """The first row has words (bold, or no numbers) where later rows have values."""
    first, later = rows[0], rows[1:]
    if not later or sum(bool(cell) for cell in first) < 2:
        return False
    bold = all(word.bold for cell in first for word in cell)
    later_bold = all(word.bold for row in later for cell in row for word in cell)
    numbers = any(_is_number(cell) for cell in first[1:])
    later_numbers = any(_is_number(cell) for row in later for cell in row[1:])
    return (bold and not later_bold) or not numbers or not later_numbers


def _is_number(cell: Cell) -> bool:
    return bool(cell) and bool(_NUMBER.match("".join(word.text for word in cell)))


def aligned_tables(rows: Sequence[Line]) -> list[Table]:
    """Tables without lines: at least three rows of at least three short cells that stand under each other."""
    tables: list[Table] = []
    run: list[list[Cell]] = []
    for row in [*rows, None]:
        cells = _cells(row) if row is not None else []
        if len(cells) >= MIN_COLUMNS:
            run.append(cells)
            continue
        table = _aligned(run)
        if table is not None:
            tables.append(table)
        run = []
    return tables


def _cells(row: Line) -> list[Cell]:
    cells: list[list[Word]] = []
    for word in row.words:
        if cells and word.left - cells[-1][-1].right < max(CELL_GAP, 0.9 * word.size):
            cells[-1].append(word)
        else:
            cells.append([word])
    return [tuple(cell) for cell in cells]


def _aligned(run: Sequence[Sequence[Cell]]) -> Table | None:
    if len(run) < MIN_ROWS:
        return None
    cells = [cell for row in run for cell in row]
    if sum(len(cell) for cell in cells) > MAX_WORDS_PER_CELL * len(cells):
        return None
    columns = _columns(cells)
    if len(columns) < MIN_COLUMNS or any(len(row) > len(columns) for row in run):
        return None
    values = [cell for row in run[1:] for cell in row[1:]]
    if sum(map(_is_number, values)) < 0.5 * len(values):
        return None
    rows = tuple(tuple(_in_column(row, column) for column in columns) for row in run)
    return Table(rows, header=not any(_is_number(cell) for cell in rows[0]))


def _columns(cells: Sequence[Cell]) -> list[tuple[float, float]]:
    """Stretches of the width that cells cover together."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted((cell[0].left, cell[-1].right) for cell in cells):
        if columns and left <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _in_column(row: Sequence[Cell], column: tuple[float, float]) -> Cell:
    return tuple(w for cell in row if column[0] <= cell[0].left <= column[1] for w in cell)
