"""Where words stand in a text, as somebody types them: capitals, accents, line ends and kinds of marks do not matter.

A keyboard has one apostrophe, one kind of quotation mark and one hyphen; a document has the printer's.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from index.types import Span

MAX_SOUGHT = 100
MAX_FOUND = 500
_MARKS = str.maketrans(dict.fromkeys("‘’‚‛`´ʼ′", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—−", "-"))
_UNSEEN = frozenset({"Mn", "Cf"})
"""Categories of signs that take no room of their own: accents apart, soft hyphens, marks of direction."""


def occurrences(text: str, sought: str) -> tuple[Span, ...]:
    """Every place, in reading order, as offsets into ``text``; the first :data:`MAX_FOUND`."""
    words = [re.escape(plain) for word in sought[:MAX_SOUGHT].split() if (plain := "".join(map(_plain, word)))]
    if not words:
        return ()
    parts = [_plain(character) for character in text]
    origin = [place for place, part in enumerate(parts) for _ in part]
    found = re.finditer(r"\s+".join(words), "".join(parts))
    spans = (Span(origin[match.start()], _behind(parts, origin[match.end() - 1])) for match in found)
    return tuple(span for span, _ in zip(spans, range(MAX_FOUND), strict=False))


def _behind(parts: list[str], last: int) -> int:
    """The end of what ends with this character: an accent that stands apart belongs to it."""
    end = last + 1
    while end < len(parts) and not parts[end]:
        end += 1
    return end


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """Without capitals and accents, as typed; nothing for what cannot be seen, two letters for a ligature."""
    parts = unicodedata.normalize("NFKD", character.translate(_MARKS)).lower()
    return "".join(part for part in parts if unicodedata.category(part) not in _UNSEEN)
