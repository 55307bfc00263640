"""A backup holds everything: put back in an empty place it is the same library; a damaged or foreign one is refused."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.backups import backup, restore
from app.console import Console
from app.ingesting import Ingesting, ingest
from app.page_image import marked_png
from index.backup.listing import LISTING, BackupError, is_part
from index.disk import MIN_FREE_BYTES
from index.errors import StoreFullError
from index.judgements import FILE
from index.results import SearchFilters
from index.serialise import to_json
from index.service import KnowledgeBase
from index.settings import Settings, load_settings
from index.types import DocumentStatus
from ingest.worker import ReadingWorker

QUESTIONS = (
    "Wat is het doel voor ziekteverzuim in 2026?",
    "paarse zeppelin",
    "Wie belt wie bij een nieuwe aanmelding?",
)
EVERYTHING = SearchFilters(statuses=tuple(DocumentStatus))


def answers(settings: Settings) -> dict[str, Any]:
    """All that a user can see of a library."""
    kb = KnowledgeBase.open(settings)
    try:
        hits = {
            q: [replace(hit, score=round(hit.score, 5)) for hit in kb.search(q, EVERYTHING).hits] for q in QUESTIONS
        }
        pictured = [r for r in kb.documents() if r.file.endswith(".pdf")]
        return {
            "hits": {
                q: [to_json(replace(hit, score=round(hit.score, 5))) for hit in found] for q, found in hits.items()
            },
            "documents": [replace(record, paths=(), copies=()) for record in kb.documents()],
            "texts": [kb.text(record.document_id) for record in kb.documents()],
            "pages": [marked_png(kb.original(r.document_id), 1, ()) for r in pictured],
            "words_only": kb.words_only().number,
        }
    finally:
        kb.close()


@pytest.fixture(scope="module")
def house(own_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An index of the examples with a judgement; its documents are in the folder that it noted."""
    index = tmp_path_factory.mktemp("huis") / "index"
    shutil.copytree(own_index, index)
    (index / FILE).write_text('{"id": "a", "question": "b"}\n', encoding="utf-8")
    return load_settings(index=index)


