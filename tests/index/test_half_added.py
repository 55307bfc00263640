"""Searching while a document is being added or removed: its passages are there, the document does not count."""

from __future__ import annotations

from uuid import UUID

import pytest

from index.results import QuoteVerdict
from index.store.protocol import StoredPassage
from index.types import Metadata, Passage, Span
from ingest.embedding import PassageEncoder, Titled, words_of

TEXTS = (
    "De Oeverchat is open op elke werkdag van 16.00 tot 22.00 uur.",
    "Oeverchat | maandag | 16.00 tot 22.00 uur",
    "Hoe laat is de Oeverchat open? Dat staat op de website van de Oeverchat.",
)
QUESTION = "Hoe laat is de Oeverchat open?"
HOURS = "Daarom is de chat vanaf 1 januari op elke werkdag open van 16.00 tot 22.00 uur."


@pytest.fixture
def half_added(kb):
    """Passages of a document of which the manifest does not know yet."""
    passages = [
        Passage(str(UUID(int=n)), "halfway", n, 0, len(text), text, 1, "1", (), (Span(0, len(text)),))
        for n, text in enumerate(TEXTS)
    ]
    vectors = PassageEncoder(kb.embedder).vectors([Titled("Oeverchat", passage) for passage in passages])
    stored = [StoredPassage(p, words_of("Oeverchat", p), vectors[p.passage_id]) for p in passages]
    before = kb.ask(QUESTION)
    kb.library.store.add(stored, Metadata("Oeverchat"))
    yield before
    kb.library.store.remove("halfway")


def test_what_does_not_count_yet_takes_no_place_among_the_hits(kb, half_added):
    result = kb.ask(QUESTION)
    assert [hit.rank for hit in result.hits] == [hit.rank for hit in half_added.hits]
    assert "halfway" not in {hit.document.id for hit in result.hits}
    assert result.answer.quotes[0].text == half_added.answer.quotes[0].text


def test_a_sentence_is_looked_for_in_what_counts(kb, half_added):
    assert kb.quote(TEXTS[0]).verdict is not QuoteVerdict.EXACT


def test_a_document_that_is_removed_while_it_is_looked_into_is_left_out(kb, monkeypatch):
    went = next(hit.document.id for hit in kb.search(HOURS).hits if HOURS in " ".join(hit.text.split()))
    document = kb.library.document

    def removed_meanwhile(document_id, **more):
        if document_id == went:
            kb.library.remove(went)
        return document(document_id, **more)

    monkeypatch.setattr(kb.library, "document", removed_meanwhile)
    assert went not in {match.hit.document.id for match in kb.quote(HOURS).matches}
    assert went not in {hit.document.id for hit in kb.ask(QUESTION).hits}
