"""Two plans side by side as they are shown and saved: each by a name of its own, and no difference left unsaid."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any

import docx
import pytest

from app.comparison_rendering import comparison_html
from app.export_office import table_excel, table_word
from app.export_records import changed_only, comparison_rows
from app.frameworks import Comparer
from index.plan_sections import MAX_SENTENCES
from index.records import DocumentRecord, ReadReport
from index.texts import frameworks as texts
from index.types import DocumentStatus, Metadata
from index.year_compare import compare
from tests.index.shelf import Shelf, read

TABLE = "# Plan\n\n## Wie\n\n| Wijk | Ja | Nee |\n|--|--|--|\n| Noord | {yes} | {no} |\n| Zuid | {more} | nee |\n"


@pytest.fixture
def compared(tmp_path):
    old, new = TABLE.format(yes="x", no="", more="Tot: 1"), TABLE.format(yes="", no="x", more="tot 2")
    plans = [read(tmp_path / f"{name}.md", text, title="Plan\x07") for name, text in (("oud", old), ("nieuw", new))]
    return compare(Shelf(*plans), "oud", "nieuw")


def test_a_cell_in_another_column_is_told_on_the_page_and_in_files(compared):
    said = "Staat in een andere kolom: was “Ja”, wordt “Nee”."
    assert said in comparison_html(compared).html
    assert ("Wie", f"Veranderd {said}", "Noord | x", "", "Noord | x", "") in list(changed_only(compared))


def test_each_side_shows_its_own_words(compared):
    html = comparison_html(compared).html
    assert "Zuid | Tot: <del>1</del> | nee" in html
    assert "Zuid | tot <ins>2</ins> | nee" in html


def test_titles_with_signs_that_office_cannot_hold_are_written_without_them(compared):
    columns = [column.format(old=compared.names[0], new=compared.names[1]) for column in texts.COMPARE_COLUMNS]
    word = docx.Document(io.BytesIO(table_word("Plannen", (), columns, comparison_rows(compared))))
    assert [cell.text for cell in word.tables[0].rows[0].cells][2::2] == ["Plan (oud.md)", "Plan (nieuw.md)"]
    assert table_excel("Blad", columns, comparison_rows(compared))


def test_what_was_left_out_is_told_on_the_page_and_in_files(tmp_path):
    many = "# Plan\n\n" + "".join(f"Dit is regel nummer {n} van het plan.\n\n" for n in range(MAX_SENTENCES + 1))
    plans = [
        read(tmp_path / f"{name}.md", text)
        for name, text in (("oud", "# Plan\n\nEen zin in het plan."), ("nieuw", many))
    ]
    found = compare(Shelf(*plans), "oud", "nieuw")
    assert texts.TOO_LONG in comparison_html(found).html
    assert next(changed_only(found))[0] == texts.TOO_LONG
    assert "1.500" in texts.TOO_LONG
    assert MAX_SENTENCES == 1_500


def record(file: str, **metadata) -> DocumentRecord:
    values = Metadata(**({"title": "Jaarplan", "organisation": "Oeverlicht", "year": 2026} | metadata))
    return DocumentRecord(file, file, (file,), 3, 3, values, values, ReadReport(), "2026-01-01")


def choices(*records: DocumentRecord) -> list[Any]:
    kb = SimpleNamespace(documents=lambda: records)
    return Comparer(kb).choices(None, None)  # type: ignore[arg-type]


def test_what_is_chosen_beforehand_are_two_years():
    plan, draft = record("a.pdf", kind="jaarplan"), record("b.pdf", kind="jaarplan", status=DocumentStatus.DRAFT)
    assert [field.get("value") for field in choices(plan, draft)[:2]] == [None, None]
    earlier = record("c.pdf", kind="jaarplan", year=2025)
    assert [field.get("value") for field in choices(plan, draft, earlier)[:2]] == ["c.pdf", "a.pdf"]


def test_documents_that_are_called_the_same_can_be_told_apart():
    records = (record("a.pdf"), record("b.pdf", status=DocumentStatus.DRAFT), record("c.pdf", year=2025))
    options = dict(choices(*records)[0]["choices"])
    assert options == {
        "Jaarplan (Oeverlicht, 2026, geldig, a.pdf)": "a.pdf",
        "Jaarplan (Oeverlicht, 2026, concept, b.pdf)": "b.pdf",
        "Jaarplan (Oeverlicht, 2025)": "c.pdf",
    }
