"""Whether the author that a file names is an organisation, and which.

Programs fill in as author who was logged in, so an author is an organisation only on evidence: a word that persons
do not have in their names, a title page that carries the name by itself, a text that speaks of it again and again, or
other documents of that organisation. A name that may be a person's never becomes one by being mentioned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from index.language.stopwords import STOPWORDS
from index.series import FORMS, organisation_key
from index.types import ReadResult

NO_NAME = re.compile(
    r"^$|unspecified|unknown|onbekend|untitled|naamloos|anonymous|^microsoft|^(?:admin|administrator|user|gebruiker"
    r"|owner|eigenaar|beheerder|scanner|default)\b|[@_]|\.(?:docx?|pptx?|pdf|indd|odt)$",
    re.IGNORECASE,
)
"""What programs write where nobody gave a name."""
_WORDS = re.compile(
    rf"\b(?:{FORMS}|groep|centrum|instituut|universiteit|hogeschool|bureau|fonds|netwerk|koepel|zorg|welzijn|"
    r"bibliotheek|wijkteams?|b\.?v\.?|n\.?v\.?)(?!\w)",
    re.IGNORECASE,
)
"""Words that stand in names of organisations and not of persons."""
_FIRST_WORD = re.compile(r"^\w+(?:werk|teams?|groep|zorg|centrum|school|dienst|hulp|net|raad|bond|huis)\b", re.I)
"""No first name ends like this; surnames do."""
_BETWEEN = re.compile(r"\s*[;|/(·•]\s*|\s+[-–—]\s+")
_PIECES = re.compile(r"\s*[|·•\n]\s*|\s+[-–—]\s+|(?<=\w{3})[.!?]\s+")
_BY_MENTIONS = 3
"""An organisation is named at least so often in its own document."""
_TITLE_PAGES = 2
_TITLE_BLOCKS = 5
"""Blocks that make up the title page where there are no pages."""
_LOOK_BACK = 60


def author_names(author: str) -> tuple[str, ...]:
    """Names in an author field that could be an organisation's, as they are written: the whole, then its parts."""
    parts = [" ".join(part.split()).strip(" ,)") for part in (author, *_BETWEEN.split(author))]
    names = dict.fromkeys(name for part in parts for name in (part, _before_comma(part)))
    return tuple(name for name in names if not NO_NAME.search(name) and _is_proper(name))


def _is_proper(name: str) -> bool:
    return any(map(str.isupper, name)) and not _WORDS.fullmatch(name)


def _before_comma(name: str) -> str:
    """ "Oeverlicht" of "Oeverlicht, team kwaliteit"; nothing of "Voortman, Linda", which is a person turned round."""
    before, comma, after = (part.strip() for part in name.partition(","))
    return before if comma and (after[:1].islower() or _WORDS.search(after)) else ""


def may_be_person(name: str) -> bool:
    """Whether a person can be called this: several words, none of them an organisation's; or a login name."""
    if _WORDS.search(name) or _FIRST_WORD.search(name):
        return False
    return len(name.split()) > 1 or any(not letter.isalpha() for letter in name.replace("-", "").replace("'", ""))


def organisation_of(author: str, read: ReadResult) -> str | None:
    """The organisation that a document's author is, going by the document alone."""
    return next((name for name in author_names(author) if _proven(name, read)), None)


def _proven(name: str, read: ReadResult) -> bool:
    texts = [block.text for page in read.pages for block in page.blocks]
    if any(re.search(rf"\b(?:{FORMS})\s+{re.escape(name)}(?!\w)", text, re.IGNORECASE) for text in texts):
        return True
    if may_be_person(name):
        return False
    if len(name.split()) > 1:
        return any(name in text for text in texts)
    mentions = [mention for text in texts for mention in _mentions(name, text)]
    return not any(mentions) and (len(mentions) >= _BY_MENTIONS or name.casefold() in _title_pieces(read))


def _title_pieces(read: ReadResult) -> set[str]:
    """Stretches that stand by themselves on the title pages; an initial with a full stop ends none."""
    blocks = [block for page in read.pages[:_TITLE_PAGES] for block in page.blocks]
    first = blocks if read.paged else blocks[:_TITLE_BLOCKS]
    return {piece.strip(" .,").casefold() for block in first for piece in _PIECES.split(block.text)}


def _mentions(name: str, text: str) -> Iterator[bool]:
    """For each mention whether it is a part of a longer name, as in "Linda Voortman"."""
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
        before, after = text[max(0, match.start() - _LOOK_BACK) : match.start()].split(), text[match.end() :]
        last = before[-1].strip("(“\"'") if before and not before[-1].endswith((".", ",", ":", ";", "!", "?")) else ""
        initial = bool(before) and re.fullmatch(r"(?:[A-Z]\.)+", before[-1]) is not None
        first = last[:1].isupper() and last.lower() not in STOPWORDS and not _WORDS.search(last)
        yield initial or first or re.match(r"\s[A-Z][a-zà-ÿ]", after) is not None


def known_spellings(names: Iterable[str]) -> dict[str, str]:
    """Every organisation once, by :func:`~index.series.organisation_key`; the first spelling counts."""
    known: dict[str, str] = {}
    for name in names:
        known.setdefault(organisation_key(name), name)
    return known


def known_organisation(author: str, known: Mapping[str, str]) -> str | None:
    """The organisation that an author is, going by other documents."""
    return next((known[key] for name in author_names(author) if (key := organisation_key(name)) in known), None)
