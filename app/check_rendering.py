"""The check of a pasted sentence as HTML: the verdict in words, where it stands, and what differs. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from app.quote_rendering import Shown, quote_actions
from index.checking import Checked, CheckedPlace, Literal
from index.source_lines import SourceStyle, source_line
from index.texts import quotes as texts

OTHERS = 3
_LOOKS = {
    Literal.EXACT: ("✓", "bw-answered"),
    Literal.LETTERS: ("≈", "bw-uncertain"),
    Literal.NEAR: ("≠", "bw-uncertain"),
    Literal.ABSENT: ("✗", "bw-not_found"),
}


def checked_html(checked: Checked, documents: int) -> Shown:
    """Whether a sentence stands in a document: in words first, then where, then what differs."""
    words = _words(checked)
    mark, kind = _LOOKS[checked.literal]
    verdict = f'<p class="bw-verdict {kind}"><span aria-hidden="true">{mark}</span> {escape(words)}</p>'
    if checked.literal is Literal.ABSENT:
        more = texts.ABSENT_MORE.format(documents=documents)
        return Shown(f"{verdict}<p>{escape(more)}</p>", words)
    if checked.literal is not Literal.NEAR:
        return Shown(verdict + "".join(map(_place, checked.places)), words)
    first, *others = checked.places
    body = _place(first) + _differences(first)
    if others:
        rest = "".join(map(_place, others[:OTHERS]))
        body += f'<details class="bw-fold"><summary>{escape(texts.ELSEWHERE)}</summary>{rest}</details>'
    return Shown(verdict + body, words)


def _words(checked: Checked) -> str:
    if checked.literal is Literal.EXACT and len(checked.places) > 1:
        return texts.EXACT_PLACES.format(number=len(checked.places))
    return texts.LITERAL[checked.literal.value]


def _place(place: CheckedPlace) -> str:
    cutting = place.cutting
    source = source_line(cutting, SourceStyle.PDF)
    copied = f"“{' '.join(cutting.text.split())}” ({source})"
    return (
        f'<figure class="bw-quote"><p class="bw-meta">{escape(texts.IN_DOCUMENT)}</p>'
        f'<blockquote lang="nl">“{escape(cutting.text)}”</blockquote><figcaption>{escape(source)}</figcaption>'
        f"{quote_actions(cutting.spot, cutting.text, source, copied)}</figure>"
    )


def _differences(place: CheckedPlace) -> str:
    words = "".join(f"<li>{escape(line)}</li>" for line in differences(place.diff))
    return (
        f'<h3>{escape(texts.DIFFERENCES)}</h3><ul class="bw-differences">{words}</ul>'
        f'<p class="bw-meta">{escape(texts.YOURS_AND_THEIRS)}</p>'
        f'<p class="bw-diff" lang="nl">{diff_html(place.diff)}</p>'
    )


def differences(diff: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Every difference as a sentence."""
    deleted = ""
    for operation, words in (*diff, ("equal", "")):
        if operation == "delete":
            deleted = words
            continue
        if operation == "insert":
            line = texts.REPLACED if deleted else texts.ADDED
            yield line.format(yours=deleted, theirs=words)
        elif deleted:
            yield texts.LEFT_OUT.format(yours=deleted)
        deleted = ""


def diff_html(diff: Sequence[tuple[str, str]], *, leave_out: str = "") -> str:
    """Both sentences in one, with what only one of them has struck through or underlined.

    :param leave_out: ``delete`` or ``insert``: show only the other side.
    """
    tags = {"delete": "del", "insert": "ins"}
    parts = [(tags.get(operation, ""), words) for operation, words in diff if operation != leave_out]
    return " ".join(f"<{tag}>{escape(words)}</{tag}>" if tag else escape(words) for tag, words in parts)
