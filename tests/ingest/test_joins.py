"""Every join that is made in real documents, held against a list that was checked by eye, where the documents are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.types import ReadResult
from ingest.limits import Limits
from ingest.readers.pdf import read_pdf
from ingest.readers.txt import read_txt
from tests.conftest import SHARED

CHECKED = Path(__file__).with_name("joins")
MISSED = {"txt": {"toekomst bestendig"}, "pdf": {"toekomst bestendig", "onder scheiden", "onder steunen"}}
"""Broken words that a search for odd fragments found in what was read: there is not enough evidence for them."""
READERS: dict[str, Callable[[Path, Limits], ReadResult]] = {"txt": read_txt, "pdf": read_pdf}


@pytest.fixture(scope="module", params=READERS)
def folder(request) -> str:
    name = str(request.param)
    if not (SHARED / "corpus" / name).is_dir():
        pytest.skip("de echte documenten zijn er niet")
    return name


@pytest.fixture(scope="module")
def made(folder: str) -> list[tuple[str, str]]:
    paths = sorted((SHARED / "corpus" / folder).glob(f"*.{folder}"))
    return [join for path in paths for join in READERS[folder](path, Limits()).joins]


@pytest.fixture(scope="module")
def checked(folder: str) -> set[tuple[str, ...]]:
    lines = (CHECKED / f"{folder}.txt").read_text(encoding="utf-8").splitlines()
    return {tuple(line.split(" -> ")) for line in lines}


def test_joins_are_right(made, checked) -> None:
    right = sum(join in checked for join in made)
    assert len(made) > 60
    assert right / len(made) >= 0.98, [join for join in made if join not in checked]


def test_no_join_touches_a_digit_or_a_letter(made) -> None:
    for found, healed in made:
        left, _, right = found.rpartition(" ")
        assert not left[-1].isdigit()
        assert not right[0].isdigit()
        assert found.replace(" ", "").replace("-", "") == healed.replace("-", "")


def test_broken_words_are_healed(folder, made, checked) -> None:
    broken = {found for found, _ in checked if "- " not in found} | MISSED[folder]
    healed = {found for found, _ in made} & broken
    assert len(broken) > 40
    assert len(healed) / len(broken) >= 0.9, broken - healed
