"""A question as it is searched: what a keyboard, a web page or a PDF adds to the words of it is taken away.

Pasted text has soft hyphens, letters in two parts, marks of a list and quotes around it; some people type with Caps
Lock. None of that changes what is asked, and all of it changes how a model reads it.
"""

from __future__ import annotations

import re
import unicodedata

from index.language.analysis import words

_UNSEEN = {"Cf", "Cs", "Co", "Cn"}
"""Categories of signs that nobody sees: soft hyphens, marks of direction, halves of signs."""
_APOSTROPHE = re.compile(r"(?<=\w)[`´ʼ‘′](?=\w)")
_AROUND = re.compile(r"^[\s•●▪◦*–—-]+(?=\D)|[\s•●▪◦*–—…]+$")
_QUOTED = re.compile(r"""^["'“”„‘’‚«»]([^"“”„«»]+)["'“”‘’«»]$""")
_CAPS_FROM = 6
"""Letters that a word in capitals has at least where all is in capitals by mistake; abbreviations are shorter."""


def well_formed(text: str) -> str:
    """The text without halves of signs, which nothing can write or send."""
    return text.encode(errors="ignore").decode()


def as_asked(typed: str) -> str:
    """The question on one line without what was not meant; empty when it has no word and no number."""
    text = unicodedata.normalize("NFC", typed.replace("\0", " "))
    text = "".join(sign for sign in text if unicodedata.category(sign) not in _UNSEEN)
    text = _bare(_APOSTROPHE.sub("’", " ".join(text.split())))
    if not any(words(text)):
        return ""
    return text.lower() if _is_shouted(text) else text


def _bare(text: str) -> str:
    """Without the mark of a list, pictures and quotes around all of it."""
    while True:
        before = text
        text = _AROUND.sub("", text).strip("\ufe0f")
        if text and unicodedata.category(text[0]) == "So":
            text = text[1:]
        if text and unicodedata.category(text[-1]) in ("So", "Sk"):
            text = text[:-1]
        text = _QUOTED.sub(r"\1", text)
        if text == before:
            return text


def _is_shouted(text: str) -> bool:
    letters = "".join(filter(str.isalpha, text))
    return letters.isupper() and any(len(match.group()) >= _CAPS_FROM for match in words(text))
