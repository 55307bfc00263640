"""Records that are kept follow what another process changes, whoever reads them and however slowly."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest

from index.errors import StoreLockedError
from index.kept_records import KEPT_DOCUMENTS, KeptRecords


class Elsewhere:
    """A manifest that another process changes; reading it takes as long as a test wants, or fails."""

    def __init__(self) -> None:
        self.name, self.told = "oud", True
        self.reading, self.may_end = threading.Event(), threading.Event()
        self.may_end.set()
        self.fails = False

    def change(self, name: str) -> None:
        self.name, self.told = name, False

    def changed_elsewhere(self) -> bool:
        told, self.told = self.told, True
        return not told

    def document(self, document_id: str) -> SimpleNamespace:
        return SimpleNamespace(document_id=document_id, text=self.name)

    def documents(self) -> tuple[SimpleNamespace, ...]:
        found = (SimpleNamespace(document_id=self.name),)
        may_end = self.may_end
        self.reading.set()
        assert may_end.wait(10)
        if self.fails:
            raise StoreLockedError("bezet")
        return found


def kept(manifest: Elsewhere) -> KeptRecords:
    return KeptRecords(manifest, SimpleNamespace(owns=False))  # type: ignore[arg-type]


def test_who_reads_slowly_puts_nothing_old_over_what_is_new() -> None:
    manifest = Elsewhere()
    records = kept(manifest)
    manifest.may_end = held = threading.Event()
    slow = threading.Thread(target=records.all)
    slow.start()
    assert manifest.reading.wait(10)
    manifest.may_end = threading.Event()
    manifest.may_end.set()
    manifest.change("nieuw")
    assert list(records.all()) == ["nieuw"]
    held.set()
    slow.join(10)
    assert list(records.all()) == ["nieuw"]


def test_a_reading_that_fails_leaves_nothing_old() -> None:
    manifest = Elsewhere()
    records = kept(manifest)
    assert list(records.all()) == ["oud"]
    manifest.change("nieuw")
    manifest.fails = True
    with pytest.raises(StoreLockedError):
        records.all()
    manifest.fails = False
    assert list(records.all()) == ["nieuw"]


def test_what_did_not_change_is_read_once() -> None:
    manifest = Elsewhere()
    records = kept(manifest)
    first = records.all()
    assert records.all() is first
    records.changed()
    assert records.all() is not first


def test_a_document_is_read_once_until_something_changes_here_or_elsewhere() -> None:
    manifest = Elsewhere()
    records = kept(manifest)
    first = records.document("a")
    assert records.document("a") is first
    records.changed()
    assert records.document("a") is not first
    manifest.change("nieuw")
    found = records.document("a")
    assert found is not None
    assert found.text == "nieuw"


def test_only_the_last_documents_are_kept() -> None:
    records = kept(Elsewhere())
    first = records.document("first")
    for number in range(KEPT_DOCUMENTS):
        records.document(str(number))
    assert records.document("first") is not first
    assert records.document(str(KEPT_DOCUMENTS - 1)) is records.document(str(KEPT_DOCUMENTS - 1))
