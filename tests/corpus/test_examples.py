"""The example library: made again it is the same, its questions point where they say, and it reads well."""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "corpus" / "voorbeeld"
QUESTIONS = [json.loads(line) for line in (FOLDER / "vragen.jsonl").read_text(encoding="utf-8").splitlines()]
EVIDENCE = [(question["id"], one) for question in QUESTIONS for group in question["evidence"] for one in group]
DOCUMENTS = sorted(path for path in FOLDER.iterdir() if path.suffix not in {".toml", ".jsonl"})
LABELS = {
    "jaarplan-2025.pdf": ["i", "ii", "1", "2", "3"],
    "jaarplan-2026.pdf": ["Omslag", "Inhoud", "1", "2", "3", "4"],
    "jaarverslag-2024.pdf": ["1", "2", "3", "4", "5"],
    "visie-dichtbij-en-op-tijd.pdf": ["i", "1", "2", "3"],
}


def letters(text):
    return "".join(filter(str.isalnum, text.lower()))


def text_of(path):
    if path.suffix == ".pdf":
        return " ".join(page.extract_text() for page in PdfReader(path).pages)
    if path.suffix in {".docx", ".pptx"}:
        with ZipFile(path) as parts:
            wanted = [n for n in parts.namelist() if re.search(r"document|footnotes|/slide\d|/notesSlide\d", n)]
            return " ".join(re.sub(r"<[^>]+>", " ", parts.read(n).decode()) for n in wanted if n.endswith(".xml"))
    return re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def made_again(tmp_path_factory):
    folder = tmp_path_factory.mktemp("voorbeeld")
    script = ROOT / "scripts" / "make_examples.py"
    subprocess.run([sys.executable, str(script), str(folder)], check=True, capture_output=True)
    return folder


def test_making_them_again_gives_the_same_files(made_again):
    names = {path.name for path in made_again.iterdir()}
    assert names == {path.name for path in FOLDER.iterdir()}
    different = {name for name in names if (made_again / name).read_bytes() != (FOLDER / name).read_bytes()}
    assert different == set()


def test_there_are_enough_of_them_in_every_format_and_they_are_small():
    assert len(DOCUMENTS) >= 12
    assert {path.suffix for path in DOCUMENTS} == {".pdf", ".docx", ".pptx", ".html", ".md", ".txt"}
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_500_000
    assert 8_000 < sum(len(text_of(path).split()) for path in DOCUMENTS) < 14_000


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_document_says_that_it_is_invented(path):
    assert letters("Voorbeelddocument – verzonnen") in letters(text_of(path))


@pytest.mark.parametrize("name", LABELS)
def test_page_labels_differ_from_the_pages_of_the_file(name):
    reader = PdfReader(FOLDER / name)
    assert list(reader.page_labels) == LABELS[name]
    assert ("/PageLabels" in reader.trailer["/Root"]) == (name != "jaarverslag-2024.pdf")
    assert len(reader.outline) > 5


def test_words_are_broken_at_the_line_end():
    pages = [page.extract_text() for page in PdfReader(FOLDER / "jaarplan-2025.pdf").pages]
    assert sum(len(re.findall(r"\w-\n\w", page)) for page in pages) > 10


def test_forty_questions_of_every_type():
    types = Counter(question["type"] for question in QUESTIONS)
    assert len(QUESTIONS) == 40
    assert types["onbeantwoordbaar"] == 6
    assert set(types) == {
        "feit", "kader", "afkorting", "tabel", "parafrase", "citaat", "typfout", "vergelijking", "engels",
        "onbeantwoordbaar",
    }  # fmt: skip
    assert len({question["id"] for question in QUESTIONS}) == 40
    assert all(bool(q["evidence"]) == (q["type"] != "onbeantwoordbaar") for q in QUESTIONS)


@pytest.mark.parametrize(("name", "evidence"), EVIDENCE)
def test_evidence_stands_in_the_file_on_the_page(name, evidence):
    path = FOLDER / evidence["file"]
    assert evidence["stem"] == path.stem
    if path.suffix != ".pdf":
        assert letters(evidence["text"]) in letters(text_of(path))
        assert "pdf_pages" not in evidence
        return
    pages = [letters(page.extract_text()) for page in PdfReader(path).pages]
    assert [n for n, page in enumerate(pages, 1) if letters(evidence["text"]) in page] == evidence["pdf_pages"]


@pytest.mark.parametrize(("name", "evidence"), [e for e in EVIDENCE if "labels" in e[1]])
def test_printed_number_stands_alone_on_the_page(name, evidence):
    reader = PdfReader(FOLDER / evidence["file"])
    for number, label in zip(evidence["pdf_pages"], evidence["labels"], strict=True):
        assert label in reader.pages[number - 1].extract_text().split("\n"), name
