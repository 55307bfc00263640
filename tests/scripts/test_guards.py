"""The table of guards follows the code and docs/threats.md. (Taking every guard away: scripts/guards.py.)"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def table(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    from threats import table

    return table


@pytest.fixture
def trying(table):
    from threats import trying

    return trying


def test_every_threat_has_a_guard_that_is_taken_away(table):
    named = table.threats_of((ROOT / "docs" / "threats.md").read_text(encoding="utf-8"))
    assert len(named) == len(set(named)) > 32
    assert {f"T{number}" for number in range(1, 33)} <= set(named)
    assert {guard.threat for guard in table.guards()} == set(named)


def test_what_is_changed_stands_in_its_file_once(table):
    wrong = [(g.name, c.file, c.times(ROOT)) for g in table.guards() for c in g.changes if c.times(ROOT) != 1]
    assert wrong == []
    assert [g.name for g in table.guards() if not g.changes or any(c.old == c.new for c in g.changes)] == []


def test_every_test_that_is_named_is_there(table):
    def functions(file: str) -> set[str]:
        tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
        return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}

    named = {one.test.partition("[")[0] for one in (*table.guards(), *table.untried())}
    assert [name for name in named if name.split("::")[1] not in functions(name.split("::")[0])] == []


@pytest.mark.parametrize(
    ("cases", "said", "why"),
    [
        ('<testcase/><testcase><failure message="assert 1&#10; == 2"/></testcase>', "failed", "assert 1 == 2"),
        ('<testcase><failure message="x"/></testcase><testcase><error message="y"/></testcase>', "failed", "x"),
        ('<testcase><error message="the app stopped"/></testcase>', "broken", "the app stopped"),
        ("<testcase><skipped/></testcase>", "broken", "no test ran"),
        ("", "broken", "no test ran"),
        ("<testcase/><testcase><skipped/></testcase>", "passed", ""),
    ],
)
def test_only_a_test_that_ran_can_fail(trying, tmp_path, cases, said, why):
    report = tmp_path / "report.xml"
    report.write_text(f"<testsuites><testsuite>{cases}</testsuite></testsuites>", encoding="utf-8")
    assert trying.outcome_of(report) == trying.Outcome(said, why)
