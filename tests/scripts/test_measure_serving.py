"""The script that measures the app on an index says what it measured of every question."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import EXAMPLES

SCRIPT = Path(__file__).parents[2] / "scripts" / "measure_serving.py"


def test_every_question_is_asked_of_the_app_and_timed(own_index: Path, tmp_path: Path) -> None:
    questions = tmp_path / "vragen.jsonl"
    lines = (EXAMPLES / "vragen.jsonl").read_text(encoding="utf-8").splitlines()
    questions.write_text("\n".join(lines[:3]), encoding="utf-8")
    index = shutil.copytree(own_index, tmp_path / "index")
    command = [sys.executable, SCRIPT, index, questions, "--rounds", "2"]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert re.search(r"app answers after [\d.]+ s, first question answered after [\d.]+ s\n", said)
    [(number, p50, p95)] = re.findall(r"(\d+) searches over HTTP: p50 ([\d.]+), p95 ([\d.]+) ms", said)
    assert number == "5"  # the first of six is the one that finds the app just started
    assert 0 < float(p50) <= float(p95)
