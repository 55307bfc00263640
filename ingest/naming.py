"""What titles, names of files and the lines of a cover tell of a document; running text speaks of others too.

"In de periode 2019-2023 groeide het aantal" ends nothing, and "Het concept positieve gezondheid" is no draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from index.kinds import kind_named
from index.types import DocumentStatus
from ingest.term import is_of_another, term_of, year_of

_NAMES = (
    r"plan|nota|notitie|visie|beleid|kader|verordening|richtlijn|regel|regeling|protocol|proces|instructie|verslag|"
    r"rapport|brief|programma|begroting|agenda|besluit|voorstel|advies|convenant|overeenkomst|reglement|strategie|"
    r"handreiking|document"
)
"""What names of documents end in."""
_DOCUMENT = rf"(?:{_NAMES}|versie)(?:n?en|s)?\b"
_RANGE_TEXT = r"(?<!\d)(20[0-4]\d)\s*(?:[-–—/]|t/m|tot(?:\s+en\s+met)?)\s*(20[0-5]\d)(?!\d)"
_RANGE = re.compile(_RANGE_TEXT)
_RANGE_LINE = re.compile(
    rf"(?:(?:geldig|geldt|looptijd|\w*periode|voor|van|de|jaren)[\s:]+)*\W*{_RANGE_TEXT}\W*", re.IGNORECASE
)
_BEFORE_FIRST = r"v(?:ersie)?[\s.:|]*0[.,]\d[\d.,]*"
"""What is counted below one has not been decided on."""
_TO_DISCUSS = r"\b(?:inspraak|consultatie|ontwerp|werk|discussie)[\s-]?versie\b"
_DRAFT = re.compile(
    rf"""^[\W\d]*concept(?:\s*[:–—]|\s+-\s|(?:[\s-]+(?:(?!en\b|of\b)\w+\s)?)?\w*{_DOCUMENT})  # Concept regionaal plan
    |[(\[]\s*concept\s*[\])\d,;:]                              # ... (concept)
    |\b(?:versie|status)\b\W*(?:\d[\d.]*\W*)?concept\b         # ... versie 0.3 concept
    |\bconcept(?:[\s-]*(?:versie\b|v\.?\s?\d)|[\s-]*\d[\d.,/-]*(?:\s\w+\s\d{{4}})?\W*$)  # ... concept 12 maart 2026
    |(?:[\d,;:|–—]|\s-)\s*concept\W*$                          # ... 2026 concept
    |^(?!.*\b(?:een|het|ons)(?:\s[\w-]+)?[\s-]concept\W*$).*(?<!isch)[\s-]concept\W*$    # Beleidsplan jeugd concept
    |^[\W\d]*ontwerp[\s-]?(?:\w*(?:verordening|besluit|begroting|visie|programma)|beleid\w*)\b|[(\[]\s*ontwerp\s*[)\]]
    |{_TO_DISCUSS}
    |^(?!.*\b(?:definitie[fv]|def|vastgesteld)\b).*\b{_BEFORE_FIRST}                     # ... v0.9
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DRAFT_LINE = re.compile(
    r"\W*(?:(?:status|versie)\W*)?(?:[\d.]+\W*)?concept\W*(?:v(?:ersie)?)?[\W\d]*"
    r"|\W*concept(?:versie)?(?:\W+(?:d\.?d\.?|van|datum))?\W+\d{1,2}\s+[a-z]+\s+20\d\d\W*"
    rf"|\W*(?:status\W*)?{_TO_DISCUSS}[\W\d]*"
    rf"|\W*(?:concept\W+)?{_BEFORE_FIRST}(?:\W+concept)?\W*",
    re.IGNORECASE,
)
_NUMBER_LINE = re.compile(rf"\W*{_BEFORE_FIRST}\W*", re.IGNORECASE)
_DECIDED_LINE = re.compile(r"\W*(?:status\W*)?(?:definitief|vastgesteld\b.*)\W*", re.IGNORECASE)
_OVER = r"(?:vervallen|ingetrokken|niet\s+meer\s+geldig)"
_OVER_NAME = re.compile(
    rf"""[(\[]\s*{_OVER}\b[^)\]]*[)\]]                          # Regeling thuiswerken (ingetrokken)
    |(?:[,;:|–—]|\s-)\s*{_OVER}\W*$                             # Regeling thuiswerken - vervallen
    |^\W*{_OVER}\s*(?:[:–—]|\s-\s)                              # Vervallen: regeling thuiswerken
    |^\W*(?-i:VERVALLEN|INGETROKKEN)\b|(?-i:\b(?:VERVALLEN|INGETROKKEN))\W*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OVER_LINE = re.compile(rf"\W*(?:status\W*)?{_OVER}\W*", re.IGNORECASE)
_LOOKS_BACK = re.compile(
    r"(?:verslag(?:en)?|rapport(?:en|age|ages)?|evaluaties?|terugblik|monitor|verantwoording|onderzoek|resultaten|"
    r"cijfers|analyses?|trends|voortgang\w*|notulen|nieuwsbrief)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(rf"{_DOCUMENT}|^concept\b", re.IGNORECASE)
_NAMED_TITLE = re.compile(
    r"^(?!(?:uw|ons|onze|betreft|onderwerp|kenmerk|bijlagen?|aan|van|datum|vastgesteld|versie|status)\b)"
    rf".*(?:{_NAMES})(?:n?en|s)?\b",
    re.IGNORECASE,
)
_TITLE_CHARS = 160


def named(text: str) -> dict[str, Any]:
    """Kind, year, validity and status as far as a title or name tells them."""
    start = text[:_TITLE_CHARS]
    year = year_of(text)
    found: dict[str, Any] = {"year": year} if year else {}
    found |= mentioned(text) | ({} if is_of_another(text) else years_of(text)) | term_of(start)
    if _OVER_NAME.search(start):
        found["status"] = DocumentStatus.EXPIRED
    return found | ({"status": DocumentStatus.DRAFT} if _DRAFT.search(start) else {})


def mentioned(text: str) -> dict[str, Any]:
    """The kind, as far as running text tells it."""
    kind = kind_named(text)
    return {"kind": kind} if kind else {}


def years_of(text: str, *, whole: bool = False) -> dict[str, Any]:
    """From and until when a document holds of which the title names two years.

    :param whole: a line tells it only when it says nothing else.
    """
    span = _RANGE_LINE.fullmatch(text) if whole else _RANGE.search(text)
    if span is None or span[1] > span[2]:
        return {}
    return {"valid_from": f"{span[1]}-01-01", "valid_to": f"{span[2]}-12-31"}


def is_title(line: str) -> bool:
    """Whether a line is what a document may be called, with its version or what it is a draft of."""
    return _TITLE.search(line) is not None and _DRAFT_LINE.fullmatch(line) is None


def names_document(line: str) -> bool:
    """Whether a line is what a document is called: it names a plan, rule or report, and no mere version."""
    return _NAMED_TITLE.search(line) is not None


def is_draft(lines: Iterable[str]) -> bool:
    """Whether a line says nothing but that it is a draft; or gives a number below one, where nothing was decided."""
    told = list(lines)
    drafts = [line for line in told if _DRAFT_LINE.fullmatch(line)]
    outright = [line for line in drafts if not _NUMBER_LINE.fullmatch(line)]
    return bool(outright) or (bool(drafts) and not any(map(_DECIDED_LINE.fullmatch, told)))


def is_over(line: str) -> bool:
    """Whether a line says nothing but that the document holds no longer."""
    return _OVER_LINE.fullmatch(line) is not None


def looks_back(kind: str | None, title: str) -> bool:
    """Whether a document is about years that are over: it does not end with them."""
    return kind == "jaarverslag" or _LOOKS_BACK.search(title) is not None
