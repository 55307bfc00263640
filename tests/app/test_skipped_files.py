"""Files of a kind that nobody reads are told of, not passed over in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.texts import cli as texts
from ingest.files import find_files
from tests.app.test_cli import run, start, write_corpus

OTHERS = ("cijfers.xlsx", "mail.msg", "oud.doc")
NEVER_TOLD = (".DS_Store", "~$plan.docx", "Thumbs.db", "desktop.ini", "catalogus.toml", "vragen.jsonl", "README")


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with two documents, and files that are none."""
    folder = write_corpus(tmp_path)
    for name in (*OTHERS, *NEVER_TOLD):
        (folder / name).write_bytes(b"")
    return folder


def test_ingest_names_what_it_does_not_read(tmp_path: Path, mixed: Path) -> None:
    done = run(tmp_path, "ingest", mixed)
    assert done["skipped"] == list(OTHERS)
    assert {document["status"] for document in done["documents"]} == {"added"}
    out, _ = start(tmp_path, "ingest", mixed).communicate(timeout=120)
    assert texts.skipped(OTHERS) in out.splitlines()


def test_after_a_few_names_the_others_are_counted() -> None:
    assert texts.skipped([f"{n}.doc" for n in range(7)]).endswith("0.doc, 1.doc, 2.doc, 3.doc, 4.doc en 2 andere.")


def test_what_lies_with_the_examples_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "voorbeeld").mkdir()
    (tmp_path / "voorbeeld" / "plaatje.png").touch()
    assert find_files([tmp_path]).skipped == ()
