"""Kinds of documents, and what names them."""

from __future__ import annotations

import re

_NAMES = {
    "jaarverslag": r"jaarverslag|jaarrekening|jaarbericht|jaardocument",
    "jaarplan": r"jaarplan|werkplan|activiteitenplan",
    "werkproces": r"werkproces|werkinstructie|werkwijze|stappenplan|procedure|protocol|handelingskader",
    "kader": r"kaderbrief|kadernota|\bkaders?\b|beleidsregel|verordening|richtlijn|uitgangspunten|afsprakenkader",
    "onboarding": r"onboarding|basecamp|inwerk\w*|nieuwe (?:collega|medewerker)s?|introductiegids",
    "begrippenlijst": r"begrippen\w*|woordenlijst|afkortingen\w*",
    "visie": r"visie\w*|toekomstbeeld|strategie\w*|ambitie\w*|samen bouwen",
}
"""The first that matches counts, so the more telling ones stand first."""


def known_kind(name: str) -> str:
    """A kind as it is written here, "jaarplan" for "Jaarplan"; another name as it is."""
    return name.lower() if name.lower() in _NAMES else name


def kind_named(text: str) -> str | None:
    """The kind that a title, heading or name tells."""
    lower = text.lower()
    return next((kind for kind, names in _NAMES.items() if re.search(names, lower)), None)
