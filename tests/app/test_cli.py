"""The command line as scripts see it: real processes, real model, JSON as promised."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from index.cuts import Cutting, Spot
from index.embedding import open_embedder
from index.judgements import Judgements, Verdict
from index.library import Library
from index.results import DocumentInfo
from index.types import DocumentStatus
from ingest.settling import hold_on

pytestmark = pytest.mark.slow
BRONWIJZER = Path(sys.executable).with_name("bronwijzer")
PLAN = """# Jaarplan {year}

## Verzuim

Het doel voor het ziekteverzuim is {goal} procent. De teammanager bespreekt het verzuim elke maand.

## Veiligheid

Wie zorgen heeft over de veiligheid van een kind, belt het Expertiseteam Veiligheid Domstede (EVD).
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path)


@dataclass(frozen=True)
class Ingested:
    """What ``ingest`` made of the documents, and what it said."""

    corpus: Path
    index: Path
    said: Any


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Ingested:
    """The documents, ingested once; tests work on a copy of the index and leave the documents as they are."""
    home = tmp_path_factory.mktemp("gelezen")
    corpus = write_corpus(home)
    return Ingested(corpus, home / "index", run(home, "ingest", corpus))


@pytest.fixture
def known(ingested: Ingested, tmp_path: Path) -> Ingested:
    """A copy of that index, where commands of this test look for one."""
    shutil.copytree(ingested.index, tmp_path / "index")
    return ingested


def write_corpus(home: Path) -> Path:
    folder = home / "map met stukken"
    folder.mkdir()
    (folder / "jaarplan-2025.md").write_text(PLAN.format(year=2025, goal=7), encoding="utf-8")
    (folder / "werkproces-intake.txt").write_text(
        "Werkproces intake\n\nBinnen vijf werkdagen na de aanmelding voert een medewerker het eerste gesprek.\n",
        encoding="utf-8",
    )
    return folder


def start(tmp_path: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    command = [str(BRONWIJZER), *map(str, arguments), "--index", str(tmp_path / "index")]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("BRONWIJZER_")}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=environment
    )


def run(tmp_path: Path, *arguments: str | Path, code: int = 0) -> Any:
    process = start(tmp_path, *arguments, "--json")
    out, err = process.communicate(timeout=120)
    assert process.returncode == code, err
    return json.loads(out) if out else err


def test_from_a_folder_to_a_cited_answer(tmp_path: Path, known: Ingested) -> None:
    first = known.said
    assert [(d["file"], d["status"]) for d in first["documents"]] == [
        ("jaarplan-2025.md", "added"),
        ("werkproces-intake.txt", "added"),
    ]
    assert first["passages_total"] == sum(d["passages"] for d in first["documents"]) > 0
    assert set(first["documents"][0]) >= {"file", "document_id", "status", "pages", "passages", "warnings", "error"}

    found = run(tmp_path, "search", "wat is het doel voor ziekteverzuim?")
    hit = found["hits"][0]
    assert set(found) >= {"query", "hits", "total", "ms"}
    assert hit["file"] == "jaarplan-2025.md"
    assert (hit["document"]["year"], hit["document"]["kind"], hit["document"]["status"]) == (2025, "jaarplan", "geldig")
    assert hit["headings"] == ["Jaarplan 2025", "Verzuim"]
    assert any(hit["text"][a:b] == "ziekteverzuim" for a, b in hit["highlights"])
    assert hit["citation"].startswith("Jaarplan 2025")

    asked = run(tmp_path, "ask", "wat is het doel voor ziekteverzuim?")
    assert "7 procent" in asked["answer"]["quotes"][0]["text"]
    files = {hit["file"], *(quote["file"] for quote in asked["answer"]["quotes"])}
    texts = {file: run(tmp_path, "text", file)["text"] for file in files}
    for quote in asked["answer"]["quotes"]:
        assert texts[quote["file"]][quote["start"] : quote["end"]] == quote["text"]
    assert asked["answer"]["generated"] is False
    assert hit["text"] == texts["jaarplan-2025.md"][hit["start"] : hit["end"]]

    assert run(tmp_path, "search", "intake", "--kind", "werkproces")["hits"][0]["file"] == "werkproces-intake.txt"
    assert run(tmp_path, "search", "intake", "--year", "1999")["hits"] == []


