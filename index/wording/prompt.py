"""What leaves for the language model: fixed instructions, the question, and numbered passages. Nothing else.

Passages are data. They stand in blocks whose name holds a mark drawn anew for each question, so that no document can
close its block; a passage that speaks to a language model stays at home altogether.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from index.results import Hit
from index.texts import wording as texts

PASSAGES = 5
"""So many of the first hits are sent."""
_SYMBOLS = re.compile(r"[<>\u0000-\u0008\u000b-\u001f\u007f-\u009f]")
_ORDERS = re.compile(
    r"""
    \b(?:negeer|vergeet|overschrijf|omzeil|ignore|disregard|forget)\b[^.!?\n]{0,60}
        \b(?:instructi|opdracht|regel|aanwijzing|prompt|bron|hierboven|above|previous)\w*
    |\b(?:systeem|system)[ -]?(?:prompt|bericht|message|instructi)\w*
    |\b(?:je\ bent|you\ are)\ (?:nu|now|vanaf\ nu|voortaan|geen)\b
    |\b(?:ai|ki|chatbot|taalmodel|assistent|assistant|llm|gpt|system|user)\s*:
    |\b(?:beste|aan\ (?:het|de|elk|elke)|instructies?\ voor(?:\ het|\ de|\ een|\ elk|\ elke)?)\s+
        (?:ai|ki|chatbot|taalmodel|assistent|language\ model|llm)\b
    |\b(?:ai|ki|chatbot|taalmodel|llm)[ -]?(?:assistent|model|systeem)?(?:en|len|s)?\ (?:moet|moeten|must|dient)\b
    |\b(?:antwoord|reageer|schrijf|zeg|zet|eindig|begin|voeg|herhaal|toon)\b[^.!?\n]{0,60}
        \b(?:altijd|alleen|uitsluitend|steeds|onderaan|elk\ antwoord|je\ antwoord|letterlijk)\b
    |\b(?:altijd|steeds)\ antwoorden\b
    |\b(?:jailbreak|developer\ mode|prompt\ injection)\b
    |</?\s*(?:system|user|assistant|bron|instructi\w*|[0-9a-f]{8}-\w+)\b
    |!\[[^\]\n]*\]\(
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent. ``passages``: number as the model must cite it (the rank of the hit) -> the hit."""

    system: str
    user: str
    mark: str
    passages: dict[int, Hit]


def gives_orders(text: str) -> bool:
    """Whether a text speaks to a language model instead of to people."""
    return bool(_ORDERS.search(_seen(text)))


def _seen(text: str) -> str:
    """The text without characters that nobody sees (zero width, direction marks, tags) and in plain letter forms."""
    kept = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in ("Cf", "Co"))
    return kept.replace("\u00a0", " ")


def _data(text: str) -> str:
    """A text that cannot open or close a block."""
    return _SYMBOLS.sub(" ", _seen(text))


def build_prompt(question: str, hits: Sequence[Hit]) -> Prompt:
    """The prompt for a question over the first hits; ``passages`` is empty when none of them may be sent."""
    mark = secrets.token_hex(4)
    passages = {hit.rank: hit for hit in hits[:PASSAGES] if not gives_orders(_shown(hit))}
    blocks = [
        f'<{mark}-bron nummer="{number}">\n{_data(_shown(hit))}\n</{mark}-bron>' for number, hit in passages.items()
    ]
    asked = f"<{mark}-vraag>\n{_data(question)}\n</{mark}-vraag>"
    user = "\n\n".join([texts.QUESTION.format(mark=mark), *blocks, asked])
    return Prompt(texts.SYSTEM, user, mark, passages)


def _shown(hit: Hit) -> str:
    """A passage with what it stands under."""
    return "\n".join([" — ".join((hit.document.title, *hit.headings)), hit.text])
