"""What was filled in on a form or written over a page: read, drawn and marked where viewers show it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    RectangleObject,
    StreamObject,
)
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from index.types import Block, BlockKind, ReadResult
from ingest.drawing import drawn_page
from ingest.limits import Limits
from ingest.pdf.filled import with_fields
from ingest.readers.pdf import read_pdf
from ingest.scans.picture import picture_of

Draw = Callable[[Canvas], None]
FONT = "Helvetica"
DOEL = "Doel: Elke dag op tijd naar school"


def make(tmp_path: Path, draw: Draw) -> Path:
    path = tmp_path / "formulier.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    draw(canvas)
    canvas.save()
    return path


def field(canvas: Canvas, label: str, value: str, y: float, size: float = 10, **more: object) -> None:
    canvas.setFont(FONT, 10)
    canvas.drawString(72, y, label)
    canvas.acroForm.textfield(
        name=label, value=value, x=230, y=y - 6, width=300, height=20, fontSize=size, borderWidth=0, **more
    )


def read(path: Path) -> ReadResult:
    return read_pdf(path, Limits())


def blocks(path: Path) -> tuple[Block, ...]:
    return read(path).pages[0].blocks


def texts(path: Path) -> list[str]:
    return [block.text for block in blocks(path)]


def form(canvas: Canvas) -> None:
    field(canvas, "Naam van het kind:", "Sanne de Vries", 700)
    field(canvas, "Doel:", "Elke dag op tijd naar school", 660)


def darkest(path: Path, left: float, bottom: float, right: float, top: float) -> int:
    """How dark the page that is shown is, at its darkest, in a box of it (0: black)."""
    drawn = drawn_page(path, 1, picture=True)
    image = Image.frombytes("RGB", (drawn.columns, drawn.rows), drawn.pixels).convert("L")
    scale = drawn.columns / drawn.width
    box = (left * scale, (drawn.height - top) * scale, right * scale, (drawn.height - bottom) * scale)
    return int(image.crop(tuple(map(round, box))).getextrema()[0])


def test_fields_are_read_in_the_line_of_their_label_and_shown_under_their_boxes(tmp_path: Path) -> None:
    path = make(tmp_path, form)
    assert texts(path) == ["Naam van het kind: Sanne de Vries", DOEL]
    words = {block.text[box.start : box.end]: box for block in blocks(path) for box in block.boxes}
    sanne = words["Sanne"]
    assert 230 <= sanne.left <= 240
    assert 694 <= sanne.bottom < 704 < sanne.top <= 714
    for box in words.values():
        assert darkest(path, box.left, box.bottom, box.right, box.top) < 128


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_fields_on_a_turned_and_cropped_page_are_marked_where_they_are_shown(tmp_path: Path, rotation: int) -> None:
    path = make(tmp_path, form)
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.pages[0].cropbox = RectangleObject((50, 600, 500, 800))
    writer.pages[0].rotate(rotation)
    writer.write(path)
    found = blocks(path)
    assert [block.text for block in found] == [
        "Naam van het kind: Sanne de Vries",
        "Doel: Elke dag op tijd naar school",
    ]
    for box in (box for block in found for box in block.boxes):
        assert darkest(path, box.left, box.bottom, box.right, box.top) < 128


def test_fields_without_a_drawing_of_their_own_are_read_and_shown_too(tmp_path: Path) -> None:
    path = make(tmp_path, form)
    writer = PdfWriter(clone_from=PdfReader(path))
    for annotation in writer.pages[0]["/Annots"]:
        del annotation.get_object()["/AP"]
    writer.root_object["/AcroForm"][NameObject("/NeedAppearances")] = BooleanObject(True)
    writer.write(path)
    assert texts(path) == ["Naam van het kind: Sanne de Vries", DOEL]
    assert darkest(path, 232, 696, 300, 710) < 128


@pytest.mark.parametrize("flags", ["hidden", "noview print"])
def test_what_viewers_do_not_show_is_neither_read_nor_drawn(tmp_path: Path, flags: str) -> None:
    def draw(canvas: Canvas) -> None:
        form(canvas)
        field(canvas, "Dossier:", "Geheim", 620, annotationFlags=flags)

    path = make(tmp_path, draw)
    assert texts(path)[-1] == "Dossier:"
    assert darkest(path, 230, 616, 520, 632) > 250


def test_chosen_values_are_read_ticks_and_buttons_are_not(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10)
        canvas.drawString(72, 700, "Wijk:")
        canvas.acroForm.choice(name="wijk", value="Zuilen", options=["Overvecht", "Zuilen"], x=150, y=694, height=20)
        canvas.acroForm.listbox(name="dag", value="di", options=["ma", "di", "wo"], x=150, y=600, height=60)
        canvas.acroForm.checkbox(name="ja", checked=True, x=72, y=560, buttonStyle="cross")
        canvas.drawString(100, 565, "Ja, ik ga akkoord")

    path = make(tmp_path, draw)
    assert texts(path) == ["Wijk: Zuilen", "Ja, ik ga akkoord"]
    assert darkest(path, 72, 560, 92, 580) < 128


def test_values_in_large_letters_are_no_headings(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(72, 760, "Aanmelding bij het buurtteam")
        canvas.setFont(FONT, 10)
        canvas.drawString(72, 730, "Vul in wat u weet. Wat u niet weet, vragen wij aan u in het gesprek.")
        field(canvas, "Naam:", "Sanne de Vries", 700, size=14)

    kinds = {block.text: (block.kind, block.level) for block in blocks(make(tmp_path, draw))}
    assert kinds["Aanmelding bij het buurtteam"] == (BlockKind.HEADING, 1)
    assert {kind for text, (kind, _) in kinds.items() if "Sanne" in text} == {BlockKind.PARAGRAPH}


def test_values_stay_with_their_labels_however_many_stand_under_each_other(tmp_path: Path) -> None:
    asked = ["Wat gaat er goed thuis?", "Wat gaat er goed op school?", "Wat kan er nog beter?", "Wie helpt er mee?"]
    said = ["Wij eten elke dag samen", "De juf is tevreden over hem", "Op tijd gaan slapen", "Oma en de buurvrouw"]

    def draw(canvas: Canvas) -> None:
        for number, (label, value) in enumerate(zip(asked, said, strict=True)):
            field(canvas, label, value, 700 - 14 * number)

    assert " ".join(texts(make(tmp_path, draw))) == " ".join(
        f"{label} {value}" for label, value in zip(asked, said, strict=True)
    )


def test_text_written_over_a_page_is_read(tmp_path: Path) -> None:
    path = make(tmp_path, form)
    writer = PdfWriter(clone_from=PdfReader(path))
    helvetica = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    look = StreamObject()
    look.set_data(b"BT /F 10 Tf 2 6 Td (Met moeder besproken) Tj ET")
    look |= {
        NameObject("/Type"): NameObject("/XObject"),
        NameObject("/Subtype"): NameObject("/Form"),
        NameObject("/BBox"): numbers(0, 0, 200, 20),
        NameObject("/Resources"): DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F"): helvetica})}
        ),
    }
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/FreeText"),
            NameObject("/Rect"): numbers(300, 500, 500, 520),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
        }
    )
    writer.add_annotation(0, note)
    writer.write(path)
    last = blocks(path)[-1]
    assert last.text == "Met moeder besproken"
    assert darkest(path, last.boxes[0].left, last.boxes[0].bottom, last.boxes[-1].right, last.boxes[-1].top) < 128


def numbers(*values: float) -> ArrayObject:
    return ArrayObject(map(FloatObject, values))


def test_a_scan_with_fields_stays_a_scan_and_is_recognised_with_what_is_filled_in(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("RGB", (300, 400), "white")), 0, 0, *A4)
        canvas.acroForm.textfield(
            name="naam", value="Sanne de Vries", x=230, y=694, width=300, height=20, borderWidth=0
        )

    path = make(tmp_path, draw)
    result = read(path)
    assert result.scans == (1,)
    pdf = pdfium.PdfDocument(path)
    assert not picture_of(with_fields(pdf, 1), Limits()).empty
    pdf.close()
