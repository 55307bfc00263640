"""Drawings of the explanation: how a question becomes a quote, and what is on the screen.

Drawn in the colours of the page, light and dark. Each says in words what it shows, for who does not see it.
"""

from __future__ import annotations

from html import escape

from index.texts import explanation as texts

_STEP, _WIDE, _GAP = 200, 170, 30


def way_html() -> str:
    """From question to quote, in three steps."""
    steps = "".join(
        f'<g transform="translate({number * _STEP} 0)"><rect class="bw-drawn-box" x="1" y="1" width="{_WIDE}"'
        f' height="118" rx="8"/>{_ICONS[number]}{_lines(words, _WIDE / 2, 92)}</g>'
        for number, words in enumerate(texts.WAY_STEPS)
    )
    arrows = "".join(
        f'<path class="bw-drawn-line" d="M{number * _STEP + _WIDE + 5} 60h{_GAP - 14}m-6 -5 6 5 -6 5"/>'
        for number in range(len(texts.WAY_STEPS) - 1)
    )
    width = len(texts.WAY_STEPS) * _STEP - _GAP + 2
    return _figure(f"0 0 {width} 120", texts.WAY_SHOWS, steps + arrows, texts.WAY_CAPTION)


def screen_html() -> str:
    """A quote as it is on the screen, with numbers that the list below explains."""
    marks = "".join(
        f'<circle class="bw-drawn-dot" cx="{x}" cy="{y}" r="11"/><text class="bw-drawn-number" x="{x}" y="{y + 5}">'
        f"{number}</text>"
        for number, (x, y) in enumerate(((20, 22), (20, 66), (20, 102), (20, 140)), 1)
    )
    drawn = (
        f'<text class="bw-drawn-strong" x="44" y="27">{escape(texts.SCREEN_SURE)}</text>'
        '<rect class="bw-drawn-box" x="44" y="42" width="390" height="118" rx="8"/>'
        '<rect class="bw-drawn-edge" x="44" y="42" width="5" height="118"/>'
        f'<text class="bw-drawn-text" x="62" y="71">{escape(texts.SCREEN_QUOTE)}</text>'
        f'<text class="bw-drawn-quiet" x="62" y="107">{escape(texts.SCREEN_SOURCE)}</text>'
        '<rect class="bw-drawn-line" x="62" y="124" width="176" height="26" rx="6"/>'
        f'<text class="bw-drawn-small" x="150" y="142">{escape(texts.SCREEN_BUTTON)}</text>'
    )
    points = "".join(f"<li>{escape(point)}</li>" for point in texts.SCREEN_POINTS)
    return _figure("0 0 440 166", texts.SCREEN_SHOWS, drawn + marks, texts.SCREEN_CAPTION) + f"<ol>{points}</ol>"


def _figure(box: str, shows: str, drawn: str, caption: str) -> str:
    return (
        f'<figure class="bw-drawing"><svg viewBox="{box}" role="img" aria-label="{escape(shows)}">{drawn}</svg>'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )


def _lines(words: tuple[str, str], x: float, y: int) -> str:
    first, second = words
    return (
        f'<text class="bw-drawn-small" x="{x}" y="{y}">{escape(first)}</text>'
        f'<text class="bw-drawn-small" x="{x}" y="{y + 16}">{escape(second)}</text>'
    )


_ICONS = (
    # a balloon with a question mark
    '<path class="bw-drawn-line" d="M55 18h60a8 8 0 0 1 8 8v24a8 8 0 0 1-8 8h-30l-12 12v-12h-18a8 8 0 0 1-8-8v-24a8 8'
    ' 0 0 1 8-8z"/><text class="bw-drawn-mark" x="85" y="46">?</text>',
    # a pile of pages, one line marked
    '<rect class="bw-drawn-line" x="74" y="12" width="44" height="56" rx="3"/>'
    '<rect class="bw-drawn-page" x="60" y="18" width="44" height="56" rx="3"/>'
    '<path class="bw-drawn-line" d="M67 30h30M67 38h30M67 62h30"/>'
    '<rect class="bw-drawn-hit" x="66" y="44" width="32" height="10"/>',
    # a quote with its page
    '<rect class="bw-drawn-page" x="40" y="18" width="90" height="52" rx="5"/>'
    '<rect class="bw-drawn-edge" x="40" y="18" width="5" height="52"/>'
    '<path class="bw-drawn-line" d="M54 32h64M54 42h50"/>'
    '<text class="bw-drawn-page-number" x="118" y="62">p. 12</text>',
)
