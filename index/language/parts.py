"""Parts of a document that a question names by their number: "artikel 5", "art. 5 lid 2", "hoofdstuk 3", "bijlage B".

Who asks so wants what stands there, and the words of the question tell nothing of that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.language.analysis import Term, analyse

_KINDS = {
    "artikel": r"artikel|art\.?",
    "hoofdstuk": r"hoofdstuk|hfd?st\.?",
    "paragraaf": r"paragraaf|par\.|§",
    "bijlage": r"bijlage|bijl\.",
    "stap": "stap",
    "fase": "fase",
    "deel": "deel",
    "module": "module",
}
_NUMBER = r"(?:\d{1,3}(?:\.\d{1,2})*[a-z]?|(?-i:[IVXLC]{1,5}|[A-Z]))(?!\w|[.,]\d)"
_WRITTEN = "|".join(f"(?P<{kind}>{written})" for kind, written in _KINDS.items())
_NAMED = re.compile(
    rf"(?<!\w)(?:{_WRITTEN})\s*(?P<number>{_NUMBER}|(?<=bijlage )[a-z](?!\w))(?:[,\s]+lid\s+(?P<clause>\d{{1,2}})\b)?",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"\s*(?:,|en|of|t/m|tot(?: en met)?|[-–])\s*\d", re.IGNORECASE)
"""What follows where more of them are named: "artikel 5 en 6"."""
_SHORT = re.compile(
    rf"(?<!\w)(?:(?P<artikel>art\.?)|(?P<hoofdstuk>hfd?st\.?)|(?P<paragraaf>par\.)|(?P<bijlage>bijl\.))(?=\s*{_NUMBER})",
    re.IGNORECASE,
)
_NO_HEAD = r"(?!\s*,|\s+(?:van|uit|lid|en|of|tot|t/m|onder|is|geldt|bepaalt|zegt)\b)"
"""What follows a part that a sentence only speaks of."""
_ASKING = re.compile(
    r"\b(?:wat|waar|wie|hoe|welke?|er|staat|staan|zegt|luidt|inhoud|inhoudt|houdt|tekst|lees|lezen|geef|toon|zoek|regelt"
    r"|geregeld|bepaalt|bepaald|betekent|gaat|over|precies|letterlijk|volgens)\b",
    re.IGNORECASE,
)
_WITH_NUMBER_ONLY = frozenset({"hoofdstuk", "paragraaf"})
"""Parts of which the heading may be no more than the number before its words: "3 Doelen"."""
_BARE = re.compile(rf"\W{{0,3}}({_NUMBER})\.?\s")


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A part named by its number.

    ``clause``: the "lid" of an article, else empty. ``rest``: what else the question tells, without how it asks.
    """

    kind: str
    number: str
    clause: str
    rest: tuple[Term, ...]

    def is_in(self, text: str, headings: Sequence[str]) -> bool:
        """Whether a passage holds something of the part.

        :param headings: under which the passage begins, outermost first.
        """
        lines = text.split("\n")
        return any(self.begins(line, is_heading=False) for line in lines) or any(
            self.begins(heading, is_heading=True) for heading in headings
        )

    def begins(self, line: str, *, is_heading: bool) -> bool:
        """Whether the part begins with this line."""
        found = self._number_of(line)
        if found is None and is_heading and self.kind in _WITH_NUMBER_ONLY:
            bare = _BARE.match(line)
            found = bare and bare[1]
        return found is not None and found.lower() == self.number.lower()

    def ends_before(self, line: str) -> bool:
        """Whether another part of its kind begins with this line."""
        return self._number_of(line) is not None and not self.begins(line, is_heading=False)

    def _number_of(self, line: str) -> str | None:
        found = re.match(rf"\W{{0,3}}(?:{_KINDS[self.kind]})\s*({_NUMBER}){_NO_HEAD}", line, re.IGNORECASE)
        return found and found[1]

    def begins_clause(self, sentence: str) -> bool:
        """Whether a sentence of the part is the beginning of the clause that is asked for."""
        return bool(self.clause) and re.match(rf"(?:lid\s+)?{self.clause}(?!\d|[.,]\d)", sentence, re.I) is not None


def named_part(question: str) -> NamedPart | None:
    """The part that a question names by its number; None where it names none, or several."""
    named = [*_NAMED.finditer(question)]
    if len(named) != 1 or _ANOTHER.match(question, named[0].end()):
        return None
    (found,) = named
    kind = next(kind for kind in _KINDS if found[kind])
    rest = _ASKING.sub(" ", f"{question[: found.start()]} {question[found.end() :]}")
    return NamedPart(kind, found["number"], found["clause"] or "", tuple(analyse(rest)))


def spelled_out_parts(text: str) -> list[tuple[re.Match[str], list[str]]]:
    """Shortened names before a number, each with the terms of the whole name."""
    return [(match, [term.text for term in analyse(match.lastgroup or "")]) for match in _SHORT.finditer(text)]
