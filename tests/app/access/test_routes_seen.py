"""A route along documents that not everybody may see: what is hidden is not shown, not quoted and not counted."""

from __future__ import annotations

import json

import pytest

from app.beginning import Beginner
from index.routes import FOLDER
from index.service import KnowledgeBase
from tests.app.access.house import House, marks

SECRET = "De wethouder kreeg in stilte een paarse zeppelin."
ROUTE = """title = "Twee verslagen"
role = "Voor iedereen"
lead = "Ze heten hetzelfde."

[[step]]
document = "verslag.md"
sentence = "{secret}"
why = "Dan weet je wat het bestuur weet."

[[step]]
document = "verslag.md"
sentence = "Het feest begint op zaterdag om drie uur."
why = "Dan kun je komen."
"""


def beginner(kb: KnowledgeBase, house: House) -> Beginner:
    return Beginner(kb, lambda: house.folder)


@pytest.fixture
def two_reports(spare: House):
    """A document for some and one for everybody, with the same name, and a route along both."""
    limited, free = spare.folder / "bestuur", spare.folder / "openbaar"
    route = spare.folder / FOLDER / "verslagen.toml"
    for folder, text in ((limited, SECRET), (free, "Het feest begint op zaterdag om drie uur.")):
        folder.mkdir()
        (folder / "verslag.md").write_text(f"# Verslag van het jaar\n\n{text}\n", encoding="utf-8")
    (limited / "verslag.md.toml").write_text(f"groups = {json.dumps(['bestuur'])}\n", encoding="utf-8")
    route.write_text(ROUTE.format(secret=SECRET), encoding="utf-8")
    read_again(spare)
    yield spare
    for path in (*limited.iterdir(), *free.iterdir(), route):
        path.unlink()
    limited.rmdir()
    free.rmdir()
    read_again(spare)


def read_again(house: House) -> None:
    house.keeper.reread()
    house.settled()


def test_a_sentence_of_a_hidden_document_is_not_shown_by_another_of_that_name(two_reports):
    open_route = {"act": "route", "route": "verslagen"}
    seen, _ = beginner(two_reports.kb.seen_by(()), two_reports).act(open_route, {})
    assert "Het feest begint op zaterdag" in seen
    for word in ("zeppelin", "wat het bestuur weet"):
        assert word not in seen
    for groups in (("bestuur",), None):
        kb = two_reports.kb if groups is None else two_reports.kb.seen_by(groups)
        assert "paarse zeppelin" in beginner(kb, two_reports).act(open_route, {})[0]


def test_a_hidden_step_is_not_counted_and_another_is_ticked_in_its_place_by_nobody(house):
    """Who is of the group "wijk" sees three of four steps: all but the second."""
    wil = beginner(house.kb.seen_by(("wijk",)), house)
    seen, kept = wil.act({"act": "step", "route": "wegwijs", "step": "2"}, {})
    assert "1 van 3" in seen
    assert [mark for mark in marks("raad") if mark in seen.lower()] == []
    everything, _ = beginner(house.kb, house).act({"act": "route", "route": "wegwijs"}, kept)
    done = [part.split("</li>")[0] for part in everything.split("<li class=")[1:]]
    assert ["bw-done" in step for step in done] == [False, False, True, False]
    for step in ("1", "3"):
        seen, kept = wil.act({"act": "step", "route": "wegwijs", "step": step}, kept)
    assert "1 van" not in seen
    assert "van 4" not in wil.act({"act": "routes"}, kept)[0]


def test_a_route_of_which_nothing_may_be_seen_is_not_there(two_reports):
    route = two_reports.folder / FOLDER / "geheim.toml"
    route.write_text(
        ROUTE.format(secret=SECRET).split('[[step]]\ndocument = "verslag.md"\nsentence = "Het')[0], "utf-8"
    )
    eva = beginner(two_reports.kb.seen_by(()), two_reports)
    try:
        for asked in ({"act": "route", "route": "geheim"}, {"act": "routes"}):
            assert 'data-route="geheim"' not in eva.act(asked, {})[0]
    finally:
        route.unlink()
