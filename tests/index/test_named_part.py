"""Who asks for an article, a step or a chapter by its number gets what stands there."""

from __future__ import annotations

import re

import pytest

from index.results import AnswerStatus
from index.types import BlockKind

NUMBERED = re.compile(r"(Stap \d+)\b")


@pytest.fixture(scope="module")
def steps(kb):
    """(title, name of the step, where it starts and ends) of every step in the examples that has a heading."""
    found = []
    for record in kb.documents():
        document = kb.library.document(record.document_id)
        heads = [block for block in document.blocks if block.kind is BlockKind.HEADING]
        for head, following in zip(heads, [*heads[1:], None], strict=True):
            named = NUMBERED.match(document.text[head.start : head.end])
            if named:
                end = following.start if following else len(document.text)
                found.append((record.metadata.title, record.document_id, named[1], head.start, end))
    return found


def test_the_answer_is_what_stands_under_it(kb, steps):
    assert len(steps) > 5
    for title, document_id, name, start, end in steps:
        asked = kb.ask(f"Wat staat er in {name.lower()} van {title}?", all_versions=True)
        assert asked.answer.status is AnswerStatus.ANSWERED, (title, name)
        for quote in asked.answer.quotes:
            assert asked.hits[quote.hit - 1].document.id == document_id, (title, name)
            assert start <= quote.start < quote.end <= end, (title, name, quote.text)


def test_where_several_have_it_that_is_not_sure(kb, steps):
    names = [name for _, _, name, _, _ in steps]
    twice = next(name for name in names if names.count(name) > 1)
    assert kb.ask(f"Wat staat er in {twice.lower()}?", all_versions=True).answer.status is AnswerStatus.UNCERTAIN


def test_what_it_does_not_speak_of_is_not_answered_by_its_number(kb, steps):
    _, _, name, _, _ = steps[0]
    answer = kb.ask(f"Wat zegt {name.lower()} over het salaris van de burgemeester?").answer
    assert answer.status is not AnswerStatus.ANSWERED
