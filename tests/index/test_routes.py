"""Reading routes: files that point at sentences, found again in the documents as they are now."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.route_places import StepState, find_steps
from index.routes import Route, Step, read_routes
from index.service import KnowledgeBase
from index.settings import load_settings

EXAMPLES = Path(__file__).parents[2] / "corpus" / "routes"
HEAD = 'title = "Route"\nrole = "Voor jou"\nlead = "Lees dit."\n'
STEP = '[[step]]\ndocument = "a.md"\nsentence = "Een zin."\nwhy = "Daarom."\n'


@pytest.fixture(scope="module")
def kb(own_index):
    kb = KnowledgeBase.open(load_settings(index=own_index))
    yield kb
    kb.close()


def found(kb, document, sentence):
    (step,) = find_steps(Route("r", "R", "", "", (Step(document, sentence, "Daarom."),)), kb.library)
    return step


def test_the_example_routes_find_every_place(kb):
    read = read_routes(EXAMPLES)
    assert read.problems == ()
    assert len(read.routes) >= 2
    for route in read.routes:
        assert len(route.steps) >= 5
        for step in find_steps(route, kb.library):
            assert step.state is StepState.FOUND, step
            text = kb.text(step.place.document.id).text
            assert text[step.place.start : step.place.end] == step.place.text == step.step.sentence


@pytest.mark.parametrize("document", ["inwerkgids-nieuwe-collegas.pptx", "Inwerkgids: je eerste honderd dagen"])
def test_a_document_is_named_by_file_or_title(kb, document):
    step = found(kb, document, "Een appje is niet genoeg.")
    assert (step.state, step.place.text) == (StepState.FOUND, "Een appje is niet genoeg.")


def test_other_white_space_and_case_are_the_same_sentence(kb):
    step = found(kb, "inwerkgids-nieuwe-collegas.pptx", "een  APPJE is\nniet genoeg")
    assert (step.state, step.place.text) == (StepState.FOUND, "Een appje is niet genoeg.")


def test_a_sentence_that_changed_is_shown_as_it_is_now(kb):
    step = found(
        kb, "inwerkgids-nieuwe-collegas.pptx", "Je krijgt een maatje: iemand die minstens drie jaar bij ons werkt."
    )
    assert step.state is StepState.CHANGED
    assert "minstens twee jaar" in step.place.text


def test_what_cannot_be_found_is_named(kb):
    gone = found(kb, "inwerkgids-nieuwe-collegas.pptx", "Paarse olifanten dansen op dinsdag door de duinen.")
    assert (gone.state, gone.place.text) == (StepState.NO_SENTENCE, "")
    nowhere = found(kb, "bestaat-niet.pdf", "Een zin.")
    assert (nowhere.state, nowhere.place) == (StepState.NO_DOCUMENT, None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (HEAD, "geen enkele plek"),
        (HEAD + STEP.replace("why", "reden"), "bij plek 1 ontbreekt “why”"),
        (STEP, "bovenaan ontbreekt “title”"),
        (HEAD.replace('"Route"', "3") + STEP, "bovenaan ontbreekt “title”"),
        (HEAD + 'step = "a"', "geen enkele plek"),
        ("dit is geen toml", "line 1"),
        ("# " + "x" * 200_001, "te groot"),
    ],
)
def test_a_file_that_is_no_route_is_named_with_the_reason(tmp_path, text, reason):
    (tmp_path / "fout.toml").write_text(text, encoding="utf-8")
    (tmp_path / "goed.toml").write_text(HEAD + STEP, encoding="utf-8")
    read = read_routes(tmp_path)
    assert [route.name for route in read.routes] == ["goed"]
    assert [problem.file for problem in read.problems] == ["fout.toml"]
    assert reason in read.problems[0].reason


def test_no_folder_is_no_route(tmp_path):
    assert read_routes(tmp_path / "routes").routes == ()
