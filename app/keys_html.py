"""The keys that can be used: as a list, and as the list that the page shows on "?". Pure."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from app.rendering import button
from index.texts import explanation as texts

_RANGES = ({"←", "→"}, {"1", "6"})


def keys_html(keys: Iterable[tuple[tuple[str, ...], str]]) -> str:
    """Terms and explanations of a list of keys, without the list around them."""
    return "".join(f"<dt>{_names(names)}</dt><dd>{escape(does)}</dd>" for names, does in keys)


def _names(names: tuple[str, ...]) -> str:
    between = " … " if set(names) in _RANGES else " + "
    return between.join(f"<kbd>{escape(name)}</kbd>" for name in names)


def shortcuts_html() -> str:
    """The button for the list, and the list. Keys of one letter can be turned off (WCAG 2.1.4)."""
    opens = button(texts.SHORTCUTS_BUTTON, "bw-shortcuts", texts.SHORTCUTS_TITLE, data_keys="open")
    close = button(texts.SHORTCUTS_CLOSE, "bw-strong", texts.SHORTCUTS_CLOSE, data_keys="close")
    return (
        f'{opens}<dialog id="bw-toetsen" aria-labelledby="toetsen-kop"><div class="bw-explained">'
        f'<h2 id="toetsen-kop">{escape(texts.SHORTCUTS_TITLE)}</h2>'
        f'<p class="bw-lead">{escape(texts.SHORTCUTS_LEAD)}</p><dl class="bw-keys">{keys_html(texts.SHORTCUTS)}</dl>'
        f'<label><input type="checkbox" id="bw-toetsen-aan" checked> {escape(texts.SHORTCUTS_ON)}</label>'
        f'<div class="bw-actions">{close}</div></div></dialog>'
    )
