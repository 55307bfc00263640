"""The token head is learnt from both forms of lines, and is the same every time."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from types import SimpleNamespace

import numpy as np
import pytest
from safetensors.numpy import load_file

from index.units import passage_text
from scripts.train_token_head import BATCH, Head, Pair, _by_word, _pairs, batches, main, read_pairs

HIDDEN, DIMENSION = 384, 8
DOCUMENT = {
    "doc": "duinkerk",
    "title": "Jaarplan Duinkerk",
    "heading": "2. Ontmoeting",
    "text": "De huiskamer is op dinsdag en vrijdag open (10.00 - 16.00 uur) — ook in de zomer.",
    "questions": [{"q": "wanneer kan ik binnenlopen?"}, {"q": "is er in juli iets te doen?", "answer": "in de zomer"}],
    "unanswered": ["Wat kost de huiskamer?"],
}
ANSWERED = {
    "question": "wie helpt mij met schulden",
    "positive": "Budgetcoaches steunen bewoners.",
    "negatives": ["Nee."],
}
NOT_ANSWERED = {"question": "hoe hoog is de zon", "positive": None, "negatives": ["De zon schijnt."]}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("regels")
    forms = {"passages.jsonl": [DOCUMENT], "questions.jsonl": [ANSWERED, NOT_ANSWERED]}
    for name, lines in forms.items():
        (folder / name).write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return [folder / name for name in forms]


def test_both_forms_of_lines_are_read(files):
    text = passage_text(DOCUMENT["title"], SimpleNamespace(headings=(DOCUMENT["heading"],), text=DOCUMENT["text"]))
    assert read_pairs(files) == [
        *(Pair(question["q"], text, (), "duinkerk") for question in DOCUMENT["questions"]),
        Pair(ANSWERED["question"], ANSWERED["positive"], ("Nee.",)),
    ]


def test_a_head_has_its_tensors_and_is_the_same_again(files, tmp_path):
    made = [tmp_path / "een.safetensors", tmp_path / "twee.safetensors"]
    for out in made:
        main([*map(str, files), "--out", str(out), "--dimension", str(DIMENSION), "--epochs", "1"])
    assert made[0].read_bytes() == made[1].read_bytes()
    head = load_file(made[0])
    assert {name: (value.shape, value.dtype.name) for name, value in head.items()} == {
        "weight": ((DIMENSION, HIDDEN), "float32"),
        "bias": ((DIMENSION,), "float32"),
        "question_bias": ((DIMENSION,), "float32"),
        "importance": ((HIDDEN,), "float32"),
        "importance_bias": ((1,), "float32"),
    }
    assert all(np.isfinite(value).all() for value in head.values())
    assert np.any(head["importance"] != 0), "nothing was learnt"


def test_pieces_make_words_and_signs_none():
    pieces = ["▁de", "▁huis", "kamer", "▁(", "open", ")", "▁—", "▁2", "."]
    encoded = _by_word(pieces, np.arange(len(pieces), dtype=np.float16)[:, None])
    assert encoded.hidden[:, 0].tolist() == [0, 1, 2, 4, 7]
    assert encoded.words.tolist() == [0, 1, 1, 2, 3]


def test_a_score_is_the_weighted_mean_of_the_nearest_words():
    """Worked out word by word, without the packing."""
    random = np.random.default_rng(0)
    head = Head(random.normal(size=(40, HIDDEN)).astype(np.float32), DIMENSION)
    head.importance.data += 0.01
    pieces = [["▁de", "▁huis", "kamer"], ["▁(", "open", "▁nu", "▁en", "▁straks"]]
    passages = [_by_word(found, random.normal(size=(len(found), HIDDEN)).astype(np.float16)) for found in pieces]
    questions = [_by_word(["▁wie"] * n, random.normal(size=(n, HIDDEN)).astype(np.float16)) for n in (2, 3)]
    kept = {name: value.numpy() for name, value in head.tensors().items()}

    def unit(rows):
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def score(question, passage):
        asked, read = (text.hidden.astype(np.float32) for text in (question, passage))
        rows = unit(read @ kept["weight"].T + kept["bias"])
        words = unit(np.stack([rows[passage.words == word].sum(axis=0) for word in np.unique(passage.words)]))
        nearest = (unit(asked @ kept["weight"].T + kept["question_bias"]) @ words.T).max(axis=1)
        return np.average(nearest, weights=np.log1p(np.exp(asked @ kept["importance"] + kept["importance_bias"])))

    expected = [[score(question, passage) for passage in passages] for question in questions]
    assert np.allclose(head.scores(questions, passages).detach().numpy(), expected, atol=1e-5)


def test_an_epoch_has_each_question_once_and_batches_of_few_documents():
    documents = [Pair(f"vraag {n}", f"tekst {n}", (), f"stuk {n % 20}") for n in range(20 * BATCH)]
    pairs = [*documents, *(Pair(f"los {n}", f"antwoord {n}") for n in range(5 * BATCH))]
    made = batches(pairs, Random(1))
    assert sorted(pair.question for batch in made for pair in batch) == sorted(pair.question for pair in pairs)
    few = [batch for batch in made if len({pair.document for pair in batch}) <= 4]
    assert sum(map(len, few)) == pytest.approx(len(documents) / 2, rel=0.2)
    assert made == batches(pairs, Random(1)) != batches(pairs, Random(2))


def test_a_line_without_a_positive_passage_is_left_out():
    assert _pairs(NOT_ANSWERED) == []
