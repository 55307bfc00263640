"""Routes, glossary and organisations as HTML. Pure; every word of a document or route file is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from app.rendering import attributes, button, notice
from index.citation import document_info, status_in_words
from index.glossary import Term
from index.manifest import DocumentRecord
from index.places import Place
from index.results import DocumentInfo
from index.route_places import FoundStep, StepState
from index.routes import Route, RouteProblem, tick
from index.texts import app as common
from index.texts import begin as texts
from index.types import DocumentStatus

MAX_TERMS = 60
"""Terms that are shown at once; the field above them finds the others."""
Done = Mapping[str, Sequence[int]]
"""Ticks of the places that were read, by route."""


@dataclass(frozen=True, slots=True)
class FoundRoute:
    """A route with what was found of each step."""

    route: Route
    steps: tuple[FoundStep, ...]

    @property
    def fits(self) -> bool:
        """Whether the library has any document of it."""
        return any(step.state is not StepState.NO_DOCUMENT for step in self.steps)


def routes_html(
    routes: Sequence[FoundRoute], problems: Sequence[RouteProblem], done: Done, *, editor: bool = False, said: str = ""
) -> str:
    """All routes to choose from, and those that cannot be used with the reason.

    :param editor: with buttons to make and change routes.
    :param said: what was done a moment ago.
    """
    cards = "".join(_card(found.route, done, editor=editor) for found in routes if found.fits)
    elsewhere = [
        texts.ROUTE_ELSEWHERE.format(title=found.route.title, steps=len(found.steps))
        for found in routes
        if not found.fits
    ]
    wrong = [texts.ROUTE_PROBLEM.format(file=problem.file, reason=problem.reason) for problem in problems]
    notes = "".join(f"<li>{escape(line)}</li>" for line in (*elsewhere, *wrong))
    body = f'<h3 class="bw-heard">{escape(texts.ROUTES)}</h3><div class="bw-routes">{cards}</div>'
    if not cards:
        body = notice(texts.NO_ROUTES if editor else texts.NO_ROUTES_YET)
    if editor:
        make = button(texts.MAKE, "bw-quiet", texts.MAKE, data_act="edit", data_focus="1" if said else None)
        body = f'{notice(said) if said else ""}{body}<div class="bw-actions">{make}</div>'
    if notes:
        body += (
            f'<details class="bw-fold"><summary>{escape(texts.ROUTES_ELSEWHERE)}</summary><ul>{notes}</ul></details>'
        )
    return body


def _card(route: Route, done: Done, *, editor: bool) -> str:
    number = _read(route, done)
    action = texts.START if not number else texts.GO_ON if number < len(route.steps) else texts.AGAIN
    start = button(
        action,
        "bw-strong",
        texts.START_LABEL.format(action=action, title=route.title),
        data_act="route",
        data_route=route.name,
    )
    label = texts.EDIT_LABEL.format(title=route.title)
    edit = button(texts.EDIT, "bw-quiet", label, data_act="edit", data_route=route.name) if editor else ""
    return (
        f'<article class="bw-card"><h4>{escape(route.title)}</h4><p class="bw-meta">{escape(route.role)}</p>'
        f"<p>{escape(route.lead)}</p>{_meter(route, number)}"
        f'<div class="bw-actions">{start}{edit}</div></article>'
    )


def _read(route: Route, done: Done) -> int:
    """How many of its places somebody has read."""
    read = set(done.get(route.name, ()))
    return sum(tick(step) in read for step in route.steps)


def _meter(route: Route, number: int) -> str:
    words = texts.DONE_ALL if number >= len(route.steps) else texts.DONE_OF
    said = escape(words.format(done=number, steps=len(route.steps)))
    width = round(100 * number / len(route.steps))
    return (
        f'<p class="bw-count">{said}</p><div class="bw-meter" aria-hidden="true"><i style="width:{width}%"></i></div>'
    )


def route_html(found: FoundRoute, done: Done, focus: str = "", *, own: bool = True) -> str:
    """One route: its steps in order, each with the sentence, its source, and whether it was read.

    :param focus: what has the focus after this is shown: ``head``, or the number of a step.
    :param own: somebody reads it for himself, with ticks and the way back; else it is only looked at.
    """
    route, read = found.route, set(done.get(found.route.name, ()))
    back = button(texts.BACK, "bw-quiet", texts.BACK, data_act="routes")
    again = button(texts.RESET, "bw-quiet", texts.RESET, data_act="reset", data_route=route.name) if read else ""
    steps = "".join(
        _step(route, number, step, tick(step.step) in read, focused=focus == str(number), own=own)
        for number, step in enumerate(found.steps, 1)
    )
    head = attributes(tabindex=-1, data_focus="1" if focus == "head" else None)
    above, below = f'<div class="bw-actions">{back}{again}</div>', f'<p class="bw-meta">{escape(texts.KEPT)}</p>'
    return (
        f"{above if own else ''}<h3{head}>{escape(route.title)}</h3>"
        f'<p class="bw-lead">{escape(route.lead)}</p>{_meter(route, _read(route, done)) if own else ""}'
        f'<ol class="bw-steps">{steps}</ol>{below if own else ""}'
    )


def _step(route: Route, number: int, found: FoundStep, read: bool, *, focused: bool, own: bool) -> str:
    label = (texts.DONE_LABEL if read else texts.MARK_DONE_LABEL).format(number=number)
    mark = button(
        f"✓ {texts.DONE}" if read else texts.MARK_DONE,
        "bw-quiet",
        label,
        data_act="step",
        data_route=route.name,
        data_step=number,
        data_focus="1" if focused else None,
    )
    look = look_html(number, found)
    return (
        f'<li class="bw-step{" bw-done" if read else ""}"><p class="bw-why">{escape(found.step.why)}</p>'
        f'{said_html(found)}<div class="bw-actions">{look}{mark if own else ""}</div></li>'
    )


def said_html(found: FoundStep) -> str:
    """The sentence with its source; or words about what cannot be found."""
    state = texts.STEP_STATES.get(found.state.value, "")
    note = state.format(sentence=found.step.sentence, document=found.step.document, page=found.step.page)
    said = f'<p class="bw-note-line">{escape(note)}</p>' if note else ""
    place = found.place
    if place is None:
        return said
    quote = f"<blockquote>“{escape(place.text)}”</blockquote>" if place.text else ""
    if not place.text and found.state is StepState.FOUND:
        quote = f"<p>{escape(texts.PAGE_ONLY.format(page=found.step.page))}</p>"
    return f'{said}{quote}<p class="bw-meta">{escape(place.citation)}</p>'


def look_html(number: int, found: FoundStep) -> str:
    """The button that opens the place of a step; nothing where there is none."""
    state, place = found.state, found.place
    if place is None:
        return ""
    words = texts.OPEN_DOCUMENT if state in (StepState.NO_SENTENCE, StepState.NO_PAGE) else texts.READ
    return _opens(words, "bw-open", texts.READ_LABEL.format(number=number, citation=place.citation), place)


def _opens(words: str, kind: str, label: str, place: Place) -> str:
    return button(words, kind, label, **_where(place))


def _where(place: Place) -> dict[str, object]:
    """Where the reader opens: a stretch of the text, or a page that may have none."""
    view = None if place.page is None else place.page - 1
    return {"data_document": place.document.id, "data_start": place.start, "data_end": place.end, "data_view": view}


def glossary_html(terms: Sequence[Term], total: int) -> str:
    """Terms with their explanation.

    :param total: number of terms there are; ``terms`` are those that were looked for.
    """
    if not total:
        return notice(texts.GLOSSARY_EMPTY)
    if not terms:
        return notice(texts.GLOSSARY_NONE)
    shown = terms[:MAX_TERMS]
    count = texts.GLOSSARY_COUNT.format(shown=len(shown), total=total)
    more = texts.GLOSSARY_MORE.format(more=len(terms) - len(shown)) if len(terms) > len(shown) else ""
    return (
        f'<p class="bw-count" role="status">{escape(count)}</p><dl class="bw-terms">{"".join(map(_term, shown))}</dl>'
        + (f'<p class="bw-meta">{escape(more)}</p>' if more else "")
    )


def _term(term: Term) -> str:
    long = f' <span class="bw-long">{escape(term.long)}</span>' if term.long else ""
    head = f"<dt><b>{escape(term.term)}</b>{long}</dt>"
    if not term.places:
        return head
    first, *others = term.places
    source = _opens(first.citation, "bw-link", common.OPEN_LABEL.format(citation=first.citation), first)
    also = "".join(
        f" {_opens(p.citation, 'bw-link', common.OPEN_LABEL.format(citation=p.citation), p)}" for p in others
    )
    more = f'<p class="bw-meta">{escape(texts.GLOSSARY_ALSO)}{also}</p>' if also else ""
    return f'{head}<dd><p class="bw-text">“{escape(first.text)}”</p><p class="bw-meta">{source}</p>{more}</dd>'


def organisations_html(records: Iterable[DocumentRecord]) -> str:
    """Every organisation with its documents; those that hold first, then the newest."""
    by_name: dict[str, list[DocumentInfo]] = {}
    for record in records:
        info = document_info(record.document_id, record.metadata)
        by_name.setdefault(info.organisation or "", []).append(info)
    names = sorted(by_name, key=lambda name: (not name, name.lower()))
    return "".join(_organisation(name, by_name[name]) for name in names) or notice(common.LEAD_EMPTY)


def _organisation(name: str, documents: list[DocumentInfo]) -> str:
    documents = sorted(documents, key=lambda d: (d.status is not DocumentStatus.VALID, -(d.year or 0), d.title))
    words = texts.ORGANISATION_DOCUMENTS.get(len(documents), texts.ORGANISATION_DOCUMENTS[0])
    rows = "".join(f"<li>{_document(document)}</li>" for document in documents)
    return (
        f'<details class="bw-fold"><summary><b>{escape(name or texts.NO_ORGANISATION)}</b> '
        f'<span class="bw-meta">{escape(words.format(number=len(documents)))}</span></summary>'
        f'<ul class="bw-documents">{rows}</ul></details>'
    )


def _document(info: DocumentInfo) -> str:
    parts = [info.kind, info.year, status_in_words(info)]
    more = ", ".join(str(part) for part in parts if part)
    opens = button(info.title, "", info.title, data_document=info.id, data_start=0, data_end=0)
    return f'{opens} <span class="bw-meta">{escape(more)}</span>'
