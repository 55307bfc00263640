"""What is learned of the documents follows the documents, and is learned once."""

from __future__ import annotations

import time
from dataclasses import replace
from threading import Thread

import pytest

from index.lexicon import LEARNED_VERSION, Lexicon
from index.manifest import Learned, Manifest
from index.types import CitableDocument
from ingest.embedding import by_words


def test_a_library_is_learned_once_and_then_read_in_a_moment(kb):
    assert all(kb.library.manifest.learned(document_id, LEARNED_VERSION) for document_id in kb.library.records())
    began = time.perf_counter()
    lexicon = Lexicon(kb.library)
    lexicon.warm_up()
    assert time.perf_counter() - began < 0.3
    assert "ziekteverzuim" in lexicon._known.vocabulary
    assert lexicon.expansions().longs["vod"] == ("Veiligheidsoverleg Domstede",)


def test_the_words_of_a_removed_document_are_forgotten(kb):
    lexicon = Lexicon(kb.library)
    lexicon.warm_up()
    (hostile,) = [r for r in kb.documents() if r.file.startswith("<img")]
    assert lexicon.corrected("zepelin").text == "zeppelin"
    kb.library.remove(hostile.document_id)
    assert lexicon.corrected("zepelin").text == "zepelin"
    assert kb.library.manifest.learned(hostile.document_id, LEARNED_VERSION) is None
    kb.library.manifest.put_learned(hostile.document_id, hostile.added, LEARNED_VERSION, Learned("zeppelin", ()))
    assert kb.library.manifest.learned(hostile.document_id, LEARNED_VERSION) is None, "nobody writes it back"


def test_what_was_learned_and_cannot_be_read_back_is_learned_again(kb):
    manifest = kb.library.manifest
    document_id = next(iter(kb.library.records()))
    manifest._write("UPDATE learned SET learned = ? WHERE document_id = ?", (b"geen zlib", document_id))
    lexicon = Lexicon(kb.library)
    lexicon.warm_up()
    assert manifest.learned(document_id, LEARNED_VERSION).words


def test_nobody_waits_while_somebody_else_learns(kb):
    lexicon = Lexicon(kb.library)
    with lexicon._lock:
        began = time.perf_counter()
        asked = Thread(target=lexicon.corrected, args=("ziekteverzium",))
        asked.start()
        asked.join(timeout=2)
        assert not asked.is_alive()
        assert time.perf_counter() - began < 1
    assert lexicon.corrected("ziekteverzium").text == "ziekteverzuim"


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """Ids of the documents of which somebody asked what they taught."""
    asked = []
    learned = Manifest.learned

    def noted(self: Manifest, document_id: str, version: int) -> Learned | None:
        asked.append(document_id)
        return learned(self, document_id, version)

    monkeypatch.setattr(Manifest, "learned", noted)
    return asked


def write_with(kb, document: CitableDocument, more: str) -> None:
    """Write a document again with more in its text."""
    record = kb.library.records()[document.document_id]
    passages = by_words(document.metadata.title, kb.library.store.passages(document.document_id))
    written = replace(document, text=f"{document.text}\n{more}")
    kb.library.write_again(written, passages, record.read_metadata, record.report)


def test_what_changes_no_text_costs_the_next_search_nothing(kb, asked):
    record = kb.documents()[0]
    views = [kb, kb.seen_by(())]
    for view in views:
        view.search("ziekteverzuim")
    asked.clear()
    for change in (
        lambda: kb.library.put_vectors({}, {}),
        lambda: kb.library.rename(record.document_id, record.file),
        lambda: kb.library.set_metadata(record.document_id, replace(record.metadata, year=2031)),
        lambda: kb.library.put_near(record.document_id, None),
    ):
        before = kb.library.records()
        change()
        assert kb.library.records() is not before
        for view in views:
            view.search("ziekteverzuim")
    assert asked == []


def test_a_text_that_is_written_again_is_learned_again(kb, asked):
    lexicons = [Lexicon(kb.library), Lexicon(kb.seen_by(()).library)]
    document = kb.library.document(kb.documents()[0].document_id)
    for lexicon in lexicons:
        lexicon.warm_up()
        assert "zwaluwnest" not in lexicon.vocabulary()
    write_with(kb, document, "zwaluwnest")
    asked.clear()
    for lexicon in lexicons:
        assert "zwaluwnest" in lexicon.vocabulary()
    assert document.document_id in asked
    write_with(kb, document, "")
    for lexicon in lexicons:
        assert "zwaluwnest" not in lexicon.vocabulary()


def test_what_was_learned_of_a_former_text_is_not_kept(kb):
    manifest = kb.library.manifest
    record = kb.documents()[0]
    write_with(kb, kb.library.document(record.document_id), "")
    manifest.put_learned(record.document_id, record.added, LEARNED_VERSION, Learned("zwaluwnest", ()))
    assert manifest.learned(record.document_id, LEARNED_VERSION) is None