@pytest.fixture(scope="module")
def made(house: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it."""
    target = tmp_path_factory.mktemp("backup") / "alles.zip"
    assert backup(house, target, Console(as_json=True)) == 0
    return target


@pytest.fixture
def empty(root: Path) -> Settings:
    return load_settings(index=root / "leeg" / "index", corpus=root / "leeg" / "corpus")


def test_a_library_is_the_same_after_it_was_put_back(house, made, empty, capsys) -> None:
    restore(empty, made, False, Console(as_json=True))
    told = json.loads(capsys.readouterr().out)
    before, after = answers(house), answers(empty)
    assert before["pages"]
    assert all(before["hits"].values())
    assert after == before
    assert (told["documents"], told["words_only"]) == (len(before["documents"]), 0)
    assert (empty.index / FILE).read_bytes() == (house.index / FILE).read_bytes()
    with ReadingWorker() as worker:
        assert ingest(Ingesting(empty, [empty.corpus]), worker, False, Console(as_json=True)) == 0
    synced = json.loads(capsys.readouterr().out)["documents"]
    assert {document["status"] for document in synced} == {"unchanged"}
    assert len(synced) == told["documents"]


def test_a_backup_of_an_index_in_use_has_the_documents(house, empty, tmp_path, capsys) -> None:
    kb = KnowledgeBase.open(house)
    try:
        assert backup(house, tmp_path / "b.zip", Console(as_json=True)) == 0
    finally:
        kb.close()
    assert json.loads(capsys.readouterr().out)["vectors"] is False
    restore(empty, tmp_path / "b.zip", False, Console(as_json=False))
    assert "op woorden te vinden" in capsys.readouterr().out
    after = answers(empty)
    assert after["words_only"] == len(after["documents"]) == len(answers(house)["documents"])
    assert after["hits"]["paarse zeppelin"]


def test_with_another_model_the_vectors_are_made_again(made, empty) -> None:
    plain = empty.model_copy(update={"model": "bundled-plain"})
    restore(plain, made, False, Console(as_json=True))
    kb = KnowledgeBase.open(plain)
    try:
        assert kb.words_only().number == len(kb.documents()) > 0
    finally:
        kb.close()


def flipped(path: Path, name: str) -> None:
    """One bit of one part is other than it was."""
    with zipfile.ZipFile(path) as zipped:
        member = zipped.getinfo(name)
    with path.open("r+b") as file:
        file.seek(member.header_offset + 120 + len(name) + member.file_size // 2)
        byte = file.read(1)
        file.seek(-1, 1)
        file.write(bytes([byte[0] ^ 4]))


def relisted(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """The same backup with another list of what is in it."""
    with zipfile.ZipFile(path) as zipped:
        parts = {name: zipped.read(name) for name in zipped.namelist()}
    listing = json.loads(parts.pop(LISTING))
    change(listing)
    with zipfile.ZipFile(path, "w") as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
        zipped.writestr(LISTING, json.dumps(listing))


def without_listing(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("iets.txt", "anders")


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut": (lambda path: path.write_bytes(path.read_bytes()[:-5000]), "geen back-up van Bronwijzer"),
    "other file": (lambda path: path.write_text("geen zip"), "geen back-up van Bronwijzer"),
    "other zip": (without_listing, "geen back-up van Bronwijzer"),
    "manifest": (lambda path: flipped(path, "manifest.sqlite"), "beschadigd"),
    "vectors": (lambda path: flipped(path, "passages/000001.npz"), "beschadigd"),
    "other sum": (lambda p: relisted(p, lambda told: told["parts"]["manifest.sqlite"].update(size=7)), "beschadigd"),
    "later": (lambda p: relisted(p, lambda told: told.update(format=99)), "nieuwere versie"),
    "way out": (lambda p: relisted(p, lambda told: told["corpus"][0].update(path="../../weg.md")), "geen back-up"),
    "no part": (lambda p: relisted(p, lambda told: told["corpus"][0].update(part="elders")), "geen back-up"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_damaged_or_foreign_is_refused_and_nothing_is_changed(made, empty, tmp_path, name: str) -> None:
    copy = tmp_path / "kopie.zip"
    shutil.copy2(made, copy)
    spoil, message = SPOILT[name]
    spoil(copy)
    with pytest.raises(BackupError, match=message):
        restore(empty, copy, False, Console(as_json=True))
    assert not empty.index.exists()
    assert not empty.corpus.exists()


@pytest.mark.parametrize(
    "name", ["../manifest.sqlite", "/etc/passwd", "originals", "originals/../x", "a\\b", "corpus/a/b"]
)
def test_no_part_has_a_name_that_leads_elsewhere(name: str) -> None:
    assert not is_part(name)
    assert is_part("originals/0123456789abcdef.pdf")


def test_nothing_is_overwritten_unless_told(house, made, empty, capsys) -> None:
    restore(empty, made, False, Console(as_json=True))
    with pytest.raises(BackupError, match="al een index"):
        restore(empty, made, False, Console(as_json=True))
    file = next(path for path in empty.corpus.iterdir() if path.suffix == ".md")
    file.write_text("# Anders\n\nHier staat nu iets anders.\n", encoding="utf-8")
    shutil.rmtree(empty.index)
    with pytest.raises(BackupError, match=file.name):
        restore(empty, made, False, Console(as_json=True))
    assert not (empty.index / "manifest.sqlite").exists()
    restore(empty, made, True, Console(as_json=True))
    assert "Anders" not in file.read_text(encoding="utf-8")
    assert answers(empty) == answers(house)
    with pytest.raises(BackupError, match="Kies een andere naam"):
        backup(house, made, Console(as_json=True))


def test_no_backup_without_an_index_or_without_room(house, empty, tmp_path, monkeypatch) -> None:
    with pytest.raises(BackupError, match="geen index"):
        backup(empty, tmp_path / "b.zip", Console(as_json=True))
    monkeypatch.setattr("index.disk.MIN_FREE_BYTES", 1 << 60)
    with pytest.raises(StoreFullError, match="schijf is vol"):
        backup(house, tmp_path / "b.zip", Console(as_json=True))
    assert list(tmp_path.iterdir()) == []
    assert MIN_FREE_BYTES < 1 << 60


def test_what_is_behind_a_link_is_put_back_too_with_what_is_said_about_it(root: Path, empty, capsys) -> None:
    """A linked folder, a linked file that has another name there, and what is said beside the real files."""
    folder, elsewhere = root / "map", root / "elders"
    for place, said in {folder / "nota.md": "", elsewhere / "regeling.md": "bestuur", root / "los.md": "or"}.items():
        place.parent.mkdir(exist_ok=True)
        place.write_text(
            f"# {place.stem}\n\nDe {place.stem} gaat over de {place.stem} van Domstede.\n", encoding="utf-8"
        )
        if said:
            place.with_name(f"{place.name}.toml").write_text(f'groups = ["{said}"]\n', encoding="utf-8")
    (folder / "gedeeld").symlink_to(elsewhere, target_is_directory=True)
    (elsewhere / "terug").symlink_to(folder, target_is_directory=True)
    (folder / "gelinkt.md").symlink_to(root / "los.md")
    settings = load_settings(index=root / "index", corpus=folder)

    def synced(settings: Settings) -> dict[str, tuple[str, ...]]:
        with ReadingWorker() as worker:
            assert (
                ingest(Ingesting(settings, [settings.corpus], vectors=False), worker, False, Console(as_json=True)) == 0
            )
        kb = KnowledgeBase.open(settings)
        try:
            return {record.metadata.title: record.metadata.groups for record in kb.documents()}
        finally:
            kb.close()

    groups = synced(settings)
    assert sorted(groups.values()) == [(), ("bestuur",), ("or",)]
    assert backup(settings, root / "b.zip", Console(as_json=True)) == 0
    for gone in (folder, elsewhere):
        shutil.rmtree(gone)
    (root / "los.md").unlink()
    capsys.readouterr()
    restore(empty, root / "b.zip", False, Console(as_json=True))
    assert json.loads(capsys.readouterr().out)["files"] == 5
    assert synced(empty) == groups


def test_a_document_that_was_named_by_itself_keeps_what_is_said_about_it(root: Path, empty) -> None:
    (root / "nota.md").write_text("# Nota\n\nDe zeppelin landt in Domstede.\n", encoding="utf-8")
    (root / "nota.md.toml").write_text('groups = ["bestuur"]\n', encoding="utf-8")
    settings = load_settings(index=root / "index")
    with ReadingWorker() as worker:
        ingest(Ingesting(settings, [root / "nota.md"], vectors=False), worker, False, Console(as_json=True))
    assert backup(settings, root / "b.zip", Console(as_json=True)) == 0
    restore(empty, root / "b.zip", False, Console(as_json=True))
    assert (empty.corpus / "nota.md.toml").read_text(encoding="utf-8") == 'groups = ["bestuur"]\n'
