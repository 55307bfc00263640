"""The tab that explains what this can and cannot do. Words and drawings; nothing happens here."""

from __future__ import annotations

from html import escape

import gradio as gr

from app.drawings import screen_html, way_html
from app.keys_html import keys_html
from app.parts import Parts, Tab
from index.texts import explanation as texts


def build(parts: Parts) -> None:
    """The explanation, as it is for everybody."""
    client = parts.kb.writer and parts.kb.writer.client
    gr.HTML(explanation_html(client.host if client else ""), elem_id="uitleg", apply_default_css=False)


def explanation_html(model_host: str = "") -> str:
    """All sections, and the keys.

    :param model_host: where questions and passages go to be worded; empty: nowhere.
    """
    sections = "".join(_section(section) for section in texts.sections(model_host))
    keys = keys_html(texts.KEYS) + keys_html(texts.SHORTCUTS[:-1])
    return (
        f'<div class="bw-explained"><h2>{escape(texts.HEADING)}</h2><p class="bw-lead">{escape(texts.LEAD)}</p>'
        f"{way_html()}{screen_html()}{sections}<h3>{escape(texts.KEYS_TITLE)}</h3><dl>{keys}</dl></div>"
    )


def _section(section: texts.Section) -> str:
    paragraphs = "".join(f"<p>{escape(words)}</p>" for words in section.paragraphs)
    points = "".join(f"<li>{escape(point)}</li>" for point in section.points)
    meanings = "".join(f"<dt>{escape(word)}</dt><dd>{escape(means)}</dd>" for word, means in section.meanings)
    tag = "ol" if section.ordered else "ul"
    return (
        f"<h3>{escape(section.title)}</h3>{paragraphs}"
        + (f"<{tag}>{points}</{tag}>" if points else "")
        + (f"<dl>{meanings}</dl>" if meanings else "")
    )


TAB = Tab(texts.TAB, "uitleg", build)
