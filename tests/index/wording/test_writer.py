"""The wording against a real endpoint: what it does well is kept, whatever it does badly leaves the quotes standing."""

from __future__ import annotations

import gc
import logging
import threading
import time
from dataclasses import replace
from threading import Thread

import httpcore
import pytest

from index.results import AnswerStatus
from index.texts import wording as texts
from index.wording import ModelClient, Writer
from index.wording.client import AT_ONCE
from index.wording.writer import worded_answer
from tests.endpoint import passages, running
from tests.index.wording.conftest import HITS, TEXT, answer

GOOD = "Het doel voor het ziekteverzuim is 6,5 procent [1]."


def test_a_good_answer_is_worded_with_its_citations_and_its_label(write):
    *_, draft = write("good")
    worded = worded_answer(answer(), draft)
    assert (worded.text, worded.generated, worded.cited, worded.label) == (GOOD, True, (1,), texts.LABEL)
    assert worded.quotes == answer().quotes


@pytest.mark.parametrize(
    ("model", "kept", "dropped"),
    [
        ("invented-number", GOOD, 1),
        ("invented-name", GOOD, 1),
        ("markup", GOOD, 2),
        ("no-citation", None, 1),
        ("out-of-range", None, 1),
        ("refuses", None, 1),
    ],
)
def test_sentences_that_do_not_hold_are_dropped_and_counted(write, model, kept, dropped):
    *_, draft = write(model)
    worded = worded_answer(answer(), draft)
    assert draft.dropped == dropped
    assert worded == replace(answer(), dropped=dropped) if kept is None else worded.text == kept


@pytest.mark.parametrize(
    "model",
    ["error-500", "error-401", "garbage", "not-a-stream", "drops-half-way", "cut-short", "huge", "moved"],
)
def test_a_model_that_fails_leaves_the_extractive_answer(write, model):
    *_, draft = write(model)
    worded = worded_answer(answer(), draft)
    assert not worded.generated
    assert worded.text == answer().text


def test_a_model_that_hangs_is_given_up_in_time(write):
    began = time.monotonic()
    *shown, draft = write("hangs", seconds=1.0)
    assert time.monotonic() - began < 3
    assert shown[-1].sentences, "what was checked is shown while the rest is waited for"
    assert not worded_answer(answer(), draft).generated


def test_an_endpoint_that_is_not_there_leaves_the_extractive_answer():
    with running() as gone:
        url = gone.url
    *_, draft = Writer(ModelClient(url, "good", seconds=3)).drafts("Wat is het doel?", answer(), HITS)
    assert not worded_answer(answer(), draft).generated


def test_sentences_appear_one_by_one_as_they_are_checked(endpoint):
    times = []
    for draft in Writer(ModelClient(endpoint.url, "slow", seconds=20)).drafts("Wat is het doel?", answer(), HITS):
        times.append((time.monotonic(), len(draft.sentences), draft.whole))
    assert [(n, whole) for _, n, whole in times] == [(1, False), (2, False), (2, True)]
    assert times[1][0] - times[0][0] > 0.3


def test_nothing_is_sent_when_the_documents_do_not_answer(endpoint, write):
    before = len(endpoint.asked)
    *_, draft = write("good", status=AnswerStatus.NOT_FOUND)
    assert len(endpoint.asked) == before
    assert not worded_answer(answer(AnswerStatus.NOT_FOUND), draft).generated


def test_an_uncertain_answer_is_worded_and_stays_uncertain(write):
    *_, draft = write("good", status=AnswerStatus.UNCERTAIN)
    worded = worded_answer(answer(AnswerStatus.UNCERTAIN), draft)
    assert worded.generated
    assert worded.status is AnswerStatus.UNCERTAIN


def test_only_question_and_passages_leave_and_only_to_the_address_that_is_set(endpoint, write):
    write("good", question="Hoeveel procent?")
    sent, headers = endpoint.asked[-1], endpoint.headers[-1]
    assert {n: text.split("\n", 1)[1] for n, text in passages(sent).items()} == {h.rank: h.text for h in HITS}
    assert "Hoeveel procent?" in sent["messages"][-1]["content"]
    assert sent["messages"][0]["content"] == texts.SYSTEM
    assert set(sent) <= {"model", "messages", "stream", "n", "max_tokens", "temperature", "stream_options"}
    assert sent["max_tokens"] <= 400
    assert headers["authorization"] == "Bearer sleutel"
    write("moved")
    assert endpoint.elsewhere == []


def test_at_most_four_calls_run_at_once_and_nobody_waits_in_line():
    ends = []

    def ask():
        began = time.monotonic()
        *_, draft = writer.drafts("Wat is het doel?", answer(), HITS)
        ends.append((bool(draft.sentences), time.monotonic() - began))

    with running() as endpoint:
        writer = Writer(ModelClient(endpoint.url, "slow", seconds=20))
        writer.client.warm_up()
        threads = [Thread(target=ask) for _ in range(AT_ONCE + 4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert endpoint.most_at_once == AT_ONCE
        assert sum(worded for worded, _ in ends) == AT_ONCE
        assert all(seconds < 1 for worded, seconds in ends if not worded)
        *_, after = writer.drafts("Wat is het doel?", answer(), HITS)
        assert after.sentences, "a place that became free is used again"


def test_who_stops_reading_gives_the_place_back(endpoint):
    writer = Writer(ModelClient(endpoint.url, "slow", seconds=20))
    left = [writer.drafts("Wat is het doel?", answer(), HITS) for _ in range(AT_ONCE)]
    for drafts in left:
        assert next(drafts).sentences
        drafts.close()
    until = time.monotonic() + 5
    while not list(writer.drafts("Wat is het doel?", answer(), HITS))[-1].sentences:
        assert time.monotonic() < until, "the places stay taken"
        time.sleep(0.2)


def test_a_stream_that_is_left_half_way_leaves_no_open_connection(endpoint):
    """Left to the garbage collector it takes a lock at a moment nobody chose, and the next call may hang for good."""
    writer = Writer(ModelClient(endpoint.url, "slow", seconds=20))
    gc.collect()
    gc.disable()
    try:
        drafts = writer.drafts("Wat is het doel?", answer(), HITS)
        assert next(drafts).sentences
        drafts.close()
        until = time.monotonic() + 10
        while any(thread.name == "wording" for thread in threading.enumerate()):
            assert time.monotonic() < until, "the call goes on"
            time.sleep(0.05)
        pools = [o for o in gc.get_objects() if isinstance(o, httpcore.ConnectionPool)]
        assert [c for pool in pools for c in pool.connections if not c.is_closed()] == []
    finally:
        gc.enable()


def test_a_failure_is_logged_by_its_name_and_not_by_what_was_asked(write, caplog):
    with caplog.at_level(logging.DEBUG, logger="index"):
        write("error-500", question="Geheime vraag over BSN 123456782")
    assert "InternalServerError" in caplog.text
    ours = [r.getMessage() for r in caplog.records if r.name.startswith("index")]
    assert not any("123456782" in message or TEXT[:20] in message for message in ours)


def test_a_password_in_the_address_is_not_shown():
    assert ModelClient("https://naam:geheim@model.example:8443/v1", "m").host == "https://model.example:8443"
