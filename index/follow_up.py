"""A question that leans on the one before it: seen by its form, and completed with words of that one.

Rules, no model, so that the same two questions always give the same search. The rules look for what cannot be
understood alone: a pronoun with nothing before it to point at ("wie betaalt dat?"), or half a question ("en in 2026?").
A question that says itself what it is about is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.language.analysis import terms_of_word, words

MAX_TERMS = 5
_MAX_CONTENT = 3
"""A question with more words of its own than this says what it is about."""
_QUESTION_WORDS = frozenset(
    "wie wat waar wanneer hoe waarom welk welke hoeveel waarvoor waarmee waarover hoezo hoelang".split()
)
_LEADING = frozenset({"en", "maar"})
_HALVES = _QUESTION_WORDS | frozenset("en maar dan ook nog precies sinds voor tot van met ongeveer toen".split())
_PREPOSITIONS = frozenset("in voor bij met van over op naar sinds vanaf na tot ook tijdens".split())
_POINTERS = frozenset("dat dit die deze hij zij ze hen hun hem haar daar".split())
_ADVERBS = frozenset(
    """
    daarvan daarvoor daarmee daarover daarin daaraan daarop daartegen daarna daarbinnen
    hiervan hiervoor hiermee hierover hierin hieraan hierop hierbij ervan erover ermee
    """.split()
)
_BETWEEN = _QUESTION_WORDS | frozenset("en of als maar dat die omdat zodat terwijl".split())
"""Words before which a question may have named what it points at."""
_NOW = frozenset("jaar week weken maand maanden dag dagen kwartaal keer moment periode eeuw ochtend middag".split())
"""After *dit* or *deze* these tell when, and point at nothing."""
_SAYING = frozenset(
    "zegt zeggen vindt vinden denkt denken weet weten zorgt zorgen betekent betekenen blijkt wil willen hoopt".split()
)
"""After these, *dat* begins what is said."""
_YEAR = re.compile(r"(?:19|20)\d{2}")
_MAX_WORDS = 4


def leans_on_earlier(question: str) -> bool:
    """Whether a question cannot be understood without the one before it."""
    said = [match.group().lower() for match in words(question)]
    if not said or len(list(_content(said))) > _MAX_CONTENT:
        return False
    return _half(said, question) or _points_back(said)


def context_terms(question: str, earlier: Sequence[str]) -> tuple[str, ...]:
    """Words of earlier texts to search along with ``question``, as written there; the earliest text first.

    Years are left out when the question names one itself: it asks for another year.
    """
    stems = {stem for word in _split(question) for stem, _ in terms_of_word(word)}
    dated = bool(_YEAR.search(question))
    terms: list[str] = []
    for word in (word for text in earlier for word in _split(text)):
        found = {stem for stem, _ in terms_of_word(word)}
        if not found or found & stems or (dated and _YEAR.fullmatch(word)):
            continue
        stems |= found
        terms.append(word)
    return tuple(terms[:MAX_TERMS])


def _split(text: str) -> list[str]:
    return [match.group() for match in words(text)]


def _content(said: Sequence[str]) -> Iterator[str]:
    return (word for word in said if terms_of_word(word) and not _YEAR.fullmatch(word))


def _half(said: Sequence[str], question: str) -> bool:
    """No whole question: "waarom?", "en in 2026?", "ook voor ouderen?"."""
    if len(said) <= _MAX_WORDS and set(said) <= _HALVES and set(said) & _QUESTION_WORDS:
        return True
    if said[0] in _LEADING:
        return len(list(_content(said))) < _MAX_CONTENT
    asked = question.rstrip().endswith("?") and len(said) <= _MAX_WORDS
    return asked and said[0] in _PREPOSITIONS and len(said) > 1 and not set(said) & _QUESTION_WORDS


def _points_back(said: Sequence[str]) -> bool:
    return any(_is_pointer(said, at) and not _named_before(said, at) for at in range(1, len(said)))


def _is_pointer(said: Sequence[str], at: int) -> bool:
    """A pronoun at the end, or right after the verb of the question; *het* only where it is no article."""
    word, last = said[at], at == len(said) - 1
    if word in _ADVERBS:
        return True
    if word == "het":
        return not any(terms_of_word(after) for after in said[at + 1 :]) and said[0] in _QUESTION_WORDS
    if word not in _POINTERS or (not last and said[at + 1] in _NOW):
        return False
    return last or (at == 2 and said[0] in _QUESTION_WORDS and not (word == "dat" and said[1] in _SAYING))


def _named_before(said: Sequence[str], at: int) -> bool:
    """Whether an earlier part of the same question can be what the pronoun points at."""
    between = [number for number in range(1, at) if said[number] in _BETWEEN]
    return any(any(terms_of_word(word) for word in said[:number]) for number in between)
