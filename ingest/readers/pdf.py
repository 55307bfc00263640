"""PDF: words by pdfium, structure by pypdf, reading order, paragraphs and tables by :mod:`ingest.pdf`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium

from index.pdf_source import pdf_source
from index.types import Block, BlockKind, ReadPage, ReadResult, TextBox
from ingest.checking import check_pages
from ingest.failures import failure
from ingest.limits import Limits
from ingest.mending import mended
from ingest.pdf.aside import texts_beside
from ingest.pdf.carry import carried_over, last_of
from ingest.pdf.compose import Composer
from ingest.pdf.document import PdfPages, Survey
from ingest.pdf.drawn import is_drawn
from ingest.pdf.filled import open_form
from ingest.pdf.lines import Line, rows_of
from ingest.pdf.paragraphs import Paragraph, continues, joined, paragraphs_of
from ingest.pdf.regions import columns_of
from ingest.pdf.rules import grids_of
from ingest.pdf.structure import Structure, bare, structure_of
from ingest.pdf.tables import Table, aligned_tables, ruled_tables
from ingest.pdf.words import PageWords, Word
from ingest.quality import quality_of, suspect_pages
from ingest.scans.recognised import Recognition
from ingest.scans.report import SCANS_UNREAD, doubt_of, empty_pages, recognised_counts

_FOOT = 0.3
"""Share of the page's height in which small print is a footnote."""
_PLACEHOLDER = "\ufffc"


def read_pdf(path: Path, limits: Limits, recognition: Recognition | None = None) -> ReadResult:
    """Read a PDF.

    :param recognition: what was recognised on its pages without text; None: nobody looked.
    :raises ReadError: it needs a password (WACHTWOORD), is damaged (BESCHADIGD) or has too many pages.
    """
    source = pdf_source(path)
    try:
        pdf = pdfium.PdfDocument(source)
    except pdfium.PdfiumError as error:
        raise failure("WACHTWOORD" if "password" in str(error).lower() else "BESCHADIGD") from error
    try:
        open_form(pdf)
        check_pages(len(pdf), limits)
        pages = PdfPages(pdf, () if recognition is None else recognition.pages)
        return _read(pages, structure_of(source), recognition)
    finally:
        pdf.close()


def _read(pages: PdfPages, structure: Structure, recognition: Recognition | None) -> ReadResult:
    survey = pages.survey(structure.properties.get("title", ""))
    composer = Composer(survey.vocabulary)
    drafts = [_PageDraft(pages, number, survey) for number in range(1, len(pages) + 1)]
    composed = tuple(_compose(drafts, structure, survey, composer))
    quality = [quality_of(page, doubt_of(pages.recognised.get(page.number))) for page in composed]
    read = mended(composed)
    empty = [page.number for page in read.pages if not page.blocks]
    scans = tuple(number for number in empty if is_drawn(pages.page(number)))
    counts = {
        "joined_hyphens": composer.counts.joined_hyphens,
        "healed_words": len(read.joins),
        "removed_headers": survey.furniture.removed,
        "footnote_marks": composer.counts.footnote_marks,
        "tables": sum(draft.tables for draft in drafts),
        "pages_without_text": len(empty),
        SCANS_UNREAD: len(scans) if recognition is None else 0,
        "suspicious_pages": sum(one.suspect for one in quality),
        **recognised_counts(pages.recognised.values()),
    }
    warnings = [*empty_pages(empty, scans, recognition), *suspect_pages(enumerate(quality, 1))]
    return ReadResult(
        pages=read.pages,
        paged=True,
        properties=structure.properties,
        warnings=tuple(sorted(warnings, key=lambda one: one.page or 0)),
        counts=counts,
        joins=(*composer.counts.joins, *read.joins),
        scans=scans,
        quality=tuple(one.score for one in quality),
        beside=_beside(drafts[0], pages, survey) if drafts else (),
    )


class _PageDraft:
    """Paragraphs and tables of one page in reading order, not yet text; ``aside``: what runs another way."""

    def __init__(self, pages: PdfPages, number: int, survey: Survey) -> None:
        self.number = number
        self.recognised = number in pages.recognised
        self.foot = _FOOT * pages.height(number)
        self.on_page = pages.on_page(number)
        words = pages.body_words(number, survey)
        tables = ruled_tables(words, grids_of(pages.page(number), self.on_page.frame))
        rest = _without(words, tables)
        loose = aligned_tables(rows_of(rest))
        self._tables = [*tables, *loose]
        self.tables = len(self._tables)
        rows = rows_of([*_without(rest, loose), *map(_placeholder, range(self.tables), self._tables)])
        self.parts: list[Paragraph | Table] = []
        paragraphs: list[Paragraph] = []
        for region in columns_of(rows):
            for lines in self._runs(region):
                if isinstance(lines, Table):
                    self.parts += [*joined(paragraphs), lines]
                    paragraphs = []
                else:
                    paragraphs += paragraphs_of(lines, survey.style, foot=self.foot)
        self.parts += joined(paragraphs)
        self.aside = [
            (turned, texts_beside(pages.body_words(number, survey, way)))
            for way, turned in enumerate(self.on_page.turned, 1)
        ]

    @property
    def last(self) -> Paragraph | None:
        """The paragraph that ends the page, where one does."""
        last = self.parts[-1] if self.parts else None
        return last if isinstance(last, Paragraph) else None

    def _runs(self, region: list[Line]) -> Iterator[list[Line] | Table]:
        run: list[Line] = []
        for line in region:
            marks = [word for word in line.words if word.text.startswith(_PLACEHOLDER)]
            words = tuple(word for word in line.words if word not in marks)
            if marks:
                if run:
                    yield run
                run = []
                yield from (self._tables[int(mark.text[1:])] for mark in marks)
            if words:
                run.append(Line(words))
        if run:
            yield run


