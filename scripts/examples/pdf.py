"""Make a PDF of a source text: cover, contents, columns, tables, footnotes, bookmarks and page labels."""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    FrameBreak,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)
from reportlab.platypus.frames import Frame
from reportlab.platypus.tableofcontents import TableOfContents
from reportlab.platypus.tables import LongTable

from examples.pdf_look import (
    LOOKS,
    MARGIN,
    NOTES_BOTTOM,
    NOTES_TOP,
    WIDTH,
    cover_frames,
    draw_cover,
    draw_furniture,
    frames,
    styles,
)
from examples.source import MARK, MARK_SENTENCE, Block, Source

_ROMAN = ("", "i", "ii", "iii")
_BULLET = "•"


class ExamplePdf(BaseDocTemplate):
    """One PDF, the same bytes on every run."""

    def __init__(self, path: Path, source: Source) -> None:
        meta = source.meta
        # No compression: its bytes differ between versions of zlib.
        super().__init__(
            str(path), invariant=1, pageCompression=0, lang="nl-NL", title=meta["title"], author=meta["organisation"],
            subject=meta["subject"], creator="Oeverlicht", displayDocTitle=True,
        )  # fmt: skip
        self.look, self.source, self.front = LOOKS[source.file], source, int(meta["front"])
        self.styles = styles(self.look, int(meta["columns"]))
        self.seen: list[int] = []
        cover = PageTemplate("cover", cover_frames(), onPage=draw_cover(self.look, meta["organisation"]))
        pages = [
            PageTemplate(name, frames(columns), onPage=self.start_page, onPageEnd=self.end_page)
            for name, columns in (("one", 1), ("two", 2))
        ]
        self.addPageTemplates([cover, *pages])

    def beforeDocument(self) -> None:
        """Say which label each page gets in a reader's sidebar."""
        self.bookmarks = 0
        for first, style, prefix in self.look.labels:
            self.canv.addPageLabel(first, style, prefix=prefix)

    def start_page(self, canvas: Canvas, _: object) -> None:
        """Header and footer."""
        self.seen = []
        canvas.setNamedCB("footnote", lambda _canvas, _kind, label: self.seen.append(int(label)))
        page = canvas.getPageNumber()
        running = self.source.meta["running"]
        draw_furniture(
            canvas, self.look, running, MARK, printed_number(self.source, page), (page - self.front) % 2 == 1
        )

    def end_page(self, canvas: Canvas, _: object) -> None:
        """The footnotes that the text of this page refers to."""
        if not self.seen:
            return
        texts = [f"<super>{n}</super> {escape(self.source.notes[n])}" for n in self.seen]
        canvas.line(MARGIN, NOTES_TOP, MARGIN + 120, NOTES_TOP)
        frame = Frame(MARGIN, NOTES_BOTTOM, WIDTH - 2 * MARGIN, NOTES_TOP - NOTES_BOTTOM, 0, 0, 0, 3)
        frame.addFromList([Paragraph(text, self.styles["note"]) for text in texts], canvas)

    def afterFlowable(self, flowable: Flowable) -> None:
        """Put a heading among the bookmarks and in the table of contents."""
        level = {"h1": 0, "h2": 1}.get(getattr(getattr(flowable, "style", None), "name", ""))
        if level is None:
            return
        self.bookmarks += 1
        key, text = f"kop-{self.bookmarks}", flowable.getPlainText()
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(text, key, level, closed=False)
        if self.page > self.front:
            self.notify("TOCEntry", (level, escape(text), self.page - self.front, key))


def printed_number(source: Source, page: int) -> str:
    """The number that stands on this page of the file (1-based): front pages in roman or none, the rest from 1."""
    front = int(source.meta["front"])
    if page > front:
        return str(page - front)
    return _ROMAN[page] if LOOKS[source.file].roman else ""


def write_pdf(source: Source, path: Path) -> None:
    """Write the PDF of this source text."""
    pdf = ExamplePdf(path, source)
    pdf.multiBuild(_story(source, pdf))


def _story(source: Source, pdf: ExamplePdf) -> list[Flowable]:
    template = "two" if source.meta["columns"] == 2 else "one"
    first = next(i for i, block in enumerate(source.blocks) if block.kind in {"heading", "page"})
    title = pdf.styles["title"]
    story: list[Flowable] = [Paragraph(escape(source.meta["title"]), title), FrameBreak()]
    story += [Paragraph(escape(block.text), pdf.styles["cover"]) for block in source.blocks[:first]]
    story += [Spacer(1, 8), Paragraph(MARK_SENTENCE, pdf.styles["cover"]), NextPageTemplate("one"), PageBreak()]
    rest = source.blocks[first + 1 :] if source.blocks[first].kind == "page" else source.blocks[first:]
    if rest[0].text != "Inhoud":
        story[-2] = NextPageTemplate(template)
    for block in rest:
        story += _flowables(block, pdf, template)
    return story


def _flowables(block: Block, pdf: ExamplePdf, template: str) -> list[Flowable]:
    look = pdf.styles
    match block.kind:
        case "heading":
            return [Paragraph(escape(block.text), look[f"h{block.level}"])]
        case "bullet":
            return [Paragraph(_inline(block.text), look["item"], bulletText=_BULLET)]
        case "number":
            return [Paragraph(_inline(block.text), look["item"], bulletText=f"{block.level}.")]
        case "page":
            return [NextPageTemplate(block.text or template), PageBreak()]
        case "contents":
            return [TableOfContents(levelStyles=[look["toc"], look["item"]], dotsMinLevel=0)]
        case "table":
            return _table(block, pdf)
        case "footnote":
            return []
        case _:
            return [Paragraph(_inline(block.text), look["body"])]


def _inline(text: str) -> str:
    return re.sub(r"\[\^(\d+)\]", r'<super><onDraw name="footnote" label="\1"/>\1</super>', escape(text))


def _table(block: Block, pdf: ExamplePdf) -> list[Flowable]:
    head, *rows = block.rows
    cells = [[Paragraph(escape(text), pdf.styles["head"]) for text in head]]
    cells += [[Paragraph(escape(text), pdf.styles["cell"]) for text in row] for row in rows]
    colour = HexColor(pdf.look.colour)
    table = LongTable(
        cells,
        colWidths=_widths(block.rows),
        repeatRows=1,
        style=[
            ("GRID", (0, 0), (-1, -1), 0.5, HexColor("#9aa5ab")),
            ("BACKGROUND", (0, 0), (-1, 0), colour),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ],
    )
    caption = [Paragraph(escape(block.text), pdf.styles["caption"])] if block.text else []
    return [*caption, table, Spacer(1, pdf.look.size)]


def _widths(rows: tuple[tuple[str, ...], ...]) -> list[float]:
    """Widths by the longest cell of each column, so that no column starves."""
    longest = [min(max(len(row[i]) for row in rows), 42) + 3 for i in range(len(rows[0]))]
    return [(WIDTH - 2 * MARGIN) * length / sum(longest) for length in longest]
