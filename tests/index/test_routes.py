"""Reading routes: files that point at sentences, found again in the documents as they are now."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.begin_html import FoundRoute, route_html
from app.reader import reader_html
from app.views import Place
from index.route_choices import pages_of, step_at
from index.route_places import StepState, find_step, find_steps
from index.routes import Route, Step, read_routes
from index.service import KnowledgeBase
from index.settings import load_settings
from tests.index.shelf import Shelf, read

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
        ("dit is geen toml", "regel 1 gaat mis"),
        (HEAD + "step = [", "houdt te vroeg op"),
        (b'title = "Caf\xe9"', "niet opgeslagen als gewone tekst"),
        ("step = " + "[" * 20_000, "niet te openen"),
        ("# " + "x" * 200_001, "te groot"),
    ],
)
def test_a_file_that_is_no_route_is_named_with_the_reason(tmp_path, text, reason):
    (tmp_path / "fout.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    (tmp_path / "goed.toml").write_text(HEAD + STEP, encoding="utf-8")
    read = read_routes(tmp_path)
    assert [route.name for route in read.routes] == ["goed"]
    assert [problem.file for problem in read.problems] == ["fout.toml"]
    assert reason in read.problems[0].reason


def step_in(tmp_path, text, name="a.md", **step):
    library = Shelf(read(tmp_path / name, text))
    return find_step(Step(**({"document": name, "sentence": "", "why": "Daarom."} | step)), library), library


@pytest.mark.parametrize(
    "now",
    ["Een appje is genoeg als je koorts hebt.", "Nee, een appje is genoeg!", "Een appje is genoeg, maar bel ook."],
)
def test_a_sentence_that_goes_on_now_is_a_changed_one_and_shown_whole(tmp_path, now):
    step, _ = step_in(tmp_path, f"Bel op tijd.\n\nBen je ziek? {now} Dat is zo.", sentence="Een appje is genoeg.")
    assert (step.state, step.place.text) == (StepState.CHANGED, now)


def test_a_changed_sentence_is_shown_whole(tmp_path):
    now = "Je krijgt een maatje dat je helpt: iemand die minstens twee jaar bij ons werkt."
    was = "Je krijgt een maatje dat je helpt: iemand die drie jaar werkt."
    step, _ = step_in(tmp_path, f"Welkom hier. {now} Dat helpt.", sentence=was)
    assert (step.state, step.place.text) == (StepState.CHANGED, now)


def test_other_marks_around_a_sentence_change_nothing(tmp_path):
    text = "Bel op tijd.\n\nBen je ziek? Een appje is genoeg! Dat is zo."
    step, _ = step_in(tmp_path, text, sentence="Een appje is genoeg.")
    assert (step.state, step.place.text) == (StepState.FOUND, "Een appje is genoeg!")


@pytest.mark.parametrize("page", [1, 2, 3, 4, 5])
def test_a_page_without_text_is_that_page(tmp_path, page):
    text = "\fDe tweede bladzijde heeft een zin.\f\f\fDe vijfde bladzijde heeft er ook een.\f"
    step, library = step_in(tmp_path, text, "a.txt", page=page)
    assert (step.state, step.place.page, step.place.citation) == (StepState.FOUND, page, f"a, p. {page}")
    html = route_html(FoundRoute(Route("r", "R", "", "", (step.step,)), (step,)), {})
    assert f'data-view="{page - 1}"' in html
    document = library.document("a")
    choice = pages_of(document)[page - 1]
    assert choice.words == f"p. {page}"
    assert step_at(document, choice.start, choice.end, "Daarom.") == step.step
    head = reader_html(document, Place("a", 0, 0, view=page - 1), pictures=False)
    assert f'data-place="a:{choice.start}:{choice.end}"' in head


@pytest.mark.parametrize("name", ["Visie cli\u00ebnten.md", "Visie  clie\u0308nten.md"])
def test_a_name_is_the_same_however_its_accents_are_written(tmp_path, name):
    step, _ = step_in(
        tmp_path, "Een zin over mensen.", "Visie clie\u0308nten.md", document=name, sentence="Een zin over mensen."
    )
    assert step.state is StepState.FOUND


def test_no_folder_is_no_route(tmp_path):
    assert read_routes(tmp_path / "routes").routes == ()
