"""Documents are found by their words first and by meaning as vectors arrive; nothing is lost or read twice for it."""

from __future__ import annotations

import threading

import pytest

from index.errors import BronwijzerError, ModelError
from index.library import Library
from index.results import AnswerStatus
from index.service import KnowledgeBase
from ingest import vectors
from ingest.embedding import by_words
from ingest.report import FileStatus
from tests.ingest.conftest import INTAKE, PLAN, House

LONG = "In wijk {number} bellen buren van huis {number} elke week aan bij wie alleen woont en om hulp vraagt. " * 6


class Interrupted(BaseException):
    """As when somebody presses Ctrl+C."""


def ask(house: House, question: str):
    library = Library(house.index, house.embedder)
    try:
        return KnowledgeBase(library, house.embedder).ask(question, all_versions=True)
    finally:
        library.close()


def lacking(house: House) -> set[str]:
    library = Library(house.index, house.embedder)
    try:
        return {record.file for record in library.records().values() if record.words_only}
    finally:
        library.close()


def test_words_come_without_the_model_and_vectors_without_reading(house: House) -> None:
    report = house.report(vectors=False)
    assert (report.words_only, house.embedder.texts) == (2, [])
    best = house.hits("ziekteverzuim")[0]
    assert (best.file, best.document.title) == ("jaarplan.md", "Jaarplan 2025")
    report = house.report()
    assert (report.words_only, house.reader.read_files) == (0, [])
    assert {d.status for d in report.documents} == {FileStatus.UNCHANGED}
    house.report()
    assert house.embedder.texts == []


def test_in_two_steps_is_as_in_one(house: House, root, encoder, worker) -> None:
    house.sync(vectors=False)
    house.sync()
    (root / "ander").mkdir()
    other = House(root / "ander", encoder, worker)
    other.write("jaarplan.md", PLAN.format(year=2025, goal=7))
    other.write("intake.txt", INTAKE)
    other.sync()
    assert house.hits("wanneer is het eerste gesprek?") == other.hits("wanneer is het eerste gesprek?")


def test_a_search_says_how_many_documents_it_sought_by_words_only(house: House) -> None:
    house.sync()
    house.write("visie.md", "# Visie\n\nDe buurvrouw zet haar fiets in het rek van het buurthuis.\n")
    house.sync(vectors=False)
    result = ask(house, "Waar staat de fiets van de buurvrouw?")
    assert (result.words_only, result.hits[0].file) == (1, "visie.md")
    assert result.notice.startswith("Van 1 van de 3 documenten zoeken we nu alleen op woorden;")
    assert result.answer.status is AnswerStatus.UNCERTAIN
    assert "buurvrouw" in result.answer.quotes[0].text
    house.sync()
    result = ask(house, "Waar staat de fiets van de buurvrouw?")
    assert (result.words_only, result.notice, result.hits[0].file) == (0, "", "visie.md")


@pytest.mark.parametrize("question", ["Hoe zwaar is een walvis in de oceaan?", "zeppelin"])
def test_silence_is_not_certain_while_vectors_are_missing(house: House, question: str) -> None:
    house.sync()
    assert ask(house, question).answer.status is AnswerStatus.NOT_FOUND
    house.write("visie.md", "# Visie\n\nDe buurvrouw zet haar fiets in het rek van het buurthuis.\n")
    house.sync(vectors=False)
    assert ask(house, question).answer.status is AnswerStatus.UNCERTAIN
    house.sync()
    assert ask(house, question).answer.status is AnswerStatus.NOT_FOUND


def test_a_library_without_any_vectors_answers_by_words_and_is_never_certain(house: House) -> None:
    house.sync(vectors=False)
    result = ask(house, "Binnen hoeveel werkdagen na de aanmelding is het eerste gesprek?")
    assert (result.answer.status, result.hits[0].file) == (AnswerStatus.UNCERTAIN, "intake.txt")
    assert result.notice.startswith("We zoeken nu alleen op woorden;")
    silent = ask(house, "zeppelin")
    assert (silent.hits, silent.answer.status) == ((), AnswerStatus.UNCERTAIN)


