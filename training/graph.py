"""The encoder as an ONNX graph, written out node by node.

An exporter would spell attention as a dozen nodes that copy; ONNX Runtime's own operator does it in one,
a tenth faster over a long window. A window is run alone, so there is no padding and no mask.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn
from training.network import Encoder, Layer, SpanLayer
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


class Graph:
    """Nodes and weights as they are added; every method returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, values: NDArray[np.generic] | Tensor) -> str:
        array = values.detach().numpy() if isinstance(values, Tensor) else values
        self.weights.append(numpy_helper.from_array(np.array(array, order="C"), name))
        return name

    def node(
        self, kind: str, *inputs: str, domain: str = "", **settings: float | str | list[int]
    ) -> str:
        return self.split(kind, 1, *inputs, domain=domain, **settings)[0]

    def table(self, name: str, weight: Tensor, ids: str) -> str:
        return self.look_up(self.weight(name, weight), ids, name)

    def look_up(self, table: str, ids: str, name: str) -> str:
        rows = f"{name}_rows"
        self.nodes.append(helper.make_node("Gather", [table, ids], [rows], name=name))
        return rows

    def split(
        self,
        kind: str,
        count: int,
        *inputs: str,
        domain: str = "",
        **settings: float | str | list[int],
    ) -> list[str]:
        name = f"{kind}_{len(self.nodes)}"
        outputs = [f"{name}_{number}" for number in range(count)]
        self.nodes.append(
            helper.make_node(kind, inputs, outputs, name=name, domain=domain, **settings)
        )
        return outputs

    def linear(self, states: str, part: nn.Linear, name: str) -> str:
        return self.linears(states, [part], name)

    def linears(self, states: str, parts: Sequence[nn.Linear], name: str) -> str:
        """Return the outputs of several maps of the same states side by side, as of one."""
        weight = self.weight(f"{name}.weight", torch.cat([part.weight for part in parts]).T)
        product = f"{name}_product"
        self.nodes.append(helper.make_node("MatMul", [states, weight], [product], name=name))
        bias = self.weight(f"{name}.bias", torch.cat([part.bias for part in parts]))
        return self.node("Add", product, bias)

    def norm(self, states: str, part: nn.LayerNorm, name: str) -> str:
        scale = self.weight(f"{name}.weight", part.weight)
        shift = self.weight(f"{name}.bias", part.bias)
        return self.node("LayerNormalization", states, scale, shift, axis=-1, epsilon=part.eps)

    def attention(self, states: str, bias: str, layer: Layer | SpanLayer, name: str) -> str:
        """Return what the heads gather; `bias` may be empty."""
        joined = self.linear(states, layer.query_key_value, f"{name}.qkv")
        parts = self.split("Split", 3, joined, axis=-1, num_outputs=3)
        given = [*parts, "", "", bias] if bias else parts
        mixed = self.node(
            "MultiHeadAttention", *given, domain="com.microsoft", num_heads=layer.heads
        )
        return self.linear(mixed, layer.out, f"{name}.out")

    def forward(self, states: str, layer: Layer | SpanLayer, name: str) -> str:
        inner = self.linear(states, layer.inner, f"{name}.inner")
        inner = self.node("Gelu", inner, domain="com.microsoft")
        return self.linear(inner, layer.outer, f"{name}.outer")

    def layer(self, states: str, bias: str, layer: Layer, name: str) -> str:
        states = self.node("Add", states, self.attention(states, bias, layer, name))
        states = self.norm(states, layer.norm1, f"{name}.norm1")
        states = self.node("Add", states, self.forward(states, layer, name))
        return self.norm(states, layer.norm2, f"{name}.norm2")

    def save(
        self,
        path: Path,
        *,
        inputs: Sequence[onnx.ValueInfoProto],
        outputs: Mapping[str, onnx.ValueInfoProto],
    ) -> None:
        """Write the graph; `outputs` says under which name each result leaves it."""
        leaving = [
            helper.make_node("Identity", [found], [value.name]) for found, value in outputs.items()
        ]
        made = helper.make_graph(
            [*self.nodes, *leaving], path.stem, inputs, [*outputs.values()], self.weights
        )
        model = helper.make_model(made, opset_imports=_OPSETS, ir_version=_IR_VERSION)
        onnx.save(model, path)


def value(name: str, kind: int, sizes: Sequence[str | int]) -> onnx.ValueInfoProto:
    """Return an input or output of a graph; a size that has a name is free."""
    return helper.make_tensor_value_info(name, kind, sizes)


def write_encoder(encoder: Encoder, path: Path) -> None:
    """Write the encoder with its taggers: `ids`, `shapes` -> `states`, `mention`, `trigger`."""
    graph = Graph()
    words = graph.table(WORDS, encoder.words.weight, "ids")
    shapes = graph.table("shapes.weight", encoder.shapes.weight, "shapes")
    states = graph.node("Add", graph.node("Add", words, shapes), _first(graph, encoder.places))
    states = graph.norm(states, encoder.norm, "norm")
    for number, layer in enumerate(encoder.layers):
        states = graph.layer(states, "", layer, f"layer{number}")
    _save(graph, encoder, states, path)


def write_large_encoder(encoder: TeacherEncoder, path: Path) -> None:
    """Write a teacher's encoder likewise; its `ids` are BERT's, too."""
    graph = Graph()
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


def _first(graph: Graph, places: nn.Embedding) -> str:
    """Return the embeddings of the positions, as many as there are pieces."""
    length = graph.node("Shape", "ids", start=1, end=2)
    first = graph.weight("first", np.array([0], np.int64))
    return graph.node("Slice", graph.weight("places", places.weight), first, length)


def _bias(graph: Graph, near: nn.Embedding, name: str) -> str:
    """Return how much each head likes each distance, [1, heads, length, length]."""
    buckets = distance_buckets(LONGEST_WINDOW).int()
    length = graph.node("Shape", "ids", start=1, end=2)
    both = graph.node("Concat", length, length, axis=0)
    zeros = graph.weight(f"{name}.zeros", np.zeros(2, np.int64))
    here = graph.node("Slice", graph.weight(f"{name}.buckets", buckets), zeros, both)
    rows = graph.table(f"{name}.near", near.weight, here)
    axes = graph.weight(f"{name}.batch", np.array([0], np.int64))
    return graph.node("Unsqueeze", graph.node("Transpose", rows, perm=[2, 0, 1]), axes)


def _save(graph: Graph, encoder: Encoder | UpperLayers, states: str, path: Path) -> None:
    outputs = {
        "states": (states, encoder.mention.in_features),
        "mention": (graph.linear(states, encoder.mention, "m"), encoder.mention.out_features),
        "trigger": (graph.linear(states, encoder.trigger, "t"), encoder.trigger.out_features),
    }
    sizes = ["batch", "length"]
    graph.save(
        path,
        inputs=[value(name, TensorProto.INT64, sizes) for name in ("ids", "shapes")],
        outputs={
            found: value(name, TensorProto.FLOAT, [*sizes, width])
            for name, (found, width) in outputs.items()
        },
    )
