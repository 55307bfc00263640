"""How often documents were opened: a number each, and nothing that was not counted."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.openings import Openings


def test_what_tells_something_is_told_most_first(tmp_path):
    openings = Openings(tmp_path)
    for name, times in (("a", 2), ("b", 3), ("c", 1), ("gone", 2)):
        for _ in range(times):
            openings.count(name, {"a", "b", "c", "gone"})
    known = {"a", "b", "c"}
    assert openings.most(known, 6) == (("b", 3), ("a", 2))
    assert openings.most(known, 1) == (("b", 3),)
    openings.count("a", known)
    assert json.loads(openings.path.read_text()) == {"a": 3, "b": 3, "c": 1}


def test_no_opening_is_lost_when_many_open_at_once(tmp_path):
    openings = Openings(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: openings.count("a", {"a"}), range(100)))
    assert openings.most({"a"}, 1) == (("a", 100),)


def test_no_opening_is_lost_when_several_processes_count(tmp_path):
    counts = f"[Openings(Path({str(tmp_path)!r})).count('a', {{'a'}}) for _ in range(50)]"
    program = f"from pathlib import Path; from index.openings import Openings; {counts}"
    processes = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(3)]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert Openings(tmp_path).most({"a"}, 1) == (("a", 150),)


@pytest.mark.parametrize("spoilt", ["", "{", "[]", '{"a": true, "b": "x"}'])
def test_a_spoilt_file_begins_anew(tmp_path, spoilt):
    openings = Openings(tmp_path)
    openings.path.write_text(spoilt)
    assert openings.most({"a", "b"}, 6) == ()
    openings.count("a", {"a"})
    openings.count("a", {"a"})
    assert openings.most({"a"}, 6) == (("a", 2),)
