"""Pages that are only a picture: recognised by the real Tesseract, or named with what to install."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from index.boxes import boxes_for
from index.errors import ReadError
from index.types import BlockKind, Metadata, ReadResult
from ingest.assemble import assemble
from ingest.limits import Limits
from ingest.pdf.labels import continued
from ingest.readers.pdf import read_pdf
from ingest.report import FileStatus
from ingest.worker import ReadingWorker
from tests.ingest.scanned import add_picture, scanned

EXAMPLES = Path(__file__).parents[2] / "corpus" / "voorbeeld"
VISION = EXAMPLES / "visie-dichtbij-en-op-tijd.pdf"
PLAN = EXAMPLES / "jaarplan-2025.pdf"


def words(read: ReadResult, *pages: int) -> list[str]:
    chosen = [page for page in read.pages if not pages or page.number in pages]
    return [word for page in chosen for block in page.blocks for word in re.findall(r"\w+", block.text)]


@pytest.fixture(scope="module")
def quick() -> Iterator[ReadingWorker]:
    """Pictures of 200 dots an inch are good enough, and half the work."""
    with ReadingWorker(Limits(ocr_dpi=200)) as worker:
        yield worker


def recall(wanted: list[str], found: list[str]) -> float:
    return sum((Counter(wanted) & Counter(found)).values()) / len(wanted)


@pytest.fixture
def without_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize(("dpi", "turned", "askew"), [(200, 0, 0.0), (300, 0, 1.5), (200, 90, 0.0)])
def test_a_scan_of_two_columns_is_read_word_for_word(tmp_path, worker, quick, dpi, turned, askew) -> None:
    path = scanned(VISION, tmp_path / "scan.pdf", dpi=dpi, pages=[2], turned=turned, askew=askew)
    read, source = (quick if dpi == 200 else worker).read(path), read_pdf(VISION, Limits())
    wanted, found = words(source, 2), words(read)
    assert recall(wanted, found) >= 0.97
    assert recall(found, wanted) >= 0.97
    assert all(block.ocr for block in read.pages[0].blocks)
    headings = {b.text for b in source.pages[1].blocks if b.kind is BlockKind.HEADING}
    recognised = {b.text for b in read.pages[0].blocks if b.kind is BlockKind.HEADING}
    assert len(headings & recognised) >= len(headings) / 2
    assert sum(b.kind is BlockKind.HEADING for b in read.pages[0].blocks) <= len(headings) + 2
    starts = [" ".join(found).find(" ".join(wanted[at : at + 4])) for at in range(0, len(wanted) - 4, 40)]
    assert [at for at in starts if at >= 0] == sorted(at for at in starts if at >= 0)
    assert sum(at < 0 for at in starts) <= 1
    assert read.counts["ocr_pages"] == 1
    assert read.warnings == ()


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize(("turned", "askew"), [(0, 1.5), (270, 0.0)])
def test_a_mark_covers_the_recognised_words_and_no_others(tmp_path, quick, turned, askew) -> None:
    """The words under the boxes of a sentence are those of the picture: seen by cutting the boxes out of the page."""
    path = scanned(VISION, tmp_path / "scan.pdf", dpi=200, pages=[3], turned=turned, askew=askew)
    document = assemble("d", path.name, "", quick.read(path), Metadata("d"))
    pdf = pdfium.PdfDocument(path)
    width, height = pdf[0].get_size()
    picture = pdf[0].render(scale=3, grayscale=True).to_pil()
    pdf.close()
    blocks = [b for b in document.blocks if b.kind is BlockKind.PARAGRAPH and b.end - b.start > 120]
    assert len(blocks) >= 3
    start, end = blocks[1].start, blocks[1].start + len(document.text[blocks[1].start : blocks[1].end].split(". ")[0])
    cut = Image.new("L", picture.size, 255)
    for box in boxes_for(document.boxes, start, end):
        assert 0 <= box.left < box.right <= width
        assert 0 <= box.bottom < box.top <= height
        corners = (box.left - 1, height - box.top - 1, box.right + 1, height - box.bottom + 1)
        place = tuple(round(3 * value) for value in corners)
        cut.paste(picture.crop(place), place)
    only = tmp_path / "alleen.pdf"
    canvas = Canvas(str(only))
    add_picture(canvas, cut, dpi=216)
    canvas.save()
    wanted = re.findall(r"\w+", document.text[start:end].replace("-", ""))
    found = words(quick.read(only))
    assert len(wanted) >= 6
    assert recall(wanted, found) >= 0.75  # words cut at the end of a line are two here
    assert len(found) <= len(wanted) + 6


@pytest.mark.usefixtures("tesseract")
def test_scans_keep_their_place_among_other_pages(tmp_path, quick) -> None:
    """A page of text, a scan, an empty page: pages keep their numbers, only the scan is marked as one."""
    scan = scanned(VISION, tmp_path / "scan.pdf", pages=[2])
    joined = pdfium.PdfDocument.new()
    joined.import_pages(pdfium.PdfDocument(VISION), [1])
    joined.import_pages(pdfium.PdfDocument(scan))
    joined.new_page(595, 842)
    path = tmp_path / "gemengd.pdf"
    joined.save(path)
    read = quick.read(path)
    assert [{block.ocr for block in page.blocks} for page in read.pages] == [{False}, {True}, set()]
    assert recall(words(read, 1), words(read, 2)) >= 0.97
    assert [(w.code, w.page) for w in read.warnings] == [("PAGINA_ZONDER_TEKST", 3)]
    kinds = [[(b.kind, b.level) for b in page.blocks] for page in read.pages[:2]]
    assert Counter(kinds[1])[BlockKind.PARAGRAPH, 0] == Counter(kinds[0])[BlockKind.PARAGRAPH, 0]


@pytest.mark.usefixtures("tesseract")
def test_printed_numbers_of_scans_are_their_labels(tmp_path, worker) -> None:
    read = worker.read(scanned(PLAN, tmp_path / "scan.pdf", dpi=300, pages=[3, 4, 5]))
    assert [page.label for page in read.pages] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("labels", "scans", "wanted"),
    [
        ({3: "1", 4: "2", 5: "8"}, [1, 2, 3, 4, 5, 6], {3: "1", 4: "2", 5: "3", 6: "4"}),
        ({1: "i", 2: "ii", 3: "1", 5: "3"}, [1, 2, 3, 4, 5], {1: "i", 2: "ii", 3: "1", 4: "2", 5: "3"}),
        ({1: "7", 2: "3"}, [1, 2, 3], {1: "7", 2: "3"}),
        ({1: "5", 2: "6", 3: "9"}, [1, 2], {1: "5", 2: "6", 3: "9"}),
    ],
)
def test_labels_of_scans_count_on(labels, scans, wanted) -> None:
    assert continued(labels, scans) == wanted


@pytest.mark.usefixtures("tesseract")
def test_a_picture_without_text_and_limits_are_told(tmp_path, worker) -> None:
    path = tmp_path / "foto.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "De wijkteams helpen gezinnen met jonge kinderen in de hele stad.")
    canvas.showPage()
    grain = Image.frombytes("L", (60, 80), random.Random(1).randbytes(4800)).resize((900, 1200))
    add_picture(canvas, grain)
    canvas.save()
    read = worker.read(path)
    assert [(w.code, w.page) for w in read.warnings] == [("PAGINA_ZONDER_TEKST", 2)]
    assert "vond er geen tekst in" in read.warnings[0].message
    with ReadingWorker(Limits(ocr_pages=0)) as other:
        assert "meer scans dan" in other.read(path).warnings[0].message
    with ReadingWorker(Limits(ocr_page_seconds=0.0)) as other:
        read = other.read(path)
        assert "niet gelukt" in read.warnings[0].message
        assert words(read)[:3] == ["De", "wijkteams", "helpen"]


@pytest.mark.usefixtures("without_tesseract")
def test_without_tesseract_the_user_is_told_what_to_install(tmp_path, worker) -> None:
    scan = scanned(VISION, tmp_path / "scan.pdf", dpi=72, pages=[1])
    with pytest.raises(ReadError, match=r"lijkt gescand.*apt install tesseract-ocr tesseract-ocr-nld") as failed:
        worker.read(scan)
    assert failed.value.code == "GEEN_TEKST"
    joined = pdfium.PdfDocument(VISION)
    joined.import_pages(pdfium.PdfDocument(scan))
    path = tmp_path / "gemengd.pdf"
    joined.save(path)
    read = worker.read(path)
    assert [(w.code, w.page) for w in read.warnings] == [("PAGINA_ZONDER_TEKST", 5)]
    assert "apt install tesseract-ocr tesseract-ocr-nld" in read.warnings[0].message
    assert (read.counts["scans_unread"], read.counts["pages_without_text"]) == (1, 1)


@pytest.mark.usefixtures("tesseract")
def test_scans_are_read_once_tesseract_is_there(house, tmp_path, quick, monkeypatch: pytest.MonkeyPatch) -> None:
    house.reader.worker = quick
    scanned(VISION, house.folder / "scan.pdf", pages=[2])
    mixed = pdfium.PdfDocument(house.folder / "scan.pdf")
    mixed.import_pages(pdfium.PdfDocument(VISION), [2], index=0)
    mixed.save(house.folder / "gemengd.pdf")
    with monkeypatch.context() as patch:
        patch.setenv("TESSDATA_PREFIX", str(tmp_path / "leeg"))
        reports = house.sync()
        assert reports["scan.pdf"].error_code == "GEEN_TEKST"
        assert [w.code for w in reports["gemengd.pdf"].warnings] == ["PAGINA_ZONDER_TEKST"]
        house.sync()
        assert house.reader.read_files == []
    reports = house.sync()
    assert sorted(house.reader.read_files) == ["gemengd.pdf", "scan.pdf"]
    assert (reports["scan.pdf"].status, reports["gemengd.pdf"].status) == (FileStatus.ADDED, FileStatus.UPDATED)
    assert reports["gemengd.pdf"].warnings == ()
    assert (reports["scan.pdf"].reading.ocr_pages, reports["gemengd.pdf"].reading.ocr_pages) == (1, 1)
    house.sync()
    assert house.reader.read_files == []
    hits = house.hits("Wie hulp nodig heeft, hoeft niet eerst uit te zoeken bij welk loket hij moet zijn")
    hit = next(hit for hit in hits if hit.file == "scan.pdf")
    assert hit.ocr
    assert hit.citation.endswith("tekst herkend uit een scan")
    assert not next(hit for hit in hits if hit.file == "gemengd.pdf" and hit.page == 1).ocr
