"""Healed blocks: boxes and cells point at the same letters as before."""

from __future__ import annotations

from index.types import Block, BlockKind, ReadPage, TableCell, TextBox
from ingest.mending import mended, without


def words_as_boxes(text: str) -> tuple[TextBox, ...]:
    boxes, at = [], 0
    for number, word in enumerate(text.split(" ")):
        boxes.append(TextBox(at, at + len(word), 1, number * 10, 0, number * 10 + 9, 9))
        at += len(word) + 1
    return tuple(boxes)


def test_boxes_move_with_their_letters() -> None:
    text = "Alle inwo ners en bestaans- zekerheid voor zie nin gen erbij"
    page = ReadPage(1, None, (Block(BlockKind.PARAGRAPH, text, boxes=words_as_boxes(text)),))
    result = mended((page,))
    block = result.pages[0].blocks[0]
    assert block.text == "Alle inwoners en bestaanszekerheid voorzieningen erbij"
    assert [block.text[box.start : box.end] for box in block.boxes] == (
        ["Alle", "inwo", "ners", "en", "bestaans", "zekerheid", "voor", "zie", "nin", "gen", "erbij"]
    )
    assert result.joins == (
        ("inwo ners", "inwoners"),
        ("bestaans- zekerheid", "bestaanszekerheid"),
        ("voor zie nin gen", "voorzieningen"),
    )


def test_cells_move_too() -> None:
    text = "Alle inwo ners | 7,40 | 8,20"
    cells = (TableCell(0, 14, "Alle inwo ners", ""), TableCell(17, 21, "r", "nov"), TableCell(24, 28, "r", "dec"))
    block = mended((ReadPage(1, None, (Block(BlockKind.TABLE_ROW, text, cells=cells),)),)).pages[0].blocks[0]
    assert [block.text[cell.start : cell.end] for cell in block.cells] == ["Alle inwoners", "7,40", "8,20"]


def test_nothing_to_heal_is_the_same_block() -> None:
    block = Block(BlockKind.PARAGRAPH, "Alles is heel gebleven.")
    assert mended((ReadPage(1, None, (block,)),)).pages[0].blocks[0] is block
    assert without(block, []) == block