def test_quotes_are_checked(tmp_path: Path, known: Ingested) -> None:
    exact = run(tmp_path, "quote", "De teammanager bespreekt het verzuim  elke maand")
    assert exact["verdict"] == "exact"
    assert exact["matches"][0]["text"] == "De teammanager bespreekt het verzuim elke maand"
    near = run(tmp_path, "quote", "De teammanager bespreekt het verzuim iedere maand.")
    assert near["verdict"] == "near"
    assert ["delete", "iedere"] in near["matches"][0]["diff"]
    assert ["insert", "elke"] in near["matches"][0]["diff"]
    shouted = start(tmp_path, "quote", "DE TEAMMANAGER BESPREEKT HET VERZUIM, ELKE MAAND").communicate(timeout=60)[0]
    assert shouted.startswith("De woorden kloppen, maar leestekens, hoofdletters of accenten niet.")
    assert run(tmp_path, "quote", "Paarse olifanten dansen op dinsdag door de duinen.")["verdict"] == "absent"
    too_long = "De teammanager bespreekt het verzuim elke maand. " * 50 + "De aarde is plat."
    assert "hoogstens 2000 tekens" in run(tmp_path, "quote", too_long, code=2)


def test_sync_follows_the_folder(tmp_path: Path, corpus: Path) -> None:
    run(tmp_path, "ingest", corpus)
    again = run(tmp_path, "ingest", corpus)
    assert {d["status"] for d in again["documents"]} == {"unchanged"}
    (corpus / "jaarplan-2025.md").write_text(PLAN.format(year=2025, goal=6), encoding="utf-8")
    (corpus / "werkproces-intake.txt").unlink()
    changed = run(tmp_path, "ingest", corpus)
    assert {d["file"]: d["status"] for d in changed["documents"]} == {
        "jaarplan-2025.md": "updated",
        "werkproces-intake.txt": "removed",
    }
    status = run(tmp_path, "status")
    assert [d["file"] for d in status["documents"]] == ["jaarplan-2025.md"]
    texts = [hit["text"] for hit in run(tmp_path, "search", "ziekteverzuim intake gesprek")["hits"]]
    assert all("7 procent" not in text and "vijf werkdagen" not in text for text in texts)
    assert any("6 procent" in text for text in texts)


def test_an_older_plan_is_left_out_unless_asked_for(tmp_path: Path, corpus: Path) -> None:
    for year, goal in ((2024, 8), (2025, 7)):
        text = (
            f"---\norganisation: Oeverlicht\n---\n\n{PLAN.format(year=year, goal=goal)}\nOeverlicht. "
            + "Oeverlicht. " * 3
        )
        (corpus / f"jaarplan-{year}.md").write_text(text, encoding="utf-8")
    run(tmp_path, "ingest", corpus)
    current = run(tmp_path, "search", "doel ziekteverzuim")
    assert {h["file"] for h in current["hits"]} & {"jaarplan-2024.md", "jaarplan-2025.md"} == {"jaarplan-2025.md"}
    both = run(tmp_path, "search", "doel ziekteverzuim", "--all-versions")
    statuses = {h["file"]: h["document"]["status"] for h in both["hits"]}
    assert statuses["jaarplan-2024.md"] == "vervallen"
    assert next(h for h in both["hits"] if h["file"] == "jaarplan-2024.md")["citation"].endswith("vervallen")


def test_a_question_of_a_later_day_is_not_answered_from_what_ended_meanwhile(tmp_path: Path, corpus: Path) -> None:
    (corpus / "jaarplan-2024.md").write_text(PLAN.format(year=2024, goal=8), encoding="utf-8")
    ended = date.today() - timedelta(days=1)
    (corpus / "jaarplan-2024.md.toml").write_text(f"valid_to = {ended}\n", encoding="utf-8")
    run(tmp_path, "ingest", corpus)
    library = Library(tmp_path / "index", open_embedder("bundled"))
    hold_on(library, ended)  # as the index was left on that day
    library.close()

    def seen() -> set[str]:
        return {hit["file"] for hit in run(tmp_path, "ask", "doel ziekteverzuim")["hits"]}

    assert "jaarplan-2024.md" not in seen()
    assert run(tmp_path, "ask", "doel ziekteverzuim", "--all-versions")["hits"]


