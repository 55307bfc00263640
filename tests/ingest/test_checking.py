"""What must hold of every text that was read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ReadError
from index.types import Block, BlockKind, ReadPage, ReadResult, TableCell, TextBox
from ingest.checking import check
from ingest.limits import Limits

LIMITS = Limits(pages=3, text_chars=300, page_chars=200, word_chars=10, least_letters=5)
TEXT = "Een gewone zin."


def result(*pages: str, paged: bool = True) -> ReadResult:
    blocks = [() if not text else (Block(BlockKind.PARAGRAPH, text),) for text in pages]
    return ReadResult(tuple(ReadPage(number, None, found) for number, found in enumerate(blocks, 1)), paged)


def test_a_result_within_its_limits_is_left_alone():
    fine = result("Een gewone zin.", "", "Nog een zin.")
    assert check(fine, ".pdf", LIMITS) is fine


@pytest.mark.parametrize(
    ("read", "suffix", "code"),
    [
        (result(TEXT, "", "", ""), ".pdf", "TEVEEL_PAGINAS"),
        (result("zin " * 51), ".pdf", "TE_GROOT"),
        (result("zin " * 40, "zin " * 40), ".pdf", "TE_GROOT"),
        (result("", ""), ".pdf", "GEEN_TEKST"),
        (result("Hoi, 12 - 34 (56)"), ".pdf", "GEEN_TEKST"),
        (result("12 - 34 (56)"), ".docx", "LEEG_NA_OPSCHONEN"),
        (result(), ".txt", "LEEG_NA_OPSCHONEN"),
    ],
    ids=["pages", "page", "text", "scan", "few letters", "numbers", "nothing"],
)
def test_what_is_no_document_is_refused(read, suffix, code):
    with pytest.raises(ReadError, match=r"\w{4,}.*\.") as failed:
        check(read, suffix, LIMITS)
    assert failed.value.code == code


def test_a_text_without_pages_has_no_limit_for_one_page():
    assert check(result("zin " * 51, paged=False), ".md", LIMITS)


def test_a_cut_word_is_named_with_its_length():
    cut = check(result("kort " + "a" * 25), ".txt", LIMITS)
    assert cut.pages[0].blocks[0].text == f"kort {'a' * 10} {'a' * 10} {'a' * 5}"
    assert [(w.code, w.message) for w in cut.warnings] == [
        ("LANG_WOORD", "Een woord van 25 tekens is in stukken geknipt.")
    ]


@given(st.lists(st.text("ab", min_size=1, max_size=35), min_size=2, max_size=5))
def test_places_still_point_at_the_same_letters_after_a_cut(words):
    text, boxes, cells = " ".join(words), [], []
    start = 0
    for word in words:
        for at in range(start, start + len(word)):
            boxes.append(TextBox(at, at + 1, 1, 0, 0, 1, 1))
        cells.append(TableCell(start, start + len(word), "rij", "kolom"))
        start += len(word) + 1
    block = Block(BlockKind.TABLE_ROW, text, boxes=tuple(boxes), cells=tuple(cells))
    read = ReadResult((ReadPage(1, None, (block, Block(BlockKind.PARAGRAPH, "genoeg letters"))),), paged=True)
    cut = check(read, ".pdf", LIMITS).pages[0].blocks[0]
    assert max(map(len, cut.text.split())) <= LIMITS.word_chars
    assert cut.text.replace(" ", "") == text.replace(" ", "")
    assert [cut.text[box.start : box.end] for box in cut.boxes] == [text[box.start : box.end] for box in boxes]
    assert [cut.text[cell.start : cell.end].replace(" ", "") for cell in cut.cells] == words
