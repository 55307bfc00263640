"""Documents that are known by their first pages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from index.errors import SettingsError
from index.types import Block, BlockKind, ReadPage, ReadResult
from ingest.catalogue import Catalogue, letters_of, load_catalogue
from ingest.limits import Limits
from ingest.metadata import describe
from ingest.reading import read_file

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "corpus" / "catalogus.toml"
SHARED = ROOT.parent / "shared" / "corpus"
KNOWN = {
    "lokalis-jaarplan-2025": ("Jaarplan 2025", "Lokalis", "jaarplan", 2025),
    "lokalis-jaarverslag-2022": ("Jaarverslag 2022", "Lokalis", "jaarverslag", 2022),
    "pk-groep-visie": ("Visie PK Groep (JOU en U Centraal)", "PK Groep", "visie", None),
    "sociale-visie-utrecht-2040": ("Sociale Visie Utrecht 2040", "Gemeente Utrecht", "visie", 2025),
    "wijkwerkutrecht-samen-bouwen": (
        "Samen bouwen aan een veerkrachtig Utrecht (2026-2035)", "WijkWerkUtrecht", "visie", 2026,
    ),
}  # fmt: skip


def catalogue(tmp_path: Path, text: str) -> Catalogue:
    path = tmp_path / "catalogus.toml"
    path.write_text(text, encoding="utf-8")
    return load_catalogue(path)


def read(*texts: str) -> ReadResult:
    return ReadResult((ReadPage(1, None, tuple(Block(BlockKind.PARAGRAPH, text) for text in texts)),), paged=False)


def test_words_are_found_whatever_their_spaces_case_and_signs(tmp_path: Path) -> None:
    known = catalogue(tmp_path, '[[document]]\nwords = ["U Centraal", "ons zwembad"]\ntitle = "Visie"\n')
    assert known.recognise(read("u  CENTRAAL!", "In ons zwem-\nbad.")) == {"title": "Visie"}
    assert known.recognise(read("U Centraal")) == {}


def test_words_far_into_a_document_do_not_count(tmp_path: Path) -> None:
    known = catalogue(tmp_path, '[[document]]\nwords = ["zwembad"]\ntitle = "Visie"\n')
    assert known.recognise(read("a " * 5_000, "zwembad")) == {}


def test_the_first_that_fits_counts_and_names_are_listed(tmp_path: Path) -> None:
    text = (
        '[[document]]\nwords = ["a"]\norganisation = "Een"\n[[document]]\nwords = ["a", "b"]\norganisation = "Twee"\n'
    )
    known = catalogue(tmp_path, text)
    assert known.recognise(read("a b"))["organisation"] == "Een"
    assert known.organisations == ("Een", "Twee")


def test_without_a_catalogue_nothing_is_known(tmp_path: Path) -> None:
    assert load_catalogue(tmp_path / "weg.toml") == Catalogue()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[document]\n", "niet te lezen"),
        ('[[document]]\ntitle = "X"\n', "'X'.*woorden"),
        ('[[document]]\nwords = []\ntitle = "X"\n', "woorden"),
        ('[[document]]\nwords = ["a"]\njaar = 2025\n', "jaar"),
        ('[[document]]\nwords = ["a"]\nyear = "2025"\n', "year"),
        ('[[document]]\nwords = ["a"]\nvalid_to = "31-12-2025"\n', "niet te lezen"),
    ],
)
def test_a_mistake_is_explained(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        catalogue(tmp_path, text)


def test_the_project_s_catalogue_is_valid_and_its_documents_are_told_apart() -> None:
    tables = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))["document"]
    known = load_catalogue(CATALOGUE)
    assert len(known.entries) == len(tables) == len(KNOWN)
    for table in tables:
        assert known.recognise(read(*table["words"]))["title"] == table["title"]
    assert all(word == letters_of(word) for entry in known.entries for word in entry.words)


@pytest.mark.parametrize("folder", ["txt", "pdf", "pdf-hard"])
def test_the_real_documents_are_recognised_whatever_their_file_is_called(folder: str) -> None:
    if not (SHARED / folder).is_dir():
        pytest.skip(f"de map {folder} met echte documenten is hier niet")
    known = load_catalogue(CATALOGUE)
    for path in sorted((SHARED / folder).iterdir()):
        found = describe(Path(f"scan0001{path.suffix}"), read_file(path, Limits()), known)
        assert (found.title, found.organisation, found.kind, found.year) == KNOWN[path.stem]
        assert found.origins["title"] == "catalogue"
