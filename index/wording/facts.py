"""The facts of a sentence that must stand in its source: numbers, dates and names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wordfreq import zipf_frequency

from index.language.analysis import normalise_number, terms_of_word, words
from index.language.dates import DAYS, MONTHS
from index.language.stemming import fold, stem
from index.language.stopwords import STOPWORDS

_SMALL = "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien"
_NUMBER_WORDS = {word: str(number) for number, word in enumerate(_SMALL.split())} | {
    "achttien": "18",
    "negentien": "19",
    "twintig": "20",
    "dertig": "30",
    "veertig": "40",
    "vijftig": "50",
    "zestig": "60",
    "zeventig": "70",
    "tachtig": "80",
    "negentig": "90",
    "honderd": "100",
    "duizend": "1000",
    "miljoen": "miljoen",
    "miljard": "miljard",
    "half": "half",
    "halve": "half",
    "helft": "half",
    "eerste": "1",
    "tweede": "2",
    "derde": "3",
    "vierde": "4",
    "vijfde": "5",
    "dubbel": "2",
}
_NOT_A_NUMBER = frozenset({"een", "eerste"})
""""een" is an article far more often than a number, and "eerste" says little; neither has to be proved."""
_CALENDAR = frozenset((*MONTHS, *DAYS))
_UNITS = {
    form: unit
    for unit, forms in {
        "procent": "procent",
        "promille": "promille",
        "euro": "euro euro's",
        "minuut": "minuut minuten",
        "uur": "uur uren",
        "dag": "dag dagen",
        "werkdag": "werkdag werkdagen",
        "week": "week weken",
        "maand": "maand maanden",
        "kwartaal": "kwartaal kwartalen",
        "jaar": "jaar jaren",
        "keer": "keer maal",
        "fte": "fte",
    }.items()
    for form in forms.split()
}
_PROVED_UNITS = frozenset({"procent", "promille", "euro"})
"""Units that have to be in the source even without a number before them."""
_COMMON_ZIPF = 4.2
"""A first word this common is no name, whatever its capital; names of people stay below."""
_NEGATIONS = frozenset({"niet", "geen", "nooit", "niemand", "niets", "zonder", "nergens", "evenmin"})
_SIGNS = str.maketrans({"%": " procent ", "‰": " promille ", "€": " euro "})


def numbers(text: str) -> set[str]:
    """Every number, month, day and measure ("3 maand"), in one spelling ("drie" is "3", "%" is "procent")."""
    return set(_numbers(text, frozenset()))


def numbers_said(sentence: str) -> set[str]:
    """The same, for a sentence that must prove them."""
    return set(_numbers(sentence, _NOT_A_NUMBER))


def _numbers(text: str, left_out: frozenset[str]) -> Iterator[str]:
    before, unit_before = "", ""
    for match in words(text.translate(_SIGNS)):
        word = fold(match.group())
        number = "" if word in left_out else _number(word)
        unit = _UNITS.get(word, "")
        if unit and before:
            yield f"{before} {unit}"
        if number and unit_before == "euro":
            yield f"{number} euro"
        yield from filter(None, (number, word if word in _CALENDAR else "", unit if unit in _PROVED_UNITS else ""))
        if not number:
            yield from re.findall(r"\d+", word)
        before, unit_before = number, "" if before else unit


def _number(word: str) -> str:
    return normalise_number(word) if word[0].isdigit() else _NUMBER_WORDS.get(word, "")


def names_said(sentence: str) -> Iterator[str]:
    """Words that look like names or abbreviations: a capital, not at the start; at the start when uncommon."""
    first = True
    for match in words(sentence):
        word = match.group()
        if any(map(str.isupper, word[1:])) or (word[0].isupper() and not (first and _ordinary(word))):
            yield word
        first = sentence[match.end() : match.end() + 1] in (".", "!", "?", ":")


def _ordinary(word: str) -> bool:
    folded = fold(word)
    return folded in STOPWORDS or zipf_frequency(folded, "nl") >= _COMMON_ZIPF


def stems(text: str) -> set[str]:
    """Stems of a text's words and of the parts of its compounds."""
    return {term for match in words(text) for term, _ in terms_of_word(match.group())}


def whole_stems(text: str) -> set[str]:
    """Stems of a text's words as they are; a part of a compound is another word."""
    return {stem(fold(match.group())) for match in words(text)}


def negates(text: str) -> bool:
    """Whether a text says that something is not so."""
    return any(fold(match.group()) in _NEGATIONS for match in words(text))
