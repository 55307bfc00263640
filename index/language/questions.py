"""What a question asks for, by its words: a figure, a moment, a comparison.

"Wanneer" and "wie" alone prove nothing: the first often means "if", and anything may be somebody.
"""

from __future__ import annotations

import re
from enum import StrEnum

from index.language.dates import DAYS, MONTHS
from index.language.sentences import without_number


class Asked(StrEnum):
    """What must stand in a sentence for it to be an answer."""

    NUMBER = "number"
    TIME = "time"
    ANYTHING = "anything"


_NUMBER = re.compile(
    r"\b(?:hoe ?veel|hoe (?:hoog|groot|vaak|lang|oud|duur)|wel(?:k|ke) (?:percentage|bedrag|aantal|leeftijd)|percentage"
    r"|how (?:many|much|often|long|old|high))\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:(?:sinds|tot|vanaf|per|voor) wanneer|wel(?:k|ke) (?:jaar|datum|dag|maand)|since when)\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:verschil(?:len|t)? (?:tussen|met)|vergel[ei]jk(?:en|ing)?|vergeleken|ten opzichte van|tegenover|veranderd?"
    r"|verandering(?:en)?|anders dan|overeenkomst(?:en)? tussen"
    r"|(?:lager|hoger|meer|minder|groter|kleiner|vaker)\b.{0,60}\bdan (?:in|bij|volgens|vorig)"
    r"|nog (?:steeds )?(?:dezelfde|hetzelfde)|en (?:hoeveel|wat|hoe \w+|welke|wie) (?:volgens|bij|is|zijn|die|in)"
    r"|(?:elke|iedere|alle) organisaties?|compared? (?:to|with)|difference between)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_FIGURE = re.compile(
    r"\d|\b(?:helft|kwart|één|een derde|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien"
    r"|vijftien|zestien|twintig|dertig|veertig|vijftig|zestig|honderd\w*|duizend\w*|miljoen|miljard"
    r"|(?:jaar|dage|weke|maande)lijks|(?:elke?|iedere?|ieder) (?:dag|week|maand|kwartaal|jaar))\b",
    re.IGNORECASE,
)
_MOMENT = re.compile(
    rf"\d|\b(?:{'|'.join((*MONTHS, *DAYS))}|voorjaar|najaar|zomer|winter|kwartaal)\b",
    re.IGNORECASE,
)
_PROOF = {Asked.NUMBER: _FIGURE, Asked.TIME: _MOMENT}


def asked_for(question: str) -> Asked:
    """What the question word asks for."""
    for kind, pattern in ((Asked.NUMBER, _NUMBER), (Asked.TIME, _TIME)):
        if pattern.search(question):
            return kind
    return Asked.ANYTHING


def holds_asked(kind: Asked, sentence: str) -> bool:
    """Whether a sentence has what was asked for: a figure, a moment; always when anything will do."""
    proof = _PROOF.get(kind)
    return proof is None or proof.search(without_number(sentence)) is not None


def compares(question: str) -> bool:
    """Whether the question sets things side by side: two years, two sources, more or less than."""
    return _COMPARES.search(question) is not None or len(set(_YEAR.findall(question))) > 1
