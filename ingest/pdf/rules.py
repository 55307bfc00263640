"""Drawn lines of a page: what makes a table a grid."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.pdf.frame import PageFrame

_STRAIGHT = 1.5
_SAME = 2.5
"""Points: lines closer than this are one."""
_MIN_LENGTH = 6.0
_MAX_OBJECTS = 20_000
"""A page with more drawn objects is a map or a drawing, not a table."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: at ``at``, from ``start`` to ``end``, across or up the page."""

    at: float
    start: float
    end: float
    across: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: edges of its columns, left to right, and of its rows, top to bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]


def grids_of(page: pdfium.PdfPage, frame: PageFrame) -> list[Grid]:
    """Every ruled table of at least two rows and two columns, top first, in the coordinates of ``frame``."""
    rules = list(_rules(page, frame))
    grids = []
    for group in _connected(rules):
        xs = _clustered([rule.at for rule in group if not rule.across])
        ys = _clustered([rule.at for rule in group if rule.across])
        if len(xs) >= 3 and len(ys) >= 3:
            grids.append(Grid(tuple(xs), tuple(reversed(ys))))
    return sorted(grids, key=lambda grid: -grid.ys[0])


def _rules(page: pdfium.PdfPage, frame: PageFrame) -> Iterator[Rule]:
    objects = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4))
    for drawn in objects[:_MAX_OBJECTS]:
        for start, end in _segments(drawn, frame):
            (x1, y1), (x2, y2) = start, end
            if abs(y1 - y2) <= _STRAIGHT and abs(x1 - x2) >= _MIN_LENGTH:
                yield Rule((y1 + y2) / 2, min(x1, x2), max(x1, x2), across=True)
            elif abs(x1 - x2) <= _STRAIGHT and abs(y1 - y2) >= _MIN_LENGTH:
                yield Rule((x1 + x2) / 2, min(y1, y2), max(y1, y2), across=False)


Point = tuple[float, float]


def _segments(drawn: pdfium.PdfObject, frame: PageFrame) -> Iterator[tuple[Point, Point]]:
    matrix = drawn.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    first: Point | None = None
    last: Point | None = None
    for number in range(raw.FPDFPath_CountSegments(drawn)):
        segment = raw.FPDFPath_GetPathSegment(drawn, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = frame.place(*matrix.on_point(x.value, y.value))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif last is not None and kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        if raw.FPDFPathSegment_GetClose(segment) and first is not None:
            yield point, first
        last = point


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of rules that touch: each group may be a table."""
    groups: list[list[Rule]] = []
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        merged = [rule, *(other for group in touching for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append(merged)
    return groups


def _touch(a: Rule, b: Rule) -> bool:
    if a.across == b.across:
        return abs(a.at - b.at) <= _SAME and a.start <= b.end + _SAME and b.start <= a.end + _SAME
    return b.start - _SAME <= a.at <= b.end + _SAME and a.start - _SAME <= b.at <= a.end + _SAME


def _clustered(values: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _SAME:
            kept.append(value)
    return kept
