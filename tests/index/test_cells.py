"""A question that names a row and a column gets that cell, with both names; any other question gets none."""

from __future__ import annotations

import subprocess

import pytest

from index.answering import HITS_READ
from index.service import KnowledgeBase
from index.settings import load_settings
from tests.conftest import BRONWIJZER, SHARED, command_environment


@pytest.mark.parametrize(
    ("question", "row", "column", "value"),
    [
        ("ziekteverzuim december 2024", "Totaal 2024", "dec", "8,8"),
        ("Hoe hoog was het korte verzuim in maart 2023?", "Kort 2023", "mrt", "2,6"),
        ("lang verzuim feb 2024", "Lang 2024", "feb", "6,7"),
        ("Hoeveel klachten over privacy waren er in 2024?", "Privacy", "Aantal 2024", "1"),
        ("begroting in 2026", "Begroting", "In 2026", "9,4 miljoen euro"),
    ],
)
def test_the_cell_that_is_asked_for_is_named_and_its_row_is_quoted(kb, question, row, column, value):
    result = kb.ask(question)
    quote = result.answer.quotes[0]
    assert (quote.asked.row, quote.asked.column, quote.asked.text) == (row, column, value)
    document = kb.text(result.hits[quote.hit - 1].document.id)
    assert document.text[quote.asked.start : quote.asked.end] == value
    assert quote.text == document.text[quote.start : quote.end]
    assert quote.text.split(" | ") == [cell.text for cell in quote.cells]
    assert f"{row} · {column}: {value}" in result.answer.text
    assert quote.asked in result.hits[quote.hit - 1].cells


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel ziekteverzuim is er?",
        "ziekteverzuim december 2019",
        "Wat doen we in december?",
        "Wat is het doel voor ziekteverzuim?",
        "klachten in 2024",
        "privacy van jongeren in 2024",
    ],
)
def test_a_question_that_names_no_row_and_column_gets_no_cell(kb, question):
    result = kb.ask(question)
    assert [hit.cells for hit in result.hits[:HITS_READ]] == [()] * min(HITS_READ, len(result.hits))
    assert all(quote.asked is None for quote in result.answer.quotes)


def test_the_names_of_columns_alone_are_never_a_quote(kb):
    for question in ("jan feb mrt apr mei jun", "onderwerp van de klacht aantal", "wanneer klaar wie zorgt ervoor"):
        for quote in kb.ask(question).answer.quotes:
            assert "jan | feb" not in quote.text
            assert not quote.text.startswith(("Onderwerp van de klacht |", "Doel | Wanneer"))


def test_where_no_part_is_named_the_total_comes_first_and_the_parts_after_it(kb):
    rows = [quote.asked.row for quote in kb.ask("ziekteverzuim december 2024").answer.quotes]
    assert rows[0] == "Totaal 2024"
    assert set(rows) == {"Totaal 2024", "Kort 2024", "Lang 2024"}


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the real documents are not in the project")
def test_the_sickness_absence_of_a_real_report(tmp_path):
    report = SHARED / "corpus" / "pdf" / "lokalis-jaarverslag-2022.pdf"
    command = [BRONWIJZER, "ingest", "--words-only", report, "--index", tmp_path / "index"]
    subprocess.run(command, cwd=tmp_path, env=command_environment(), capture_output=True, check=True)
    kb = KnowledgeBase.open(load_settings(index=tmp_path / "index"))
    try:
        first = kb.ask("ziekteverzuim december 2022", all_versions=True).answer.quotes[0]
    finally:
        kb.close()
    assert (first.asked.row, first.asked.column, first.asked.text, first.page) == ("Totaal 2022", "dec", "12,61", 27)
