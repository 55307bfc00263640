"""Large type beside text, as key figures and initials: no sentence is mixed up by it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from ingest.limits import Limits
from ingest.readers.pdf import read_pdf

FIGURE = ["van de gezinnen zegt dat de hulp goed", "aansloot bij hun vraag. Dat is meer dan", "in het jaar daarvoor."]
BODY = ["Wij werken in alle wijken van de stad aan een goede start voor ieder kind.", "Dat doen we samen."]


def texts(tmp_path: Path, draw: Callable[[Canvas], None]) -> list[str]:
    path = tmp_path / "document.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    draw(canvas)
    canvas.save()
    return [block.text for block in read_pdf(path, Limits()).pages[0].blocks]


def lines(canvas: Canvas, x: float, top: float, written: list[str]) -> None:
    canvas.setFont("Helvetica", 10)
    for number, line in enumerate(written):
        canvas.drawString(x, top - number * 13, line)


def test_a_key_figure_comes_before_the_lines_that_it_stands_beside(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 72, 700, BODY)
        canvas.setFont("Helvetica-Bold", 48)
        canvas.drawString(72, 640, "86%")
        lines(canvas, 190, 662, FIGURE)

    assert texts(tmp_path, draw) == [" ".join(BODY), "86% " + " ".join(FIGURE)]


def test_large_type_on_the_baseline_of_a_line_stays_in_it(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 72, 700, ["In dat jaar hielpen wij", *BODY])
        canvas.setFont("Helvetica-Bold", 24)
        canvas.drawString(76 + stringWidth("In dat jaar hielpen wij", "Helvetica", 10), 700, "86")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(220, 700, "gezinnen.")

    assert texts(tmp_path, draw)[0].startswith("In dat jaar hielpen wij 86 gezinnen.")


def test_a_large_initial_belongs_to_the_word_that_it_begins(tmp_path: Path) -> None:
    width = stringWidth("W", "Helvetica-Bold", 46)

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 46)
        canvas.drawString(72, 674, "W")
        lines(
            canvas, 74 + width, 700, ["ij werken in alle wijken van de stad", "aan een goede start", "voor ieder kind."]
        )
        lines(canvas, 72, 661, ["Dat doen we samen met ouders, scholen en buren in de hele stad."])

    assert texts(tmp_path, draw)[0].startswith("Wij werken in alle wijken van de stad aan een goede start voor ieder")
