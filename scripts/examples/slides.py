"""Make a PowerPoint presentation of a source text: one slide for each heading, with speaker's notes."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Cm, Pt

from examples.archive import write_fixed
from examples.source import MARK, MARK_SENTENCE, Block, Source

_MADE = datetime(2026, 1, 5, 9, 0, 0)
_COVER, _TEXT, _TITLE_ONLY = 0, 1, 5
_COLOUR = RGBColor(0x0B, 0x55, 0x63)


def write_slides(source: Source, path: Path) -> None:
    """Write the PPTX of this source text."""
    deck = Presentation()
    properties = deck.core_properties
    properties.title, properties.author = source.meta["title"], source.meta["author"]
    properties.subject, properties.language = source.meta["subject"], "nl-NL"
    properties.created = properties.modified = _MADE
    properties.last_modified_by = source.meta["author"]
    starts = [i for i, block in enumerate(source.blocks) if block.kind == "heading"]
    _cover(deck, source, " ".join(block.text for block in source.blocks[: starts[0]]))
    for start, end in zip(starts, [*starts[1:], len(source.blocks)], strict=True):
        _slide(deck, source.blocks[start].text, source.blocks[start + 1 : end])
    stream = io.BytesIO()
    deck.save(stream)
    write_fixed(stream.getvalue(), path)


def _cover(deck: Deck, source: Source, words: str) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[_COVER])
    _title(slide, source.meta["title"])
    slide.placeholders[1].text = f"{source.meta['organisation']}. {words}"
    for paragraph in slide.placeholders[1].text_frame.paragraphs:
        paragraph.font.size = Pt(22)
    slide.notes_slide.notes_text_frame.text = MARK_SENTENCE
    _mark(slide)


def _title(slide: Slide, text: str) -> None:
    slide.shapes.title.text = text
    font = slide.shapes.title.text_frame.paragraphs[0].font
    font.bold, font.size, font.color.rgb = True, Pt(34), _COLOUR


def _slide(deck: Deck, title: str, blocks: tuple[Block, ...]) -> None:
    table = next((block for block in blocks if block.kind == "table"), None)
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY if table else _TEXT])
    _title(slide, title)
    if table:
        _table(slide, table)
    else:
        _bullets(slide, [block.text for block in blocks if block.kind == "bullet"])
    slide.notes_slide.notes_text_frame.text = "\n".join(block.text for block in blocks if block.kind == "notes")
    _mark(slide)


def _bullets(slide: Slide, texts: list[str]) -> None:
    frame = slide.placeholders[1].text_frame
    for i, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        paragraph.text = text
        paragraph.font.size, paragraph.space_after = Pt(22), Pt(8)


def _table(slide: Slide, block: Block) -> None:
    rows, columns = len(block.rows), len(block.rows[0])
    table = slide.shapes.add_table(rows, columns, Cm(1.5), Cm(5), Cm(22.4), Cm(1.4 * rows)).table
    for y, row in enumerate(block.rows):
        for x, text in enumerate(row):
            table.cell(y, x).text = text
            table.cell(y, x).text_frame.paragraphs[0].font.size = Pt(18)


def _mark(slide: Slide) -> None:
    paragraph = slide.shapes.add_textbox(Cm(1.5), Cm(17.8), Cm(15), Cm(0.9)).text_frame.paragraphs[0]
    paragraph.text = MARK
    paragraph.font.size, paragraph.font.color.rgb = Pt(11), RGBColor(0x5A, 0x62, 0x68)
