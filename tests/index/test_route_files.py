"""Routes as files: what a person wrote stays, nothing is half written, and nobody writes over another's work unseen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.route_choices import headings_of, pages_of, step_at
from index.route_files import (
    RouteChangedError,
    RouteClosedError,
    remove_route,
    route_version,
    save_route,
    written,
)
from index.route_places import StepState, find_step
from index.routes import Route, Step, read_routes
from index.service import KnowledgeBase
from index.settings import load_settings

EXAMPLES = Path(__file__).parents[2] / "corpus" / "routes"
BY_HAND = """# van mij
title = 'Eerste dag'   # kort
role = "Voor jou"
lead = "Lees dit."
eigen = 3

# over geld
[[step]]
extra = "blijft"
document = "a.md"
sentence = '''Een "zin".'''
why = "Daarom."

[[step]]
document = "b.pdf"
page = 4
why = "Nog iets."
"""
WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=40).map(str.strip).filter(bool)
STEPS = st.builds(Step, WORDS, WORDS, WORDS, st.none() | st.integers(1, 9_999))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "met-de-hand.toml").write_text(BY_HAND, encoding="utf-8")
    return tmp_path


def the_route(folder):
    (route,) = read_routes(folder).routes
    return route


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_an_example_saved_unchanged_is_the_same_file(path):
    route = next(route for route in read_routes(EXAMPLES).routes if route.name == path.stem)
    before = path.read_text(encoding="utf-8")
    assert written(route, before) == before


def test_what_somebody_wrote_by_hand_stays(folder):
    route = the_route(folder)
    assert written(route, BY_HAND) == BY_HAND
    turned = replace(route, title="Tweede dag", steps=(route.steps[1], replace(route.steps[0], why="Toch.")))
    save_route(folder, turned, route_version(folder, route.name))
    text = (folder / "met-de-hand.toml").read_text(encoding="utf-8")
    for kept in ("# van mij", "# over geld", "eigen = 3", 'extra = "blijft"', "# kort"):
        assert kept in text
    assert the_route(folder) == turned
    assert [path.name for path in folder.iterdir()] == ["met-de-hand.toml"]


@given(title=WORDS, steps=st.lists(STEPS, min_size=1, max_size=4))
def test_any_route_reads_back_as_it_was_written(title, steps, tmp_path_factory):
    folder = tmp_path_factory.mktemp("r")
    saved = save_route(folder, Route("", title, "Voor wie", "Vooraf", tuple(steps)), "")
    assert the_route(folder) == saved


def test_a_new_route_gets_a_name_that_is_free_and_safe(tmp_path):
    made = [save_route(tmp_path, Route("", "../Één dag!", "r", "l", (Step("a", "b", "c"),)), "").name for _ in range(2)]
    assert made == ["een-dag", "een-dag-2"]
    assert save_route(tmp_path, Route("", "???", "r", "l", (Step("a", "b", "c"),)), "").name == "route"


@pytest.mark.parametrize("name", ["../met-de-hand", "/etc/passwd", "..", "met-de-hand.toml"])
def test_a_name_from_a_browser_is_no_path(folder, name):
    with pytest.raises(RouteChangedError, match="is er niet meer"):
        remove_route(folder, name)
    before = sorted(folder.parent.iterdir())
    save_route(folder, replace(the_route(folder), name=name), "", over=True)
    assert sorted(folder.parent.iterdir()) == before
    assert (folder / "met-de-hand.toml").read_text(encoding="utf-8") == BY_HAND


def test_work_of_somebody_else_is_not_written_over_unseen(folder):
    route = the_route(folder)
    version = route_version(folder, route.name)
    save_route(folder, replace(route, title="Van een ander"), version)
    with pytest.raises(RouteChangedError, match="Iemand anders"):
        save_route(folder, replace(route, title="Van mij"), version)
    assert the_route(folder).title == "Van een ander"
    save_route(folder, replace(route, title="Van mij"), version, over=True)
    assert the_route(folder).title == "Van mij"


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "routes").write_text("geen map", encoding="utf-8")
    with pytest.raises(RouteClosedError, match="Er is niets veranderd"):
        save_route(tmp_path / "routes", Route("", "R", "r", "l", (Step("a", "b", "c"),)), "")


@pytest.fixture(scope="module")
def kb(own_index):
    kb = KnowledgeBase.open(load_settings(index=own_index))
    yield kb
    kb.close()


def test_what_is_chosen_is_found_again_where_it_stood(kb):
    for record in kb.documents():
        document = kb.text(record.document_id)
        for choice in (*headings_of(document), *pages_of(document)):
            found = find_step(step_at(document, choice.start, choice.end, "Daarom."), kb.library)
            assert found.state is StepState.FOUND, choice
            assert found.place.document.id == record.document_id
            if choice.start >= 0:
                assert abs(found.place.start - choice.start) < 3 or not document.paged, choice


def test_of_a_long_passage_whole_sentences_are_quoted(kb):
    record = next(record for record in kb.documents() if record.file == "jaarplan-2026.pdf")
    document = kb.text(record.document_id)
    page = document.pages[3]
    step = step_at(document, page.start, page.end)
    assert len(step.sentence) <= 300 and step.sentence[-1] in ".!?" and step.page == page.page
    with pytest.raises(ValueError, match="9"):
        step_at(document, 0, 99_999_999)


def test_a_page_that_is_not_there_is_told(kb):
    found = find_step(Step("jaarplan-2026.pdf", "", "Daarom.", 900), kb.library)
    assert (found.state, found.place.start) == (StepState.NO_PAGE, 0)
