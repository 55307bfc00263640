"""The form in which a route is made, as HTML. Pure; every word of a document, file or field is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from app.begin_html import FoundRoute, look_html, route_html, said_html
from app.rendering import ROUTE_FORM as FORM
from app.rendering import attributes
from app.route_draft import MAX_FIELD, MAX_WHY, STEP_FIELDS, Draft
from app.route_pick_html import Places, act_button, focused, pick_html
from index.manifest import DocumentRecord
from index.route_files import SUFFIX
from index.route_places import FoundStep
from index.routes import Step
from index.texts import routes as texts


def editor_html(
    draft: Draft,
    found: Sequence[FoundStep],
    records: Sequence[DocumentRecord],
    places: Places,
    *,
    focus: str = "",
    problem: str = "",
    missing: Sequence[str] = (),
    over: bool = False,
    asked: bool = False,
) -> str:
    """The whole form.

    :param focus: what has the focus after this is shown: ``head``, ``pick``, ``undo``, ``no``, ``up-2``, ``why-3``.
    :param problem: why what was asked was not done.
    :param missing: fields that are empty; the first of them gets the focus.
    :param over: somebody else changed the file, so that writing over that is offered.
    :param asked: it is asked whether the route must go.
    """
    focus = missing[0] if missing else focus
    heading = escape(texts.EDIT_HEADING if draft.route.name else texts.NEW_HEADING)
    head = f"<h3{focused('head', focus, tabindex=-1)}>{heading}</h3><p>{escape(texts.LEAD)}</p>"
    steps = "".join(_step(number, one, len(found), focus, missing) for number, one in enumerate(found, 1))
    listed = f'<ol class="bw-plain">{steps}</ol>' if steps else f'<p class="bw-meta">{escape(texts.NO_STEPS)}</p>'
    return (
        f'<section id="{FORM}" class="bw-editor" aria-label="{heading}">{head}{_problem(problem, missing)}'
        f"{_kept(draft)}{_fields(draft, focus, missing)}"
        f"<h4{focused('steps', focus, tabindex=-1)}>{escape(texts.STEPS)}</h4>{listed}"
        f"{_undo(draft, focus)}{pick_html(draft, records, places, focus)}{_end(draft, focus, over=over, asked=asked)}"
        "</section>"
    )


def previewed_html(draft: Draft, found: Sequence[FoundStep]) -> str:
    """The route as a reader sees it; the form is there, but not seen."""
    hidden = "".join(_hidden(name, getattr(draft.route, name)) for name in texts.FIELDS)
    whys = "".join(_hidden(f"why-{n}", step.why) + _named(n, step) for n, step in enumerate(draft.route.steps, 1))
    back = act_button(texts.BACK, "bw-strong", texts.BACK, "edit-back", data_focus="1")
    shown = route_html(FoundRoute(draft.route, tuple(found)), {}, own=False)
    return (
        f'<section id="{FORM}" class="bw-editor">{_kept(draft)}{hidden}{whys}'
        f'<p class="bw-note-line" role="status">{escape(texts.PREVIEWED)}</p><div class="bw-actions">{back}</div>'
        f"{shown}</section>"
    )


def _problem(problem: str, missing: Sequence[str]) -> str:
    if missing:
        rows = "".join(f"<li>{escape(_missing(name))}</li>" for name in missing)
        return f'<div class="bw-note-line" role="alert"><p>{escape(texts.MISSING)}</p><ul>{rows}</ul></div>'
    return f'<p class="bw-note-line" role="alert">{escape(problem)}</p>' if problem else ""


def _missing(name: str) -> str:
    if name.startswith("why-"):
        return texts.MISSING_WHY.format(number=name.removeprefix("why-"))
    return texts.MISSING_STEPS if name == "steps" else texts.FIELDS[name]


def _hidden(name: str, value: object) -> str:
    return f'<input type="hidden"{attributes(name=name, value=value)}>'


def _kept(draft: Draft) -> str:
    """What the form holds without showing it."""
    kept = _hidden("name", draft.route.name) + _hidden("version", draft.version) + _hidden("chosen", draft.document)
    if draft.gone:
        number, step = draft.gone
        kept += _hidden("gone-at", number) + "".join(
            _hidden(f"{name}-gone", getattr(step, name) or "") for name in STEP_FIELDS
        )
    return kept


def _fields(draft: Draft, focus: str, missing: Sequence[str]) -> str:
    return "".join(
        f'<label class="bw-wide">{escape(label)}'
        + _input(name, getattr(draft.route, name), texts.EXAMPLES[name], focus, missing, MAX_FIELD)
        + "</label>"
        for name, label in texts.FIELDS.items()
    )


def _input(name: str, value: str, example: str, focus: str, missing: Sequence[str], most: int) -> str:
    wrong = "true" if name in missing else None
    given = attributes(name=name, placeholder=example or None, maxlength=most, aria_invalid=wrong, data_value=value)
    # Room for what is long; a line break in it counts as a space. The script fills in data-value: Gradio changes what
    # is there into what arrives, and leaves alone what somebody typed in it, also when another place has come there.
    return f'<textarea class="bw-field" rows="1"{given}{focused(name, focus)}>{escape(value)}</textarea>'


def _named(number: int, step: Step) -> str:
    return "".join(_hidden(f"{name}-{number}", getattr(step, name) or "") for name in STEP_FIELDS if name != "why")


def _step(number: int, found: FoundStep, last: int, focus: str, missing: Sequence[str]) -> str:
    moves = "".join(
        act_button(
            words,
            "bw-quiet",
            label.format(number=number),
            f"edit-{name}",
            data_step=number,
            disabled="disabled" if at_end else None,
            data_focus="1" if _aimed(focus, name, number, last) else None,
        )
        for words, label, name, at_end in (
            (texts.UP, texts.UP_LABEL, "up", number == 1),
            (texts.DOWN, texts.DOWN_LABEL, "down", number == last),
            (texts.DROP, texts.DROP_LABEL, "drop", False),
        )
    )
    read = look_html(number, found)
    why = _input(f"why-{number}", found.step.why, "", focus, missing, MAX_WHY)
    return (
        f'<li class="bw-card"><h5>{escape(texts.STEP.format(number=number))}</h5>{_named(number, found.step)}'
        f'{said_html(found)}<label class="bw-wide">{escape(texts.WHY)}'
        f'<span class="bw-heard"> ({escape(texts.STEP.format(number=number))})</span>{why}</label>'
        f'<div class="bw-actions">{moves}{read}</div></li>'
    )


def _aimed(focus: str, name: str, number: int, last: int) -> bool:
    """At the end of the list the button that was pressed cannot be pressed again: then its opposite has the focus."""
    opposite = {"up-1": "down-1", f"down-{last}": f"up-{last}"} if last > 1 else {"up-1": "drop-1", "down-1": "drop-1"}
    return opposite.get(focus, focus) == f"{name}-{number}"


def _undo(draft: Draft, focus: str) -> str:
    if draft.gone is None:
        return ""
    number = draft.gone[0]
    back = act_button(
        texts.UNDO,
        "bw-quiet",
        texts.UNDO_LABEL.format(number=number),
        "edit-undo",
        data_focus="1" if focus == "undo" else None,
    )
    return f'<p class="bw-follow-up"><span>{escape(texts.DROPPED.format(number=number))}</span> {back}</p>'


def _end(draft: Draft, focus: str, *, over: bool, asked: bool) -> str:
    if asked:
        ask = texts.DELETE_ASK.format(title=draft.route.title, file=f"{draft.route.name}{SUFFIX}")
        yes = act_button(texts.DELETE_YES, "bw-strong", texts.DELETE_YES, "edit-delete-yes")
        no = act_button(
            texts.DELETE_NO, "bw-quiet", texts.DELETE_NO, "edit-back", data_focus="1" if focus == "no" else None
        )
        return f'<div class="bw-ask"><p>{escape(ask)}</p><div class="bw-actions">{no}{yes}</div></div>'
    buttons = [(texts.SAVE, "bw-strong", "edit-save")]
    buttons += [(texts.SAVE_OVER, "bw-quiet", "edit-over")] if over else []
    buttons += [(texts.PREVIEW, "bw-quiet", "edit-preview"), (texts.CANCEL, "bw-quiet", "edit-cancel")]
    buttons += [(texts.DELETE, "bw-quiet", "edit-delete")] if draft.route.name else []
    return (
        f'<div class="bw-actions">{"".join(act_button(words, kind, words, act) for words, kind, act in buttons)}</div>'
    )
