"""Copies in the library: every passage is shown once, with where else it stands, and pushes nothing out."""

from __future__ import annotations

import copy
import shutil
import time
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

import pytest

from index.grouping import once_each
from index.library import Library
from index.manifest import ReadReport
from index.results import SearchFilters
from index.retrieval import current_only, retrieve, understand
from index.service import KnowledgeBase
from index.types import DocumentStatus
from ingest.embedding import Titled, by_words
from ingest.splitting import split
from tests.ingest.conftest import House

WORDS = (
    "Wie zich aanmeldt bij het buurtteam krijgt binnen vijf werkdagen een eerste gesprek. Een vaste medewerker belt op "
    "en vraagt wat er speelt. Samen maken zij een afspraak op een plek die goed te bereiken is. Daarna komt er een "
    "plan met doelen die de bewoner zelf kiest. Elke zes weken kijken zij samen of het plan nog klopt."
)
OTHERS = (
    "Een aanmelding per telefoon kan op werkdagen tussen negen en vijf.",
    "Na het eerste gesprek vult de medewerker het formulier voor de gemeente in.",
    "Een gesprek duurt een uur en is in het wijkcentrum of bij mensen thuis.",
    "Wie geen Nederlands spreekt, krijgt bij het gesprek een tolk.",
    "De huisarts kan een bewoner aanmelden als die dat goed vindt.",
    "Jongeren onder de zestien hebben voor een aanmelding hun ouders nodig.",
    "Bij spoed is er dezelfde dag nog een medewerker die langskomt.",
    "Een klacht over een gesprek komt bij de teamleider terecht.",
    "Het buurtteam meldt elke maand hoeveel gesprekken er waren.",
    "Vrijwilligers helpen met papieren in de weken na de aanmelding.",
)
QUESTION = "Hoe snel is het eerste gesprek na een aanmelding?"


@pytest.fixture(scope="module")
def filled(tmp_path_factory, encoder, worker):
    """A house with documents on one subject, read once for all tests."""
    house = House(tmp_path_factory.mktemp("kopieen"), encoder, worker)
    for number, text in enumerate(OTHERS):
        house.write(f"stuk {number}.md", f"# Stuk over de aanpak\n\n{text}\n")
    house.write("werkwijze.md", f"# Werkwijze\n\n{WORDS}\n")
    house.sync()
    return house


@pytest.fixture
def house(filled, root):
    shutil.copytree(filled.index, root / "index")
    house = copy.copy(filled)
    house.index = root / "index"
    return house


@pytest.fixture
def library(house):
    library = Library(house.index, house.embedder)
    yield library
    library.close()


def add_copies(house, library, number, change=lambda text, _: text, *, ocr=False, **metadata):
    """Copies of the document on how the team works, as ingest would add them; ``change`` keeps the length."""
    record = next(r for r in library.records().values() if r.file == "werkwijze.md")
    document = library.document(record.document_id)
    title, passages = document.metadata.title, split(document)
    vectors = house.encoder.vectors([Titled(title, passage) for passage in passages])
    stored = [replace(one, vectors=vectors[one.passage.passage_id]) for one in by_words(title, passages)]
    for n in range(number):
        text = change(document.text, n)
        assert len(text) == len(document.text)
        name = f"{metadata.get('year', '')}{metadata.get('status', '')}{n}"
        described = replace(document.metadata, **metadata)
        made = replace(
            document, document_id=f"kopie{name}", file=f"kopie {name}.md", text=text, metadata=described, sha256=name
        )
        passages = [
            replace(
                one,
                passage=replace(
                    one.passage,
                    passage_id=str(uuid5(NAMESPACE_URL, f"{name} {one.passage.ordinal}")),
                    document_id=made.document_id,
                    text=text[one.passage.start : one.passage.end],
                    ocr=ocr,
                ),
            )
            for one in stored
        ]
        library.add(made, passages, described, ReadReport(), house.folder / "werkwijze.md")


def hits(house, library, question=QUESTION, **asked):
    return KnowledgeBase(library, house.embedder).search(question, **asked).hits


def test_without_copies_nothing_changes(house, library) -> None:
    question = understand(QUESTION, house.embedder, SearchFilters())
    found = retrieve(question, library)
    assert once_each(found, library) is found