def test_an_unreadable_file_is_reported_and_the_rest_goes_on(tmp_path: Path, corpus: Path) -> None:
    (corpus / "leeg.pdf").write_bytes(b"")
    result = run(tmp_path, "ingest", corpus, code=1)
    failed = next(d for d in result["documents"] if d["file"] == "leeg.pdf")
    assert failed["status"] == "failed"
    assert "leeg" in failed["error"]
    assert sum(d["status"] == "added" for d in result["documents"]) == 2


def test_batch_writes_a_line_for_every_question(tmp_path: Path, known: Ingested) -> None:
    questions = tmp_path / "vragen.jsonl"
    questions.write_text('{"id": "a", "question": "wie belt wie?"}\n{"id": "b", "question": ""}\n', encoding="utf-8")
    result = run(tmp_path, "batch", questions, "--out", tmp_path / "run.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "run.jsonl").read_text().splitlines()]
    assert result["questions"] == 2
    assert [line["id"] for line in lines] == ["a", "b"]
    assert lines[1]["answer"]["status"] == "not_found"
    assert set(lines[0]) == {"id", "ms", "hits", "answer"}
    assert_judgements_are_measured(tmp_path)


def assert_judgements_are_measured(tmp_path: Path) -> None:
    """What people said of answers is a question file; where the right answer is not known, it is left out."""
    words = "Het doel voor het ziekteverzuim is 7 procent."
    plan = DocumentInfo("a", "Jaarplan", None, None, 2025, DocumentStatus.VALID)
    quote = Cutting(Spot("a", 0, len(words)), words, plan, "jaarplan-2025.md", None, None, "Verzuim")
    kept = Judgements(tmp_path)
    question = "Wat is het doel voor ziekteverzuim in 2025?"
    kept.add(question, [quote], Verdict.RIGHT, "", date(2026, 3, 2))
    kept.add(question, [quote], Verdict.ELSEWHERE, "", date(2026, 3, 2))
    figures = run(tmp_path, "evaluate", kept.path)
    assert (figures["questions"], figures["answer@1"]) == (1, 1.0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ingest", "bestaat-niet"], "bestaat niet"),
        (["search"], "ontbreekt"),
        (["search", "x", "--top-k", "0"], "--top-k klopt niet"),
        (["search", "x", "--year", "99999999999999999999"], "klopt niet"),
        (["zoek", "x"], "bestaat niet"),
        (["text", "onbekend"], "staat niet in de index"),
        (["remove", "onbekend"], "staat niet in de index"),
        (["search", "x", "--config", "weg.toml"], "bestaat niet"),
        (["serve", "--host", "0.0.0.0"], "inloggen"),
        (["serve", "--port", "99999"], "port"),
    ],
)
def test_wrong_use_is_explained(tmp_path: Path, arguments: list[str], message: str) -> None:
    process = start(tmp_path, *arguments)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert message in err
    assert "Traceback" not in err
    assert out == ""


def test_another_model_is_refused_with_the_way_out(tmp_path: Path, known: Ingested) -> None:
    (tmp_path / "bronwijzer.toml").write_text('model = "een/ander-model"\n')
    assert "ingest --rebuild" in run(tmp_path, "search", "verzuim", code=2)


def test_killed_while_adding_then_finished(tmp_path: Path, corpus: Path) -> None:
    for number in range(12):
        (corpus / f"stuk-{number:02}.md").write_text(
            f"# Stuk {number}\n\n"
            + f"Het onderwerp van stuk {number} is verzuim en veiligheid in wijk {number}. " * 60,
            encoding="utf-8",
        )
    process = start(tmp_path, "ingest", corpus, "--json")
    passages = tmp_path / "index" / "originals"
    deadline = time.monotonic() + 60
    while (not passages.is_dir() or len(list(passages.iterdir())) < 4) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    status = run(tmp_path, "status")
    assert 0 < len(status["documents"]) < 14
    assert status["passages"] == sum(d["passages"] for d in status["documents"])
    known = {d["file"] for d in status["documents"]}
    assert {h["file"] for h in run(tmp_path, "search", "verzuim en veiligheid", "--top-k", "100")["hits"]} <= known
    finished = run(tmp_path, "ingest", corpus)
    assert {d["file"] for d in finished["documents"] if d["status"] == "unchanged"} == known
    assert len(finished["documents"]) == 14
    assert {d["status"] for d in finished["documents"]} == {"added", "unchanged"}


