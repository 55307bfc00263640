"""Two small plans side by side: nothing that changed is called equal, nothing that stayed is called changed."""

from __future__ import annotations

import io

import docx
import pytest

from index.cuts import MAX_CHARS
from index.plan_sections import MAX_SENTENCES
from index.year_compare import Change, Comparison, compare
from tests.index.shelf import Shelf, read

SAME, CHANGED, NEW, GONE = Change.SAME, Change.CHANGED, Change.NEW, Change.GONE


@pytest.fixture
def compared(tmp_path):
    def run(old: str, new: str, ending: str = "md", **metadata) -> Comparison:
        plans = [read(tmp_path / f"{name}.{ending}", text, **metadata) for name, text in (("oud", old), ("nieuw", new))]
        return compare(Shelf(*plans), "oud", "nieuw")

    return run


def told(comparison: Comparison) -> list[tuple[Change, str, str]]:
    return [
        (s.change, s.old.text if s.old else "", s.new.text if s.new else "")
        for section in comparison.sections
        for s in section.sentences
        if s.change is not SAME
    ]


def under(heading: str, *lines: str) -> str:
    return f"# Plan\n\n## {heading}\n\n" + "\n".join(lines) + "\n"


def rows(*lines: str) -> str:
    return under("Tabel", "| Wijk | Ja | Nee |", "|--|--|--|", *lines)


def test_a_heading_that_promises_something_else_is_changed(compared):
    found = compared(
        under("Max 5 dagen", "Wij komen zo snel als dat kan."), under("Max 7 dagen", "Wij komen zo snel als dat kan.")
    )
    assert told(found) == [(CHANGED, "Max 5 dagen", "Max 7 dagen")]
    assert found.sections[0].change is CHANGED


@pytest.mark.parametrize(
    ("old", "new"), [("Doelen in 2025", "Doelen in 2026"), ("3.1 Doelen", "4.2 Doelen"), ("DOELEN", "Doelen")]
)
def test_a_heading_with_another_number_or_year_says_the_same(compared, old, new):
    assert told(compared(under(old, "Wij komen snel."), under(new, "Wij komen snel."))) == []


def test_a_year_in_a_heading_that_is_not_the_plans_own_counts(compared):
    found = compared(under("Huis open in 2027", "Wij bouwen."), under("Huis open in 2029", "Wij bouwen."), year=2026)
    assert told(found) == [(CHANGED, "Huis open in 2027", "Huis open in 2029")]


def test_a_point_of_one_word_is_seen(compared):
    found = compared(under("Voor wie", "- Jongeren", "- Gezinnen"), under("Voor wie", "- Jongeren", "- Ouders"))
    assert (GONE, "Gezinnen", "") in told(found)
    assert (NEW, "", "Ouders") in told(found)
    assert told(compared(under("Mag dat", "Mag dat? Ja."), under("Mag dat", "Mag dat? Nee."))) != []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("| Noord | ☒ | ☐ |", "| Noord | ☐ | ☒ |"),
        ("| Noord | ✓ | ✗ |", "| Noord | ✗ | ✓ |"),
        ("| Noord | > 90 | ja |", "| Noord | < 90 | ja |"),
        ("| Noord | ≥ 90 | ja |", "| Noord | ≤ 90 | ja |"),
        ("| Noord | wel een | huis |", "| Noord | wel | een huis |"),
    ],
)
def test_what_changed_in_a_row_is_seen_and_marked(compared, old, new):
    found = compared(rows(old), rows(new))
    assert told(found) == [(CHANGED, old.strip("| "), new.strip("| "))]
    (change,) = [s for s in found.sections[0].sentences if s.change is CHANGED]
    assert "wel" in old or {operation for operation, _ in change.diff} > {"equal"}


def test_a_cross_in_another_column_is_seen_and_said(compared):
    found = compared(rows("| Noord | x | |"), rows("| Noord | | x |"))
    (change,) = [s for s in found.sections[0].sentences if s.change is CHANGED]
    assert change.moved == (("Ja", "Nee"),)


def test_a_column_that_is_called_otherwise_moves_nothing(compared):
    old = rows("| Noord | x | y |")
    assert [change for change, *_ in told(compared(old, old.replace("Ja", "2026")))] == [CHANGED]


