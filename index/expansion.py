"""Abbreviations both ways: a question with "EVU" also finds "Expertiseteam Veiligheid Utrecht", and the reverse.

What stands for what is learned from the documents alone (:mod:`index.abbreviations`, through the glossary).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from wordfreq import zipf_frequency

from index.language.analysis import Term, analyse, words
from index.language.stopwords import STOPWORDS

WEIGHT = 0.5
"""What a word of the other form counts beside the words that were asked."""
MEANINGS = 2
"""An abbreviation with more meanings than this says nothing certain."""
_COMMON_ZIPF = 3.0


@dataclass(frozen=True, slots=True)
class Expansions:
    """What the documents explain. ``longs``: abbreviation in lower case -> long forms; ``shorts``: stems -> short."""

    longs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shorts: Mapping[tuple[str, ...], str] = field(default_factory=dict)

    @classmethod
    def of(cls, explained: Iterable[tuple[str, str]]) -> Expansions:
        """From pairs of abbreviation and long form."""
        longs: dict[str, dict[tuple[str, ...], str]] = {}
        shorts: dict[tuple[str, ...], str] = {}
        for short, long in explained:
            form = _trimmed(short, long)
            stems = _stems(analyse(form))
            if stems:
                longs.setdefault(short.lower(), {}).setdefault(stems, form)
                shorts.setdefault(stems, short)
        certain = {short: tuple(forms.values()) for short, forms in longs.items() if len(forms) <= MEANINGS}
        return cls(certain, shorts)

    def terms(self, text: str, terms: tuple[Term, ...]) -> tuple[Term, ...]:
        """The question's terms with those of the other forms behind them, at the place of what they stand for."""
        return (*terms, *self._of_longs(text), *self._of_shorts(terms))

    def spelled_out(self, text: str) -> str:
        """The question with the long form in brackets behind each abbreviation."""
        parts, at = [], 0
        for _, end, forms in self._abbreviations(text):
            parts += [text[at:end], f" ({forms[0]})"]
            at = end
        return "".join([*parts, text[at:]])

    def _abbreviations(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        for match in words(text):
            word = match.group()
            forms = self.longs.get(word.lower(), ())
            if forms and (any(map(str.isupper, word)) or _uncommon(word)):
                yield match.start(), match.end(), forms

    def _of_longs(self, text: str) -> Iterator[Term]:
        for start, end, forms in self._abbreviations(text):
            for form in forms:
                yield from (replace(t, weight=t.weight * WEIGHT, start=start, end=end) for t in analyse(form))

    def _of_shorts(self, terms: tuple[Term, ...]) -> Iterator[Term]:
        whole = _whole(terms)
        asked = {term.text for term in whole}
        for stems, short in self.shorts.items():
            if not asked.issuperset(stems):
                continue
            for at in range(len(whole) - len(stems) + 1):
                if tuple(t.text for t in whole[at : at + len(stems)]) == stems:
                    start, end = whole[at].start, whole[at + len(stems) - 1].end
                    yield from (replace(t, weight=t.weight * WEIGHT, start=start, end=end) for t in analyse(short))
                    break


NOTHING = Expansions()


def _uncommon(word: str) -> bool:
    """Whether an abbreviation typed in small letters is not just a word."""
    return word not in STOPWORDS and zipf_frequency(word, "nl") < _COMMON_ZIPF


def _trimmed(short: str, long: str) -> str:
    """The words that the abbreviation's letters stand for: "EVU staat voor ..." goes on after them."""
    letters = [c for c in short.lower() if c.isalnum()]
    first = [word[:1].lower() for word in long.split()]
    return " ".join(long.split()[: len(letters)]) if first[: len(letters)] == letters else long


def _whole(terms: Iterable[Term]) -> list[Term]:
    """One term a word: that of the whole word."""
    first: dict[int, Term] = {}
    for term in terms:
        first.setdefault(term.start, term)
    return list(first.values())


def _stems(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(term.text for term in _whole(terms))
