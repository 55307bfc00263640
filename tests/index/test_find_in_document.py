"""Words are found as somebody types them, and the offsets are those of the text itself."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.find_in_document import MAX_FOUND, occurrences


@pytest.mark.parametrize(
    ("text", "sought", "found"),
    [
        ("Eén idee, één plan.", "een", ["Eén", "één"]),
        ("de coördinator\nvrijwilligers", "COORDINATOR vrijwilligers", ["coördinator\nvrijwilligers"]),
        ("1.5 of 15", "1.5", ["1.5"]),
        ("İstanbul en 😀 huis", "huis", ["huis"]),
        ("niets", "iets anders", []),
        ("Dat is zo’n plan", "zo'n", ["zo’n"]),
        ("over 2025–2026", "2025-2026", ["2025–2026"]),
        ("de “beste” zorg", '"beste"', ["“beste”"]),
        ("twee cafe\u0301s", "cafés", ["cafe\u0301s"]),
        ("een cafe\u0301 ook", "café", ["cafe\u0301"]),
        ("twee cafés", "cafe\u0301s", ["cafés"]),
        ("co\u00adordinatie", "coordinatie", ["co\u00adordinatie"]),
        ("e\u2011mail", "e-mail", ["e\u2011mail"]),
        ("de \ufb01nanciën", "financien", ["\ufb01nanciën"]),
        ("een \u200fwoord\u200f!", "woord!", ["woord\u200f!"]),
        ("12 m²", "m2", ["m²"]),
        ("niets", "\u200b", []),
        ("niets", "  ", []),
    ],
)
def test_words_are_found(text, sought, found):
    assert [text[span.start : span.end] for span in occurrences(text, sought)] == found


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=10))
def test_what_stands_there_is_found_where_it_stands(before, after, word):
    spans = occurrences(f"{before}{word}{after}", word)
    if word.split() == [word] and unicodedata.is_normalized("NFKC", word) and word.isprintable():
        assert any(span.start <= len(before) < span.end for span in spans)
    assert all(0 <= span.start < span.end <= len(before + word + after) for span in spans)


def test_no_more_than_can_be_gone_through():
    assert len(occurrences("a " * 1000, "a")) == MAX_FOUND
