"""What goes wrong in a database is told as what it is, and leaves it as it was."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from index.errors import StoreFullError
from index.manifest import Manifest


def test_a_disk_that_is_full_in_a_transaction_is_not_called_damage(root: Path) -> None:
    """SQLite then takes the transaction back itself, and there is nothing left to take back."""
    with closing(Manifest(root / "manifest.sqlite")) as manifest:
        manifest._db.execute("PRAGMA max_page_count = 1")  # as many as there are
        with pytest.raises(StoreFullError, match="schijf is vol"), manifest.transaction():
            manifest.set_meta("klein", "x")
            manifest.set_meta("groot", "x" * 2**22)
        assert not manifest._db.in_transaction
        manifest._db.execute("PRAGMA max_page_count = 1000000")
        assert manifest.meta("klein") is None
        with manifest.transaction():
            manifest.set_meta("klein", "y")
        assert manifest.meta("klein") == "y"


def test_what_fails_in_a_transaction_is_taken_back(root: Path) -> None:
    with closing(Manifest(root / "manifest.sqlite")) as manifest:
        with pytest.raises(KeyError), manifest.transaction():
            manifest.set_meta("a", "b")
            raise KeyError
        assert manifest.meta("a") is None