def test_a_new_row_leaves_rows_with_the_same_first_cell_what_they_were(compared):
    kept = ["| Noord | ouders | 5 |", "| Noord | jongeren | 7 |"]
    found = compared(rows(*kept), rows("| Noord | ouderen | 9 |", *kept))
    assert told(found) == [(NEW, "", "Noord | ouderen | 9")]


def chapter(name: str, words: str) -> str:
    return f"## {name}\n\n### Wat gaan we doen?\n\n{words}\n\n"


@pytest.mark.parametrize("level", ["###", "##"])
def test_a_heading_that_each_chapter_has_meets_that_of_its_own_chapter(compared, level):
    jeugd, wonen = chapter("Jeugd", "We openen een jongerencentrum."), chapter("Wonen", "We bouwen veel huizen.")
    plans = [
        f"# Plan\n\n{text}".replace("###", level)
        for text in (jeugd + wonen, chapter("Sport", "We leggen velden aan.") + jeugd + wonen)
    ]
    assert told(compared(*plans)) == [(NEW, "", "We leggen velden aan.")]


def test_a_cell_that_is_longer_than_a_quote_is_compared(compared, tmp_path):
    def letter(last: str) -> bytes:
        document, out = docx.Document(), io.BytesIO()
        row = document.add_table(rows=1, cols=2).rows[0]
        row.cells[0].text, row.cells[1].text = "Brief", "woord en daad " * (MAX_CHARS // 10) + last
        document.save(out)
        return out.getvalue()

    plans = [read(tmp_path / f"{name}.docx", letter(last)) for name, last in (("oud", "oud."), ("nieuw", "nieuw."))]
    found = compare(Shelf(*plans), "oud", "nieuw")
    sentences = found.sections[0].sentences
    assert " ".join(s.new.text for s in sentences) == plans[1].text.strip()
    assert [s.change for s in sentences][-1] is CHANGED
    assert SAME in {s.change for s in sentences}


def test_a_sentence_that_a_page_cuts_in_two_is_the_same_sentence(tmp_path):
    whole = (
        "De gemeente en haar partners in de wijk betalen elk jaar samen de kosten\n"
        "van het vervoer naar school voor alle kinderen die daar recht op hebben.\n"
    )
    texts = (("oud", whole), ("nieuw", whole.replace("kosten\n", "kosten\f")))
    plans = [read(tmp_path / f"{name}.txt", f"Vervoer\n\n{text}\n\fDaarna volgt meer tekst.\n") for name, text in texts]
    assert any(block.continues for block in plans[1].blocks)
    assert told(compare(Shelf(*plans), "oud", "nieuw")) == []


def test_the_older_side_keeps_its_own_marks_and_capitals(compared):
    found = compared(
        under("Bellen", "Bel op Tijd, altijd: binnen vijf dagen."),
        under("Bellen", "Bel op tijd altijd binnen zes dagen."),
    )
    (change,) = [s for s in found.sections[0].sentences if s.change is CHANGED]
    sides = [
        " ".join(words for operation, words in diff if operation != other)
        for diff, other in ((change.was, "insert"), (change.diff, "delete"))
    ]
    assert sides == [change.old.text, change.new.text]


def test_a_plan_that_is_too_long_says_so(compared):
    many = under("Lijst", *(f"Dit is regel nummer {n} van het plan.\n" for n in range(MAX_SENTENCES + 1)))
    short = under("Lijst", "Dit is regel nummer 1 van het plan.")
    assert not compared(short, many).whole
    assert compared(short, short).whole


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ({"title": "Plan 2025"}, {"title": "Plan 2026"}, ("Plan 2025", "Plan 2026")),
        ({"title": "Plan", "year": 2025}, {"title": "Plan", "year": 2026}, ("Plan (2025)", "Plan (2026)")),
        ({"title": "Plan"}, {"title": "Plan", "year": 2026}, ("Plan (z.d.)", "Plan (2026)")),
        ({"title": "Plan"}, {"title": "Plan"}, ("Plan (oud.md)", "Plan (nieuw.md)")),
    ],
)
def test_two_plans_with_one_title_are_told_apart(tmp_path, old, new, names):
    plans = [
        read(tmp_path / f"{name}.md", "Een hele zin.", **values) for name, values in (("oud", old), ("nieuw", new))
    ]
    assert compare(Shelf(*plans), "oud", "nieuw").names == names
