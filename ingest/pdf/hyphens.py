"""Words cut at the end of a line: put together again, with their real hyphens kept.

"proble-" + "men" is one word; "16-" + "en", "MBO-" + "team" and "auto-" + "ongeluk" keep their hyphen. What the
document itself writes elsewhere decides first, then Dutch spelling, then how common the words are.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from wordfreq import zipf_frequency

HYPHENS = "-‐‑\u00ad"
_CONJUNCTIONS = frozenset({"en", "of", "als", "tot", "t/m", "noch", "dan", "naar", "versus"})
_CLASHES = frozenset("aa ae ai au ee ei eu ie ii ij oe oi oo ou ui uu".split())
"""Vowels that Dutch keeps apart with a hyphen between the parts of a compound (Woordenlijst, rule 6.B)."""
_TAIL = re.compile(r"[\w'’]+$")
_HEAD = re.compile(r"^[\w'’]+(?:-[\w'’]+)*")


def ends_with_hyphen(word: str) -> bool:
    """Whether a word at the end of a line may go on in the next."""
    return len(word) > 1 and word[-1] in HYPHENS and word[-2].isalnum()


def join_hyphenated(left: str, right: str, vocabulary: AbstractSet[str]) -> tuple[str, str]:
    """How two halves go together.

    :param left: last word of a line, ending with a hyphen.
    :param right: first word of the next line.
    :param vocabulary: lower-case words of the document that no line end cuts.
    :returns: what stands for ``left`` in the joined text, and what stands between both (nothing or a space).
    """
    stem = left[:-1]
    if left[-1] == "\u00ad":
        return stem, ""
    head = _HEAD.match(right)
    first = head.group() if head else ""
    if not first or first.lower() in _CONJUNCTIONS:
        return left, " "
    tail = _TAIL.search(stem)
    before = tail.group() if tail else stem
    return (left if _keeps_hyphen(before, first, vocabulary) else stem), ""


def _keeps_hyphen(before: str, first: str, vocabulary: AbstractSet[str]) -> bool:
    joined, hyphened = f"{before}{first}".lower(), f"{before}-{first}".lower()
    if hyphened in vocabulary:
        return joined not in vocabulary
    if joined in vocabulary:
        return False
    if first[0].isupper() or first[0].isdigit() or before[-1].isdigit() or (len(before) > 1 and before.isupper()):
        return True
    known = zipf_frequency(joined, "nl") > 0
    return f"{before[-1]}{first[0]}".lower() in _CLASHES and not known and zipf_frequency(first, "nl") > 2
