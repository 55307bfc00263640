"""Passages: exact offsets, sensible borders."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.types import Block, BlockKind, CitableDocument, Metadata, ReadPage, ReadResult
from ingest.assemble import assemble
from ingest.readers.rows import table_blocks
from ingest.splitting import MAX_WORDS, split

words = st.text(alphabet="abcdefghij é.,?\n-", min_size=0, max_size=400)
blocks = st.builds(
    Block,
    kind=st.sampled_from(BlockKind),
    text=words,
    level=st.integers(0, 3),
    continues=st.booleans(),
)
documents = st.lists(st.lists(blocks, max_size=6), min_size=1, max_size=5)


def document_of(pages: list[list[Block]], *, paged: bool = True) -> CitableDocument:
    read = ReadResult(tuple(ReadPage(n, f"l{n}", tuple(page)) for n, page in enumerate(pages, 1)), paged)
    return assemble("doc", "doc.pdf", "0" * 64, read, Metadata("Titel"))


@given(documents)
def test_every_passage_is_a_slice_of_its_document(pages: list[list[Block]]) -> None:
    document = document_of(pages)
    passages = split(document)
    assert all(document.text[p.start : p.end] == p.text and p.text.strip() for p in passages)
    assert all(a.end <= b.start for a, b in pairwise(passages))
    assert all(p.start <= u.start < u.end <= p.end for p in passages for u in p.units)


@given(documents)
def test_no_word_is_lost(pages: list[list[Block]]) -> None:
    document = document_of(pages)
    kept = "".join("".join(p.text.split()) for p in split(document))
    assert kept == "".join(document.text.split())


@given(documents)
def test_a_passage_belongs_to_the_page_on_which_it_begins(pages: list[list[Block]]) -> None:
    document = document_of(pages)
    for passage in split(document):
        page = next(p for p in document.pages if p.start <= passage.start < p.end)
        assert (passage.page, passage.page_label) == (page.page, page.page_label)


SENTENCE = "Deze zin telt precies acht gewone woorden hier. "


def paragraph(sentences: int) -> Block:
    return Block(BlockKind.PARAGRAPH, (SENTENCE * sentences).strip())


def test_passages_are_80_to_220_words() -> None:
    passages = split(document_of([[paragraph(6) for _ in range(20)]]))
    sizes = [len(p.text.split()) for p in passages]
    assert all(60 <= size <= MAX_WORDS for size in sizes)


def test_a_heading_stays_with_what_follows() -> None:
    heading = Block(BlockKind.HEADING, "Veiligheid", 1)
    passages = split(document_of([[paragraph(14), heading, paragraph(12)]]))
    assert [p.text.startswith("Veiligheid") for p in passages] == [False, True]
    assert passages[1].headings == ("Veiligheid",)
    assert passages[0].headings == ()


def test_a_list_keeps_its_lead_in() -> None:
    items = [Block(BlockKind.LIST_ITEM, SENTENCE.strip()) for _ in range(8)]
    lead = Block(BlockKind.PARAGRAPH, "Dit gaan we doen:")
    passages = split(document_of([[paragraph(17), lead, *items]]))
    assert passages[-1].text.startswith("Dit gaan we doen:")


def test_a_sentence_over_a_page_break_stays_whole_and_belongs_to_its_first_page() -> None:
    first = Block(BlockKind.PARAGRAPH, f"{SENTENCE * 3}Wij beginnen deze zin")
    second = Block(BlockKind.PARAGRAPH, f"op de vorige bladzijde. {SENTENCE * 3}".strip(), continues=True)
    passages = split(document_of([[first], [second]]))
    whole = next(p for p in passages if "Wij beginnen deze zin op de vorige bladzijde." in p.text)
    assert whole.page == 1
    assert [p.page for p in passages] == [1, 2]


def test_formats_without_pages_name_none() -> None:
    assert [p.page for p in split(document_of([[paragraph(5)]], paged=False))] == [None]


def test_a_row_longer_than_a_passage_is_cut_at_cells_and_sentences() -> None:
    row = table_blocks([["Doel", "Activiteiten", "Resultaat"], ["Preventie", SENTENCE * 60, "Het verzuim daalt."]])
    document = document_of([row])
    passages = split(document)
    assert all(len(p.text.split()) <= MAX_WORDS for p in passages)
    assert all(document.text[p.start : p.end] == p.text for p in passages)
    units = [document.text[u.start : u.end] for p in passages for u in p.units]
    assert max(len(unit.split()) for unit in units) < MAX_WORDS
    assert {"Preventie", SENTENCE.strip(), "Het verzuim daalt."} <= set(units)


def test_a_row_that_fits_stays_whole() -> None:
    row = table_blocks([["Doel", "Activiteiten"], ["Preventie", SENTENCE * 20]])
    units = split(document_of([row]))[0].units
    assert any(unit.end - unit.start == len(row[1].text) for unit in units)
