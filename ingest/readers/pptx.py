"""PowerPoint: a slide is a page; its title is a heading, then what stands on it from top left, then the notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from index.types import BlockKind, ReadPage, ReadResult
from ingest.checking import check_pages
from ingest.failures import warning
from ingest.limits import Limits
from ingest.readers.archive import open_archive
from ingest.readers.drawings import DIAGRAM_DATA, chart_titles, diagram_texts, words_in
from ingest.readers.flow import Flow
from ingest.readers.ooxml import Package
from ingest.readers.pptx_numbers import numbers
from ingest.readers.rows import table_blocks
from ingest.readers.xml import local, parse_xml

_TITLES = frozenset({PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE})
_MARGINS = frozenset({PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER})
_LISTS = frozenset({PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY})
_ROW = 457_200  # half an inch in EMU: shapes whose tops differ less stand beside each other
_BULLETS = frozenset({"buChar", "buAutoNum", "buBlip"})


def read_pptx(path: Path, limits: Limits) -> ReadResult:
    """The text of a presentation, one page a slide.

    :raises ReadError: too many slides (TEVEEL_PAGINAS).
    """
    slides = list(Presentation(str(path)).slides)
    check_pages(len(slides), limits)
    flow, pages, warnings = Flow(), [], []
    for number, slide in enumerate(slides, 1):
        _unwrap(slide.element)
        before = len(flow.blocks)
        _add_slide(slide, flow)
        pages.append(ReadPage(number, None, tuple(flow.blocks[before:])))
        if slide.element.get("show") in {"0", "false"}:
            warnings.append(warning("VERBORGEN_DIA", number, slide=number))
    with Package(open_archive(path)) as package:
        properties = package.properties()
    return ReadResult(tuple(pages), paged=True, properties=properties, warnings=tuple(warnings), counts=flow.counted())


def _unwrap(slide: etree._Element) -> None:
    """Put the newest form of a shape in the place of the choice between forms, which python-pptx passes over."""
    for choice in [element for element in slide.iter() if local(element) == "AlternateContent"]:
        newest = next((list(child) for child in choice if local(child) == "Choice"), [])
        parent = choice.getparent()
        if parent is not None and local(parent) in {"spTree", "grpSp"}:
            at = parent.index(choice)
            parent[at : at + 1] = newest


# The shapes of python-pptx have no types.
def _add_slide(slide: Any, flow: Flow) -> None:  # noqa: ANN401
    shapes = list(slide.shapes)
    titles = [shape for shape in shapes if _role(shape) in _TITLES]
    for title in titles:
        flow.add(BlockKind.HEADING, _all_text(title.text_frame), level=1)
    _add_shapes((shape for shape in shapes if _role(shape) not in _TITLES), flow)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
            flow.add(BlockKind.NOTE, _text(paragraph))


def _role(shape: Any) -> object:  # noqa: ANN401
    return shape.placeholder_format.type if shape.is_placeholder else None


def _add_shapes(shapes: Iterable[Any], flow: Flow) -> None:
    for shape in _in_order(list(shapes)):
        if _role(shape) in _MARGINS:
            flow.counts["removed_headers"] += 1
        elif _is_hidden(shape):
            flow.counts["hidden_shapes"] += 1
        elif local(shape.element) == "grpSp":
            _add_shapes(shape.shapes, flow)
        elif getattr(shape, "has_table", False):
            _add_table(shape.table, flow)
        elif shape.has_text_frame:
            _add_paragraphs(shape, flow)
        else:
            _add_diagram(shape, flow)


def _is_hidden(shape: Any) -> bool:  # noqa: ANN401
    """Whether somebody switched this shape off, so that nobody sees it on the slide."""
    named = next((element for element in shape.element.iter() if local(element) == "cNvPr"), None)
    return named is not None and named.get("hidden") in {"1", "true"}


def _in_order(shapes: list[Any]) -> Iterator[Any]:
    """From top to bottom, and from left to right what stands beside each other."""
    rows: list[list[Any]] = []
    for shape in sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0)):
        if rows and (shape.top or 0) - (rows[-1][0].top or 0) < _ROW:
            rows[-1].append(shape)
        else:
            rows.append([shape])
    for row in rows:
        yield from sorted(row, key=lambda shape: shape.left or 0)


def _add_paragraphs(shape: Any, flow: Flow) -> None:  # noqa: ANN401
    listed = _role(shape) in _LISTS
    paragraphs = [(paragraph, _text(paragraph)) for paragraph in shape.text_frame.paragraphs]
    labels = numbers((paragraph._p, words) for paragraph, words in paragraphs)
    for (paragraph, words), label in zip(paragraphs, labels, strict=True):
        kind = BlockKind.LIST_ITEM if _has_bullet(paragraph, listed) else BlockKind.PARAGRAPH
        flow.add(kind, label + words)


def _has_bullet(paragraph: Any, listed: bool) -> bool:  # noqa: ANN401
    """Whether a bullet or number stands before it; text of a body placeholder has one unless it says it has none."""
    own = [local(child) for part in paragraph._p if local(part) == "pPr" for child in part]
    return "buNone" not in own and (listed or not _BULLETS.isdisjoint(own))


def _text(paragraph: Any) -> str:  # noqa: ANN401
    """The words of a paragraph, fields such as a date too."""
    return "".join(words_in(paragraph._p))


def _all_text(frame: Any) -> str:  # noqa: ANN401
    return " ".join(map(_text, frame.paragraphs))


def _add_table(table: Any, flow: Flow) -> None:  # noqa: ANN401
    rows = [["" if cell.is_spanned else _all_text(cell.text_frame) for cell in row.cells] for row in table.rows]
    if all(len(row) < 2 for row in rows):
        for row in rows:
            flow.add(BlockKind.PARAGRAPH, "".join(row))
        return
    flow.add_table(table_blocks(rows, headers=1 if table.first_row and len(rows) > 1 else None))


def _add_diagram(shape: Any, flow: Flow) -> None:  # noqa: ANN401
    keys = {
        str(v) for e in shape.element.iter() if local(e) == "relIds" for k, v in e.attrib.items() if k.endswith("dm")
    }
    for key, relation in shape.part.rels.items():
        if key in keys and relation.reltype.endswith(f"/{DIAGRAM_DATA}"):
            for text in diagram_texts(parse_xml(relation.target_part.blob)):
                flow.add(BlockKind.LIST_ITEM, text)
    if getattr(shape, "has_chart", False):
        flow.counts["charts"] += 1
        for title in chart_titles(shape.chart._chartSpace):
            flow.add(BlockKind.PARAGRAPH, title)
