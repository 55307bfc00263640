"""PDFs as many programs write them: columns, running lines, hyphens, tables, labels, drawing order."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from index.boxes import boxes_for
from index.errors import ReadError
from index.types import BlockKind, Metadata, ReadResult
from ingest.assemble import assemble
from ingest.limits import Limits
from ingest.readers.pdf import read_pdf

WIDTH, HEIGHT = A4
LEADING = 14
FONT = "Helvetica"
LEFT = [
    "Wij werken in alle wijken van de stad aan een",
    "goede start voor ieder kind. Dat doen we sa-",
    "men met ouders, scholen en buren. Onze verant-",
    "woording staat in het verslag van dit jaar.",
]
RIGHT = [
    "De teams zijn open van maandag tot en met",
    "vrijdag. Wie buiten kantooruren hulp nodig",
    "heeft, belt het nummer dat op de site staat",
    "en krijgt dan een medewerker aan de lijn.",
]
LEFT_TEXT = (
    "Wij werken in alle wijken van de stad aan een goede start voor ieder kind. Dat doen we samen met ouders, scholen "
    "en buren. Onze verantwoording staat in het verslag van dit jaar."
)
RIGHT_TEXT = (
    "De teams zijn open van maandag tot en met vrijdag. Wie buiten kantooruren hulp nodig heeft, belt het nummer dat "
    "op de site staat en krijgt dan een medewerker aan de lijn."
)


def make(tmp_path: Path, draw: Callable[[Canvas], None]) -> Path:
    path = tmp_path / "document.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    draw(canvas)
    canvas.save()
    return path


def read(path: Path) -> ReadResult:
    return read_pdf(path, Limits())


def texts(result: ReadResult, page: int = 1) -> list[str]:
    return [block.text for block in result.pages[page - 1].blocks]


def column(canvas: Canvas, x: float, lines: list[str], top: float = 700) -> None:
    canvas.setFont(FONT, 11)
    for number, line in enumerate(lines):
        canvas.drawString(x, top - number * LEADING, line)


def word_by_word(canvas: Canvas, columns: list[tuple[float, list[str]]], top: float = 700) -> None:
    """Row by row across the columns, every word on its own."""
    canvas.setFont(FONT, 11)
    for number in range(len(columns[0][1])):
        for x, lines in columns:
            at = x
            for word in lines[number].split():
                canvas.drawString(at, top - number * LEADING, word)
                at += stringWidth(f"{word} ", FONT, 11)


@pytest.mark.parametrize("how", ["column by column", "word by word across", "at random"])
def test_two_columns_read_one_after_the_other(tmp_path: Path, how: str) -> None:
    def draw(canvas: Canvas) -> None:
        columns = [(50.0, LEFT), (320.0, RIGHT)]
        if how == "column by column":
            for x, lines in columns:
                column(canvas, x, lines)
        elif how == "word by word across":
            word_by_word(canvas, columns)
        else:
            pieces = [(x, 700 - n * LEADING, line) for x, lines in columns for n, line in enumerate(lines)]
            random.Random(3).shuffle(pieces)
            canvas.setFont(FONT, 11)
            for x, y, line in pieces:
                canvas.drawString(x, y, line)

    assert texts(read(make(tmp_path, draw))) == [LEFT_TEXT, RIGHT_TEXT]


def test_a_title_over_both_columns_comes_first_and_a_note_last(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(50, 740, "Een plan voor de hele stad en alle wijken")
        word_by_word(canvas, [(50.0, LEFT), (320.0, RIGHT)])
        column(
            canvas, 50, ["Dit slot loopt over de volle breedte van de bladzijde en hoort dus bij geen van beide."], 600
        )

    result = read(make(tmp_path, draw))
    assert next((b.kind, b.level) for b in result.pages[0].blocks) == (BlockKind.HEADING, 1)
    assert texts(result)[1:3] == [LEFT_TEXT, RIGHT_TEXT]
    assert texts(result)[3].startswith("Dit slot")


def test_three_columns(tmp_path: Path) -> None:
    lines = [["een rij van de eerste", "en nog een regel van", "de eerste kolom hier."]]
    lines += [[line.replace("eerste", name) for line in lines[0]] for name in ("tweede", "derde")]

    def draw(canvas: Canvas) -> None:
        word_by_word(canvas, [(50.0, lines[0]), (230.0, lines[1]), (410.0, lines[2])])

    assert texts(read(make(tmp_path, draw))) == [
        f"een rij van de {name} en nog een regel van de {name} kolom hier." for name in ("eerste", "tweede", "derde")
    ]


@pytest.mark.parametrize("last", [["en dat blijven wij doen, ook met de be-", "woners."], ["Zo is het."]])
def test_a_last_column_that_has_only_just_begun(tmp_path: Path, last: list[str]) -> None:
    lines = [*LEFT, *LEFT, *LEFT]

    def draw(canvas: Canvas) -> None:
        column(canvas, 50, lines)
        column(canvas, 320, last)

    read_text = " ".join(texts(read(make(tmp_path, draw))))
    assert read_text == " ".join([LEFT_TEXT] * 3 + [" ".join(last).replace("be- w", "bew")])


def test_one_line_with_a_gap_is_no_column(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        column(canvas, 50, ["Kort", *["Een regel."] * 9])
        column(canvas, 320, ["Datum: 3 mei"])

    assert texts(read(make(tmp_path, draw)))[0].startswith("Kort Datum: 3 mei")


def test_a_bullet_without_a_letter_has_no_say_in_the_style_of_its_line(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        column(canvas, 50, RIGHT)
        for number, words in enumerate(["Samen eten", "Hulp thuis"]):
            canvas.setFont(FONT, 13)
            canvas.drawString(50, 600 - number * LEADING, "(cid:127)")
            canvas.setFont(FONT, 11)
            canvas.drawString(62, 600 - number * LEADING, words)

    blocks = read(make(tmp_path, draw)).pages[0].blocks
    assert [(b.kind, b.text) for b in blocks[1:]] == [
        (BlockKind.LIST_ITEM, "Samen eten"),
        (BlockKind.LIST_ITEM, "Hulp thuis"),
    ]


def running(canvas: Canvas, number: int) -> None:
    canvas.setFont(FONT, 7)
    canvas.drawString(50, 805, "Oeverlicht - Jaarplan 2026")
    canvas.drawString(420, 30, f"Jaarplan 2026 | {number}")
    column(canvas, 50, [f"Bladzijde met eigen woorden nummer {number}.", *RIGHT])
    canvas.showPage()


def test_running_lines_go_and_give_the_printed_label(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 24)
        canvas.drawString(50, 500, "Jaarplan 2026")
        canvas.showPage()
        for number in range(1, 6):
            running(canvas, number)

    result = read(make(tmp_path, draw))
    assert [page.label for page in result.pages] == ["1", "1", "2", "3", "4", "5"]
    assert all("Oeverlicht" not in text and "|" not in text for n in range(2, 7) for text in texts(result, n))
    assert result.counts["removed_headers"] == 10


def test_labels_of_the_file_count_where_none_is_printed(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for lines in (LEFT, RIGHT, LEFT):
            column(canvas, 50, lines)
            canvas.showPage()

    path = make(tmp_path, draw)
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.set_page_label(0, 1, PageLabelStyle.LOWERCASE_ROMAN)
    writer.set_page_label(2, 2, PageLabelStyle.DECIMAL)
    writer.write(path)
    assert [page.label for page in read(path).pages] == ["i", "ii", "1"]


def grid(rows: list[list[str]], *, ruled: bool) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        style = [("FONTSIZE", (0, 0), (-1, -1), 9)]
        if ruled:
            style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
        table = Table(rows, style=style, colWidths=[90, 60, 60, 60])
        table.wrapOn(canvas, 400, 400)
        table.drawOn(canvas, 60, 500)
        column(canvas, 50, ["Hieronder staat het verzuim per maand in procenten van alle uren."], 760)

    return draw


ROWS = [["", "okt", "nov", "dec"], ["Totaal 2025", "7,10", "7,40", "8,20"], ["Kort 2025", "1,10", "1,20", "2,05"]]


@pytest.mark.parametrize("ruled", [True, False])
def test_tables_know_their_rows_and_columns(tmp_path: Path, ruled: bool) -> None:
    result = read(make(tmp_path, grid(ROWS, ruled=ruled)))
    rows = [block for block in result.pages[0].blocks if block.kind is BlockKind.TABLE_ROW]
    assert [row.text for row in rows] == [
        "okt | nov | dec",
        "Totaal 2025 | 7,10 | 7,40 | 8,20",
        "Kort 2025 | 1,10 | 1,20 | 2,05",
    ]
    cell = rows[1].cells[-1]
    assert rows[1].text[cell.start : cell.end] == "8,20"
    assert (cell.row, cell.column) == ("Totaal 2025", "dec")
    assert result.counts["tables"] == 1
    assert texts(result)[0].startswith("Hieronder")


def test_a_cell_of_several_lines_stays_together(tmp_path: Path) -> None:
    rows = [["Doel", "Wie"], ["Het verzuim daalt\nnaar zeven procent", "De manager\norganisatie"]]

    def draw(canvas: Canvas) -> None:
        table = Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)], colWidths=[150, 100])
        table.wrapOn(canvas, 400, 400)
        table.drawOn(canvas, 60, 500)

    assert texts(read(make(tmp_path, draw))) == [
        "Doel | Wie",
        "Het verzuim daalt naar zeven procent | De manager organisatie",
    ]


def test_bullets_footnotes_and_their_marks(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        column(canvas, 50, ["Dit gaan we doen:", "• meer tijd voor gezinnen", "• minder regels"])
        column(canvas, 50, ["Wij krijgen 40 m van de gemeente en dat is een minimum"], 600)
        width = stringWidth("Wij krijgen 40 m van de gemeente en dat is een minimum", FONT, 11)
        canvas.setFont(FONT, 6)
        canvas.drawString(50 + width, 604, "6")
        canvas.setFont(FONT, 8)
        canvas.drawString(50, 90, "6 Zie de afspraken met de gemeente over het jaar 2026.")

    result = read(make(tmp_path, draw))
    assert [(b.kind.value, b.text) for b in result.pages[0].blocks] == [
        ("paragraph", "Dit gaan we doen:"),
        ("list_item", "meer tijd voor gezinnen"),
        ("list_item", "minder regels"),
        ("paragraph", "Wij krijgen 40 m van de gemeente en dat is een minimum"),
        ("footnote", "6 Zie de afspraken met de gemeente over het jaar 2026."),
    ]


def test_a_highlight_does_not_run_over_the_mark_of_a_footnote(tmp_path: Path) -> None:
    before, after = "Wij krijgen dat als een minimum", "van de gemeente en meer niet."
    width = stringWidth(before, FONT, 11)

    def draw(canvas: Canvas) -> None:
        column(canvas, 50, [before], 600)
        canvas.setFont(FONT, 6)
        canvas.drawString(50 + width, 604, "6")
        column(canvas, 50 + width + 6, [after], 600)

    document = assemble("d", "d.pdf", "0", read(make(tmp_path, draw)), Metadata("d"))
    assert document.text == f"{before} {after}"
    mark = (50 + width, 50 + width + stringWidth("6", FONT, 6))
    whole = boxes_for(document.boxes, 0, len(document.text))
    assert [document.text[box.start : box.end] for box in whole] == [before, after]
    for box in whole:
        assert box.right <= mark[0] + 0.5 or box.left >= mark[1] - 0.5
    place = document.text.index("minimum")
    (one,) = boxes_for(document.boxes, place, place + len("minimum"))
    assert (one.start, one.end) == (place, place + len("minimum"))
    assert one.right <= mark[0] + 0.5
    assert one.top < 612


def test_a_word_cut_by_a_page_break_goes_on(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        column(canvas, 50, [*RIGHT, "Daarom kiezen wij ervoor om met alle partners in de"])
        canvas.showPage()
        column(canvas, 50, ["wijk samen op te trekken. Dat is afgesproken.", *RIGHT])

    result = read(make(tmp_path, draw))
    assert result.pages[1].blocks[0].continues
    document = assemble("d", "d.pdf", "0", result, Metadata("d"))
    assert "met alle partners in de wijk samen op te trekken." in document.text


def test_a_word_cut_above_a_footnote_at_the_end_of_a_page_is_whole(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        column(canvas, 50, [*RIGHT, "Daarom maken wij afspraken over de veiligheids-"])
        canvas.setFont(FONT, 8)
        canvas.drawString(50, 90, "1 Zie de monitor van het CBS, pagina 12.")
        canvas.showPage()
        column(canvas, 50, ["regels en het beleid dat daarbij hoort.", *RIGHT])

    result = read(make(tmp_path, draw))
    assert texts(result)[0].endswith("afspraken over de veiligheidsregels")
    assert texts(result)[1:] == ["1 Zie de monitor van het CBS, pagina 12."]
    assert texts(result, 2)[0].startswith("en het beleid dat daarbij hoort.")
    assert not result.pages[1].blocks[0].continues


def test_the_dots_that_a_line_end_takes_come_back_in_their_box(tmp_path: Path) -> None:
    lines = ["Het buurtteam spreekt elke maand met de cli-", "entenraad over het beleid van de organisatie."]
    result = read(make(tmp_path, lambda canvas: column(canvas, 50, lines)))
    (block,) = result.pages[0].blocks
    assert block.text == "Het buurtteam spreekt elke maand met de cliëntenraad over het beleid van de organisatie."
    pieces = [block.text[box.start : box.end] for box in block.boxes]
    assert pieces[7:9] == ["cli", "ëntenraad"]


@pytest.mark.parametrize(
    ("before", "raised", "after", "wanted"),
    [
        ("Een woning van 120m", "2", " krijgt een toeslag.", "Een woning van 120m2 krijgt een toeslag."),
        ("De oppervlakte (m", "2", ") telt mee.", "De oppervlakte (m2) telt mee."),
        ("Het is 4 dm", "3", " en nog wat.", "Het is 4 dm3 en nog wat."),
        ("Wij kosten 10", "6", " euro per jaar.", "Wij kosten 10⁶ euro per jaar."),
        ("De prijs is 12,", "50", " euro per uur.", "De prijs is 12,50 euro per uur."),
        ("Dat was zo in 2024,", "12", " en in 2025.", "Dat was zo in 2024, en in 2025."),
        ("Dat kost 5.000", "2", " euro.", "Dat kost 5.000 euro."),
        ("Dat is het programma", "2", " van de stad.", "Dat is het programma van de stad."),
        ("Dat staat in het plan (2026)", "2", " van de stad.", "Dat staat in het plan (2026) van de stad."),
    ],
)
def test_only_raised_numbers_that_are_marks_are_left_out(
    tmp_path: Path, before: str, raised: str, after: str, wanted: str
) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(50, 600)
        for size, rise, part in ((10, 0, before), (6, 4, raised), (10, 0, after)):
            text.setFont(FONT, size)
            text.setRise(rise)
            text.textOut(part)
        canvas.drawText(text)

    assert texts(read(make(tmp_path, draw))) == [wanted]


def test_a_high_mark_stays_on_its_line_beside_another_column(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        column(canvas, 50, LEFT)
        column(canvas, 320, RIGHT, top=704.5)
        canvas.setFont(FONT, 8)
        canvas.drawString(50 + stringWidth(LEFT[1], FONT, 11), 700 - LEADING + 5.4, "1")

    assert texts(read(make(tmp_path, draw))) == [LEFT_TEXT, RIGHT_TEXT]


def test_a_number_stuck_to_a_word_has_a_box_of_its_own(tmp_path: Path) -> None:
    block = (
        read(make(tmp_path, lambda canvas: column(canvas, 50, ["Dit duurde elf jaar16 of (lang.4"]))).pages[0].blocks[0]
    )
    words = {block.text[box.start : box.end]: box for box in block.boxes}
    assert list(words) == ["Dit", "duurde", "elf", "jaar", "16", "of", "(lang.", "4"]
    assert words["jaar"].right == words["16"].left
    assert words["16"].left == pytest.approx(50 + stringWidth("Dit duurde elf jaar", FONT, 11), abs=1.0)


def test_page_numbers_of_facing_pages_are_running_lines(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(1, 5):
            canvas.setFont(FONT, 7)
            canvas.drawString(50, 30, f"Jaarplan | {number}" if number % 2 else f"{number} | Jaarplan")
            column(canvas, 50, [f"Bladzijde met eigen woorden nummer {number}.", *RIGHT])
            canvas.showPage()

    result = read(make(tmp_path, draw))
    assert [page.label for page in result.pages] == ["1", "2", "3", "4"]
    assert all("Jaarplan" not in text for page in range(1, 5) for text in texts(result, page))


def test_a_half_word_at_the_end_of_a_page_is_whole_on_that_page(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        column(canvas, 50, [*RIGHT, "Daarom spreken wij elke maand met alle inwo-"])
        canvas.showPage()
        column(canvas, 50, ["ners van de wijk. Dat is afgesproken.", *RIGHT])

    result = read(make(tmp_path, draw))
    first, second = (page.blocks[0] for page in result.pages)
    assert first.text.endswith("met alle inwoners")
    assert second.text.startswith("van de wijk.")
    assert second.continues
    assert [(first.text[box.start : box.end], box.page) for box in first.boxes[-2:]] == [("inwo", 1), ("ners", 2)]
    assert result.joins == (("inwo- ners", "inwoners"),)


def test_words_broken_by_spaces_are_healed_with_a_box_for_every_piece(tmp_path: Path) -> None:
    lines = ["Wij vragen alle inwo ners wat er nodig is.", "Zo maken wij samen onze voor zie nin gen beter."]
    result = read(make(tmp_path, lambda canvas: column(canvas, 50, lines)))
    block = result.pages[0].blocks[0]
    assert block.text == "Wij vragen alle inwoners wat er nodig is. Zo maken wij samen onze voorzieningen beter."
    assert [block.text[box.start : box.end] for box in block.boxes][3:5] == ["inwo", "ners"]
    assert result.counts["healed_words"] == 2


def test_boxes_stand_where_the_words_are(tmp_path: Path) -> None:
    result = read(make(tmp_path, lambda canvas: column(canvas, 50, LEFT)))
    block = result.pages[0].blocks[0]
    words = {block.text[box.start : box.end]: box for box in block.boxes}
    wijken = words["wijken"]
    expected = 50 + stringWidth("Wij werken in alle ", FONT, 11)
    assert wijken.left == pytest.approx(expected, abs=1.0)
    assert wijken.right == pytest.approx(expected + stringWidth("wijken", FONT, 11), abs=1.0)
    assert wijken.bottom < 700 < wijken.top
    halves = [block.text[box.start : box.end] for box in block.boxes if box.page == 1]
    assert "sa" in halves
    assert "men" in halves


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_turned_text_on_a_turned_page_reads_and_marks_as_displayed(tmp_path: Path, rotation: int, turned: int) -> None:
    import pypdfium2 as pdfium

    def draw(canvas: Canvas) -> None:
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(turned)
        canvas.drawString(0, 0, "Een regel.")

    path = make(tmp_path, draw)
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.pages[0].rotate(rotation)
    writer.write(path)
    block = read(path).pages[0].blocks[0]
    assert block.text == "Een regel."
    pdf = pdfium.PdfDocument(path)
    _, height = pdf[0].get_size()
    image = pdf[0].render().to_pil().convert("L")
    for box in block.boxes:
        inside = image.crop((int(box.left), int(height - box.top), int(box.right) + 1, int(height - box.bottom) + 1))
        assert inside.getextrema()[0] < 128
    left, right = min(b.left for b in block.boxes), max(b.right for b in block.boxes)
    bottom, top = min(b.bottom for b in block.boxes), max(b.top for b in block.boxes)
    image.paste(255, (int(left) - 2, int(height - top) - 2, int(right) + 3, int(height - bottom) + 3))
    assert image.getextrema()[0] > 200
    pdf.close()


def test_a_page_without_text_is_named(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        column(canvas, 50, LEFT)
        canvas.showPage()
        canvas.rect(50, 50, 200, 200, fill=1)
        canvas.showPage()

    result = read(make(tmp_path, draw))
    assert [(w.code, w.page) for w in result.warnings] == [("PAGINA_ZONDER_TEKST", 2)]
    assert result.counts["pages_without_text"] == 1


def test_a_password_is_asked_for(tmp_path: Path) -> None:
    path = make(tmp_path, lambda canvas: column(canvas, 50, LEFT))
    for user, readable in (("geheim", False), ("", True)):
        writer = PdfWriter(clone_from=PdfReader(path))
        writer.encrypt(user_password=user, owner_password="baas", algorithm="AES-256")
        locked = tmp_path / "dicht.pdf"
        writer.write(locked)
        if readable:
            assert texts(read(locked)) == [LEFT_TEXT]
        else:
            with pytest.raises(ReadError, match="wachtwoord"):
                read(locked)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "kapot.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(ReadError, match="beschadigd"):
        read(path)
