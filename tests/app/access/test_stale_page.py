"""A page that was open when the app was started again: what is ticked on it was offered by the process before."""

from __future__ import annotations

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
