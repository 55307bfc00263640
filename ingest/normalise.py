"""One spelling for every character, so that what looks the same is the same.

Only what cannot be seen, or is a mere form of a letter, is changed; no word is ever changed.
"""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ĳ": "ij", "Ĳ": "IJ",
}  # fmt: skip
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# Soft hyphen, zero-width and joining marks, direction controls (they can show text in another order than it has),
# tags, variation selectors and interlinear marks: none of them shows, all of them break searching.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef"
)
_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff"

_LIGATURE = re.compile("[" + "".join(_LIGATURES) + "]")
_GONE = re.compile(f"[{_INVISIBLE}{_CONTROLS}]")
_SPACE = re.compile(f"[ {_SPACES}]+")


def normalise(text: str) -> str:
    """The text in NFC, without invisible characters, with single plain spaces and without typographic ligatures.

    Line breaks are spaces too: a reader decides what a block is before it calls this. Leading and trailing spaces go.
    The Dutch ij as one character becomes two. Applying it twice is the same as once.
    """
    text = _GONE.sub("", text)
    text = _LIGATURE.sub(lambda match: _LIGATURES[match[0]], text)
    return unicodedata.normalize("NFC", _SPACE.sub(" ", text)).strip()
