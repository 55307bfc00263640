"""Which documents are one and the same plan or rule for other years, so that a later one takes the place of an earlier.

A document that ends wrongly is in no answer any more; one that wrongly holds is shown with its year. So documents are
one series only where all of their titles say so.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.kinds import kind_named
from index.language.stemming import fold, stem
from index.language.stopwords import STOPWORDS
from index.types import Metadata

FORMS = r"stichting|vereniging|coöperatie|gemeente|provincie|ministerie|organisatie|onderneming|welzijnsorganisatie"
_LEGAL = re.compile(r"^(?:stichting|vereniging|coöperatie)\s+|\s+(?:b\.?v\.?|n\.?v\.?)$", re.IGNORECASE)
_YEARLY = frozenset({"jaarplan", "kader"})
"""Kinds of which a later year of the same organisation takes the place; a report or vision stays what it is."""
_YEAR = r"(?:\b(?:19|20)\d\d(?:\s*[-–—/]\s*\d\d(?:\d\d)?)?|['’]\d\d)\b"
_MOTTO = re.compile(rf"({_YEAR})\s*:.*")
"""What follows the year of a plan is its motto: "Jaarplan 2026: op tijd erbij"; a rule says there what it is about."""
_EDITION = re.compile(
    rf"{_YEAR}|\bv(?:ersie)?[\s.]*\d[\d.]*|"
    r"\b(?:concept(?:versie)?|versie|def(?:initie[fv]e?)?|vastgesteld|herziene?|gewijzigde?|geactualiseerde?)\b"
)

Series = tuple[str, str, frozenset[str]]


def organisation_key(name: str) -> str:
    """What is equal for two spellings of one organisation: "Stichting Oeverlicht" and "Oeverlicht"."""
    return _LEGAL.sub("", " ".join(name.split())).casefold()


def series_of(metadata: Metadata) -> Series | None:
    """What the same document of all years has in common: kind, organisation and subject; nothing where no year follows.

    A title that does not name the kind may be any heading ("Voorwoord"), and tells nothing where only the first pages
    name the kind.
    """
    kind, title, organisation = metadata.kind, metadata.title, metadata.organisation
    if kind not in _YEARLY or organisation is None:
        return None
    if metadata.origins.get("kind") in ("first_page", "text") and kind_named(title) != kind:
        return None
    subject = _subject(_MOTTO.sub(r"\1", title) if kind == "jaarplan" else title, organisation)
    return (kind, organisation_key(organisation), subject) if subject else None


@lru_cache(maxsize=10_000)
def _subject(title: str, organisation: str) -> frozenset[str]:
    """The stems of what a title says besides its year, edition and organisation."""
    name = re.sub(rf"^(?:{fold(FORMS)}) ", "", _plain(organisation_key(organisation)))
    said = _plain(_EDITION.sub(" ", title.lower()))
    said = re.sub(rf"\b(?:(?:{fold(FORMS)}) )?{re.escape(name)}\b", " ", said) if name else said
    return frozenset(stem(word) for word in said.split() if word not in STOPWORDS)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
