"""The fields in which somebody changes what is said of a document; hidden until they are asked for."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from app.edit_form import FIELDS
from app.inquiry import MAX_VALUE
from app.librarian import Librarian
from app.parts import Parts, html_spot
from app.rendering import notice
from index.errors import BronwijzerError
from index.texts import library as texts

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_WIDTH = 260
_LIMITS = ("groups",)
_ROWS = (("title", "organisation"), ("kind", "year"), ("status",), ("valid_from", "valid_to"), ("replaces",), _LIMITS)


class Form:
    """One form for all documents; which one it is about is kept per visitor."""

    def __init__(self, librarian: Librarian, parts: Parts) -> None:
        self._librarian = librarian
        self.document = gr.Textbox(visible="hidden", elem_id="gegevens-document")  # in the page: it outlives a restart
        with gr.Column(visible=False, elem_id="gegevens") as self.box:
            self.title = html_spot("gegevens-kop", parts)
            made: dict[str, Any] = {}
            for names in _ROWS:
                with gr.Row(visible=names != _LIMITS or parts.limited):
                    made |= {name: _field(name) for name in names}
            self.fields = [made[name] for name in FIELDS]
            self.said = html_spot("gegevens-melding", parts)
            with gr.Row():
                self.save = gr.Button(texts.SAVE, variant="primary", elem_id="gegevens-bewaar", min_width=120)
                self.cancel = gr.Button(texts.CANCEL, elem_id="gegevens-terug", min_width=120)

    @property
    def all(self) -> list[Any]:
        """Everything that opening it changes."""
        return [self.box, self.document, self.title, self.said, *self.fields]

    def unchanged(self) -> list[Any]:
        """Nothing, for each of those."""
        return [gr.skip()] * len(self.all)

    def opened(self, document_id: str) -> list[Any]:
        """The form, filled in for one document."""
        try:
            asked = self._librarian.edit(document_id)
        except BronwijzerError as error:
            return [gr.skip(), gr.skip(), gr.skip(), notice(str(error)), *([gr.skip()] * len(FIELDS))]
        heading = escape(texts.EDIT_HEADING.format(title=asked.title))
        head = f'<h3 tabindex="-1" data-focus="1">{heading}</h3><p class="bw-lead">{escape(texts.EDIT_LEAD)}</p>'
        files = [("", ""), *asked.files]
        filled = [
            gr.Dropdown(choices=files, value=value) if name == "replaces" else value
            for name, value in zip(FIELDS, asked.values, strict=True)
        ]
        return [gr.Column(visible=True), document_id, head, "", *filled]

    def wire(self, documents: gr.HTML, clock: gr.Timer, words: gr.Textbox) -> None:
        """Saving and giving up; both go back to the list."""
        librarian = self._librarian

        def save(document_id: object, filtered: object, *filled: str | None) -> list[Any]:
            try:
                said = librarian.save(str(document_id), filled)
            except BronwijzerError as error:
                return [gr.skip(), notice(str(error)), gr.skip(), gr.skip()]
            shown = librarian.find(str(filtered or ""), focus=str(document_id))
            return [gr.Column(visible=False), "", notice(said) + shown, gr.Timer(active=True)]

        def cancel(document_id: str, filtered: str) -> list[Any]:
            return [gr.Column(visible=False), "", librarian.find(filtered, focus=document_id), gr.skip()]

        outputs = [self.box, self.said, documents, clock]
        # As it comes: Gradio refuses a file that this process did not offer, as on a page from before it started.
        self.save.click(save, [self.document, words, *self.fields], outputs, preprocess=False, **QUIET)
        self.cancel.click(cancel, [self.document, words], outputs, **QUIET)


def _field(name: str) -> gr.Textbox | gr.Radio | gr.Dropdown:
    label, info, place = texts.FIELDS[name], texts.FIELD_INFO.get(name), f"gegeven-{name}"
    if name == "status":
        choices = [(words, value) for value, words in texts.STATUS_CHOICES.items()]
        return gr.Radio(choices, value="", label=label, info=info, elem_id=place, min_width=_WIDTH)
    if name == "replaces":
        return gr.Dropdown([("", "")], value="", label=label, info=info, elem_id=place, min_width=_WIDTH)
    return gr.Textbox(label=label, info=info, max_lines=1, max_length=MAX_VALUE, elem_id=place, min_width=_WIDTH)
