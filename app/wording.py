"""From a language model's checked words to HTML and to lines: always with their label, citations and doubts.

Pure. What is shown here has passed :mod:`index.wording.checking`; it is escaped all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from app.rendering import section
from index.results import AnswerStatus
from index.service import AskResult
from index.texts import wording as texts
from index.wording.writer import Draft

_CITED = re.compile(r"\[(\d{1,2})\]")


def draft_html(result: AskResult, draft: Draft) -> str:
    """The wording as far as it is, or why there is none; empty when none was to be expected."""
    if result.answer.status is AnswerStatus.NOT_FOUND:
        return ""
    if not draft.sentences:
        message = texts.NONE if draft.whole else texts.BUSY
        return f'<p class="bw-lead bw-worded-none">{escape(message)}</p>'
    doubt = result.answer.status is AnswerStatus.UNCERTAIN
    parts = [f'<p class="bw-label">{escape(texts.LABEL)}</p>']
    parts += [f'<p class="bw-verdict bw-uncertain">{escape(texts.UNCERTAIN)}</p>'] if doubt else []
    parts.append(f'<p class="bw-worded">{" ".join(_linked(s.text) for s in draft.sentences)}</p>')
    if not draft.whole:
        parts.append(f'<p class="bw-lead">{escape(texts.BUSY)}</p>')
    return section("verwoording", texts.HEADING, "".join(parts))


def _linked(text: str) -> str:
    """Each citation leads to the card of its passage, further down the page."""
    parts, at = [], 0
    for match in _CITED.finditer(text):
        name = texts.PASSAGE.format(number=match[1])
        parts += [escape(text[at : match.start()]), f'<a href="#hit-{match[1]}">({escape(name)})</a>']
        at = match.end()
    return "".join([*parts, escape(text[at:])])


def worded_lines(result: AskResult) -> Iterator[str]:
    """The wording for a terminal, with the citations that it names."""
    answer = result.answer
    if not answer.generated:
        return
    yield from (answer.label + ":", f"  {answer.text}", "", texts.SOURCES)
    yield from (f"  [{number}] {result.hits[number - 1].citation}" for number in answer.cited)
    yield ""
