"""Words cut at the end of a line: put together again, with their real hyphens kept.

"proble-" + "men" is one word; "16-" + "en", "MBO-" + "team" and "auto-" + "ongeluk" keep their hyphen. What the
document itself writes elsewhere decides first, then Dutch spelling, then how common the words are.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from wordfreq import zipf_frequency

from index.language.compounds import split_compound
from index.language.stemming import fold
from index.language.stopwords import STOPWORDS
from ingest.diaeresis import with_diaeresis

HYPHENS = "-‐‑\u00ad"
CONJUNCTIONS = frozenset({"en", "of", "als", "tot", "t/m", "noch", "dan", "naar", "versus"})
_CLASHES = frozenset("aa ae ai au ee ei eu ie ii ij oe oi oo ou ui uu".split())
"""Vowels that Dutch keeps apart with a hyphen between the parts of a compound (Woordenlijst, rule 6.B)."""
_PEOPLE = ("ouder-kind", "moeder-kind", "vader-kind", "leerkracht-kind", "kind-kind")
"""Two people side by side keep their hyphen (ouder-kindgroep), whatever the document writes elsewhere."""
_ALWAYS = tuple(
    """
    minister-president secretaris-generaal
    directeur-generaal directeur-bestuurder inspecteur-generaal procureur-generaal advocaat-generaal
    kosten-baten prijs-kwaliteit woon-werk re-integr
    bottom-up top-down follow-up check-up back-up burn-out drop-out no-show must-have to-do in-house non-profit
    """.split()
)
"""Beginnings that keep their hyphen: people and things side by side, what the Woordenlijst or English writes so."""
_BEFORE_A_WORD = frozenset("adjunct aspirant ex interim kandidaat niet non oud".split())
"""Words that Dutch puts before another word with a hyphen: oud-wethouder."""
_ABBREVIATIONS = frozenset(
    """
    adhd ai anw aow apv avg azc bso cao coa ecd emdr epd eu hbo ib ict iq isk lhbti lhbtiq lhbtqi mbo ob or ots po
    sbo so soa tso uwv vmbo vo vso vve vwo wao wia wmo wo zbo
    """.split()
)
"""Those that are said letter by letter and hold a vowel; without a vowel every short run of letters is one."""
_APART = _BEFORE_A_WORD | _ABBREVIATIONS
_QUALITY = re.compile(
    r"(?:isch|lijk|^sociaal|^politiek|^financieel|^cultureel)-(?!democra|liber)\w*(?:lijke?|ische?|eel|ele|ieve?|ale)$"
)
"""Two qualities side by side: sociaal-emotionele, politiek-bestuurlijk."""
_SPELLED = re.compile(r"[bcdfghjklmnpqrstvwxz]+")
_USUAL, _RARE, _SELDOM = 4.5, 3.0, 1.5
"""Zipf frequencies below which a joined word proves nothing: many people forget the hyphen (email, zzpers)."""
_NO_WORD = 2.6
"""Zipf frequency (wordfreq) below which a half is taken for a piece of a word."""
_OPEN_ENDS = frozenset("aeiouj")
"""Last letters of a syllable that takes no consonant of the next: a vowel, or the j of "ij"."""
_QUOTES = "\"'‘’“”(),.;:!?"
_TAIL = re.compile(r"[\w'’]+$")
_HEAD = re.compile(r"^[\w'’]+(?:-[\w'’]+)*")


def ends_with_hyphen(word: str) -> bool:
    """Whether a word at the end of a line may go on in the next."""
    return len(word) > 1 and word[-1] in HYPHENS and word[-2].isalnum()


@dataclass(frozen=True, slots=True)
class Join:
    """What stands for two halves of a word once they are joined, and between them (nothing or a space)."""

    left: str
    between: str
    right: str

    @property
    def text(self) -> str:
        """Both halves as joined."""
        return f"{self.left}{self.between}{self.right}"


def join_hyphenated(left: str, right: str, vocabulary: AbstractSet[str], then: str | None = None) -> Join:
    """How two halves go together.

    :param left: last word of a line, ending with a hyphen.
    :param right: first word of the next line.
    :param vocabulary: lower-case words of the document that no line end cuts.
    :param then: the word behind ``right``; empty where the text ends there, None where it is not known.
    """
    stem = left[:-1]
    head = _HEAD.match(right)
    first = head.group() if head else ""
    tail = _TAIL.search(stem)
    before = tail.group() if tail else stem
    dotted = with_diaeresis(before, right, vocabulary)
    if left[-1] == "\u00ad":
        return Join(stem, "", dotted)
    if not first:
        return Join(left, " ", right)
    if first.lower() in CONJUNCTIONS:
        no_word = dotted != right and zipf_frequency(before, "nl") < _NO_WORD
        whole = no_word or _ends_a_word(before, first, right, then, vocabulary)
        return Join(stem, "", dotted) if whole else Join(left, " ", right)
    if _keeps_hyphen(before, first, f"{before}{dotted[: len(first)]}".lower(), vocabulary):
        return Join(left, "", right)
    return Join(stem, "", dotted)


def _ends_a_word(before: str, first: str, right: str, then: str | None, vocabulary: AbstractSet[str]) -> bool:
    """Whether "en" is no conjunction but the end of a word ("groei-" + "en.", "partij-" + "en of").

    Dutch cuts a word before its last consonant ("zor-gen"), so only behind a vowel can the cut be a line end; and a
    conjunction is followed by a word that carries meaning.
    """
    joined = f"{before}{first}".lower()
    known = joined in vocabulary or zipf_frequency(joined, "nl") > _NO_WORD or bool(split_compound(fold(joined)))
    if before[-1:].lower() not in _OPEN_ENDS or not known:
        return False
    return right != first or then == "" or (then or "").strip(_QUOTES).lower() in STOPWORDS


def _keeps_hyphen(before: str, first: str, joined: str, vocabulary: AbstractSet[str]) -> bool:
    hyphened = f"{before}-{first}".lower()
    if hyphened.startswith(_PEOPLE):
        return True
    if hyphened in vocabulary:
        return joined not in vocabulary
    if joined in vocabulary:
        return False
    if _in_signs(before, first, joined) or hyphened.startswith(_ALWAYS):
        return True
    if joined != f"{before}{first}".lower():  # with dots it is a word
        return False
    if f"{before[-1]}{first[0]}".lower() in _CLASHES and zipf_frequency(first, "nl") > 2:
        return zipf_frequency(joined, "nl") < _RARE
    return _written_with_hyphen(before.lower(), first.lower(), joined)


def _in_signs(before: str, first: str, joined: str) -> bool:
    """Whether capitals or digits tell of a hyphen (MBO-team, Noord-Brabant, 16-jarigen)."""
    if before.isupper() and first.isupper() and zipf_frequency(joined, "nl") >= _NO_WORD:
        return False  # a word of a heading in capitals
    return first[0].isupper() or first[0].isdigit() or before[-1].isdigit() or (len(before) > 1 and before.isupper())


def _written_with_hyphen(before: str, first: str, joined: str) -> bool:
    """Whether Dutch writes a hyphen between two words like these (mbo-student, oud-wethouder)."""
    known = zipf_frequency(joined, "nl")
    if before == "e":  # no word is cut behind one letter
        return known < _USUAL and _is_word(first)
    if known >= _RARE:
        return False
    if _SPELLED.fullmatch(first) or (first in _ABBREVIATIONS and len(first) > 2 and not known):
        return True
    parts = split_compound(fold(joined))
    if parts and parts[0] != before:  # the cut is inside one of them (ex-portbedrijf)
        return False
    # A joined word that is seldom but well written tells (oudbouw), one that is no word does not (oudleerlingen).
    stands_apart = _SPELLED.fullmatch(before) or (known < _SELDOM and before in _APART)
    return (bool(stands_apart) and _is_word(first)) or bool(_QUALITY.search(f"{before}-{first}"))


def _is_word(word: str) -> bool:
    return zipf_frequency(word, "nl") > 2 or bool(split_compound(fold(word)))


def join_lost_hyphen(left: str, right: str, vocabulary: AbstractSet[str], *, cut: bool | None = None) -> bool:
    """Whether two halves at a line end were one word whose hyphen got lost ("grond" / "oorzaken").

    Only on evidence, never with digits: the joined word stands elsewhere in the document, or Dutch word frequencies
    speak for it.

    :param cut: what the line end itself says: True where whole words are followed by a space and this one is not, False
        where this one is; None where the document gives no such sign, then one half must be no word itself.
    """
    head = _HEAD.match(right)
    if cut is False or head is None or not (left.isalpha() and head.group().isalpha() and head.group().islower()):
        return False
    second = head.group()
    joined = f"{left}{second}".lower()
    if second in CONJUNCTIONS or (second in STOPWORDS and not (cut and joined in vocabulary)):
        return False
    if cut:
        return joined in vocabulary or zipf_frequency(joined, "nl") > 0 or bool(split_compound(fold(joined)))
    halves = min(zipf_frequency(left, "nl"), zipf_frequency(second, "nl"))
    return halves < _NO_WORD and (joined in vocabulary or zipf_frequency(joined, "nl") > max(halves, 1.0))
