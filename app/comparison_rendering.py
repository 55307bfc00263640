"""Two plans side by side as HTML, section by section. Pure; every word of a document is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape

from app.check_rendering import diff_html
from app.export_buttons import export_buttons
from app.quote_rendering import Shown, look_button
from app.rendering import attributes
from index.citation import citation, page_name
from index.cuts import Cutting
from index.texts import frameworks as texts
from index.year_compare import Change, Comparison, SectionChange, SentenceChange

_SHOWN_FIRST = (Change.CHANGED, Change.NEW, Change.GONE)


def comparison_html(comparison: Comparison) -> Shown:
    """Every section with what became of it; what is equal is folded away."""
    names = dict(zip(("old", "new"), comparison.names, strict=True))
    number = Counter(section.change.value for section in comparison.sections)
    counts = texts.COUNTS.format(**{change.value: number[change.value] for change in Change})
    body = {"old": comparison.old.id, "new": comparison.new.id}
    saved = export_buttons("comparison", texts.FORMATS, body, texts.SAVE, texts.SAVE_LABEL)
    sections = "".join(_section(section, comparison) for section in comparison.sections)
    cut_off = f'<p class="bw-note-line">{escape(texts.TOO_LONG)}</p>' if not comparison.whole else ""
    html = (
        f"<h3>{escape(texts.COMPARISON.format(**names))}</h3>"
        f'<p class="bw-verdict">{escape(counts)}</p><p class="bw-meta">{escape(texts.HOW)}</p>'
        f"{cut_off}{saved}{sections}"
    )
    return Shown(html, texts.ANNOUNCE_COMPARED.format(counts=counts))


def _section(section: SectionChange, comparison: Comparison) -> str:
    heading = section.new or section.old
    name = heading.text if heading else texts.NO_HEADING
    counted = Counter(sentence.change for sentence in section.sentences)
    counts = ", ".join(
        texts.SENTENCES[c.value].format(n=counted[c]) for c in (*_SHOWN_FIRST, Change.SAME) if counted[c]
    )
    rows = "".join(
        _sentence(sentence, comparison)
        for change in _SHOWN_FIRST
        for sentence in section.sentences
        if sentence.change is change
    )
    opened = attributes(open="" if section.change is Change.CHANGED and counted[Change.CHANGED] else None)
    return (
        f'<details class="bw-section bw-{section.change.value}"{opened}><summary>{_badge(section.change)} '
        f'<span class="bw-name">{escape(name)}</span> <span class="bw-meta">{escape(counts)}</span></summary>'
        f'<div class="bw-pairs">{rows}</div>{_same(section.sentences)}</details>'
    )


def _badge(change: Change) -> str:
    mark, words = texts.MARKS[change.value], texts.CHANGES[change.value]
    return f'<span class="bw-change"><span aria-hidden="true">{mark}</span> {escape(words)}</span>'


def _sentence(sentence: SentenceChange, comparison: Comparison) -> str:
    """The older side, then the newer; where a sentence has no counterpart there is one side only."""
    old_name, new_name = comparison.names
    old = _side(sentence.old, old_name, diff_html(sentence.was, leave_out="insert") if sentence.was else None)
    new = _side(sentence.new, new_name, diff_html(sentence.diff, leave_out="delete") if sentence.diff else None)
    badge = f'<p class="bw-pair-kind">{_badge(sentence.change)}</p>'
    moved = "".join(f'<p class="bw-meta">{escape(line)}</p>' for line in texts.moved(sentence.moved))
    return f'<div class="bw-pair">{badge}{moved}<div class="bw-sides">{old}{new}</div></div>'


def _side(cutting: Cutting | None, title: str, marked: str | None) -> str:
    if cutting is None:
        return f'<div class="bw-side bw-none"><p class="bw-meta">{escape(title)}</p><p>{escape(texts.NOT_IN)}</p></div>'
    words = marked if marked is not None else escape(cutting.text)
    return f'<div class="bw-side"><p class="bw-meta">{escape(title)}</p><p lang="nl">{words}</p>{_page(cutting)}</div>'


def _page(cutting: Cutting) -> str:
    name = page_name(cutting.page, cutting.page_label)
    label = texts.OPEN_PAGE.format(page=name) if name else texts.NO_PAGE
    return look_button(
        cutting.spot,
        citation(cutting.document, cutting.page, cutting.page_label, ocr=cutting.ocr),
        label,
        "bw-open bw-link",
    )


def _same(sentences: Iterable[SentenceChange]) -> str:
    same = [sentence.new for sentence in sentences if sentence.change is Change.SAME and sentence.new]
    if not same:
        return ""
    lines = "".join(f'<li lang="nl">{escape(cutting.text)}</li>' for cutting in same)
    head = texts.SAME_SENTENCES.format(number=len(same))
    return f'<details class="bw-fold"><summary>{escape(head)}</summary><ul>{lines}</ul></details>'
