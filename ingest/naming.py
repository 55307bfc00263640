"""What titles, names of files and the lines of a cover tell of a document; running text speaks of others too.

"In de periode 2019-2023 groeide het aantal" ends nothing, and "Het concept positieve gezondheid" is no draft.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from index.kinds import kind_named
from index.types import Block, BlockKind, DocumentStatus

_DOCUMENT = (
    r"(?:plan|nota|notitie|visie|beleid|kader|verordening|richtlijn|regel|regeling|protocol|proces|instructie|verslag|"
    r"rapport|brief|programma|begroting|agenda|besluit|voorstel|advies|convenant|overeenkomst|reglement|strategie|"
    r"handreiking|document|versie)(?:n?en|s)?\b"
)
"""What names of documents end in."""
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
_YEAR = re.compile(rf"(?<!\d)(20[0-4]\d|19[89]\d)(?:(?!\d)|(?={_DAY}))|(?<!\w)['’]([12]\d)(?!\w)")
_RANGE_TEXT = r"(?<!\d)(20[0-4]\d)\s*(?:[-–—/]|t/m|tot(?:\s+en\s+met)?)\s*(20[0-5]\d)(?!\d)"
_RANGE = re.compile(_RANGE_TEXT)
_RANGE_LINE = re.compile(
    rf"(?:(?:geldig|geldt|looptijd|\w*periode|voor|van|de|jaren)[\s:]+)*\W*{_RANGE_TEXT}\W*", re.IGNORECASE
)
_DRAFT = re.compile(
    rf"""^[\W\d]*concept(?:\s*[:–—]|\s+-\s|(?:[\s-]+(?:(?!en\b|of\b)\w+\s)?)?\w*{_DOCUMENT})  # Concept regionaal plan
    |[(\[]\s*concept\s*[\])\d,;:]                              # ... (concept)
    |\b(?:versie|status)\b\W*(?:\d[\d.]*\W*)?concept\b         # ... versie 0.3 concept
    |\bconcept(?:[\s-]*(?:versie\b|v\.?\s?\d)|[\s-]*\d[\d.,/-]*(?:\s\w+\s\d{{4}})?\W*$)  # ... concept 12 maart 2026
    |(?:[\d,;:|–—]|\s-)\s*concept\W*$                          # ... 2026 concept
    |^(?!.*\b(?:een|het|ons)(?:\s[\w-]+)?[\s-]concept\W*$).*(?<!isch)[\s-]concept\W*$    # Beleidsplan jeugd concept
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DRAFT_LINE = re.compile(r"\W*(?:(?:status|versie)\W*)?(?:[\d.]+\W*)?concept\W*(?:v(?:ersie)?)?[\W\d]*", re.IGNORECASE)
_LOOKS_BACK = re.compile(
    r"(?:verslag|rapport(?:age)?|evaluatie|terugblik|monitor|verantwoording|onderzoek|resultaten)\b", re.IGNORECASE
)
_TITLE = re.compile(rf"{_DOCUMENT}|^concept\b", re.IGNORECASE)
_TITLE_CHARS = 160
_LINE_CHARS = 100
_COVER_LINES = 5


def named(text: str) -> dict[str, Any]:
    """Kind, year, validity and draft as far as a title or name tells them."""
    draft = {"status": DocumentStatus.DRAFT} if _DRAFT.search(text[:_TITLE_CHARS]) else {}
    return mentioned(text) | _validity(_RANGE.search(text)) | draft


def mentioned(text: str) -> dict[str, Any]:
    """Kind and year as far as running text tells them."""
    kind, year = kind_named(text), _YEAR.search(text)
    found: dict[str, Any] = {"kind": kind} if kind else {}
    return found | ({"year": int(year[1] or f"20{year[2]}")} if year else {})


def on_cover(blocks: Sequence[Block], beside: Sequence[str] = ()) -> dict[str, Any]:
    """What the lines of a first page tell that stand by themselves: a title, a validity, "CONCEPT".

    :param beside: its lines outside the text; a stamp or a running line may say that it is a draft.
    """
    found: dict[str, Any] = {}
    lines = [block.text for block in blocks]
    titles = [block.text for block in takewhile(_is_line, blocks[:_COVER_LINES]) if _TITLE.search(block.text)]
    drafts = any(map(_DRAFT_LINE.fullmatch, [*lines, *beside]))
    for more in (*map(named, titles), *(_validity(_RANGE_LINE.fullmatch(line)) for line in lines)):
        found = more | found
    return found | ({"status": DocumentStatus.DRAFT} if drafts else {})


def looks_back(kind: str | None, title: str) -> bool:
    """Whether a document is about years that are over: it does not end with them."""
    return kind == "jaarverslag" or _LOOKS_BACK.search(title) is not None


def _validity(span: re.Match[str] | None) -> dict[str, Any]:
    if span is None or span[1] > span[2]:
        return {}
    return {"valid_from": f"{span[1]}-01-01", "valid_to": f"{span[2]}-12-31"}


def _is_line(block: Block) -> bool:
    return block.kind is BlockKind.HEADING or (len(block.text) <= _LINE_CHARS and block.text[-1:] not in ".,;:?!")
