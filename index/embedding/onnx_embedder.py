"""Embedding without PyTorch: ONNX Runtime and sentencepiece."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding.pieces import Pieces
from index.embedding.protocol import Progress, ReadText
from index.embedding.token_head import EMBEDDING, QUESTION_TOKENS, TOKENS, passage_rows, question_rows
from index.errors import ModelError
from index.processors import cores
from index.texts import embedding as texts

# Read by ONNX Runtime when it is imported: else it makes an id for this computer, and tells its makers of every model.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

MAX_TOKENS_PER_BATCH = 512
"""Padded tokens a batch: what two cores work on fits their caches, and little is padded; 4 096 took a sixth longer."""
_MAX_BATCH = 64


@dataclass(frozen=True, slots=True)
class OnnxFiles:
    """Files in the model's folder: graph, token pieces, and the letters that are read otherwise."""

    graph: str
    pieces: str
    letters: str


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A model in memory.

    :param before: by kind of text, how many tokens come before its own: the start and the prompt.
    """

    session: Any
    pieces: Pieces
    has_head: bool
    before: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Ran:
    """One run of the graph: which of the texts, their tokens with padding left out, and what was asked for."""

    numbers: list[int]
    ids: list[list[int]]
    outputs: list[NDArray[np.float32]]


class OnnxEmbedder:
    """An :class:`index.embedding.protocol.Embedder` over an ONNX graph with pooling inside.

    :param model_id: names the weights.
    :param folder: gives the folder with graph and tokenizer; called once, at :meth:`warm_up`.
    :param prompts: what is put before questions (``query``) and document text (``passage``).
    """

    def __init__(
        self,
        model_id: str,
        folder: Callable[[], Path],
        files: OnnxFiles,
        prompts: dict[str, str],
        *,
        dimension: int,
        max_tokens: int,
    ) -> None:
        self.model_id = model_id
        self.dimension = dimension
        self._folder = folder
        self._files = files
        self._prompts = prompts
        self._max_tokens = max_tokens
        self._loaded: _Loaded | None = None
        self._lock = Lock()

    def warm_up(self) -> None:
        """Load the model; calling it again does nothing. :raises ModelError: it cannot be loaded."""
        self._model()

    def _model(self) -> _Loaded:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> _Loaded:
        import onnxruntime
        from threadpoolctl import threadpool_limits

        folder, files = self._folder(), self._files
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = cores()
        options.log_severity_level = 3
        try:
            graph = str(folder / files.graph)
            session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
            letters = json.loads((folder / files.letters).read_text(encoding="utf-8"))
            pieces = Pieces(folder / files.pieces, letters, self._max_tokens)
        except Exception as error:  # both libraries raise bare Exception
            raise ModelError(texts.NOT_LOADED.format(model=self.model_id, reason=error)) from error
        # NumPy's threads spin on after a product of matrices; with two cores the next run takes half as long again.
        threadpool_limits(limits=1, user_api="blas")
        has_head = any(output.name == TOKENS for output in session.get_outputs())
        before = {kind: len(pieces.encode_batch([prompt.rstrip()])[0]) - 1 for kind, prompt in self._prompts.items()}
        return _Loaded(session, pieces, has_head, before)

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Rows of unit length, for questions; shape ``(len(texts), dimension)``."""
        return self._embed([self._prompts["query"] + text for text in texts], None)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Rows of unit length, for document text; shape ``(len(texts), dimension)``."""
        return self._embed([self._prompts["passage"] + text for text in texts], progress)

    def _embed(self, prompted: list[str], progress: Progress | None) -> NDArray[np.float32]:
        vectors = np.empty((len(prompted), self.dimension), dtype=np.float32)
        for ran in self._run(prompted, (EMBEDDING,), progress):
            vectors[ran.numbers] = ran.outputs[0]
        return vectors

    def read_question(self, text: str) -> ReadText:
        """The question's vector and, where there is a token head, its weighted tokens."""
        model, prompt = self._model(), self._prompts["query"]
        if not model.has_head:
            return ReadText(self._embed([prompt + text], None)[0])
        [ran] = self._run([prompt + text], (EMBEDDING, QUESTION_TOKENS), None)
        vector, rows = (output[0] for output in ran.outputs)
        return ReadText(vector, question_rows(rows[model.before["query"] : -1]))

    def read_passages(self, texts: Sequence[str], progress: Progress | None = None) -> list[ReadText]:
        """The texts' vectors and, where there is a token head, one row a word."""
        prompt = self._prompts["passage"]
        prompted = [prompt + text for text in texts]
        model, found = self._model(), {}
        if not model.has_head:
            return [ReadText(vector) for vector in self._embed(prompted, progress)]
        for ran in self._run(prompted, (EMBEDDING, TOKENS), progress):
            for number, ids, vector, rows in zip(ran.numbers, ran.ids, *ran.outputs, strict=True):
                own = slice(model.before["passage"], len(ids) - 1)
                found[number] = ReadText(vector.copy(), passage_rows(rows[own], model.pieces.words(ids[own])))
        return [found[number] for number in range(len(texts))]

    def _run(self, prompted: list[str], outputs: Sequence[str], progress: Progress | None) -> Iterator[_Ran]:
        """What the graph gives for some of the texts, until all are done."""
        model = self._model()
        ids = model.pieces.encode_batch(prompted)
        for batch in _batches(ids):
            length = max(len(ids[number]) for number in batch)
            tokens = np.zeros((len(batch), length), dtype=np.int64)
            mask = np.zeros_like(tokens)
            for row, number in enumerate(batch):
                tokens[row, : len(ids[number])] = ids[number]
                mask[row, : len(ids[number])] = 1
            yield _Ran(
                batch,
                [ids[number] for number in batch],
                model.session.run(list(outputs), {"input_ids": tokens, "attention_mask": mask}),
            )
            if progress is not None:
                progress(sum(len(prompted[number]) for number in batch) - len(batch) * len(self._prompts["passage"]))


def _batches(ids: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Texts of like length together, so that little is padded."""
    batch: list[int] = []
    for number in sorted(range(len(ids)), key=lambda n: len(ids[n])):
        if batch and (len(batch) == _MAX_BATCH or (len(batch) + 1) * len(ids[number]) > MAX_TOKENS_PER_BATCH):
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch
