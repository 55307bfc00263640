"""Who logs in has so many judgements kept in a day, so that there is room for those of the others."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from app import judging
from app.access.viewer import Role, Viewer, viewing
from app.inquiry import Inquiry
from app.judging import Judge
from index.texts import judgements as texts

EVA, BRAM = (Viewer(name, Role.READER) for name in ("eva", "bram"))
WRONG = {"verdict": "staat nergens", "places": "", "why": "het staat er niet"}
DAY_FULL = (
    "Je hebt vandaag al 2 oordelen bewaard, en meer kan niet op één dag. Dit oordeel is niet bewaard. Probeer het over "
    "24 uur weer."
)


@pytest.fixture
def judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Judge:
    monkeypatch.setattr(judging, "MOST_A_DAY", 2)
    return Judge(SimpleNamespace(folder=tmp_path, library=None))  # type: ignore[arg-type]


def said(judge: Judge, last: str = Inquiry("Hoe laat?").parameters()) -> str:
    return str(judge.save(last, WRONG)[0])


def test_one_person_has_so_many_kept_a_day_and_another_goes_on(judge: Judge) -> None:
    with viewing(EVA):
        assert texts.FAILED in said(judge, "")  # that is nothing to keep, so it does not count
        assert [texts.SAVED in said(judge) for _ in range(3)] == [True, True, False]
        assert DAY_FULL in said(judge)
    with viewing(BRAM):
        assert texts.SAVED in said(judge)
    assert len(judge.kept.all()) == 3


def test_where_nobody_logs_in_nothing_is_counted(judge: Judge) -> None:
    assert all(texts.SAVED in said(judge) for _ in range(4))