def _without(words: list[Word], tables: list[Table]) -> list[Word]:
    gone = {id(word) for table in tables for word in table.words}
    return [word for word in words if id(word) not in gone]


def _placeholder(number: int, table: Table) -> Word:
    """Stands for a table while the reading order is found: a word as wide as the table, at its top."""
    words = table.words
    top = max(words, key=lambda word: word.baseline)
    left, right = min(word.left for word in words), max(word.right for word in words)
    return Word(f"{_PLACEHOLDER}{number}", left, top.bottom, right, top.top, top.baseline, top.size, bold=False)


def _compose(drafts: list[_PageDraft], structure: Structure, survey: Survey, composer: Composer) -> Iterator[ReadPage]:
    open_end: Paragraph | None = None
    carried = carried_over((draft.number, draft.parts) for draft in drafts)
    words = {draft.number: draft.on_page for draft in drafts}
    for draft, following in zip(drafts, [*drafts[1:], None], strict=True):
        blocks: list[Block] = []
        text_end = last_of(draft.parts) if draft.parts else None
        for place, part in enumerate(draft.parts):
            if isinstance(part, Table):
                blocks += composer.table(part, draft.number)
                continue
            first = place == 0 and open_end is not None and continues(open_end, part)
            over = carried.get(draft.number) if part is text_end else None
            block = _as_heading(composer.block(part, draft.number, over), draft.number, structure)
            if block.text:
                blocks.append(replace(block, continues=first))
        if draft.parts:
            open_end = draft.last
        shown = [_shown(block, words) for block in blocks]
        aside = [
            _shown(composer.block(text, draft.number), {draft.number: turned})
            for turned, texts in draft.aside
            for text in texts
        ]
        if aside:
            end = _end_of_text(draft, shown, following)
            open_end = None if end == len(shown) else open_end
            shown[end:end] = [block for block in aside if block.text]
        marked = tuple(replace(block, ocr=True) for block in shown) if draft.recognised else tuple(shown)
        yield ReadPage(draft.number, _label(draft.number, structure, survey), marked)


def _end_of_text(draft: _PageDraft, blocks: list[Block], following: _PageDraft | None) -> int:
    """Where what runs another way goes: after the page's text, but not into a sentence that runs on over the page."""
    if following is None or not following.parts or draft.last is None or not blocks or blocks[-1].continues:
        return len(blocks)
    first = following.parts[0]
    runs_on = isinstance(first, Paragraph) and continues(draft.last, first)
    return len(blocks) - runs_on


def _shown(block: Block, words: Mapping[int, PageWords]) -> Block:
    """The block with its boxes on the page as displayed, for text that runs another way."""
    if all(words[page].frame == words[page].displayed for page in {box.page for box in block.boxes}):
        return block
    return replace(block, boxes=tuple(_shown_box(box, words[box.page]) for box in block.boxes))


def _shown_box(box: TextBox, words: PageWords) -> TextBox:
    left, bottom, right, top = words.shown(box.left, box.bottom, box.right, box.top)
    return replace(box, left=left, bottom=bottom, right=right, top=top)


def _beside(draft: _PageDraft, pages: PdfPages, survey: Survey) -> tuple[str, ...]:
    """The lines of a page that are not in its running text."""
    ways = range(len(draft.on_page.turned) + 1)
    running = [line for way in ways for line in pages.running_lines(draft.number, survey, way)]
    turned = [line for _, texts in draft.aside for text in texts for line in text.lines]
    return tuple(line.text for line in (*running, *turned))


def _as_heading(block: Block, page: int, structure: Structure) -> Block:
    """A heading, where the outline of the file says that it is one."""
    level = structure.outline.get((page, bare(block.text)))
    return block if level is None else replace(block, kind=BlockKind.HEADING, level=min(level, 6))


def _label(number: int, structure: Structure, survey: Survey) -> str:
    """What is printed on the page or told by those around it; else what the file says; else its place in it."""
    printed = survey.furniture.labels.get(number)
    if printed is not None:
        return printed
    return structure.labels[number - 1] if number <= len(structure.labels) else str(number)