def test_a_changed_file_is_found_at_once_and_its_old_content_until_the_new_has_vectors(house: House) -> None:
    house.sync()
    house.write("jaarplan.md", PLAN.format(year=2025, goal=5).replace("ziekteverzuim", "verzuim door ziekte"))
    assert house.sync(vectors=False)["jaarplan.md"].status is FileStatus.UPDATED
    assert {"7 procent" in hit.text for hit in house.hits("procent") if hit.file == "jaarplan.md"} == {True, False}
    house.write("jaarplan.md", PLAN.format(year=2025, goal=4))
    house.sync(vectors=False)
    texts = " ".join(hit.text for hit in house.hits("procent") if hit.file == "jaarplan.md")
    assert ("7 procent" in texts, "5 procent" in texts, "4 procent" in texts) == (True, False, True)
    house.sync()
    texts = " ".join(hit.text for hit in house.hits("procent") if hit.file == "jaarplan.md")
    assert ("7 procent" in texts, "4 procent" in texts) == (False, True)


def test_what_is_removed_takes_its_former_version_along(house: House) -> None:
    house.sync()
    house.write("jaarplan.md", PLAN.format(year=2025, goal=5))
    house.sync(vectors=False)
    library = Library(house.index, house.embedder)
    try:
        [new] = [r.document_id for r in library.records().values() if r.file == "jaarplan.md" and r.words_only]
        library.remove(new)
        assert {record.file for record in library.records().values()} == {"intake.txt"}
        assert library.store.document_ids() == set(library.records())
        assert {path.name for path in (library.path / "originals").iterdir()} == set(library.records())
    finally:
        library.close()


def test_changed_documents_are_embedded_before_new_ones(house: House) -> None:
    house.sync()
    house.write("jaarplan.md", PLAN.format(year=2025, goal=5))
    house.write("aa-nieuw.md", "# Visie\n\nDe buurvrouw zet haar fiets in het rek van het buurthuis.\n")
    house.write("intake.txt.toml", 'title = "Zo gaat een intake"\n')
    house.sync()
    assert house.watcher.embeddings == [["jaarplan.md", "aa-nieuw.md", "intake.txt"]]


def test_an_interruption_costs_one_bunch_at_most(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "PASSAGES_AT_ONCE", 4)
    for number in range(6):
        house.write(
            f"wijk-{number}.md", f"# Wijk {number}\n\nIn wijk {number} staat de fiets van de buurvrouw in het rek.\n"
        )
    done = 0.0

    def stop(passages: float) -> None:
        nonlocal done
        done += passages
        if done > 5:
            raise Interrupted

    house.watcher.while_embedding = stop
    with pytest.raises(Interrupted):
        house.sync()
    left = lacking(house)
    assert len(left) in (4, 5)
    house.watcher.while_embedding = lambda _: None
    house.sync()
    assert (house.reader.read_files, set(house.watcher.embeddings[0])) == ([], left)
    assert lacking(house) == set()


def test_one_document_may_be_larger_than_what_is_embedded_at_once(house: House, monkeypatch) -> None:
    monkeypatch.setattr(vectors, "PASSAGES_AT_ONCE", 2)
    parts = [f"## Huis {number}\n\n{LONG.format(number=number)}" for number in range(5)]
    house.write("groot.md", "# Alle huizen\n\n" + "\n\n".join(parts))
    assert house.sync()["groot.md"].passages == 5
    library = Library(house.index, house.embedder)
    try:
        ids = [p.passage_id for record in library.records() for p in library.store.passages(record)]
        assert set(library.store.unit_vectors(ids)) == set(ids)
    finally:
        library.close()


def test_the_model_is_loaded_while_documents_are_read_and_not_for_nothing(house: House, monkeypatch) -> None:
    loaded, seen = threading.Event(), []
    monkeypatch.setattr(house.embedder, "warm_up", loaded.set)
    house.reader.before["jaarplan.md"] = lambda path: seen.append(loaded.wait(10))
    house.sync()
    assert seen == [True]
    loaded.clear()
    house.sync()
    assert not loaded.is_set()
    house.write("nieuw.txt", INTAKE.replace("vijf", "zes"))
    house.sync(vectors=False)
    assert not loaded.is_set()


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_model_that_does_not_load_is_told_when_it_is_needed(house: House, monkeypatch) -> None:
    def broken(*texts: object) -> None:
        raise ModelError("stuk")

    monkeypatch.setattr(house.embedder, "warm_up", broken)
    monkeypatch.setattr(house.embedder, "read_passages", broken)
    with pytest.raises(ModelError):
        house.sync()
    assert lacking(house) == {"jaarplan.md", "intake.txt"}


