"""An inquiry in an address and back; an address that somebody made up does no harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inquiry import Inquiry, Order, read_parameters
from index.results import SearchFilters
from index.types import DocumentStatus

_WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60).map(
    lambda text: " ".join(text.split())
)
_NAMES = st.lists(_WORDS.filter(bool), max_size=3, unique=True).map(tuple)
_FILTERS = st.builds(
    SearchFilters,
    kinds=_NAMES,
    organisations=_NAMES,
    years=st.lists(st.integers(1900, 2100), max_size=3, unique=True).map(tuple),
    statuses=st.sets(st.sampled_from(DocumentStatus)).map(lambda found: tuple(s for s in DocumentStatus if s in found)),
)
_INQUIRIES = st.builds(Inquiry, _WORDS, _FILTERS, _WORDS, st.sampled_from(Order), st.booleans(), st.booleans())


@given(_INQUIRIES)
def test_an_address_brings_back_what_was_asked(inquiry):
    assert read_parameters(inquiry.parameters()) == inquiry


def test_nothing_asked_is_no_address():
    assert Inquiry().parameters() == ""


@pytest.mark.parametrize(
    "made_up",
    [
        None,
        12,
        {"vraag": "x"},
        "",
        "&&&=",
        "vraag",
        "jaar=abcd&jaar=99999&status=geheim&volgorde=x&groep=1",
        "a" * 20_000,
        "&".join(f"jaar={n}" for n in range(1000)),
    ],
)
def test_what_makes_no_sense_is_left_out(made_up):
    assert read_parameters(made_up) == Inquiry()


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    assert len(read_parameters(text).question) <= 1000
