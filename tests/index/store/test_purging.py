"""The engine's files hold what lives, and what lives is as it was."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.errors import StoreDamagedError
from index.store.protocol import PassageVectors, StoredPassage
from index.store.purging import purge_engine
from index.store.shelf import FILE
from index.types import SparseVector
from tests.index.store.test_contract import passage, rows, unit
from tests.index.store.test_shelf import PLAN, opened, seen, worded

SECRET = unit(0.12345, 0.54321, 0.31415, 0.27182)


def secret(ordinal: int) -> StoredPassage:
    """A passage whose vectors can be recognised byte by byte."""
    units = np.append(SECRET, np.float32(-0.1))[np.newaxis]
    vectors = PassageVectors(SECRET, units.astype(np.float32), rows(3))
    return StoredPassage(passage("geheim", ordinal, "Kanarievogel"), SparseVector((1, 7), (1.0, 0.5)), vectors)


def holding(folder: Path, data: bytes) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and data in path.read_bytes()]


def test_text_and_vectors_of_deleted_passages_go_and_the_others_are_found_as_before(tmp_path: Path) -> None:
    folder = tmp_path / "passages"
    store = opened(tmp_path)
    store.add([worded("a", n, "tekst") for n in range(3)], PLAN)
    store.add([secret(n) for n in range(3)], PLAN)
    store.add([worded("b", n, "tekst") for n in range(3)], PLAN)
    store.remove("geheim")
    before = seen(store)
    store.close()
    assert holding(folder, b"Kanarievogel")
    assert holding(folder, SECRET.tobytes())
    purge_engine(folder)
    assert holding(folder, b"Kanarievogel") == []
    assert holding(folder, SECRET.tobytes()) == []
    store = opened(tmp_path)
    assert seen(store) == before
    store.add([worded("c", 0, "tekst")], PLAN)
    assert store.sizes() == {"a": 3, "b": 3, "c": 1}
    store.close()


def test_it_can_be_done_again_and_again_and_takes_no_more_room(tmp_path: Path) -> None:
    folder = tmp_path / "passages"
    sizes = []
    for _ in range(3):
        store = opened(tmp_path)
        store.add([secret(n) for n in range(3)], PLAN)
        store.remove("geheim")
        store.close()
        purge_engine(folder)
        assert holding(folder, b"Kanarievogel") == []
        sizes.append(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()))
    assert len(set(sizes[1:])) == 1


def test_a_shelf_that_cannot_be_rewritten_goes(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.add([worded("a", n, "tekst") for n in range(3)], PLAN)
    store.close()
    (tmp_path / "passages" / FILE).write_bytes(b"geen database" * 500)
    purge_engine(tmp_path / "passages")
    assert not (tmp_path / "passages" / FILE).exists()
    store = opened(tmp_path)
    assert len(seen(store)) == 3
    store.close()


def test_an_engine_that_is_damaged_is_told(tmp_path: Path) -> None:
    opened(tmp_path).close()
    (tmp_path / "passages" / "edge_config.json").write_text("kapot")
    with pytest.raises(StoreDamagedError, match="ingest --rebuild"):
        purge_engine(tmp_path / "passages")
