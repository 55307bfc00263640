"""What the tabs of the page share: the knowledge base, the reader beside them, and how a click gets there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import gradio as gr

from app.keeping import Keeper
from index.service import KnowledgeBase

PASTED = 50
"""Times as much as is read goes into a field, so that what is too long is told: a browser cuts it off silently."""
CLICKS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button || button.disabled) return;
  const data = {...button.dataset};
  for (const name of data.fields?.split(',') ?? []) data[name] = element.querySelector(`[name="${name}"]`)?.value ?? '';
  const form = data.form && document.getElementById(data.form);
  if (form) data.filled = Object.fromEntries([...form.querySelectorAll('[name]')].map((one) => [one.name, one.value]));
  if (data.document) trigger('open', data);
  if (data.ask) trigger('ask', data);
  if (data.act === 'look') bwLook(data, (looks) => trigger('look', looks));
  else if (data.act) trigger(['judge', 'place'].includes(data.act) ? data.act : 'act', data);
});
element.addEventListener('bw-go', (event) => trigger(event.detail.document ? 'open' : 'go', event.detail));
element.dataset.listens = '1';
"""
"""A click on a button that the server wrote becomes an event with its ``data-*``; an address becomes ``go``."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Handed to every tab.

    :param reader: shows a document beside the tabs.
    :param opened: handler of ``open`` events; its output is ``reader``.
    :param live: where the page tells how it goes (see :func:`app.rendering.live_regions`).
    :param places: what is in the basket, for the buttons of quotes anywhere; on a tab it would come with that tab.
    :param kept: the basket as the browser keeps it; on a tab it would be there once that tab is opened.
    :param keeper: changes the library.
    :param limited: documents can be for some people only, for it is known who is there.
    :param quoting: places with buttons that put something in the basket; the tab of the basket listens to them.
    """

    kb: KnowledgeBase
    reader: gr.HTML
    opened: Callable[[gr.EventData], str]
    live: gr.HTML
    places: gr.HTML
    kept: gr.BrowserState
    keeper: Keeper
    limited: bool
    quoting: list[gr.HTML] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its name for users, its name in the address, and what builds it inside the page."""

    title: str
    name: str
    build: Callable[[Parts], None]


def html_spot(elem_id: str, parts: Parts, value: str = "", *, quotes: bool = False) -> gr.HTML:
    """A place for HTML of ours whose buttons with ``data-document`` open the reader.

    :param quotes: it has buttons for the basket.
    """
    spot = gr.HTML(value, elem_id=elem_id, js_on_load=CLICKS, apply_default_css=False)
    spot.open(parts.opened, None, parts.reader, show_progress="hidden", api_visibility="private")
    if quotes:
        parts.quoting.append(spot)
    return spot


def event_data(event: gr.EventData) -> dict[str, Any]:
    """The ``data-*`` of the button that was clicked."""
    data = event._data  # the class offers attributes only, and no way to ask which there are
    return data if isinstance(data, dict) else {}
