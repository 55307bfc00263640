"""Search time against number of passages as an SVG picture, both axes logarithmic."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks import texts
from benchmarks.figures import HAYSTACK, LOCAL, OURS, SAME, Figures
from benchmarks.measuring import Timing
from benchmarks.report import number_of

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 20, 50, 55
COLOURS = {OURS: "#0b6b3a", SAME: "#7a2a6e", LOCAL: "#b3541e", HAYSTACK: "#3b4cc0"}
"""Told apart also by people who do not see red and green alike; each line has its name beside it too."""
_TICK = 5


@dataclass(frozen=True, slots=True)
class _Axis:
    """Values between two powers of ten on a stretch of the picture."""

    low: int
    high: int
    start: float
    end: float

    def place(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def powers(self) -> Iterator[int]:
        return (10**power for power in range(self.low, self.high + 1))


def chart(figures: Figures) -> str:
    """The picture. It explains itself to a screen reader in its title."""
    series = _series(figures)
    x = _axis([size for points in series.values() for size, _ in points], LEFT, WIDTH - RIGHT)
    values = [value for points in series.values() for _, timing in points for value in (timing.p50, timing.p95)]
    y = _axis(values, HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' font-family="sans-serif" font-size="13">',
        f"<title>{texts.CHART_TITLE}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        _text(WIDTH / 2, 22, texts.CHART_TITLE, "middle", size=15),
        *_axes(x, y),
    ]
    for row, (name, points) in enumerate(series.items()):
        parts += _line(name, points, x, y)
        parts += _legend(name, row)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _series(figures: Figures) -> dict[str, list[tuple[int, Timing]]]:
    series: dict[str, list[tuple[int, Timing]]] = {name: [] for name in COLOURS}
    for size in figures.sizes:
        for name, found in {OURS: size.own.searches, **size.rivals}.items():
            series[name].append((size.passages, found.whole))
    return {name: points for name, points in series.items() if points}


def _axis(values: Sequence[float], start: float, end: float) -> _Axis:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return _Axis(low, max(high, low + 1), start, end)


def _axes(x: _Axis, y: _Axis) -> Iterator[str]:
    for value in y.powers():
        place = y.place(value)
        yield f'<path d="M{LEFT} {place}H{WIDTH - RIGHT}" stroke="#ddd"/>'
        yield _text(LEFT - 8, place + 4, number_of(value), "end")
    for value in x.powers():
        place = x.place(value)
        yield f'<path d="M{place} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>'
        yield _text(place, HEIGHT - BOTTOM + 20, number_of(value), "middle")
    yield _text(WIDTH / 2, HEIGHT - 12, texts.CHART_X, "middle")
    yield _text(LEFT, TOP - 10, texts.CHART_Y, "middle")


def _line(name: str, points: Sequence[tuple[int, Timing]], x: _Axis, y: _Axis) -> Iterator[str]:
    colour = COLOURS[name]
    places = " ".join(f"{x.place(size)},{y.place(found.p50)}" for size, found in points)
    yield f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="2"/>'
    for size, found in points:
        across, middle, top = x.place(size), y.place(found.p50), y.place(found.p95)
        yield f'<circle cx="{across}" cy="{middle}" r="4" fill="{colour}"/>'
        yield f'<path d="M{across} {middle}V{top}M{across - _TICK} {top}h{2 * _TICK}" stroke="{colour}"/>'


def _legend(name: str, row: int) -> Iterator[str]:
    at = TOP + 14 + 20 * row
    yield f'<path d="M{LEFT + 12} {at}h24" stroke="{COLOURS[name]}" stroke-width="3"/>'
    yield _text(LEFT + 42, at + 4, texts.NAMES[name], "start")


def _text(x: float, y: float, text: str, anchor: str, size: int = 13) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" fill="#222">{text}</text>'
