"""The command line with a language model, and with slips of the pen: real processes, a real endpoint."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from index.texts import wording as texts
from tests.conftest import BRONWIJZER, command_environment
from tests.endpoint import running

QUESTION = "Wat is het doel voor ziekteverzium in 2026?"


@pytest.fixture(scope="module")
def index(own_index, tmp_path_factory) -> Path:
    copy = tmp_path_factory.mktemp("opdracht") / "index"
    shutil.copytree(own_index, copy)
    return copy


def run(index: Path, *arguments: str, code: int = 0, **settings: str) -> str:
    environment = command_environment() | {f"BRONWIJZER_{name.upper()}": value for name, value in settings.items()}
    command = [BRONWIJZER, *arguments, "--index", index]
    done = subprocess.run(command, cwd=index.parent, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    return done.stdout if code == 0 else done.stderr


def test_an_answer_in_words_has_its_label_its_sources_and_the_quotes(index):
    with running() as endpoint:
        model = {"llm_url": endpoint.url, "llm_model": "good"}
        lines = run(index, "ask", QUESTION, **model).splitlines()
        status = run(index, "status", **model)
    assert lines[0] == "Gezocht op ziekteverzuim. Toch zoeken op “ziekteverzium”? Gebruik dan --literal."
    assert f"{texts.LABEL}:" in lines
    assert lines[lines.index(texts.SOURCES) + 1].startswith("  [1] Oeverlicht, ")
    assert any(line.startswith("  “") and "6,5 procent" in line for line in lines)
    host = endpoint.url.removesuffix("/v1")
    assert texts.STATUS.format(model="good", host=host) in status
    assert "sleutel" not in status


def test_a_refuted_model_changes_nothing_but_the_count(index):
    with running() as endpoint:
        refuted = json.loads(run(index, "ask", QUESTION, "--json", llm_url=endpoint.url, llm_model="out-of-range"))
    right = QUESTION.replace("verzium", "verzuim")
    plain = json.loads(run(index, "ask", right, "--literal", "--json"))
    assert refuted["corrected"] == [{"from": "ziekteverzium", "to": "ziekteverzuim"}]
    assert refuted["answer"] == plain["answer"] | {"dropped": 1}
    assert not plain["answer"]["generated"]


def test_an_address_that_is_no_web_address_stops_the_command(index):
    told = run(index, "ask", QUESTION, code=2, llm_url="ftp://model.example", llm_model="m")
    assert told.startswith("De instelling 'llm_url' heeft de waarde 'ftp://model.example', en die kan niet.")
