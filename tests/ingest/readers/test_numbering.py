"""Numbers as programs write them."""

from __future__ import annotations

import pytest

from ingest.readers.numbering import NumberStyle, formatted, names_itself, whole


@pytest.mark.parametrize(
    ("style", "written"),
    [
        ("1", {1: "1", 12: "12", 0: "0", -3: "-3"}),
        ("01", {7: "07", 12: "12"}),
        ("1e", {3: "3e"}),
        ("a", {1: "a", 26: "z", 27: "aa", 28: "ab", 0: "0", 10**9: "1000000000"}),
        ("A", {53: "BA"}),
        ("aa", {27: "aa", 28: "bb", 780: "z" * 30, 781: "781"}),
        ("AA", {28: "BB"}),
        ("i", {4: "iv", 9: "ix", 14: "xiv", 40: "xl", 1994: "mcmxciv", 4000: "4000"}),
        ("I", {3999: "MMMCMXCIX"}),
    ],
)
def test_every_way_to_write_a_number(style, written):
    assert {number: formatted(number, NumberStyle(style)) for number in written} == written


@pytest.mark.parametrize(
    ("label", "names"),
    [("Artikel 5 ", True), ("Bijlage A", True), ("5. ", False), ("viii. ", False), ("1.2.3", False), ("a) ", False)],
)
def test_which_number_says_something_by_itself(label, names):
    assert names_itself(label) is names


@pytest.mark.parametrize(
    ("value", "number"), [("5", 5), (" -2 ", -2), ("", 1), (None, 1), ("x", 1), ("9" * 30, 1), ("٣", 1)]
)
def test_numbers_that_files_state(value, number):
    assert whole(value, 1) == number
