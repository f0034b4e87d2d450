"""The encoder as an ONNX graph, written out node by node.

An exporter would spell attention as a dozen nodes that copy; ONNX Runtime's own operator does it in one,
a tenth faster over a long window. A window is run alone, so there is no padding and no mask.
"""

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn
from training.network import Encoder, Layer

_OPSETS = (helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1))
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

    def node(self, kind: str, *inputs: str, domain: str = "", **settings: float) -> str:
        return self.split(kind, 1, *inputs, domain=domain, **settings)[0]

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

    def layer(self, states: str, layer: Layer, name: str) -> str:
        joined = self.linear(states, layer.query_key_value, f"{name}.qkv")
        parts = self.split("Split", 3, joined, axis=-1, num_outputs=3)
        mixed = self.node(
            "MultiHeadAttention", *parts, domain="com.microsoft", num_heads=layer.heads
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
    words = graph.node("Gather", graph.weight("words", encoder.words.weight), "ids")
    shapes = graph.node("Gather", graph.weight("shapes.weight", encoder.shapes.weight), "shapes")
    states = graph.node("Add", graph.node("Add", words, shapes), _places(graph, encoder))
    states = graph.norm(states, encoder.norm, "norm")
    for number, layer in enumerate(encoder.layers):
        states = graph.layer(states, layer, f"layer{number}")
    outputs = {
        "states": (states, encoder.norm.weight.shape[0]),
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


def _places(graph: _Graph, encoder: Encoder) -> str:
    length = graph.node("Shape", "ids", start=1, end=2)
    first = graph.weight("first", np.array([0], np.int64))
    return graph.node("Slice", graph.weight("places", encoder.places.weight), first, length)