def test_a_search_while_the_first_document_is_being_added_finds_nothing_yet(root, encoder, worker) -> None:
    house = House(root, encoder, worker)
    house.write("werkwijze.md", f"# Werkwijze\n\n{WORDS}\n")
    house.sync()
    library = Library(house.index, house.embedder)
    [record] = library.records().values()
    passages = library.store.passages(record.document_id)
    library.remove(record.document_id)
    library.store.add(by_words(record.metadata.title, passages), record.metadata)  # flushed, and not counted yet
    assert hits(house, library) == ()
    library.close()


def test_two_hundred_copies_push_nothing_out(house, library) -> None:
    before = hits(house, library, top_k=8)
    add_copies(house, library, 200)
    after = hits(house, library, top_k=8)
    # Copies make some words more usual, so two that score alike may change places; none may go.
    assert [hit.text for hit in after[:5]] == [hit.text for hit in before[:5]]
    assert {hit.text for hit in after} == {hit.text for hit in before}
    assert len(after[0].also_in) == 200
    assert {one.exact for one in after[0].also_in} == {True}
    for one in (after[0].also_in[0], after[0].also_in[-1]):
        document = library.document(one.document.id)
        assert document.text[one.start : one.end] == after[0].text
        assert one.citation.startswith(one.document.title)


@pytest.mark.parametrize(
    "change",
    [
        lambda text, n: text.replace("vijf werkdagen", f"{n:04} werkdagen"),
        lambda text, n: text.replace("zes weken", "zes keren") if n % 2 else text.replace("Samen", "Zamen"),
    ],
    ids=["another number in each", "another word"],
)
def test_near_copies_take_two_places_at_the_most(house, library, change) -> None:
    before = hits(house, library)
    add_copies(house, library, 200, change)
    after = hits(house, library)
    copies = [hit for hit in after if hit.text.startswith(WORDS[:40]) or WORDS[60:120] in hit.text]
    assert 1 <= len(copies) <= 2
    assert {hit.text for hit in before[:8]} - {hit.text for hit in after} == set()
    assert sum(len(hit.also_in) for hit in copies) + len(copies) == 201
    assert not all(one.exact for hit in copies for one in hit.also_in)


def test_a_copy_that_comes_from_a_scan_says_so(house, library) -> None:
    add_copies(house, library, 1, ocr=True)
    first = hits(house, library)[0]
    sources = {place.document.id: place.citation for place in (first, *first.also_in)}
    scan = sources.pop("kopie0")
    assert scan.endswith(", tekst herkend uit een scan")
    assert [source for source in sources.values() if "scan" in source] == []


def test_the_document_that_holds_now_is_shown(house, library) -> None:
    add_copies(house, library, 1, status=DocumentStatus.DRAFT)
    add_copies(house, library, 1, year=2025)
    add_copies(house, library, 1, year=2026)
    [first, *rest] = hits(house, library)
    assert (first.document.year, first.document.status) == (2026, DocumentStatus.VALID)
    assert not any(WORDS in hit.text for hit in rest)
    assert [(one.document.year, one.document.status.value) for one in first.also_in] != []
    assert {one.document.status for one in first.also_in} == {DocumentStatus.VALID, DocumentStatus.DRAFT}


@pytest.mark.parametrize(
    "asked",
    [{"all_versions": True}, {"question": f"{QUESTION} In 2025?"}, {"filters": SearchFilters(years=(2025, 2026))}],
    ids=["all versions", "year in the question", "years chosen"],
)
def test_who_asks_for_versions_gets_each_of_them(house, library, asked) -> None:
    add_copies(house, library, 2, year=2025)
    add_copies(house, library, 2, year=2026)
    found = [hit for hit in hits(house, library, **asked) if WORDS in hit.text]
    assert {2025, 2026} <= {hit.document.year for hit in found}
    assert len(found) == len({hit.document.year for hit in found})


def test_what_differs_is_never_put_together_across_years(house, library) -> None:
    add_copies(house, library, 1, lambda text, _: text.replace("zes weken", "tien dagen"[:9]), year=2025)
    found = [hit for hit in hits(house, library) if "eerste gesprek. Een vaste" in hit.text]
    assert [hit.also_in for hit in found] == [(), ()]


def test_it_costs_next_to_nothing(house, library) -> None:
    question = understand(QUESTION, house.embedder, current_only(SearchFilters(), QUESTION))
    found = retrieve(question, library)
    began = time.thread_time()
    for _ in range(20):
        once_each(found, library)
    assert (time.thread_time() - began) / 20 < 0.01  # usually under 0.001; a busy computer is no failure
