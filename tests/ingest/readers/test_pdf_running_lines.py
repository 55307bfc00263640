"""What stands at the edge of a page: running lines go, headings, totals, figures and footnotes stay."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from index.types import ReadResult
from ingest.limits import Limits
from ingest.readers.pdf import read_pdf

HEIGHT = A4[1]
BODY = ["De teams zijn open van maandag tot en met", "vrijdag. Bel het nummer dat op de site staat."]
Drawn = tuple[float, str, int, str]
"""Height on the page, font, size, text."""


def read(tmp_path: Path, pages: Sequence[Sequence[Drawn]], title: str = "") -> ReadResult:
    path = tmp_path / "document.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setTitle(title)
    for drawn in pages:
        for y, font, size, text in [*drawn, *((600 - 13 * n, "Helvetica", 10, line) for n, line in enumerate(BODY))]:
            canvas.setFont(font, size)
            canvas.drawString(72, y, text)
        canvas.showPage()
    canvas.save()
    return read_pdf(path, Limits())


def beside_body(result: ReadResult) -> list[list[str]]:
    return [[block.text for block in page.blocks if block.text != " ".join(BODY)] for page in result.pages]


def head(text: str, size: int = 16) -> Drawn:
    return (HEIGHT - 72, "Helvetica-Bold", size, text)


def foot(text: str, font: str = "Helvetica", size: int = 8) -> Drawn:
    return (60, font, size, text)


@pytest.mark.parametrize("name", ["Artikel", "Bijlage"])
def test_numbered_headings_at_the_top_of_pages_stay(tmp_path: Path, name: str) -> None:
    pages = [[head(f"{name} {number}"), foot(str(number))] for number in range(1, 6)]
    result = read(tmp_path, pages)
    assert beside_body(result) == [[f"{name} {number}"] for number in range(1, 6)]
    assert [page.label for page in result.pages] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("name", ["Artikel", "HOOFDSTUK", "Bijlage", "Stap", "Les", "Week"])
@pytest.mark.parametrize("size", [8, 10])
def test_parts_that_count_along_with_the_pages_are_no_page_numbers(tmp_path: Path, name: str, size: int) -> None:
    result = read(tmp_path, [[head(f"{name} {number}.", size), foot(str(number + 4))] for number in range(1, 6)])
    assert beside_body(result) == [[f"{name} {number}."] for number in range(1, 6)]
    assert [page.label for page in result.pages] == ["5", "6", "7", "8", "9"]


def test_the_part_that_every_page_names_is_a_running_line(tmp_path: Path) -> None:
    result = read(tmp_path, [[head("Bijlage 2", 8), foot(f"Bijlage 2 - {number}")] for number in range(1, 6)])
    assert beside_body(result) == [[]] * 5
    assert [page.label for page in result.pages] == ["1", "2", "3", "4", "5"]


def test_totals_at_the_foot_of_pages_stay(tmp_path: Path) -> None:
    totals = [f"Totaal € {amount}" for amount in ("1.200.000", "3.400.000", "2.560.000", "4.000.000")]
    assert beside_body(read(tmp_path, [[foot(total, "Helvetica-Bold", 10)] for total in totals])) == [
        [total] for total in totals
    ]


def test_key_figures_at_the_top_of_pages_stay(tmp_path: Path) -> None:
    pages = [[head("1240", 24)], [head("86", 24)], []]
    assert beside_body(read(tmp_path, pages)) == [["1240"], ["86"], []]


def test_a_footnote_that_names_the_title_stays(tmp_path: Path) -> None:
    note = "1 Zie voor cijfers de monitor Jeugdhulp 2024 van het CBS, pagina 12."
    pages = [[foot(note)], [head("Jeugdhulp", 8), foot("Jeugdhulp | 2")]]
    assert beside_body(read(tmp_path, pages, title="Jeugdhulp")) == [[note], []]


@pytest.mark.parametrize(
    "written",
    [
        ["1", "2", "3", "1", "2", "1", "2", "3"],
        ["i", "ii", "iii", "iv", "1", "2", "3", "4"],
        ["Jaarplan 2026 | iii", "Jaarplan 2026 | iv", "Jaarplan 2026 | 1", "Jaarplan 2026 | 2"],
    ],
)
def test_page_numbers_that_start_anew_go_and_are_labels(tmp_path: Path, written: list[str]) -> None:
    result = read(tmp_path, [[foot(number)] for number in written])
    assert beside_body(result) == [[]] * len(written)
    assert [page.label for page in result.pages] == [number.split()[-1] for number in written]


def test_a_letter_at_the_end_of_a_running_line_is_no_page_number(tmp_path: Path) -> None:
    result = read(tmp_path, [[foot("Jaarplan Sociaal Team C")]] * 4)
    assert beside_body(result) == [[]] * 4
    assert [page.label for page in result.pages] == ["1", "2", "3", "4"]


def test_a_page_without_number_between_two_that_count_along_has_the_one_it_would_have(tmp_path: Path) -> None:
    numbers = ["i", "ii", "1", "2", None, "4", "5", "1", None, "7", "8"]
    result = read(tmp_path, [[foot(number)] if number else [] for number in numbers])
    labels = [page.label for page in result.pages]
    assert labels[:8] == ["i", "ii", "1", "2", "3", "4", "5", "1"]
    assert labels[8] == "9"  # 1 and 7 do not count along: its place in the file, as where nothing is printed
