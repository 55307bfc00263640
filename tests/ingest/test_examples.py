"""Which files count as documents, and when the examples step aside."""

from pathlib import Path

import pytest

from ingest.examples import is_document, without_examples

ROOT = Path("corpus")
EXAMPLES = [ROOT / "voorbeeld" / "jaarplan.pdf", ROOT / "voorbeeld" / "diep" / "visie.md"]


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "readme.txt",
        "LEESMIJ.txt",
        "Lees mij.docx",
        "catalogus.toml",
        "jaarplan.pdf.toml",
        "voorbeeld/vragen.jsonl",
        "routes/eerste-week.md",
    ],
)
def test_what_explains_documents_is_no_document(name):
    assert not is_document(ROOT / name)


@pytest.mark.parametrize(
    "name",
    [
        "jaarplan.pdf",
        "readme-voor-ouders.docx",
        "catalogus.docx",
        "routes.md",
        "routes/2026/looproute.pdf",
        "Hulproutes/crisis.docx",
    ],
)
def test_everything_else_is(name):
    assert is_document(ROOT / name)


def test_examples_count_while_there_is_nothing_else():
    assert without_examples(ROOT, EXAMPLES) == EXAMPLES


@pytest.mark.parametrize("own", ["eigen.pdf", "map/eigen.pdf", "voorbeelden/eigen.pdf", "map/voorbeeld/eigen.pdf"])
def test_examples_step_aside_for_a_document_of_the_user(own):
    assert without_examples(ROOT, [*EXAMPLES, ROOT / own]) == [ROOT / own]


def test_the_folder_with_examples_as_root_keeps_them_all():
    assert without_examples(ROOT / "voorbeeld", EXAMPLES) == EXAMPLES


def test_order_is_kept():
    own = [ROOT / "b.pdf", ROOT / "a.pdf"]
    assert without_examples(ROOT, [own[0], EXAMPLES[0], own[1]]) == own


def test_no_paths_give_no_paths():
    assert without_examples(ROOT, []) == []
