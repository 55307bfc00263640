"""The question whether an answer is right, and the list of what people said. Pure; every word is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from app.rendering import attributes, button, notice, place_of
from index.cuts import Spot
from index.judgements import FILE, MAX_WHY, Verdict
from index.service import AskResult
from index.texts import judgements as texts

ADDRESS = "/api/judgements"
_SHOWN = 100


def judge_html(result: AskResult) -> str:
    """Buttons to say whether an answer is right, with what is kept then; nothing where nothing was answered."""
    if not result.hits:
        return ""
    places = " ".join(
        place_of(Spot(result.hits[quote.hit - 1].document.id, quote.start, quote.end)) for quote in result.answer.quotes
    )
    said = {"data_act": "judge", "data_places": places}
    right = button(texts.RIGHT, "bw-right", texts.RIGHT, **said, data_verdict=Verdict.RIGHT.value) if places else ""
    options = "".join(
        f"<option{attributes(value=value)}>{escape(words)}</option>" for value, words in texts.KINDS.items()
    )
    field = attributes(name="why", type="text", maxlength=MAX_WHY)
    save = button(texts.SAVE, "bw-strong", texts.SAVE, **said, data_fields="verdict,why")
    return (
        '<div class="bw-judge" role="group" aria-labelledby="oordeel-kop">'
        f'<p id="oordeel-kop">{escape(texts.QUESTION)}</p>'
        f'{right}<details><summary class="bw-button">{escape(texts.WRONG)}</summary>'
        f'<label>{escape(texts.KIND)} <select name="verdict" class="bw-field">{options}</select></label>'
        f'<label>{escape(texts.WHY)} <input class="bw-field"{field}></label>{save}'
        f'</details><p class="bw-meta">{escape(texts.WHERE.format(file=FILE))}</p></div>'
    )


def judgements_html(entries: Sequence[Mapping[str, Any]], said: str = "") -> str:
    """All judgements, the newest first, to download or to remove.

    :param said: what just happened.
    """
    lead = f'<p class="bw-lead">{escape(texts.LEAD.format(file=FILE))}</p>'
    told = notice(said) if said else ""
    if not entries:
        return f'{lead}{told}<p class="bw-empty">{escape(texts.NONE)}</p>'
    count = texts.COUNT.get(len(entries), texts.COUNT[0]).format(number=len(entries))
    rows = "".join(map(_row, list(reversed(entries))[:_SHOWN]))
    everything = (
        f'<a class="bw-button" download href="{ADDRESS}">{escape(texts.DOWNLOAD)}</a>'
        f"{button(texts.REMOVE_ALL, 'bw-quiet', texts.REMOVE_ALL, data_act='forget', data_id='')}"
    )
    return (
        f'{lead}{told}<p class="bw-count">{escape(count)}</p><div class="bw-actions">{everything}</div>'
        f'<ul class="bw-plain bw-judgements">{rows}</ul>'
    )


def _row(entry: Mapping[str, Any]) -> str:
    question = str(entry["question"])
    verdict = str(entry.get("oordeel", ""))
    parts = [texts.VERDICTS.get(verdict, verdict), entry.get("want"), entry.get("datum")]
    more = " · ".join(str(part) for part in parts if part)
    remove = button(
        texts.REMOVE, "bw-quiet", texts.REMOVE_LABEL.format(question=question), data_act="forget", data_id=entry["id"]
    )
    return f'<li><b>{escape(question)}</b><p class="bw-meta">{escape(more)}</p>{remove}</li>'
