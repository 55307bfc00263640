"""Text at an angle: a stamp across the page, words up its side, the labels of a chart."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from index.boxes import boxes_for
from index.types import BlockKind, DocumentStatus, ReadResult, TextBox
from ingest.catalogue import Catalogue
from ingest.limits import Limits
from ingest.metadata import describe
from ingest.readers.pdf import read_pdf

WIDTH, HEIGHT = A4
FONT = "Helvetica"
BODY = [
    "Wij werken in alle wijken van de stad aan een goede start voor ieder kind. Dat doen we",
    "samen met ouders, scholen en buren. De teams zijn open van maandag tot en met vrijdag,",
    "en wie buiten kantooruren hulp nodig heeft, belt het nummer dat op de site staat. In de",
    "avond krijgt men een medewerker aan de lijn, die meteen zegt wat er kan en wie er komt.",
]
BODY_TEXT = " ".join(BODY)
Draw = Callable[[Canvas], None]


def make(tmp_path: Path, pages: Sequence[Draw], rotation: int = 0) -> Path:
    path = tmp_path / "document.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    if rotation:
        writer = PdfWriter(clone_from=PdfReader(path))
        for page in writer.pages:
            page.rotate(rotation)
        writer.write(path)
    return path


def read(path: Path) -> ReadResult:
    return read_pdf(path, Limits())


def texts(result: ReadResult, page: int = 1) -> list[str]:
    return [block.text for block in result.pages[page - 1].blocks]


def body(canvas: Canvas, top: float = 480, lines: Sequence[str] = BODY) -> None:
    canvas.setFont(FONT, 11)
    for number, line in enumerate(lines):
        canvas.drawString(72, top - 14 * number, line)


def at_angle(canvas: Canvas, x: float, y: float, angle: float, text: str, size: float = 60) -> None:
    canvas.saveState()
    canvas.setFont(FONT, size)
    canvas.setFillColorRGB(1, 0, 0)
    canvas.translate(x, y)
    canvas.rotate(angle)
    canvas.drawString(0, 0, text)
    canvas.restoreState()


def stamp(canvas: Canvas) -> None:
    at_angle(canvas, 170, 330, 45, "CONCEPT")


@pytest.mark.parametrize("angle", [45, -45, 20, 60, 90, 270, 135, 180])
def test_text_at_an_angle_does_not_mix_with_the_lines_that_it_crosses(tmp_path: Path, angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        body(canvas, 500, BODY[:2])
        at_angle(canvas, 290, 460, angle, "CONCEPT", 40)
        body(canvas, 472, BODY[2:])

    blocks = read(make(tmp_path, [draw])).pages[0].blocks
    assert [block.text for block in blocks] == [BODY_TEXT, "CONCEPT"]
    assert blocks[1].kind is BlockKind.PARAGRAPH


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("angle", [45, -45, 25, 70, 90, 92, 270])
def test_its_boxes_cover_what_is_drawn_and_little_else(tmp_path: Path, angle: int, rotation: int) -> None:
    def draw(canvas: Canvas) -> None:
        body(canvas, 780)
        at_angle(canvas, 300, 400, angle, "Niet verspreiden", 24)

    path = make(tmp_path, [draw], rotation)
    block = read(path).pages[0].blocks[-1]
    assert block.text == "Niet verspreiden"
    red, height = red_of(path)
    drawn = red.getbbox()
    assert drawn is not None
    areas = [pixels(box, height) for box in boxes_for(block.boxes, 0, len(block.text))]
    assert all(red.crop(area).getbbox() for area in areas)
    lefts, tops, rights, bottoms = zip(*areas, strict=True)
    around = (min(lefts), min(tops), max(rights), max(bottoms))
    assert all(abs(edge - of_ink) <= 24 for edge, of_ink in zip(around, drawn, strict=True))
    if angle % 90 > 2:
        letter = 24 * 1.2 * (abs(math.cos(math.radians(angle))) + abs(math.sin(math.radians(angle))))
        assert all(max(right - left, bottom - top) <= letter + 4 for left, top, right, bottom in areas)
    for area in areas:
        red.paste(0, area)
    assert red.getbbox() is None


def red_of(path: Path) -> tuple[Image.Image, int]:
    """Where the page as displayed is red, and how high it is."""
    pdf = pdfium.PdfDocument(path)
    red, _, blue = pdf[0].render().to_pil().convert("RGB").split()
    pdf.close()
    return ImageChops.subtract(red, blue).point(lambda value: 255 * (value > 100)), red.height


def pixels(box: TextBox, height: int) -> tuple[int, int, int, int]:
    return (
        math.floor(box.left) - 1,
        math.floor(height - box.top) - 1,
        math.ceil(box.right) + 1,
        math.ceil(height - box.bottom) + 1,
    )


def test_a_word_of_a_stamp_is_marked_letter_by_letter(tmp_path: Path) -> None:
    block = read(make(tmp_path, [lambda canvas: (body(canvas), stamp(canvas))])).pages[0].blocks[-1]
    assert [block.text[box.start : box.end] for box in block.boxes] == list("CONCEPT")


def test_labels_of_a_chart_are_texts_of_their_own(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        body(canvas, 700)
        for place, month in enumerate(["januari", "februari", "maart"]):
            at_angle(canvas, 150 + 40 * place, 300, 45, month, 9)
        for y, label in ((330, "Aantal gezinnen"), (120, "Wachttijd in dagen")):
            at_angle(canvas, 100, y, 90, label, 9)
        at_angle(canvas, 111, 120, 90, "gemiddeld per wijk", 9)

    first, *labels = texts(read(make(tmp_path, [draw])))
    assert first == BODY_TEXT
    assert labels == [
        "Wachttijd in dagen gemiddeld per wijk",
        "Aantal gezinnen",
        "januari",
        "februari",
        "maart",
    ]


def test_letters_that_slant_or_lie_a_little_askew_stay_in_their_lines(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        line = canvas.beginText(72, 700)
        line.setFont(FONT, 11)
        line.textOut("Dit is ")
        line.setTextTransform(1, 0, 0.4, 1, 105, 700)
        line.textOut("heel schuin ")
        line.setTextTransform(1, 0, 0, 1, 165, 700)
        line.textOut("gezet.")
        canvas.drawText(line)
        at_angle(canvas, 200, 700, 4, "En dit lag scheef.", 11)

    assert texts(read(make(tmp_path, [draw]))) == ["Dit is heel schuin gezet. En dit lag scheef."]


def test_a_stamp_on_many_pages_is_a_running_line(tmp_path: Path) -> None:
    angles = [45, 45.01, 44.99, 45]
    pages = [
        lambda canvas, n=n, angle=angle: (body(canvas, 700 - n), at_angle(canvas, 170, 330, angle, "CONCEPT"))
        for n, angle in enumerate(angles)
    ]
    side = lambda canvas: at_angle(canvas, 40, 200, 90, "Alleen hier", 9)  # noqa: E731
    result = read(make(tmp_path, [*pages, lambda canvas: (body(canvas), side(canvas))]))
    assert [texts(result, page) for page in range(1, 6)] == [[BODY_TEXT]] * 4 + [[BODY_TEXT, "Alleen hier"]]
    assert result.counts["removed_headers"] == 4


def test_an_upright_page_number_on_a_page_that_is_turned_is_its_label(tmp_path: Path) -> None:
    def upright(canvas: Canvas) -> None:
        body(canvas)
        canvas.drawString(290, 30, f"{canvas.getPageNumber() + 6}")

    def turned(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(500, 100)
        canvas.rotate(90)
        body(canvas, 100)
        canvas.restoreState()
        canvas.setFont(FONT, 11)
        canvas.drawString(290, 30, f"{canvas.getPageNumber() + 6}")

    result = read(make(tmp_path, [upright, upright, turned, upright]))
    assert [page.label for page in result.pages] == ["7", "8", "9", "10"]
    assert all(texts(result, page) == [BODY_TEXT] for page in range(1, 5))


def test_a_sentence_that_runs_on_over_the_page_is_not_broken_by_a_stamp(tmp_path: Path) -> None:
    first = [*BODY[:2], "", "", "Daarom spreken wij elke maand met alle ouders van de wijk en met"]
    then = ["alle scholen in de stad. Dat is zo afgesproken."]
    result = read(
        make(
            tmp_path,
            [lambda canvas: (body(canvas, lines=first), stamp(canvas)), lambda canvas: body(canvas, lines=then)],
        )
    )
    assert texts(result)[-2:] == ["CONCEPT", first[-1]]
    assert result.pages[1].blocks[0].continues


def test_large_letters_of_a_stamp_are_no_level_of_headings(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(72, 760, "Plan voor de jeugd")
        body(canvas)
        stamp(canvas)

    blocks = read(make(tmp_path, [draw])).pages[0].blocks
    assert [(block.kind, block.level) for block in blocks if block.level] == [(BlockKind.HEADING, 1)]


def small_header(word: str) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 8)
        canvas.drawString(72, 800, word)

    return draw


@pytest.mark.parametrize(
    ("mark", "draft"),
    [
        (stamp, True),
        (lambda canvas: at_angle(canvas, 40, 300, 90, "Concept, versie 0.3", 12), True),
        (small_header("Concept"), True),
        (lambda canvas: at_angle(canvas, 170, 330, 45, "VERTROUWELIJK"), False),
        (lambda canvas: at_angle(canvas, 40, 300, 90, "Het concept van de wijk", 9), False),
    ],
)
@pytest.mark.parametrize("number", [1, 5])
def test_a_document_with_a_stamp_or_running_line_concept_is_a_draft(
    tmp_path: Path, number: int, mark: Draw, draft: bool
) -> None:
    def draw(canvas: Canvas) -> None:
        body(canvas, 700 - canvas.getPageNumber(), BODY * 4)
        mark(canvas)

    result = read(make(tmp_path, [draw] * number))
    metadata = describe(Path("jaarplan-2026.pdf"), result, Catalogue())
    assert (metadata.status is DocumentStatus.DRAFT) == draft
