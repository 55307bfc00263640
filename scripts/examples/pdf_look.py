"""How the PDFs look: page sizes, styles, and what stands above and below the text of every page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyphen
from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Frame

WIDTH, HEIGHT = A4
MARGIN, BOTTOM, TOP, GUTTER = 23 * mm, 34 * mm, 27 * mm, 8 * mm
COLUMN = (WIDTH - 2 * MARGIN - GUTTER) / 2
NOTES_TOP, NOTES_BOTTOM, FOOTER = BOTTOM - 3 * mm, 16 * mm, 11 * mm
COVER = 150 * mm
GREY = HexColor("#5a6268")

_hyphenate = pyphen.Pyphen(lang="nl_NL", left=3, right=3).iterate


@dataclass(frozen=True, slots=True)
class Look:
    """What sets one PDF apart from the next.

    ``place``: where the printed page number stands: centre, right, outer (both below the text) or top.
    ``labels``: the /PageLabels of the file as (first page from 0, style or None, prefix); empty for none at all.
    """

    colour: str
    body: str
    bold: str
    italic: str
    size: float
    place: str
    labels: tuple[tuple[int, str | None, str | None], ...]

    @property
    def roman(self) -> bool:
        """Whether the pages before the first chapter carry roman numbers."""
        return any(style == "ROMAN_LOWER" for _, style, _ in self.labels)


LOOKS = {
    "jaarplan-2025.pdf": Look(
        "#0b5563", "Helvetica", "Helvetica-Bold", "Helvetica-Oblique", 10.4, "centre",
        ((0, "ROMAN_LOWER", None), (2, "ARABIC", None)),
    ),
    "jaarplan-2026.pdf": Look(
        "#7a3b12", "Helvetica", "Helvetica-Bold", "Helvetica-Oblique", 11.8, "right",
        ((0, None, "Omslag"), (1, None, "Inhoud"), (2, "ARABIC", None)),
    ),
    "jaarverslag-2024.pdf": Look("#3d4a8a", "Times-Roman", "Times-Bold", "Times-Italic", 12.6, "top", ()),
    "visie-dichtbij-en-op-tijd.pdf": Look(
        "#4a6b2a", "Times-Roman", "Times-Bold", "Times-Italic", 12.4, "outer",
        ((0, "ROMAN_LOWER", None), (1, "ARABIC", None)),
    ),
}  # fmt: skip


def styles(look: Look, columns: int) -> dict[str, ParagraphStyle]:
    """The paragraph styles of one PDF; two columns are justified and break long words at the line end."""
    narrow = {"alignment": TA_JUSTIFY, "hyphenationLang": _hyphenate} if columns == 2 else {}
    size, colour = look.size, HexColor(look.colour)
    body = ParagraphStyle(
        "body", fontName=look.body, fontSize=size, leading=size * 1.42, spaceAfter=size * 0.6, **narrow
    )

    def style(name: str, **changes: object) -> ParagraphStyle:
        return ParagraphStyle(name, parent=body, **changes)

    def heading(name: str, scale: float, **changes: object) -> ParagraphStyle:
        return style(
            name, fontName=look.bold, fontSize=size * scale, leading=size * scale * 1.2, textColor=colour,
            alignment=0, hyphenationLang="", keepWithNext=1, **changes,
        )  # fmt: skip

    cell = style("cell", fontSize=size * 0.88, leading=size * 1.1, alignment=0, hyphenationLang="", spaceAfter=0)
    return {
        "body": body,
        "item": style("item", leftIndent=12, bulletIndent=1, spaceAfter=size * 0.3),
        "h1": heading("h1", 1.65, spaceBefore=size * 1.5, spaceAfter=size * 0.7),
        "h2": heading("h2", 1.2, spaceBefore=size * 0.9, spaceAfter=size * 0.35),
        "note": style("note", fontSize=7.8, leading=9.6, alignment=0, spaceAfter=1.5),
        "cell": cell,
        "head": ParagraphStyle("head", parent=cell, fontName=look.bold, textColor=white),
        "caption": style("caption", fontName=look.italic, spaceBefore=4, spaceAfter=4, keepWithNext=1, alignment=0),
        "toc": style("toc", alignment=0, spaceAfter=4),
        "title": style("title", fontName=look.bold, fontSize=31, leading=37, alignment=0, textColor=white),
        "cover": style("cover", fontSize=12, leading=17, alignment=0, hyphenationLang=""),
    }


def frames(columns: int) -> list[Frame]:
    """Where text may stand on a page with this many columns."""
    tall = HEIGHT - BOTTOM - TOP
    bare = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    if columns == 1:
        return [Frame(MARGIN, BOTTOM, WIDTH - 2 * MARGIN, tall, **bare)]
    return [Frame(x, BOTTOM, COLUMN, tall, **bare) for x in (MARGIN, MARGIN + COLUMN + GUTTER)]


def cover_frames() -> list[Frame]:
    """Where the text of the cover stands: the title in the coloured part, the rest below it."""
    wide = WIDTH - 2 * MARGIN
    title = Frame(MARGIN, HEIGHT - COVER + 8 * mm, wide, COVER - 75 * mm, leftPadding=0, rightPadding=0)
    return [title, Frame(MARGIN, 20 * mm, wide, HEIGHT - COVER - 30 * mm, leftPadding=0, rightPadding=0)]


def draw_cover(look: Look, organisation: str) -> Callable[[Canvas, object], None]:
    """Paints the coloured part of the cover."""

    def draw(canvas: Canvas, _: object) -> None:
        canvas.saveState()
        canvas.setFillColor(HexColor(look.colour))
        canvas.rect(0, HEIGHT - COVER, WIDTH, COVER, stroke=0, fill=1)
        canvas.setFillColor(white)
        canvas.setFont(look.bold, 15)
        canvas.drawString(MARGIN, HEIGHT - 32 * mm, organisation)
        canvas.circle(WIDTH - MARGIN - 8, HEIGHT - 30 * mm, 8, stroke=0, fill=1)
        canvas.restoreState()

    return draw


def draw_furniture(canvas: Canvas, look: Look, running: str, mark: str, number: str, odd: bool) -> None:
    """Paints the running header, the line below the text and the printed page number."""
    canvas.saveState()
    canvas.setFillColor(GREY)
    canvas.setStrokeColor(GREY)
    canvas.setLineWidth(0.4)
    canvas.setFont(look.body, 8.5)
    canvas.drawString(MARGIN, HEIGHT - 16 * mm, running)
    canvas.line(MARGIN, HEIGHT - 18 * mm, WIDTH - MARGIN, HEIGHT - 18 * mm)
    left, right = (MARGIN, WIDTH - MARGIN)
    if look.place == "outer" and not odd:
        canvas.drawString(left, FOOTER, number)
        canvas.drawRightString(right, FOOTER, mark)
    else:
        canvas.drawString(left, FOOTER, mark)
        spot = {"centre": (WIDTH / 2, FOOTER), "top": (right, HEIGHT - 16 * mm)}.get(look.place, (right, FOOTER))
        (canvas.drawCentredString if look.place == "centre" else canvas.drawRightString)(*spot, number)
    canvas.restoreState()
