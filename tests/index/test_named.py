"""Who types a name, a figure or a rare word alone finds the passage in which it stands."""

from __future__ import annotations

import pytest

from index.language.analysis import analyse, terms_of_word, words
from index.ranking import A_QUESTION, named_only

FIRST, FOUND = 0.85, 0.98


@pytest.fixture(scope="module")
def alone(kb):
    """Words by the only passage that has their stem, anywhere."""
    passages = [p for record in kb.documents() for p in kb.library.store.passages(record.document_id)]
    places: dict[str, set[str]] = {}
    written: dict[str, str] = {}
    titles = {record.document_id: record.metadata.title for record in kb.documents()}
    for passage in passages:
        around = "\n".join((titles[passage.document_id], *passage.headings, passage.text))
        for term in analyse(around):
            places.setdefault(term.text, set()).add(passage.passage_id)
        for match in words(passage.text):
            for term, _ in terms_of_word(match.group())[:1]:
                written.setdefault(term, match.group())
    by_id = {passage.passage_id: passage for passage in passages}
    only = {written[term]: by_id[next(iter(ids))] for term, ids in places.items() if len(ids) == 1 and term in written}
    return dict(sorted(only.items())[::10])


def test_a_word_that_stands_in_one_passage_finds_it(kb, alone):
    ranks = [_rank(kb.search(word, all_versions=True, literal=True), passage) for word, passage in alone.items()]
    assert len(ranks) > 50
    assert sum(rank > 0 for rank in ranks) >= FOUND * len(ranks)
    assert sum(rank == 1 for rank in ranks) >= FIRST * len(ranks)


def test_figures_too(kb):
    figures = {"288": "288 euro", "5.240": "5.240", "5240": "5.240", "€ 185000": "185.000", "0,23": "0,23"}
    for typed, standing in figures.items():
        assert standing in kb.search(typed, all_versions=True).hits[0].text, typed


def test_a_figure_in_another_writing_too(kb):
    for typed, standing in {"8:30": "8.30", "08:30": "8.30", "5 240": "5.240", "0,23 procent": "0,23"}.items():
        assert standing in kb.search(typed, all_versions=True).hits[0].text, typed
    assert not kb.ask("Moet ik voor 08:30 bellen als ik ziek ben?").answer.missing


def test_a_question_is_no_name():
    assert [named_only(number) for number in (0, 1, A_QUESTION, 9)] == [0, 1, 0, 0]
    assert 0 < named_only(3) < named_only(2) < 1


def _rank(found, passage):
    for hit in found.hits:
        places = {(hit.document.id, hit.start)} | {(one.document.id, one.start) for one in hit.also_in}
        if (passage.document_id, passage.start) in places:
            return hit.rank
    return 0
