"""Reading order: rows of a page into columns, whatever the order in which they were drawn.

Rows are taken from the top. As long as a vertical strip stays free of words in every row, the rows stand in columns
left and right of it; a row that crosses the strip (a title over both columns) ends the columns. After Nagy & Seth's
X-Y cut (1984), with the cuts chosen by how many rows they hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.pdf.lines import Line
from ingest.pdf.words import Word

MIN_GUTTER = 9.0
"""Points; narrower than any gutter in print. Spaces in a justified line may be wider, but not row after row."""
MIN_ROWS = 3
MIN_SHARE = 0.15
"""A column holds at least this share of the width; less is a margin number or a bullet."""
FULL_COLUMN_ROWS = 8
FULL_LINE = 0.85
"""A line that reaches this share of its column's width fills it, in ragged text too."""
WIDEST_GUTTER = 40.0
"""Points; what stands further off than this is not the begin of the next column."""


@dataclass(frozen=True, slots=True)
class _Strip:
    left: float
    right: float

    def overlap(self, other: _Strip) -> _Strip | None:
        left, right = max(self.left, other.left), min(self.right, other.right)
        return _Strip(left, right) if right - left >= MIN_GUTTER else None


def columns_of(rows: Sequence[Line]) -> list[list[Line]]:
    """Lines of each region in reading order; a region is one column, or a stretch over the whole width."""
    if not rows:
        return []
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    for start in range(len(rows)):
        length, strip = _run_from(rows[start:], left, right)
        if strip is None:
            continue
        end = start + length
        while start and _meets(rows[start - 1], strip, left, right):
            start -= 1
        before, run, after = rows[:start], rows[start:end], rows[end:]
        sides = _split(run, strip)
        regions = [region for side in sides for region in columns_of(side)]
        return [*([list(before)] if before else []), *regions, *columns_of(after)]
    return [list(rows)]


def _run_from(rows: Sequence[Line], left: float, right: float) -> tuple[int, _Strip | None]:
    """The longest run of rows, from the first on, that share a gutter of the first."""
    best: tuple[int, _Strip | None] = (0, None)
    for strip in _gaps(rows[0], left, right, inner_only=True):
        length, kept = _follow(rows, strip, left, right)
        if length > best[0] and _is_gutter(rows[:length], kept, right - left):
            best = (length, kept)
    return best


def _meets(row: Line, strip: _Strip, left: float, right: float) -> bool:
    return any(strip.overlap(gap) for gap in _gaps(row, left, right))


def _follow(rows: Sequence[Line], strip: _Strip, left: float, right: float) -> tuple[int, _Strip]:
    for number, row in enumerate(rows):
        overlaps = [o for gap in _gaps(row, left, right) if (o := strip.overlap(gap)) is not None]
        if not overlaps:
            return number, strip
        strip = max(overlaps, key=lambda o: o.right - o.left)
    return len(rows), strip


def _gaps(row: Line, left: float, right: float, *, inner_only: bool = False) -> Iterator[_Strip]:
    """Stretches of the row without words, wide enough to be a gutter; what is filled in belongs to its label."""
    reach = row.left if inner_only else left
    for word in row.words:
        if word.left - reach >= MIN_GUTTER and not word.filled:
            yield _Strip(reach, word.left)
        reach = max(reach, word.right)
    if not inner_only and right - reach >= MIN_GUTTER:
        yield _Strip(reach, right)


def _is_gutter(rows: Sequence[Line], strip: _Strip, width: float) -> bool:
    """Both sides hold enough rows of running text, or the last column of a page has only just begun."""
    left, right = _split(rows, strip)
    if len(left) < MIN_ROWS or not right or not _is_text(left, width):
        return False
    return _is_begun(left, right) if len(right) < MIN_ROWS else _is_text(right, width)


def _is_begun(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """A line or two right of a full column whose lines run up to them."""
    start, end = min(line.left for line in left), max(line.right for line in left)
    full = sum(line.right - start >= FULL_LINE * (end - start) for line in left)
    near = all(abs(line.left - right[0].left) < 2.0 and line.left - end <= WIDEST_GUTTER for line in right)
    return len(left) >= FULL_COLUMN_ROWS and full >= 0.5 * len(left) and near and right[0].size == left[0].size


def _is_text(lines: Sequence[Line], width: float) -> bool:
    extent = max(line.right for line in lines) - min(line.left for line in lines)
    words = sum(len(line.words) for line in lines)
    return extent >= MIN_SHARE * width and words >= 2 * len(lines)


def _split(rows: Sequence[Line], strip: _Strip) -> tuple[list[Line], list[Line]]:
    middle = (strip.left + strip.right) / 2
    sides: tuple[list[Line], list[Line]] = ([], [])
    for row in rows:
        parts: tuple[list[Word], list[Word]] = ([], [])
        for word in row.words:
            parts[word.left >= middle].append(word)
        for side, part in zip(sides, parts, strict=True):
            if part:
                side.append(Line(tuple(part)))
    return sides
