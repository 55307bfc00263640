"""Source lines, highlights and boxes: small things that must be exactly right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.boxes import boxes_for
from index.citation import citation, page_name
from index.highlights import highlights
from index.language.analysis import analyse
from index.results import DocumentInfo
from index.types import DocumentStatus, TextBox


def info(title, year=2026, status=DocumentStatus.VALID, organisation="Oeverlicht"):
    return DocumentInfo("a", title, organisation, "jaarplan", year, status)


@pytest.mark.parametrize(
    ("page", "label", "expected"),
    [(None, None, None), (3, None, "p. 3"), (3, "3", "p. 3"), (5, "3", "p. 3 (pdf 5)"), (2, "ii", "p. ii (pdf 2)")],
)
def test_a_page_is_named_as_printed_and_as_in_the_file(page, label, expected):
    assert page_name(page, label) == expected


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (info("Jaarplan 2026"), "Oeverlicht, Jaarplan 2026, p. 3"),
        (info("Visie"), "Oeverlicht, Visie (2026), p. 3"),
        (info("Visie", year=None, organisation=None), "Visie, p. 3"),
        (info("Jaarplan 2025", 2025, DocumentStatus.EXPIRED), "Oeverlicht, Jaarplan 2025, p. 3, vervallen"),
        (info("Notitie", 2025, DocumentStatus.DRAFT), "Oeverlicht, Notitie (2025), p. 3, concept"),
        (
            replace(info("Jaarplan 2199", 2199, DocumentStatus.COMING), valid_from="2199-01-01"),
            "Oeverlicht, Jaarplan 2199, p. 3, geldt vanaf 1 januari 2199",
        ),
        (
            replace(info("Jaarplan 2199", 2199), valid_from="2199-01-01"),
            "Oeverlicht, Jaarplan 2199, p. 3, geldt vanaf 1 januari 2199",
        ),
        (replace(info("Jaarplan 2026"), valid_from="2026-01-01"), "Oeverlicht, Jaarplan 2026, p. 3"),
    ],
)
def test_a_source_line_says_what_who_when_and_whether_it_holds(document, expected):
    assert citation(document, 3, "3") == expected


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("jaarplannen", ["jaarplan"]),
        ("verzuim", ["ziekteverzuim"]),
        ("het doel en de visie", ["doel"]),
        ("olifant", []),
        ("doel ziekteverzuim", ["doel", "ziekteverzuim"]),
    ],
)
def test_words_that_share_a_stem_are_marked(question, marked):
    text = "In het jaarplan staat een doel voor het ziekteverzuim."
    assert [text[a:b] for a, b in highlights(text, analyse(question))] == marked


def box(start, end, left, right, bottom=100.0, page=1):
    return TextBox(start, end, page, left, bottom, right, bottom + 10)


BOXES = (box(0, 5, 10, 40), box(6, 9, 43, 60), box(10, 14, 10, 30, bottom=85), box(15, 20, 10, 30, page=2))


def test_words_beside_each_other_share_a_box():
    joined = boxes_for(BOXES, 0, 9)
    assert [(b.left, b.right) for b in joined] == [(10, 60)]


def test_lines_and_pages_have_boxes_of_their_own():
    assert [(b.page, b.bottom) for b in boxes_for(BOXES, 0, 20)] == [(1, 100), (1, 85), (2, 100)]


def test_nothing_marked_has_no_box():
    assert boxes_for(BOXES, 5, 6) == []
    assert boxes_for((), 0, 9) == []