def test_an_unchanged_sync_loads_no_model(tmp_path: Path, known: Ingested) -> None:
    code = (
        "import sys; from app.cli import main\n"
        f"try: main(['ingest', {str(known.corpus)!r}, '--index', {str(tmp_path / 'index')!r}, '--json'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'torch', 'onnxruntime', 'sentence_transformers', 'gradio'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {document["status"] for document in json.loads(done.stdout)["documents"]} == {"unchanged"}
    assert done.stderr.strip().endswith("[]")


QUESTION = '{"id": "a", "question": "wie belt wie?"}'


with_full_device = pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is full")


@pytest.mark.parametrize("out", ["weg/run.jsonl", ".", pytest.param("/dev/full", marks=with_full_device)])
def test_answers_that_cannot_be_written_are_an_error_with_the_reason(tmp_path: Path, known: Ingested, out: str) -> None:
    (tmp_path / "vragen.jsonl").write_text(QUESTION, encoding="utf-8")
    said = run(tmp_path, "batch", "vragen.jsonl", "--out", out, code=2)
    assert f"Het bestand {out} is niet te schrijven" in said
    assert "Traceback" not in said


def test_answers_never_take_the_place_of_the_questions(tmp_path: Path, known: Ingested) -> None:
    questions = tmp_path / "vragen.jsonl"
    questions.write_text(QUESTION, encoding="utf-8")
    said = run(tmp_path, "batch", "vragen.jsonl", "--out", questions, code=2)
    assert "eroverheen" in said
    assert questions.read_text(encoding="utf-8") == QUESTION


def test_a_question_file_of_windows_is_read(tmp_path: Path, known: Ingested) -> None:
    (tmp_path / "vragen.jsonl").write_bytes(f"{QUESTION}\r\n\r\n{QUESTION}\r\n".encode("utf-8-sig"))
    assert run(tmp_path, "batch", "vragen.jsonl", "--out", "run.jsonl")["questions"] == 2


def test_a_terminal_that_lacks_a_letter_loses_no_result(tmp_path: Path, known: Ingested) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "cp1252"}
    question = "wat is het doel voor ziekteverzuim → 2025 ✓?"
    command = [BRONWIJZER, "search", question, "--index", "index"]
    shown, values = (
        subprocess.run([*command, *form], cwd=tmp_path, env=environment, capture_output=True, check=True).stdout
        for form in ([], ["--json"])
    )
    assert "Het doel voor het ziekteverzuim is 7 procent." in shown.decode("cp1252")
    assert json.loads(values.decode("cp1252"))["query"] == question


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (["batch", "--out", "run.jsonl"], r'{"id": "a", "question": "wie \ud800 belt"}'),
        (["batch", "--out", "run.jsonl"], r'{"id": "\ud800", "question": "wie belt wie?"}'),
        (["evaluate"], '{"id": "a", "question": "wie?", "evidence": 7}'),
        (["evaluate"], '{"id": "a", "question": "wie?", "evidence": [[{"text": 7}]]}'),
    ],
)
def test_a_line_that_is_no_question_is_named(tmp_path: Path, known: Ingested, command: list[str], line: str) -> None:
    (tmp_path / "vragen.jsonl").write_text(f"{QUESTION}\n\n{line}\n", encoding="utf-8")
    said = run(tmp_path, *command, "vragen.jsonl", code=2)
    assert "Regel 3 van vragen.jsonl is geen vraag" in said
    assert "Traceback" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="there a command is never bytes")
@pytest.mark.parametrize(
    "arguments",
    [
        ["search", b"a\xff"],
        ["search", b"a\xff", "--json"],
        ["quote", b"\xff"],
        ["ask", "verzuim", "--kind", b"\xff"],
        ["ask", "verzuim", "--organisation", b"\xff", "--json"],
    ],
)
def test_words_that_are_no_text_are_refused(tmp_path: Path, known: Ingested, arguments: list[str | bytes]) -> None:
    process = subprocess.run([BRONWIJZER, *arguments, "--index", "index"], cwd=tmp_path, capture_output=True, text=True)
    assert (process.returncode, process.stdout) == (2, "")
    assert "geen UTF-8" in process.stderr
    assert "Traceback" not in process.stderr


@with_full_device
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_output_that_cannot_be_written_is_an_error(tmp_path: Path, known: Ingested, form: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        command = [BRONWIJZER, "status", "--index", "index", *form]
        process = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True)
    assert process.returncode == 2
    assert "Het resultaat is niet te schrijven" in process.stderr
    assert "Traceback" not in process.stderr
