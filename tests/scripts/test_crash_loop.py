"""A few kills of the crash loop, and that its judge sees what is wrong. (All 200: scripts/crash_loop.py.)"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.layout import ORIGINALS

ROOT = Path(__file__).parents[2]
KILLS = 6


@pytest.fixture
def crashes(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    from crashes import documents, judging, working

    return documents, judging, working


def test_kills_cost_nothing_that_was_acknowledged(root: Path) -> None:
    command = [sys.executable, ROOT / "scripts" / "crash_loop.py", "--cuts", "0", "--folder", root, "--json"]
    done = subprocess.run([*command, "--kills", str(KILLS)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)["kill -9"]
    assert (told["crashes"], told["found"]) == (KILLS, {"lost": 0, "half": 0, "unreadable": 0})
    assert told["documents"] > 0


def test_the_judge_sees_what_is_lost_half_or_unreadable(crashes, root: Path) -> None:
    documents, judging, working = crashes
    (root / "map").mkdir()
    folder = documents.Folder(root / "map", random.Random(1))
    folder.change()
    working.work(root / "index", folder.path, root / "log", [])
    for line in (root / "log").read_text().splitlines():
        folder.acknowledged(json.loads(line))
    assert judging.judge(root / "index", folder) == judging.Verdict(documents=len(folder.versions))

    folder.allowed["weg"] = {"0123456789abcdef"}
    assert len(judging.judge(root / "index", folder).lost) == 1
    folder.allowed["weg"] = {None}
    original = next((root / "index" / ORIGINALS).glob("*/original*"))
    content = original.read_bytes()
    original.write_bytes(content[:-1])
    assert len(judging.judge(root / "index", folder).half) == 1
    original.write_bytes(content)
    shutil.rmtree(root / "index" / "passages")
    assert len(judging.judge(root / "index", folder).unreadable) == 1
