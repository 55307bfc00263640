"""Errors in the user's words."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from index.reasons import reason_of


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("weg.txt", "het is er niet"),
        ("map", "het is een map"),
        ("bestand/plan.txt", "een deel van het pad is geen map"),
        ("a" * 300, "de naam is te lang"),
        ("rond", "het is een koppeling die naar zichzelf verwijst"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows gives other errors for these")
def test_what_the_system_says_is_dutch(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "bestand").touch()
    (tmp_path / "rond").symlink_to(tmp_path / "rond")
    with pytest.raises(OSError) as failed:
        (tmp_path / name).read_bytes()
    assert reason_of(failed.value) == reason


def test_what_is_not_known_is_told_with_its_code() -> None:
    assert reason_of(OSError(71, "Protocol error")) == "het systeem geeft een fout (EPROTO)"
    assert reason_of(OSError("no number")) == "het systeem geeft een fout (OSError)"


def test_a_file_that_says_something_else_than_it_should(tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_bytes("titel = 'cliënt'".encode("latin-1"))
    with pytest.raises(UnicodeDecodeError) as no_text:
        file.read_text(encoding="utf-8")
    assert reason_of(no_text.value) == "het is niet opgeslagen als gewone tekst (UTF-8)"
    with pytest.raises(tomllib.TOMLDecodeError) as no_toml:
        tomllib.loads("a = 1\nb = plan\n")
    assert reason_of(no_toml.value).startswith("regel 2 gaat mis bij teken 5")
    assert reason_of(ValueError("'soort' kan niet 3 zijn")) == "'soort' kan niet 3 zijn"
