"""The knowledge base on the example documents: real engine, real model, real questions."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from index.evaluation import figures, judge
from index.library import DocumentMissingError
from index.quotes import Letters
from index.results import AnswerStatus, QuoteVerdict, SearchFilters
from index.service import MAX_QUESTION, MAX_QUOTE, KnowledgeBase, QuoteTooLongError
from index.settings import load_settings
from index.types import DocumentStatus

QUESTIONS = Path(__file__).parents[2] / "corpus" / "voorbeeld" / "vragen.jsonl"
FLOOR = {"hit@5": 0.85, "hit@1": 0.62, "answer@1": 0.6, "page": 1.0}
"""Quality on the example questions may not slip below this unseen."""


@pytest.fixture(scope="module")
def kb(own_index):
    kb = KnowledgeBase.open(load_settings(index=own_index))
    kb.warm_up()
    yield kb
    kb.close()


@pytest.fixture(scope="module")
def run(kb):
    entries = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    return [(entry, kb.ask(entry["question"])) for entry in entries]


@pytest.mark.parametrize("name", FLOOR)
def test_quality_on_the_examples_keeps_its_floor(run, name):
    assert figures([judge(entry, result) for entry, result in run])[name] >= FLOOR[name]


def test_every_word_shown_is_a_slice_of_its_document(kb, run):
    texts = {record.document_id: kb.text(record.document_id).text for record in kb.documents()}
    for _, result in run:
        for hit in result.hits:
            assert texts[hit.document.id][hit.start : hit.end] == hit.text
            assert all(0 <= a < b <= len(hit.text) for a, b in hit.highlights)
        for quote in result.answer.quotes:
            assert texts[result.hits[quote.hit - 1].document.id][quote.start : quote.end] == quote.text


def test_quotes_are_read_at_a_glance_and_do_not_repeat(run):
    for _, result in run:
        quotes = result.answer.quotes
        assert len(quotes) <= 3
        assert sum(len(quote.text.split()) for quote in quotes[1:]) <= 80
        spans = [(result.hits[q.hit - 1].document.id, q.start, q.end) for q in quotes]
        for number, (document, start, end) in enumerate(spans):
            assert not any(d == document and s < end and start < e for d, s, e in spans[number + 1 :])


def test_not_found_has_no_quotes_but_the_nearest_passages(kb, run):
    asked = [result for _, result in run] + [kb.ask("Hoe smelt je goud in een oven van klei?")]
    refused = [result for result in asked if result.answer.status is AnswerStatus.NOT_FOUND]
    assert refused
    assert all(not result.answer.quotes and result.hits for result in refused)


def test_the_same_question_gives_the_same_answer(kb):
    first, second = (kb.ask("Wat willen jongeren van ons?") for _ in range(2))
    assert replace(first, ms=0) == replace(second, ms=0)


@pytest.mark.parametrize(
    "question",
    ["Wat kost een buskaartje naar Maastricht?", "Hoeveel vrijwilligers heeft Oeverlicht in Maastricht?"],
)
def test_a_name_that_no_document_knows_is_named_and_never_answered_for_certain(kb, question):
    answer = kb.ask(question).answer
    assert "Maastricht" in answer.missing
    assert answer.status is not AnswerStatus.ANSWERED


def test_a_sentence_that_begins_with_an_unknown_word_may_be_answered(kb):
    assert kb.ask("Xylofonist: hoe laat is de Oeverchat open?").answer.status is AnswerStatus.ANSWERED


@pytest.mark.parametrize(
    "question", ["", "   ", "\0\0", "\n\t", "???", "…", "🙂👍🏽", "-", "\u200b", "\u0308", "\ud800"]
)
def test_nothing_asked_gives_nothing(kb, question):
    result = kb.ask(question)
    assert (result.hits, result.answer.status) == ((), AnswerStatus.NOT_FOUND)
    assert kb.search(question).hits == ()


@pytest.mark.parametrize(
    "pasted",
    [
        "„{}”",
        '"{}"',
        "• {}",
        "- {} 🙏🏽",
        "\ufeff{}\n",
        "{}\ud83d",
    ],
)
def test_what_stands_around_a_question_changes_nothing(kb, pasted):
    question = "Hoe laat is de Oeverchat open?"
    assert kb.ask(pasted.format(question)).answer == kb.ask(question).answer


@pytest.mark.parametrize("change", [str.upper, lambda t: "\u00ad".join(t), lambda t: unicodedata.normalize("NFD", t)])
@pytest.mark.parametrize("question", ["wanneer krijgt een cliënt geen hulp?", "wat doet een vrijwiliger?"])
def test_how_a_question_is_typed_changes_nothing(kb, question, change):
    typed, asked = kb.ask(change(question)), kb.ask(question)
    assert (typed.hits, typed.answer) == (asked.hits, asked.answer)
    assert [c.to for c in typed.corrected] == [c.to for c in asked.corrected]


@pytest.mark.parametrize("question", ["de", "wat is het?", "Xylofonist", "xylofonist kwaakzalf"])
def test_what_asks_of_nothing_in_the_documents_is_not_answered_for_certain(kb, question):
    assert kb.ask(question).answer.status is not AnswerStatus.ANSWERED


def test_a_figure_that_stands_in_a_document_is_not_said_to_stand_nowhere(kb):
    answer = kb.ask("288").answer
    assert answer.status is not AnswerStatus.NOT_FOUND
    assert "288" in answer.text


def test_a_polite_question_is_as_sure(kb):
    polite = kb.ask("Hoe laat is de Oeverchat open? Alvast bedankt!").answer
    assert polite.status is AnswerStatus.ANSWERED


def test_a_question_without_end_is_cut(kb):
    long = "wat is het doel voor ziekteverzuim " * 2_000
    assert kb.search(long).hits == kb.search(long[:MAX_QUESTION]).hits


def test_a_quote_that_is_too_long_is_refused_instead_of_half_checked(kb):
    true = "Daarom is de chat vanaf 1 januari op elke werkdag open van 16.00 tot 22.00 uur. "
    with pytest.raises(QuoteTooLongError, match=f"hoogstens {MAX_QUOTE} tekens"):
        kb.quote(true * 40 + "De aarde is plat.")
    assert kb.quote(true + " " * MAX_QUOTE).verdict is QuoteVerdict.EXACT


def test_filters_hold_before_ranking(kb):
    found = kb.search("verzuim", SearchFilters(years=(2024,)), top_k=50)
    assert found.hits
    assert {hit.document.year for hit in found.hits} == {2024}
    assert found.total == kb.library.store.count(SearchFilters(years=(2024,)))


def test_a_year_in_the_question_lets_older_documents_in(kb):
    def statuses(question):
        return {hit.document.status for hit in kb.search(question, top_k=30).hits}

    assert DocumentStatus.EXPIRED not in statuses("doel ziekteverzuim")
    assert DocumentStatus.EXPIRED in statuses("doel ziekteverzuim in 2025")


def test_facets_count_documents(kb):
    facets = kb.facets()
    assert sum(value.count for value in facets["status"]) == len(kb.documents())
    assert {value.value for value in facets["kind"]} >= {"jaarplan", "werkproces", "visie", "kader"}


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Een appje is niet genoeg.", QuoteVerdict.EXACT),
        ("een APPJE is  niet genoeg", QuoteVerdict.EXACT),
        ("Een appje is echt niet genoeg.", QuoteVerdict.NEAR),
        ("Paarse olifanten dansen op dinsdag door de duinen.", QuoteVerdict.ABSENT),
        ("…", QuoteVerdict.ABSENT),
    ],
)
def test_a_remembered_sentence_is_judged(kb, sentence, verdict):
    result = kb.quote(sentence)
    assert result.verdict is verdict
    if verdict is QuoteVerdict.EXACT:
        found = result.matches[0].hit
        assert Letters.of(found.text).text == Letters.of(sentence).text
        assert kb.text(found.document.id).text[found.start : found.end] == found.text


def test_a_document_that_is_not_there_is_named(kb):
    with pytest.raises(DocumentMissingError, match="staat niet in de index"):
        kb.text("bestaatniet")
