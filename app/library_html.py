"""The library as HTML: its documents, what could not be read, and what is being read. Pure; all words are escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path

from app.inquiry import MAX_VALUE
from app.keeping import KeepingState
from app.reading_html import Joins, reading_html
from app.receiving import MAX_BYTES
from app.rendering import attributes, button, notice
from index.doubles import double_warnings
from index.language.stemming import fold
from index.manifest import DocumentRecord, FileRecord
from index.texts import library as texts
from index.texts.library import counted, date_in_words

READING, MEANING = ' data-phase="reading"', ' data-phase="meaning"'
"""What the library is at, in the page itself: it tells when the list of documents has changed."""
ACCEPTED = ".pdf,.docx,.pptx,.odt,.html,.htm,.md,.markdown,.txt"


def head_html(records: Sequence[DocumentRecord], folder: str, *, examples: bool) -> str:
    """How much there is, and of whom.

    :param folder: the folder's name.
    :param examples: there is nothing but the invented documents.
    """
    if not records:
        return f'<p class="bw-lead">{escape(texts.LEAD_EMPTY.format(folder=folder))}</p>'
    passages = sum(record.passages for record in records)
    lead = texts.LEAD.format(
        documents=counted(texts.DOCUMENTS, len(records)), passages=counted(texts.PASSAGES, passages), folder=folder
    )
    note = f'<p class="bw-note-line">{escape(texts.EXAMPLES)}</p>' if examples else ""
    return f'<p class="bw-lead">{escape(lead)}</p>{note}'


def matching(records: Iterable[DocumentRecord], words: str) -> list[DocumentRecord]:
    """Documents in whose particulars all of these words stand, by title."""
    sought = fold(words.lower()).split()
    found = [record for record in records if all(word in _particulars(record) for word in sought)]
    return sorted(found, key=lambda record: (record.metadata.title.lower(), record.document_id))


def _particulars(record: DocumentRecord) -> str:
    said = record.metadata
    parts = [said.title, said.organisation, said.kind, said.year, said.status.value, record.file]
    return fold(" ".join(str(part) for part in parts if part).lower())


def list_html(
    records: Sequence[DocumentRecord],
    total: int,
    joins: Callable[[str], Joins] = lambda _: (),
    *,
    asked: str = "",
    focus: str = "",
) -> str:
    """The documents.

    :param records: those that were looked for, of ``total``.
    :param joins: gives the words that were put together in a document.
    :param asked: document of which is asked whether it must go.
    :param focus: document whose button has the focus after this is shown.
    """
    if not records:
        return notice(texts.NONE) if total else ""
    count = texts.COUNT.format(shown=len(records), total=total)
    cards = "".join(
        _card(r, joins(r.document_id), asked=r.document_id == asked, focused=r.document_id == focus) for r in records
    )
    return f'<p class="bw-count" role="status">{escape(count)}</p>{cards}'


def _card(record: DocumentRecord, joins: Joins, *, asked: bool, focused: bool) -> str:
    said = record.metadata
    status = f'<span class="bw-status bw-status-{said.status.value}">{escape(texts.STATUS[said.status.value])}</span>'
    return (
        f'<article class="bw-card bw-record" aria-labelledby="stuk-{record.document_id}">'
        f'<h3 id="stuk-{record.document_id}">{escape(said.title)} {status}</h3>'
        f'<p class="bw-meta">{escape(_about(record))}</p>{_doubles(record)}{reading_html(record, joins)}'
        f"{_question(record) if asked else _actions(record, focused=focused)}</article>"
    )


def _about(record: DocumentRecord) -> str:
    said = record.metadata
    pages = texts.NO_PAGES if record.pages is None else counted(texts.PAGES, record.pages)
    parts = [
        said.organisation or texts.UNKNOWN_ORGANISATION,
        said.kind or texts.UNKNOWN_KIND,
        str(said.year or texts.UNKNOWN_YEAR),
        said.valid_from and texts.VALID_FROM.format(date=date_in_words(said.valid_from)),
        said.valid_to and texts.VALID_TO.format(date=date_in_words(said.valid_to)),
        said.replaces and texts.REPLACES.format(file=said.replaces),
        said.groups and texts.ONLY_FOR.format(groups=", ".join(said.groups)),
        pages,
        counted(texts.PASSAGES, record.passages),
        record.file,
    ]
    return " · ".join(part for part in parts if part)


def _doubles(record: DocumentRecord) -> str:
    """Where the same text, or nearly the same, is too."""
    return "".join(f'<p class="bw-meta">{escape(one.message)}</p>' for one in double_warnings(record))


def _actions(record: DocumentRecord, *, focused: bool) -> str:
    title, named = record.metadata.title, record.document_id
    look = button(
        texts.OPEN, "bw-open", texts.OPEN_LABEL.format(title=title), data_document=named, data_start=0, data_end=0
    )
    edit = button(
        texts.EDIT,
        "bw-quiet",
        texts.EDIT_LABEL.format(title=title),
        data_act="edit",
        data_id=named,
        data_focus="1" if focused else None,
    )
    remove = button(texts.REMOVE, "bw-quiet", texts.REMOVE_LABEL.format(title=title), data_act="remove", data_id=named)
    return f'<div class="bw-actions">{look}{edit}{remove}</div>'


def _question(record: DocumentRecord) -> str:
    """Whether it must go, with what that means."""
    ask = texts.REMOVE_ASK.format(title=record.metadata.title)
    yes = button(texts.REMOVE_YES, "bw-strong", texts.REMOVE_YES, data_act="remove-yes", data_id=record.document_id)
    no = button(
        texts.REMOVE_NO, "bw-quiet", texts.REMOVE_NO, data_act="remove-no", data_id=record.document_id, data_focus="1"
    )
    back = texts.REMOVE_BACK.format(file=record.file)
    return (
        f'<div class="bw-ask" role="group"{attributes(aria_label=ask)}><p><b>{escape(ask)}</b></p>'
        f'<p>{escape(back)}</p><div class="bw-actions">{yes}{no}</div></div>'
    )


def failed_html(failed: Sequence[FileRecord]) -> str:
    """Files that could not be read, with the reason."""
    if not failed:
        return ""
    rows = "".join(f"<li><b>{escape(Path(f.path).name)}</b>: {escape(f.error or '')}</li>" for f in failed)
    return (
        f'<section class="bw-card" aria-labelledby="niet-gelezen"><h3 id="niet-gelezen">{escape(texts.FAILED_FILES)}'
        f'</h3><p class="bw-meta">{escape(texts.FAILED_LEAD)}</p><ul class="bw-plain">{rows}</ul></section>'
    )


def keeping_buttons(*, running: bool, focused: bool = False) -> str:
    """Read the folder again, or stop doing so."""
    focus = "1" if focused else None
    if running:
        return button(texts.STOP, "bw-quiet", texts.STOP, data_act="stop", data_focus=focus)
    return button(texts.REREAD, "bw-quiet", texts.REREAD, data_act="reread", data_focus=focus)


def keeping_html(state: KeepingState) -> str:
    """What is being read, or how it went the last time."""
    progress = state.progress
    if progress is None:
        return f'<p class="bw-meta">{escape(state.outcome)}</p>' if state.outcome else ""
    going_on = texts.MAKING_VECTORS if progress.meaning else texts.READING
    words = going_on.format(file=progress.file, number=progress.number, files=progress.files)
    if progress.stopping:
        words = texts.STOPPING
    elif not progress.file:
        words = texts.READING_START
    elif progress.left:
        words = texts.READING_LEFT.format(words=words, left=progress.left)
    known = {"value": max(progress.number - 1, 0), "max": progress.files} if progress.file else {}
    phase = MEANING if progress.meaning else READING
    return f"<p{phase}>{escape(words)}</p><progress{attributes(aria_label=texts.REREAD, **known)}></progress>"


def upload_html(*, limited: bool) -> str:
    """A place to drop files on; the page's script sends them and says how it goes in the list below it.

    :param limited: it is known who is there, so a document can be for some groups only.
    """
    said = {
        "data_busy": texts.UPLOAD_BUSY,
        "data_done": texts.UPLOAD_DONE,
        "data_known": texts.UPLOAD_KNOWN,
        "data_wrong": texts.UPLOAD_WRONG,
        "data_failed": texts.FAILED,
    }
    lead = texts.UPLOAD_LEAD.format(types=texts.TYPES, megabytes=MAX_BYTES >> 20)
    field = attributes(id="bw-bestanden", type="file", accept=ACCEPTED, aria_describedby="bw-bestanden-uitleg")
    return (
        f'<div class="bw-drop"{attributes(**said)}><h3>{escape(texts.UPLOAD)}</h3>'
        f'<p id="bw-bestanden-uitleg">{escape(lead)}</p>'
        f"{_groups_field() if limited else ''}<input{field} multiple>"
        f'<label class="bw-button" for="bw-bestanden">{escape(texts.UPLOAD_CHOOSE)}</label>'
        f'<p class="bw-meta">{escape(texts.UPLOAD_PRIVACY)}</p>'
        '<ul class="bw-plain bw-sent" aria-live="polite"></ul>'
        '<button type="button" hidden data-act="received"></button></div>'
    )


def _groups_field() -> str:
    field = attributes(id="bw-groepen", type="text", maxlength=MAX_VALUE, aria_describedby="bw-groepen-uitleg")
    about = f'<span class="bw-meta" id="bw-groepen-uitleg">{escape(texts.FIELD_INFO["groups"])}</span>'
    label = f'<label for="bw-groepen">{escape(texts.UPLOAD_GROUPS)}</label>'
    return f'<p class="bw-for-groups">{label} <input class="bw-field"{field}> {about}</p>'
