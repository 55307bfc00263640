"""Tables as blocks: a row is its cells with a bar between them, and every cell knows its row and column.

Shared by all readers, so that a table reads the same whatever file it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.types import CELL_SEPARATOR, Block, BlockKind, TableCell
from ingest.normalise import normalise

_HEADER_CHARS = 80


def table_blocks(rows: Iterable[Sequence[str]], headers: int | None = None) -> list[Block]:
    """A TABLE_ROW block for every row that is not empty.

    :param rows: cell texts per row; a cell covered by its neighbour is an empty text, so columns stay in line.
    :param headers: how many rows at the top name the columns; None where the file does not say.
    """
    grid = [[normalise(cell) for cell in row] for row in rows]
    count = _guess_headers(grid) if headers is None else headers
    columns = _column_names(grid[:count])
    blocks, name = [], ""
    for number, row in enumerate(grid):
        if not any(row):
            continue
        if number >= count:
            # A first cell that is empty beside full ones was merged with the one above it.
            name = row[0] or name or next(cell for cell in row if cell)
        blocks.append(_row(row, name, columns, named=number >= count))
    return blocks


def _row(row: Sequence[str], name: str, columns: Sequence[str], *, named: bool) -> Block:
    cells, start = [], 0
    for place, cell in enumerate(row):
        if cell:
            cells.append(TableCell(start, start + len(cell), name, columns[place] if place < len(columns) else ""))
            start += len(cell) + len(CELL_SEPARATOR)
    text = CELL_SEPARATOR.join(filter(None, row))
    return Block(BlockKind.TABLE_ROW, text, cells=tuple(cells) if named else ())


def _column_names(headers: Sequence[Sequence[str]]) -> list[str]:
    """Names from one header row, or from several above each other."""
    width = max(map(len, headers), default=0)
    parts = [[row[place] for row in headers if place < len(row) and row[place]] for place in range(width)]
    return [" ".join(part) for part in parts]


def _guess_headers(grid: Sequence[Sequence[str]]) -> int:
    """1 where the first row looks like names of columns: all filled but the corner, short, no sentences."""
    if len(grid) < 2 or len(grid[0]) < 2:
        return 0
    names = grid[0][1:]
    return int(all(map(_is_name, names)) and (not grid[0][0] or _is_name(grid[0][0])))


def _is_name(cell: str) -> bool:
    return 0 < len(cell) <= _HEADER_CHARS and not cell.endswith(".") and any(map(str.isalpha, cell))
