"""Judgements of answers: kept in the form that measuring reads, in one file, and only as long as somebody wants."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from datetime import date

import pytest

from app.batch import Judgeable, read_questions
from index.cuts import Cutting, Spot
from index.errors import StoreError
from index.evaluation import judge
from index.judgements import FILE, Judgements, Verdict
from index.results import Answer, AnswerStatus, DocumentInfo, Hit, Quote
from index.service import AskResult
from index.types import DocumentStatus

DAY = date(2026, 3, 2)
DOCUMENT = DocumentInfo("a1", "Jaarplan", None, None, 2026, DocumentStatus.VALID)


def cutting(text: str, page: int | None = 4) -> Cutting:
    return Cutting(Spot("a1", 0, len(text)), text, DOCUMENT, "jaarplan.pdf", page, "2" if page else None, None)


def answered(text: str) -> AskResult:
    hit = Hit(1, 1.0, DOCUMENT, "jaarplan.pdf", 4, "2", (), text, 0, len(text), (), "bron")
    quote = Quote(text, "jaarplan.pdf", 4, "2", 0, len(text), "bron", 1)
    return AskResult("?", Answer(AnswerStatus.ANSWERED, 0.9, text, (quote,)), (hit,), 1, 1.0)


def test_what_is_right_can_be_measured(tmp_path):
    kept = Judgements(tmp_path)
    assert kept.all() == ()
    assert kept.add("Hoe laat?", [cutting("Om tien uur."), cutting("Of later.", None)], Verdict.RIGHT, " ja \n ", DAY)
    (entry,) = kept.all()
    assert (entry["question"], entry["oordeel"], entry["want"], entry["datum"]) == (
        "Hoe laat?", "klopt", "ja", "2026-03-02",
    )  # fmt: skip
    assert entry["evidence"][0][0] == {
        "text": "Om tien uur.", "stem": "jaarplan", "file": "jaarplan.pdf", "pdf_pages": [4], "labels": ["2"],
    }  # fmt: skip
    assert "pdf_pages" not in entry["evidence"][0][1]
    good, wrong = judge(entry, answered("Kom om tien uur.")), judge(entry, answered("Iets anders."))
    assert (good.rank, good.answered, good.pages) == (1, True, (True,))
    assert (wrong.rank, wrong.answered) == (None, False)


@pytest.mark.parametrize(("verdict", "evidence"), [(Verdict.ELSEWHERE, None), (Verdict.NOWHERE, [])])
def test_what_is_wrong_says_how(tmp_path, verdict, evidence):
    Judgements(tmp_path).add("Hoe laat?", [cutting("Om tien uur.")], verdict, "", DAY)
    assert Judgements(tmp_path).all()[0]["evidence"] == evidence


def test_one_or_all_are_forgotten_and_then_there_is_no_file(tmp_path):
    kept = Judgements(tmp_path)
    for question in ("een", "twee", "drie"):
        kept.add(question, [], Verdict.NOWHERE, "", DAY)
    kept.remove(kept.all()[1]["id"])
    assert [entry["question"] for entry in kept.all()] == ["een", "drie"]
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    kept.remove("")
    assert not kept.path.exists()


def test_no_judgement_is_lost_when_several_processes_keep_one(tmp_path):
    say = "kept.add('Hoe laat?', [], Verdict.NOWHERE, '', date(2026, 3, 4))"
    program = (
        "from datetime import date; from pathlib import Path; from index.judgements import Judgements, Verdict; "
        f"kept = Judgements(Path({str(tmp_path)!r})); [{say} for _ in range(30)]"
    )
    processes = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(3)]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert len(Judgements(tmp_path).all()) == 90


def test_spoilt_lines_are_left_out(tmp_path):
    kept = Judgements(tmp_path)
    kept.add("een", [], Verdict.NOWHERE, "", DAY)
    with kept.path.open("a", encoding="utf-8") as file:
        file.write('geen json\n[]\n{"question": 3, "id": "x"}\n' + json.dumps({"question": "twee", "id": "x"}) + "\n")
    assert [entry["question"] for entry in kept.all()] == ["een", "twee"]


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x1c"])
def test_words_with_an_odd_end_of_line_are_kept(tmp_path, sign):
    kept = Judgements(tmp_path)
    kept.add(f"Hoe{sign}laat?", [cutting(f"Om tien{sign}uur.")], Verdict.RIGHT, "", DAY)
    kept.add("twee", [], Verdict.NOWHERE, "", DAY)
    assert [entry["question"] for entry in kept.all()] == [f"Hoe{sign}laat?", "twee"]
    assert [question["question"] for question in read_questions(kept.path, Judgeable)] == [f"Hoe{sign}laat?", "twee"]


def test_no_room_is_said(tmp_path):
    (tmp_path / "bestand").write_text("waar een map moet zijn")
    with pytest.raises(StoreError, match="niet"):
        Judgements(tmp_path / "bestand").add("een", [], Verdict.NOWHERE, "", DAY)
