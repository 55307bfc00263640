"""One citable text: everything that points into it points at what it says."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from index.types import Block, BlockKind, CitableDocument, Metadata, ReadPage, ReadResult, TableCell, TextBox
from ingest.assemble import assemble

TEXT = st.text(alphabet="abcé .-\n", max_size=30)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    text = draw(TEXT)
    spans = [tuple(sorted(pair)) for pair in draw(st.lists(st.tuples(*[st.integers(0, len(text))] * 2), max_size=3))]
    boxes = tuple(TextBox(a, b, 1, 0.0, 0.0, 1.0, 1.0) for a, b in sorted(spans))
    cells = tuple(TableCell(a, b, "rij", text[a:b]) for a, b in spans)
    kind, continues = draw(st.sampled_from(BlockKind)), draw(st.booleans())
    return Block(kind, text, draw(st.integers(0, 3)), boxes, draw(st.booleans()), continues, cells)


PAGES = st.lists(st.lists(blocks(), max_size=4), max_size=4)


def document_of(pages: list[list[Block]], *, paged: bool = True) -> CitableDocument:
    read = ReadResult(tuple(ReadPage(n, f"l{n}", tuple(page)) for n, page in enumerate(pages, 1)), paged)
    return assemble("doc", "doc.pdf", "0" * 64, read, Metadata("Titel"))


@given(PAGES, st.booleans())
@settings(max_examples=80, deadline=None)
def test_pages_blocks_boxes_and_cells_point_into_the_text(pages: list[list[Block]], paged: bool) -> None:
    document = document_of(pages, paged=paged)
    shown = [block for page in pages for block in page if block.text.strip()]
    assert document.paged is paged
    assert [document.text[b.start : b.end] for b in document.blocks] == [block.text for block in shown]
    assert [(b.kind, b.level, b.ocr, b.continues) for b in document.blocks] == [
        (block.kind, block.level, block.ocr, block.continues) for block in shown
    ]
    boxes = [(block.text[x.start : x.end]) for block in shown for x in block.boxes]
    assert [document.text[x.start : x.end] for x in document.boxes] == boxes
    assert [x.start for x in document.boxes] == sorted(x.start for x in document.boxes)
    for span, block in zip(document.blocks, shown, strict=True):
        assert [document.text[c.start : c.end] for c in span.cells] == [c.column for c in block.cells]
        assert all(span.start <= c.start <= c.end <= span.end for c in span.cells)


@given(PAGES)
@settings(max_examples=80, deadline=None)
def test_pages_follow_each_other_and_hold_their_blocks(pages: list[list[Block]]) -> None:
    document = document_of(pages)
    assert [(p.page, p.page_label) for p in document.pages] == [(n, f"l{n}") for n in range(1, len(pages) + 1)]
    assert all(a.end <= b.start for a, b in pairwise(document.pages))
    spans = iter(document.blocks)
    for page, made in zip(pages, document.pages, strict=True):
        inside = [next(spans) for block in page if block.text.strip()]
        assert all(made.start <= span.start <= span.end <= made.end for span in inside)
        assert made.start == (inside[0].start if inside else made.end)
    assert next(spans, None) is None


@given(PAGES)
@settings(max_examples=80, deadline=None)
def test_nothing_but_space_stands_between_blocks(pages: list[list[Block]]) -> None:
    document = document_of(pages)
    places = [0, *(place for block in document.blocks for place in (block.start, block.end)), len(document.text)]
    between = {document.text[a:b] for a, b in zip(places[::2], places[1::2], strict=True)}
    assert between <= {"", " ", "\n", "\n\n"}


def test_how_blocks_are_put_together() -> None:
    made = [
        Block(BlockKind.HEADING, "Kop", 1),
        Block(BlockKind.PARAGRAPH, "Dit loopt"),
        Block(BlockKind.PARAGRAPH, "gewoon door:", continues=True),
        Block(BlockKind.LIST_ITEM, "een"),
        Block(BlockKind.LIST_ITEM, "twee"),
        Block(BlockKind.PARAGRAPH, "  "),
        Block(BlockKind.TABLE_ROW, "rij 1"),
        Block(BlockKind.TABLE_ROW, "rij 2"),
        Block(BlockKind.FOOTNOTE, "noot"),
    ]
    assert document_of([made]).text == "Kop\n\nDit loopt gewoon door:\neen\ntwee\n\nrij 1\nrij 2\n\nnoot"
