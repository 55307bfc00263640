"""Where words stand in a text, as somebody types them: capitals, accents and line ends do not matter."""

from __future__ import annotations

import re
import unicodedata

from index.types import Span

MAX_SOUGHT = 100
MAX_FOUND = 500


def occurrences(text: str, sought: str) -> tuple[Span, ...]:
    """Every place, in reading order, as offsets into ``text``; the first :data:`MAX_FOUND`."""
    words = [re.escape(_plain(word)) for word in sought[:MAX_SOUGHT].split()]
    if not words:
        return ()
    found = re.finditer(r"\s+".join(words), _plain(text))
    return tuple(Span(match.start(), match.end()) for match, _ in zip(found, range(MAX_FOUND), strict=False))


def _plain(text: str) -> str:
    """Without capitals and accents, one character for each, so that offsets stay what they are."""
    return "".join(map(_plain_character, text))


def _plain_character(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character
