"""Which sentences can stand alone: a reader who sees only this sentence knows what it is about."""

from __future__ import annotations

import re

from index.language.sentences import without_number

LEAST_WORDS = 6
MOST_WORDS = 45
LABEL_WORDS = 9
""""Eigenaar: manager zorg en kwaliteit." is no sentence; a longer one with a colon may be."""
_WHOLE = re.compile(r"^[\"“„‘']?[A-ZÀ-ÝĲ0-9].*[.!][\"”’']?$", re.DOTALL)
"""A question of the document itself says nothing that could be quoted."""
_POINTS_BACK = re.compile(
    r"""^(?:
    dat|dit|die|deze|daar\w*|hier\w*|hij|zij|ze|hun|hen|haar|hem|zo|zoals|dan|toen|ook|maar|en|of|want|dus|toch|echter
    |bovendien|verder|daarnaast|daarom|anders|beide|allebei|anderen|sommigen|tevens|namelijk|immers|kortom|ondertussen
    |vervolgens|vandaar|dergelijke|zulke|tegelijk|tegelijkertijd|hiernaast|desondanks|inmiddels|alleen\ dan
    |(?:ten|op\ de|de)\ (?:eerste|tweede|derde|vierde)(?:\ plaats)?|tot\ slot|aan\ de\ (?:ene|andere)\ kant
    |het\ (?:is|was|kan|kon|gaat|ging|kost|moet|heeft|had|helpt|mag|wordt|werd|lijkt|betekent
        |betreft|laat|geldt|blijft)
    |er\ (?:is|zijn|was|waren)\ (?:ook|daarom|daarnaast)
    |in\ (?:dat|dit|die|deze|beide)|voor\ (?:dat|dit|die|deze|hen)|met\ (?:dat|dit|die|deze|hen)
    |van\ (?:dat|dit|die|deze)
    |bij\ (?:dat|dit|die|deze|beide)|om\ (?:dat|dit)\ te|op\ (?:dat|dit|die|deze)|door\ (?:dit|deze|die)
    |na\ (?:dat|dit|die|deze)|tijdens\ (?:dat|dit|die|deze)|uit\ (?:dit|deze|die)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_POINTS_ELSEWHERE = re.compile(
    r"hierboven|hieronder|onderstaand|bovenstaand|bovengenoemd|eerdergenoemd|genoemde|zie (?:ook )?(?:blz|p\.|pagina|"
    r"bijlage|hoofdstuk|paragraaf|tabel|figuur|stap)|deze (?:brief|lijst|paragraaf|tabel|bijlage)|volgende (?:pagina|"
    r"hoofdstuk|paragraaf)|in dit (?:plan|stuk|document|hoofdstuk|verslag|werkproces) ",
    re.IGNORECASE,
)
_CLOSED_BY = {"“": "”", "„": "“”", "«": "»", "(": ")", "[": "]"}
_NUMBERED = re.compile(r"(?<![\w(\[])(?:\d{1,2}|[a-z])\)")
"""A point of a row, "1) jeugd en 2) wonen": no bracket that closes."""
_LABEL = re.compile(r"^[^:]{1,40}: [^:]{1,60}\.$")
_NOISE = re.compile(
    r"\ber (?:minstens |ten minste |nog |maar )?(?:één|een(?= van\b|\W*$)|twee|drie|\d+)\b"
    r"|(?:\. ?){3,}|https?://|www\.| \| |[➢●▪]|\bISBN\b|@"
)


def stands_alone(sentence: str) -> bool:
    """Whether a sentence is whole, not too long, and leans on nothing before it or elsewhere in the document."""
    sentence = without_number(sentence)
    words = len(sentence.split())
    if not LEAST_WORDS <= words <= MOST_WORDS or not _WHOLE.match(sentence):
        return False
    if (
        _NOISE.search(sentence)
        or _is_open(sentence)
        or (words < LABEL_WORDS and _LABEL.match(sentence))
        or _POINTS_ELSEWHERE.search(sentence)
    ):
        return False
    return not _POINTS_BACK.match(sentence.lstrip("\"“„‘'"))


def _is_open(sentence: str) -> bool:
    """Whether a mark or bracket opens or closes what lies outside: then the sentence is a part of something."""
    open_marks: list[str] = []
    for sign in _NUMBERED.sub("", sentence):
        if open_marks and sign in _CLOSED_BY[open_marks[-1]]:
            open_marks.pop()
        elif sign in _CLOSED_BY:
            open_marks.append(sign)
        elif sign in "”»)]":
            return True
    return bool(open_marks) or sentence.count('"') % 2 == 1
