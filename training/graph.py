"""The encoder as an ONNX graph, written out node by node.

An exporter would spell attention as a dozen nodes that copy; ONNX Runtime's own operator does it in one,
a tenth faster over a long window. A window is run alone, so there is no padding and no mask.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn
from training.network import Encoder, Layer
from training.teacher import (
    BERT_PIECES,
    FIRST_PLACE,
    TeacherEncoder,
    UpperLayers,
    distance_buckets,
    mpnet_ids,
)

WORDS = "words"  # the node that looks the words' embeddings up
_OPSETS = (helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1))
LONGEST_WINDOW = 512
_IR_VERSION = 9


class _Graph:
    """Nodes and weights as they are added; every method returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, values: NDArray[np.generic] | Tensor) -> str:
        array = values.detach().numpy() if isinstance(values, Tensor) else values
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, kind: str, *inputs: str, domain: str = "", **settings: float | list[int]) -> str:
        return self.split(kind, 1, *inputs, domain=domain, **settings)[0]

    def table(self, name: str, weight: Tensor, ids: str) -> str:
        rows = f"{name}_rows"
        inputs = [self.weight(name, weight), ids]
        self.nodes.append(helper.make_node("Gather", inputs, [rows], name=name))
        return rows

    def split(
        self, kind: str, count: int, *inputs: str, domain: str = "", **settings: float
    ) -> list[str]:
        name = f"{kind}_{len(self.nodes)}"
        outputs = [f"{name}_{number}" for number in range(count)]
        self.nodes.append(
            helper.make_node(kind, inputs, outputs, name=name, domain=domain, **settings)
        )
        return outputs

    def linear(self, states: str, part: nn.Linear, name: str) -> str:
        product = self.node("MatMul", states, self.weight(f"{name}.weight", part.weight.T))
        return self.node("Add", product, self.weight(f"{name}.bias", part.bias))

    def norm(self, states: str, part: nn.LayerNorm, name: str) -> str:
        scale = self.weight(f"{name}.weight", part.weight)
        shift = self.weight(f"{name}.bias", part.bias)
        return self.node("LayerNormalization", states, scale, shift, axis=-1, epsilon=part.eps)

    def layer(self, states: str, bias: str, layer: Layer, name: str) -> str:
        joined = self.linear(states, layer.query_key_value, f"{name}.qkv")
        parts = self.split("Split", 3, joined, axis=-1, num_outputs=3)
        given = [*parts, "", "", bias] if bias else parts
        mixed = self.node(
            "MultiHeadAttention", *given, domain="com.microsoft", num_heads=layer.heads
        )
        states = self.node("Add", states, self.linear(mixed, layer.out, f"{name}.out"))
        states = self.norm(states, layer.norm1, f"{name}.norm1")
        inner = self.linear(states, layer.inner, f"{name}.inner")
        inner = self.node("Gelu", inner, domain="com.microsoft")
        states = self.node("Add", states, self.linear(inner, layer.outer, f"{name}.outer"))
        return self.norm(states, layer.norm2, f"{name}.norm2")


def write_encoder(encoder: Encoder, path: Path) -> None:
    """Write the encoder with its taggers: `ids`, `shapes` -> `states`, `mention`, `trigger`."""
    graph = _Graph()
    words = graph.table(WORDS, encoder.words.weight, "ids")
    shapes = graph.table("shapes.weight", encoder.shapes.weight, "shapes")
    states = graph.node("Add", graph.node("Add", words, shapes), _first(graph, encoder.places))
    states = graph.norm(states, encoder.norm, "norm")
    for number, layer in enumerate(encoder.layers):
        states = graph.layer(states, "", layer, f"layer{number}")
    _save(graph, encoder, states, path)


def write_large_encoder(encoder: TeacherEncoder, path: Path) -> None:
    """Write a teacher's encoder likewise; its `ids` are BERT's, too."""
    graph = _Graph()
    lower, upper = encoder.lower, encoder.upper
    words = graph.table(WORDS, lower.words.weight[mpnet_ids(torch.arange(BERT_PIECES))], "ids")
    places = nn.Embedding.from_pretrained(lower.places.weight[FIRST_PLACE:])
    states = graph.norm(graph.node("Add", words, _first(graph, places)), lower.norm, "norm")
    bias = _bias(graph, lower.near, "lower")
    for number, layer in enumerate(lower.layers):
        states = graph.layer(states, bias, layer, f"lower{number}")
    states = graph.node("Add", states, graph.table("shapes.weight", upper.shapes.weight, "shapes"))
    bias = _bias(graph, upper.near, "upper")
    for number, layer in enumerate(upper.layers):
        states = graph.layer(states, bias, layer, f"upper{number}")
    _save(graph, upper, states, path)


def _first(graph: _Graph, places: nn.Embedding) -> str:
    """Return the embeddings of the positions, as many as there are pieces."""
    length = graph.node("Shape", "ids", start=1, end=2)
    first = graph.weight("first", np.array([0], np.int64))
    return graph.node("Slice", graph.weight("places", places.weight), first, length)


def _bias(graph: _Graph, near: nn.Embedding, name: str) -> str:
    """Return how much each head likes each distance, [1, heads, length, length]."""
    buckets = distance_buckets(LONGEST_WINDOW).int()
    length = graph.node("Shape", "ids", start=1, end=2)
    both = graph.node("Concat", length, length, axis=0)
    zeros = graph.weight(f"{name}.zeros", np.zeros(2, np.int64))
    here = graph.node("Slice", graph.weight(f"{name}.buckets", buckets), zeros, both)
    rows = graph.table(f"{name}.near", near.weight, here)
    axes = graph.weight(f"{name}.batch", np.array([0], np.int64))
    return graph.node("Unsqueeze", graph.node("Transpose", rows, perm=[2, 0, 1]), axes)


def _save(graph: _Graph, encoder: Encoder | UpperLayers, states: str, path: Path) -> None:
    outputs = {
        "states": (states, encoder.mention.in_features),
        "mention": (graph.linear(states, encoder.mention, "m"), encoder.mention.out_features),
        "trigger": (graph.linear(states, encoder.trigger, "t"), encoder.trigger.out_features),
    }
    for name, (found, _) in outputs.items():
        graph.nodes.append(helper.make_node("Identity", [found], [name]))
    sizes: list[str | int] = ["batch", "length"]
    made = helper.make_graph(
        graph.nodes,
        "encoder",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, sizes)
            for name in ("ids", "shapes")
        ],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, [*sizes, width])
            for name, (_, width) in outputs.items()
        ],
        graph.weights,
    )
    onnx.save(helper.make_model(made, opset_imports=_OPSETS, ir_version=_IR_VERSION), path)
