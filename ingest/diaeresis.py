"""The two dots that Dutch leaves out where a line end already keeps vowels apart ("cli-" + "enten" is "cliënten").

Woordenlijst Nederlandse Taal, rule 5.4: the diaeresis goes when the word is cut before the letter that has it.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from wordfreq import zipf_frequency

_DOTTED = str.maketrans("eiouEIOU", "ëïöüËÏÖÜ")
_VOWELS = frozenset("aeiouy")
_KNOWN = 2.0
"""Zipf frequency (wordfreq) from which a word with the dots is taken for a word."""
_SHORTEST = 2
"""A word that goes before another in a compound has so many letters at least."""


def with_diaeresis(before: str, after: str, vocabulary: AbstractSet[str]) -> str:
    """How the second half of a word begins once it is joined to the first.

    :param before: letters of the first half, without its hyphen.
    :param after: the second half; what follows its letters may be anything.
    :param vocabulary: lower-case words of the document that no line end cuts.
    :returns: ``after``, with the dots on its first letter where the joined word has them; as long as it was.
    """
    if before[-1:].lower() not in _VOWELS or after[:1].translate(_DOTTED) == after[:1]:
        return after
    dotted = after[0].translate(_DOTTED) + after[1:]
    return dotted if _is_written_so(before.lower(), after.lower(), dotted.lower(), vocabulary) else after


def _is_written_so(before: str, plain: str, dotted: str, vocabulary: AbstractSet[str]) -> bool:
    letters = next((place for place, sign in enumerate(plain) if not (sign.isalpha() or sign == "-")), len(plain))
    plain, dotted = plain[:letters], dotted[:letters]
    if before + dotted in vocabulary or before + plain in vocabulary:
        return before + dotted in vocabulary
    return any(
        zipf_frequency(end + dotted, "nl") >= _KNOWN
        and zipf_frequency(end + dotted, "nl") > zipf_frequency(end + plain, "nl")
        for end in _ends(before)
    )


def _ends(before: str) -> list[str]:
    """The first half itself, and what of it may stand behind another word ("zorgcli": "cli")."""
    inner = range(_SHORTEST, len(before))
    return [before, *(before[start:] for start in inner if zipf_frequency(before[:start], "nl") >= _KNOWN)]
