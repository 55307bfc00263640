"""Files that are broken, hostile or too much: each has its code within its limit, and the next file is read."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable, Iterator

import pytest
from pptx import Presentation
from pypdf import PdfReader, PdfWriter

from app.page_image import page_height
from index.errors import ReadError
from index.types import ReadResult
from ingest.limits import Limits
from ingest.worker import ReadingWorker
from tests.ingest import bad_files as bad
from tests.ingest.bad_files import DRAWN, OLE, SENTENCE, docx, odt, page, paragraph, pdf, stream, word_xml, write

LIMITS = Limits(seconds=5, memory_bytes=400_000_000, text_chars=500_000, archive_bytes=20_000_000, archive_entries=500)
SLACK = 4.0  # seconds that a busy machine may need to notice, stop and start
GOOD_PDF = pdf()
GOOD_DOCX = docx(word_xml(paragraph(SENTENCE)))
NONSENSE = random.Random(7).randbytes(1_000_000)
PASSWORD = OLE + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 1000
IN_TABLE = f"<w:tbl><w:tr><w:tc>{paragraph(SENTENCE)}</w:tc></w:tr></w:tbl>"
ACTIVE = (
    "<base href='https://voorbeeld.invalid/'><meta http-equiv=refresh content='0;url=https://voorbeeld.invalid'>"
    "<img src=x onerror=alert(1)><svg onload=alert(2)><text>logo</text></svg><iframe srcdoc='<p>reclame</p>'></iframe>"
    f"<form action='https://voorbeeld.invalid'><input name=q></form><p>{SENTENCE}</p>"
)
HTML = "<!DOCTYPE html><html><head><title>Plan</title></head><body>{}</body></html>"


@pytest.fixture(scope="module")
def worker() -> Iterator[ReadingWorker]:
    with ReadingWorker(LIMITS) as worker:
        yield worker


def texts(result: ReadResult) -> list[str]:
    return [block.text for page in result.pages for block in page.blocks]


def powerpoint() -> bytes:
    out = io.BytesIO()
    Presentation().save(out)
    return out.getvalue()


def encrypted(user: str) -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(GOOD_PDF))), io.BytesIO()
    writer.encrypt(user, "eigenaar", algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


def refused(code: str, suffix: str, make: Callable[[], bytes | str], name: str) -> object:
    return pytest.param(suffix, make, code, id=f"{name}{suffix}")


TYPES = [".pdf", ".docx", ".pptx", ".odt", ".html", ".htm", ".md", ".markdown", ".txt"]
PDFS = [
    refused("BESCHADIGD", ".pdf", lambda: b"%PDF-1.7\n", "only a header"),
    refused("BESCHADIGD", ".pdf", lambda: GOOD_PDF[: len(GOOD_PDF) // 2], "cut off"),
    refused("BESCHADIGD", ".pdf", lambda: bytes(5_000_000), "zeros"),
    refused("BESCHADIGD", ".pdf", lambda: b"%PDF-1.7\n" + bytes(5_000_000), "zeros behind a header"),
    refused("BESCHADIGD", ".pdf", lambda: b"%PDF-1.4\n" + NONSENSE + b"\nstartxref\n99\n%%EOF", "random bytes"),
    refused("BESCHADIGD", ".pdf", lambda: b"%PDF-1.4\n" + b"1 0 obj\n<<>>\nendobj\n" * 50_000, "no root"),
    refused("BESCHADIGD", ".pdf", lambda: pdf(kids=b"2 0 R"), "pages that list themselves"),
    refused("TYPE_KLOPT_NIET", ".pdf", lambda: HTML.format("<p>Log eerst in.</p>"), "web page"),
    refused("TYPE_KLOPT_NIET", ".pdf", lambda: "Gewone tekst met een andere naam.", "text"),
    refused("TYPE_KLOPT_NIET", ".pdf", lambda: GOOD_DOCX, "word"),
    refused("TYPE_KLOPT_NIET", ".pdf", lambda: b"\x89PNG\r\n\x1a\n" + NONSENSE, "picture"),
    refused("WACHTWOORD", ".pdf", lambda: encrypted("geheim"), "password"),
    refused("TEVEEL_PAGINAS", ".pdf", lambda: pdf(kids=b"4 0 R " * 20_000, count=20_000), "20,000 pages"),
    refused("TE_ZWAAR", ".pdf", lambda: bad.large_pdf(400), "400 MB of spaces"),
    refused("TE_ZWAAR", ".pdf", bad.fan_out, "forms in forms"),
    refused("TE_ZWAAR", ".pdf", bad.slow_pdf, "200 pages of 30 MB"),
    refused("GEEN_TEKST", ".pdf", lambda: pdf(stream(b"0 0 595 842 re f")), "scan"),
    refused("GEEN_TEKST", ".pdf", lambda: pdf(stream(b"/X Do"), n4=page()), "draws what is not there"),
    refused(
        "GEEN_TEKST", ".pdf", lambda: pdf(stream(DRAWN.replace(SENTENCE.encode(), b"\1\2\b\33\177" * 99))), "controls"
    ),
    refused(
        "GEEN_TEKST", ".pdf", lambda: pdf(bad.packed(b"[" * 200_000 + b"1" + b"]" * 200_000 + b" TJ")), "200,000 deep"
    ),
]
ARCHIVES = [
    refused("BESCHADIGD", ".docx", lambda: GOOD_DOCX[: len(GOOD_DOCX) // 2], "cut off"),
    refused("BESCHADIGD", ".docx", lambda: GOOD_DOCX.replace(b"word/document", b"word/dokument", 1), "two names"),
    refused("BESCHADIGD", ".docx", lambda: bad.wrong_checksum(GOOD_DOCX), "wrong checksum"),
    refused("BESCHADIGD", ".docx", lambda: docx(word_xml("</w:body>")), "tags that do not match"),
    refused("BESCHADIGD", ".docx", lambda: docx(None, {"word/styles.xml": "<a/>"}), "without a document"),
    refused("BESCHADIGD", ".docx", lambda: docx("geen xml"), "no xml"),
    refused("BESCHADIGD", ".docx", lambda: docx(word_xml("<w:p>" * 100_000 + "</w:p>" * 100_000)), "100,000 deep"),
    refused("BESCHADIGD", ".docx", lambda: NONSENSE, "random bytes"),
    refused("BESCHADIGD", ".pptx", lambda: docx(None, {"ppt/presentation.xml": "<a/>"}), "without a presentation"),
    refused("BESCHADIGD", ".odt", lambda: odt("<a/>"), "without a text"),
    refused("TYPE_KLOPT_NIET", ".docx", lambda: bad.zipped({"foto.txt": "vakantie"}), "zip"),
    refused("TYPE_KLOPT_NIET", ".docx", lambda: docx(None, {"xl/workbook.xml": "<a/>"}), "excel"),
    refused("TYPE_KLOPT_NIET", ".docx", powerpoint, "powerpoint"),
    refused("TYPE_KLOPT_NIET", ".docx", lambda: OLE + bytes(3000), "old word"),
    refused("TYPE_KLOPT_NIET", ".docx", lambda: r"{\rtf1 Tekst}", "rtf"),
    refused("TYPE_KLOPT_NIET", ".odt", lambda: GOOD_DOCX, "word"),
    refused("WACHTWOORD", ".docx", lambda: PASSWORD, "password"),
    refused("WACHTWOORD", ".pptx", lambda: PASSWORD, "password"),
    refused("WACHTWOORD", ".docx", lambda: bad.marked_encrypted(GOOD_DOCX), "zip password"),
    refused("WACHTWOORD", ".odt", lambda: odt("x", "<encryption-data/>"), "password"),
    refused("TE_GROOT", ".docx", lambda: docx(bad.around([paragraph("x") * 1000] * 600)), "21 MB of paragraphs"),
    refused("TE_GROOT", ".docx", lambda: docx(word_xml(f'<w:p a="{"a" * 5_000_000}"/>')), "packed a thousand times"),
    refused("TE_GROOT", ".docx", lambda: docx("x", {f"a/{n}.xml": "x" for n in range(600)}), "600 parts"),
    refused("TE_GROOT", ".docx", bad.overlapping_docx, "overlapping parts"),
    refused("ONVEILIG", ".docx", bad.laughing_docx, "entities"),
    refused(
        "ONVEILIG",
        ".docx",
        lambda: docx(word_xml(paragraph("&x;"), '<!DOCTYPE w [<!ENTITY x SYSTEM "/etc/passwd">]>')),
        "xxe",
    ),
    refused("ONVEILIG", ".docx", lambda: docx(word_xml("a", '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/d">')), "dtd"),
    refused("ONVEILIG", ".docx", lambda: docx([word_xml("a", "<!DOCTYPE w []>").encode("utf-16")]), "utf-16 dtd"),
    refused("ONVEILIG", ".odt", lambda: odt('<!DOCTYPE a [<!ENTITY x SYSTEM "/etc/passwd">]><a>&x;</a>'), "xxe"),
]
TEXTS = [
    refused("BESCHADIGD", ".html", lambda: HTML.format("<div>" * 100_000 + SENTENCE), "100,000 deep"),
    refused("LEEG_NA_OPSCHONEN", ".html", lambda: HTML.format("<script>plan()</script><style>p{}</style>"), "script"),
    refused("LEEG_NA_OPSCHONEN", ".html", lambda: "<a " * 20_000, "open tags"),
    refused("LEEG_NA_OPSCHONEN", ".html", lambda: "<!--" * 20_000, "open comments"),
    refused("LEEG_NA_OPSCHONEN", ".html", lambda: "<script>" + "</scrip" * 40_000, "open script"),
    refused("LEEG_NA_OPSCHONEN", ".md", lambda: "---\ntitle: Alleen een titel\n---\n", "front matter"),
    refused("LEEG_NA_OPSCHONEN", ".txt", lambda: " \n\t\n\f\n", "spaces"),
    refused("LEEG_NA_OPSCHONEN", ".txt", lambda: bytes(100_000), "zeros"),
    refused("LEEG_NA_OPSCHONEN", ".txt", lambda: "12-03-2024; 17,5; 18 > 64", "numbers"),
    refused("CODERING", ".txt", lambda: NONSENSE, "random bytes"),
    refused("TE_GROOT", ".txt", lambda: "woord " * 100_000, "600,000 characters"),
    refused("TYPE_KLOPT_NIET", ".txt", lambda: GOOD_PDF, "pdf"),
    refused("TYPE_KLOPT_NIET", ".md", lambda: GOOD_DOCX, "word"),
    refused("TYPE_KLOPT_NIET", ".html", lambda: GOOD_PDF, "pdf"),
]
EMPTY = [refused("LEEG", suffix, lambda: b"", "empty") for suffix in TYPES]


@pytest.mark.parametrize(("suffix", "make", "code"), [*EMPTY, *PDFS, *ARCHIVES, *TEXTS])
def test_a_bad_file_has_its_code_in_time_and_harms_no_other(worker, tmp_path, suffix, make, code):
    path = write(tmp_path / f"stuk{suffix}", make())
    began = time.monotonic()
    with pytest.raises(ReadError, match=r"\w{4,}.*\.") as failed:
        worker.read(path)
    assert time.monotonic() - began < LIMITS.seconds + SLACK
    assert failed.value.code == code
    assert texts(worker.read(write(tmp_path / "goed.txt", SENTENCE))) == [SENTENCE]


def looping(entry: bytes) -> bytes:
    return GOOD_PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R " + entry % GOOD_PDF.rfind(b"xref\n0"))


def outlined() -> bytes:
    """Its only bookmark is followed by itself."""
    catalogue = b"<< /Type /Catalog /Pages 2 0 R /Outlines 8 0 R >>"
    first, item = b"<< /First 9 0 R /Last 9 0 R >>", b"<< /Title (a) /Parent 8 0 R /Next 9 0 R >>"
    return pdf(n1=catalogue, n8=first, n9=item)


def self_drawing() -> bytes:
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 10 0 R >> >>"
    return pdf(
        stream(DRAWN + b"/X Do\n"),
        n4=page(resources=bad.FONTS + b" /XObject << /X 10 0 R >>"),
        n10=stream(b"/X Do\n", form),
    )


@pytest.mark.parametrize(
    ("suffix", "make"),
    [
        pytest.param(".pdf", lambda: bytes(1000) + GOOD_PDF, id="zeros before a pdf"),
        pytest.param(".pdf", lambda: GOOD_PDF + bytes(2_000_000), id="zeros behind a pdf"),
        pytest.param(".pdf", lambda: GOOD_PDF + b"startxref\n%%EOF\n" * 50_000, id="50,000 ends of a pdf"),
        pytest.param(".pdf", lambda: GOOD_PDF.replace(b"/Size 6", b"/Size 999999999"), id="pdf that says to be huge"),
        pytest.param(".pdf", lambda: looping(b"/Prev %d "), id="pdf that goes back to itself"),
        pytest.param(".pdf", outlined, id="bookmark behind itself"),
        pytest.param(".pdf", self_drawing, id="form that draws itself"),
        pytest.param(".pdf", lambda: encrypted(""), id="pdf locked with an empty password"),
        pytest.param(".pdf", lambda: pdf(n7=b"[" * 20_000 + b"]" * 20_000), id="20,000 arrays in arrays"),
        pytest.param(".docx", lambda: docx(word_xml(paragraph(SENTENCE)), {"../../../buiten.txt": "x"}), id="climbing"),
        pytest.param(".docx", lambda: docx(word_xml(IN_TABLE)), id="all text in a table"),
        pytest.param(".html", lambda: HTML.format(ACTIVE), id="active page"),
        pytest.param(".txt", lambda: SENTENCE.encode("utf-16"), id="utf-16"),
        pytest.param(".txt", lambda: SENTENCE.encode("utf-16-le"), id="utf-16 without a mark"),
    ],
)
def test_an_odd_file_is_read(worker, tmp_path, suffix, make):
    inside = tmp_path / "a" / "b" / "c" / "d"
    inside.mkdir(parents=True)
    assert texts(worker.read(write(inside / f"raar{suffix}", make()))) == [SENTENCE]
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [f"raar{suffix}"]


@pytest.mark.parametrize(
    ("suffix", "make"),
    [
        (".pdf", lambda: pdf(bad.packed(DRAWN.replace(SENTENCE.encode(), b"A" * 3_000_000)))),
        (".txt", lambda: "a" * 300_000),
        (".md", lambda: "a" * 300_000),
        (".html", lambda: HTML.format("a" * 300_000)),
        (".docx", lambda: docx(word_xml(paragraph("a" * 300_000)))),
    ],
)
def test_a_word_without_end_is_cut(worker, tmp_path, suffix, make):
    result = worker.read(write(tmp_path / f"lang{suffix}", make()))
    codes = [warning.code for warning in result.warnings]
    assert codes == (["VERDACHTE_PAGINA", "LANG_WOORD"] if suffix == ".pdf" else ["LANG_WOORD"])
    assert max(len(word) for text in texts(result) for word in text.split()) == LIMITS.word_chars


@pytest.mark.parametrize("before", [b"", bytes(2_000), b"From: scanner@voorbeeld.nl\r\n" * 200, bytes(60_000)])
def test_a_good_pdf_behind_junk_is_read(worker, tmp_path, before):
    path = write(tmp_path / "plan.pdf", before + GOOD_PDF + bytes(100_000))
    assert texts(worker.read(path)) == texts(worker.read(write(tmp_path / "goed.pdf", GOOD_PDF)))
    assert page_height(path, 1) > 500


@pytest.mark.parametrize("name", ["plan", "plan.doc", "plan.xlsx", "plan.exe", ".pdf", "plan.pdf.zip"])
def test_other_types_are_named(worker, tmp_path, name):
    with pytest.raises(ReadError, match=r"kan Bronwijzer niet lezen. Wel: .docx, ") as failed:
        worker.read(write(tmp_path / name, SENTENCE))
    assert failed.value.code == "TYPE_ONBEKEND"


def test_a_file_over_the_limit_is_not_opened(tmp_path):
    path = write(tmp_path / "plan.pdf", GOOD_PDF + bytes(3_000_000))
    match = "te groot: 3 MB, en 2 MB is het meeste"
    with ReadingWorker(Limits(file_bytes=2_000_000)) as worker, pytest.raises(ReadError, match=match) as failed:
        worker.read(path)
    assert failed.value.code == "TE_GROOT"


def test_a_file_that_is_gone_or_a_folder_cannot_be_opened(worker, tmp_path):
    (tmp_path / "map.txt").mkdir()
    for name, reason in (("weg.pdf", "het is er niet meer"), ("map.txt", "het is een map")):
        with pytest.raises(ReadError, match=reason) as failed:
            worker.read(tmp_path / name)
        assert failed.value.code == "NIET_TE_OPENEN"


@pytest.mark.parametrize(
    "name", ["Plan é.txt", "-rf.txt", "a\nb.txt", "%s%n{0}.txt", "<img src=x onerror=1>.txt", "\u202etxt.txt"]
)
def test_a_name_is_only_a_name(worker, tmp_path, name):
    assert texts(worker.read(write(tmp_path / name, SENTENCE))) == [SENTENCE]
