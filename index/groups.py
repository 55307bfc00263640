"""Groups of people: how their names are written, and who may see what is limited to some of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable

MAX_CHARS = 100
_SEPARATORS = ",;"
"""What stands between the names of groups in a header, so never in a name."""


def group_name(text: str) -> str:
    """A name as it is compared: capitals and white space at its ends do not count.

    :raises ValueError: it is empty, too long, or cannot be told from a list of names.
    """
    name = unicodedata.normalize("NFC", " ".join(text.split())).casefold()
    if not name or len(name) > MAX_CHARS or not name.isprintable() or any(sign in name for sign in _SEPARATORS):
        raise ValueError(text)
    return name


def group_names(texts: Iterable[str]) -> tuple[str, ...]:
    """Names as they are compared, each once, in order. :raises ValueError: as :func:`group_name`."""
    return tuple(sorted({group_name(text) for text in texts}))


def may_see(limited_to: Collection[str], groups: Collection[str]) -> bool:
    """Whether a member of ``groups`` may see what is limited to some; what is limited to none is for everybody."""
    return not limited_to or any(group in groups for group in limited_to)