def large(house: House, passages: int, name: str = "groot.md") -> None:
    """A document that sorts before what is in the house, in so many passages."""
    parts = [f"## Huis {number}\n\n{LONG.format(number=number)}" for number in range(passages)]
    house.write(name, "# Alle huizen\n\n" + "\n\n".join(parts))


class GaveWay(BronwijzerError):
    """As when a person comes."""


def broken_off(house: House, bunches: int) -> bool:
    """Sync; who watches raises at the first word of what comes after so many bunches. :returns: whether it did."""
    made, number = house.encoder.vectors, 0

    def told(titled, progress=None):
        nonlocal number
        number += 1
        progress(1.0)  # of texts that it knows already the model of these tests tells nothing
        return made(titled, progress)

    def stop(passages: float) -> None:
        if number > bunches:
            raise GaveWay

    house.watcher.while_embedding = stop
    try:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(house.encoder, "vectors", told)
            house.sync()
    except GaveWay:
        return True
    finally:
        house.watcher.while_embedding = lambda _: None
    return False


def test_a_large_document_that_is_broken_off_again_and_again_comes_to_its_end(house: House, monkeypatch) -> None:
    monkeypatch.setattr(vectors, "PASSAGES_AT_ONCE", 2)
    house.sync()
    large(house, 9)
    house.write("zwaan.md", "# Zwaan\n\nDe zwaan van de buurvrouw zwemt in de vijver.\n")
    times = 0
    while broken_off(house, 2):
        times += 1
        assert times < 5
        assert lacking(house) == {"groot.md"}, "small ones do not wait for it"
    assert (times, lacking(house)) == (2, set())
    library = Library(house.index, house.embedder)
    try:
        ids = [p.passage_id for record in library.records() for p in library.store.passages(record)]
        assert set(library.store.unit_vectors(ids)) == set(ids)
        assert library.manifest.begun() == {}
    finally:
        library.close()


def rows(house: House) -> dict[str, list[list[float]]]:
    library = Library(house.index, house.embedder)
    try:
        ids = [p.passage_id for record in library.records() for p in library.store.passages(record)]
        return {name: found.tolist() for name, found in library.store.unit_vectors(ids).items()}
    finally:
        library.close()


def test_vectors_of_a_former_title_do_not_count(house: House, monkeypatch) -> None:
    monkeypatch.setattr(vectors, "PASSAGES_AT_ONCE", 2)
    large(house, 5)
    house.sync()
    before = rows(house)
    for title in ("Anders", "Weer anders"):
        house.write("groot.md.toml", f'title = "{title}"\n')
        assert broken_off(house, 1)
        assert rows(house) != before
    (house.folder / "groot.md.toml").unlink()  # as all vectors were, before a part of them was made anew
    house.sync()
    assert house.watcher.embeddings == [["groot.md"]]
    assert rows(house) == before
    house.sync()
    assert house.watcher.embeddings == [[]]


def test_a_document_that_is_read_again_gets_all_of_its_vectors(house: House, monkeypatch) -> None:
    monkeypatch.setattr(vectors, "PASSAGES_AT_ONCE", 2)
    house.sync()
    large(house, 5)
    assert broken_off(house, 1)
    library = Library(house.index, house.embedder)
    try:
        [(document_id, begun)] = library.manifest.begun().items()
        assert begun == ("Alle huizen", 2)
        record = library.records()[document_id]
        passages = by_words("Alle huizen", library.store.passages(document_id))
        library.write_again(library.document(document_id), passages, record.read_metadata, record.report)
        assert library.manifest.begun() == {}
    finally:
        library.close()
    house.sync()
    assert lacking(house) == set()
