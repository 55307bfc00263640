"""A page that was open when the app was started again: what is ticked on it was offered by the process before."""

from __future__ import annotations

from contextlib import closing

import pytest

from app.edit_form import FIELDS, values_of
from tests.app.access.house import told
from tests.app.access.probes import TOPIC
from tests.app.access.test_doors import events


def test_a_filter_that_was_ticked_before_counts(house, visitors):
    ticked = [[], ["Stichting Raad"], [2032], ["geldig", "zoiets"]]
    asked = events(house)["app.asking.Asker.ask"]
    said = told(visitors["bram"], asked, ["", TOPIC, *ticked], {}, "van-voor-de-herstart")
    assert '"success": true' in said
    assert house.ids["raad"] in said
    assert house.ids["open"] not in said


def test_a_filter_that_nothing_has_finds_nothing(house, visitors):
    asked = events(house)["app.asking.Asker.ask"]
    said = told(visitors["bram"], asked, ["", TOPIC, ["verdwenen soort"], [], [], []], {}, "ook-van-ervoor")
    assert '"success": true' in said
    assert "verdwenen soort" in said
    assert house.ids["open"] not in said


def test_two_documents_that_were_chosen_before_are_compared(house, visitors):
    ids = [house.ids["open"], house.ids["raad"]]
    said = told(visitors["bram"], events(house)["app.frameworks.Comparer.compare"], ids, {}, "kaders-van-ervoor")
    assert '"success": true' in said
    assert "op=" not in said
    assert "soep" in said


@pytest.mark.parametrize("gone", ["0123456789abcdef", ["lijst"], {"a": 1}, 7])
def test_a_document_that_is_gone_since_is_said(house, visitors, gone):
    chosen = [house.ids["open"], gone]
    said = told(visitors["bram"], events(house)["app.frameworks.Comparer.compare"], chosen, {}, f"weg-{gone}")
    assert '"success": true' in said
    assert "staat niet meer in de bibliotheek" in said


def test_what_was_filled_in_before_is_kept(spare):
    def values(name: str, value: str) -> list[str]:
        before = values_of(spare.kb.library.records()[spare.ids["samen"]].metadata)
        return [value if field == name else now for field, now in zip(FIELDS, before, strict=True)]

    with closing(spare.visitor("kim")) as keeper:
        save = events(spare)["app.tabs.library_form.Form.wire.save"]
        filled = [spare.ids["samen"], "", *values("replaces", "buurt-nota.md")]
        assert "Bewaard" in told(keeper, save, filled, {}, "formulier-van-ervoor")
        spare.settled()
        assert spare.kb.library.records()[spare.ids["samen"]].metadata.replaces == "buurt-nota.md"
        said = told(keeper, save, [spare.ids["samen"], "", *values("status", "zomaar")], {}, "zoiets")
        assert "zomaar" in said
        assert spare.kb.library.records()[spare.ids["samen"]].metadata.status.value != "zomaar"
