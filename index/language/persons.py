"""Who speaks, in Dutch: words for people and phrases that name one.

Tables and patterns only; :mod:`index.speech` uses them to find what people are quoted saying.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Role(StrEnum):
    """What the speaker is to the organisation, as far as the words tell."""

    YOUNG = "jongere"
    RESIDENT = "bewoner"
    STAFF = "medewerker"
    UNKNOWN = "onbekend"


YOUNG_UNTIL = 24
"""Years of age up to which a named person counts as young."""

_NOUNS = {
    Role.YOUNG: """jongere jongeren meisje meisjes meid meiden jongen jongens scholier scholieren leerling leerlingen
        kind kinderen tiener tieners student studenten puber pubers jongvolwassene jongvolwassenen dochter zoon""",
    Role.RESIDENT: """bewoner bewoners buurtbewoner buurtbewoners wijkbewoner wijkbewoners inwoner inwoners bewoonster
        moeder moeders vader vaders ouder ouders cliënt cliënten klant klanten buurman buurvrouw buren bezoeker
        bezoekers deelnemer deelnemers deelneemster vrijwilliger vrijwilligers ervaringsdeskundige
        ervaringsdeskundigen mantelzorger mantelzorgers man vrouw opa oma gezin gezinnen Utrechter Utrechters burger
        burgers huurder huurders oudere ouderen statushouder nieuwkomer nieuwkomers""",
    Role.STAFF: """collega collega's medewerker medewerkers teammanager manager bestuurder hulpverlener hulpverleners
        gezinswerker gezinswerkers leerkracht leraar docent docenten wethouder burgemeester huisarts huisartsen
        directeur jongerenwerker jongerenwerkers wijkagent begeleider begeleiders coach professional professionals
        sociaal-werker buurtgids projectleider adviseur onderzoeker voorzitter""",
}
ROLES = {noun.lower(): role for role, nouns in _NOUNS.items() for noun in nouns.split()}
NOUN = "(?:" + "|".join(sorted({n for nouns in _NOUNS.values() for n in nouns.split()}, key=len, reverse=True)) + ")"

VERB = (
    r"(?:zei|zegt|zeiden|zeggen|vertelde|vertelt|vertelden|vertellen|schreef|schrijft|schreven|schrijven|sprak|spreekt"
    r"|vatte|vat|verwoordde|verwoordt|riep|roept|antwoordde|antwoordt|merkte|noemde|noemt|vond|vindt|stelde|stelt"
    r"|lachte|verzuchtte|verzucht|legde|legt|gaf|geeft)"
)
_NO_NAME = (
    "Dat Dit Die Deze Daarna Daarom Zo Toen Dan Er Hij Zij Ze Wie We Wij Jullie Jij Je Ik Het De Een En Maar Ook Nu Of "
    "Want Dus Als Bij In Op Met Voor Van Over Om Uit Aan Soms Vaak Niemand Alles Iedereen Hier Daar Wat Waar Hoe Iemand"
)
_NAME_WORD = rf"(?!(?:{'|'.join(_NO_NAME.split())})\b)[A-ZÀ-Ý][\w’'-]+"
_AGE = r"(?: ?\(\d{1,2}(?: jaar)?\)|, \d{1,2} jaar)"
_NAME = rf"{_NAME_WORD}(?: (?:van|de|der|den|ten|ter|el|el-)(?: (?:de|der|den))?)*(?: {_NAME_WORD})*{_AGE}?"
_LATER = r"(?: (?:van|uit|in|bij) (?:(?:de|het|een|haar|zijn|ons|onze|eigen) )?[\w’'-]+(?: jaar)?)"
_ARTICLE = r"(?:[Ee]en|[Éé]én|[Dd]e|[Hh]et|[Dd]eze|[Dd]ie|[Oo]nze)"
_NOUN_PHRASE = rf"(?:\b{_ARTICLE} )?(?:\b(?:ervaren|jong|[\w-]+e) )?\b{NOUN}\b{_LATER}{{0,2}}"
_SOMEBODY = r"\b[Ii]emand\b"
WHO = rf"(?:{_NOUN_PHRASE}|{_NAME}|{_SOMEBODY})"
WHO_WITH_AGE = rf"(?:{_NAME_WORD}(?: {_NAME_WORD})*{_AGE}|{_NOUN_PHRASE})"

_YEARS = re.compile(r"\b(\d{1,2})\b")
_PERSON = re.compile(rf"\b{NOUN}\b", re.IGNORECASE)


def role_of(who: str) -> Role:
    """What a phrase that names a speaker tells of them: the noun first, else the age."""
    noun = _PERSON.search(who)
    if noun:
        return ROLES[noun.group().lower()]
    age = _YEARS.search(who)
    if age is None:
        return Role.UNKNOWN
    return Role.YOUNG if int(age.group(1)) <= YOUNG_UNTIL else Role.RESIDENT


def role_around(text: str) -> Role:
    """What the first person named in a text is, staff left out; for a speaker of whom only a name is known."""
    roles = (ROLES[match.group().lower()] for match in _PERSON.finditer(text))
    return next((role for role in roles if role is not Role.STAFF), Role.UNKNOWN)
