"""The handlers of the search page, without a browser."""

from __future__ import annotations

from contextlib import closing

import pytest

from app.asking import Asker
from index.service import KnowledgeBase
from index.settings import load_settings
from index.texts import app as texts


@pytest.fixture(scope="module")
def asker(own_index):
    with closing(KnowledgeBase.open(load_settings(index=own_index))) as kb:
        yield Asker(kb)


@pytest.mark.parametrize("typed", ["", "???", "🙂", "…"])
def test_where_nothing_is_asked_a_question_is_asked_for(asker, typed):
    shown = asker.ask("", typed, [], [], [], [])
    assert texts.NO_QUESTION in shown[3]
    assert shown[0] == ""
