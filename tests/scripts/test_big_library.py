"""A larger library: nothing fails, memory stays within bounds, and a second sync is quick."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS, PAGES = 40, 6
MOST_MAIN, MOST_READING = 450, 400
"""MB. The command takes 250 before it reads anything."""


@pytest.fixture(scope="module")
def big():
    sys.path.insert(0, str(ROOT / "scripts"))
    from big_library import making, measuring

    yield making, measuring
    sys.path.remove(str(ROOT / "scripts"))


def test_the_same_number_makes_the_same_document(big, tmp_path):
    making, _ = big
    made = []
    for name in ("a", "b"):
        assert making.make(tmp_path / name, 2, 4) > 3
        made.append([path.read_bytes() for path in sorted((tmp_path / name).rglob("*.pdf"))])
    assert made[0] == made[1]
    assert made[0][0] != made[0][1]


def test_a_library_of_some_size_is_read_within_bounds(big, tmp_path):
    making, measuring = big
    pages = making.make(tmp_path / "stukken", DOCUMENTS, PAGES)
    first = measuring.sync(tmp_path / "stukken", tmp_path / "index", "--words-only")
    assert (first.failed, len(first.documents)) == (0, DOCUMENTS)
    assert sum(document["pages"] for document in first.documents) == pages
    assert 0 < first.first_searchable < first.seconds
    assert 0 < first.memory.main < MOST_MAIN
    assert 0 < first.memory.reading < MOST_READING
    second = measuring.sync(tmp_path / "stukken", tmp_path / "index", "--words-only")
    assert {document["status"] for document in second.documents} == {"unchanged"}
    assert second.seconds < first.seconds
