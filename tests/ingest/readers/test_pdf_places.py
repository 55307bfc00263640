"""Every quote on its place: letters against their source, pages, labels, highlight boxes and named table cells.

The documents of the evaluation are not part of the project; their share is skipped where they are not there.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from index.types import BlockKind, TableCell
from ingest.limits import Limits
from ingest.readers.pdf import read_pdf

pytest.importorskip("pdfminer")

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "corpus" / "voorbeeld"
SHARED = ROOT.parent / "shared"
SCRIPT = ROOT / "scripts" / "measure_reading.py"
REAL_FOLDERS = [
    pytest.param(name, marks=pytest.mark.skipif(not (SHARED / "corpus" / name).is_dir(), reason="not in the project"))
    for name in ("pdf", "pdf-hard")
]


def measure(*arguments: object) -> list[dict]:
    command = [sys.executable, SCRIPT, "--json", *arguments]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=True, cwd=ROOT)
    return json.loads(done.stdout)


def check_places(readings: list[dict]) -> None:
    for reading in readings:
        marked = reading["marked"]
        assert marked["wrong"] == [], reading["document"]
        assert marked["snippets"] == marked["found"] == marked["page"] == marked["label"] == marked["covered"]
        assert reading["lines"] == reading["lines_exact"], reading["document"]
    assert sum(reading["marked"]["snippets"] for reading in readings) > 20


def test_quotes_of_the_examples_are_marked_exactly() -> None:
    check_places(measure(EXAMPLES, "--questions", EXAMPLES / "vragen.jsonl"))


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL_FOLDERS)
def test_real_documents_are_read_letter_by_letter_and_marked_exactly(name: str) -> None:
    folder, txt = SHARED / "corpus" / name, SHARED / "corpus" / "txt"
    readings = measure(folder, "--txt", txt, "--questions", SHARED / "eval" / "vragen-dev.jsonl")
    check_places(readings)
    for reading in readings:
        errors = reading["errors"]
        assert errors["moved"] == 0, reading["document"]
        assert errors["extra"] + errors["missing"] + errors["changed"] <= 0.005 * errors["letters"], reading["document"]


def cells_of(path: Path) -> dict[tuple[str, str], str]:
    def value(block_text: str, cell: TableCell) -> str:
        return block_text[cell.start : cell.end]

    blocks = [block for page in read_pdf(path, Limits()).pages for block in page.blocks]
    rows = [block for block in blocks if block.kind is BlockKind.TABLE_ROW]
    return {(cell.row, cell.column): value(row.text, cell) for row in rows for cell in row.cells}


def test_a_cell_of_a_table_in_the_examples_is_named_by_its_row_and_column() -> None:
    cells = cells_of(EXAMPLES / "jaarverslag-2024.pdf")
    assert cells["Totaal 2024", "dec"] == "8,8"
    assert cells["Totaal 2023", "jan"] == "8,3"
    assert cells["Lang wachten", "Aantal 2024"] == "9"


@pytest.mark.parametrize("name", REAL_FOLDERS)
def test_a_cell_of_a_real_table_is_named_by_its_row_and_column(name: str) -> None:
    cells = cells_of(SHARED / "corpus" / name / "lokalis-jaarverslag-2022.pdf")
    assert cells["Totaal 2022", "dec"] == "12,61"
    assert cells["Kort 2020", "jan"] == "2,65"
