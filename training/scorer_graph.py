"""The span scorer as an ONNX graph, written out node by node.

An exporter would compute every pair of spans; here only the pairs that some role allows are, about two
in five. What distances and likeness add to a pair is one row of one table. A window is scored alone:
`batch` is 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import torch
from onnx import TensorProto
from torch import Tensor
from training.graph import LONGEST_WINDOW, Graph, value
from training.network import SENTENCE_DISTANCES, SpanLayer, SpanScorer, bucket

from dateline.annotate.annotation import KINDS, ROLES, STATUSES
from dateline.annotate.likeness import LIKENESS
from dateline.annotate.schema import SPAN_LABELS

# So few outputs that rounding the inputs to 8 bits would take longer than it saves.
EXACT: Final = ("single", "pair")
_HALF: Final = SENTENCE_DISTANCES // 2
_ALIKE: Final = len(LIKENESS)
_KEY_WIDTH: Final = 48


@dataclass(frozen=True)
class _Pairs:
    """Names of what is known of each pair of spans before they are read, each [n, n].

    `relation` is the row in a table over distance, sentences apart and likeness (`_relations`),
    `labels` the row in one over the labels of head and tail.
    """

    relation: str
    labels: str


@dataclass(frozen=True)
class _Related:
    """Three tables of the same width: what a distance, sentences apart and a likeness add."""

    near: Tensor
    sentence: Tensor
    like: Tensor


def write_scorer(scorer: SpanScorer, width: int, path: Path) -> None:
    """Write the scorer: `spans`, `labels`, `sentences`, `like` -> `kinds` ... `roles`."""
    graph = Graph()
    pairs = _pairs(graph)
    states = graph.linear("spans", scorer.project, "project")
    states = graph.node("Add", states, graph.table("labels.weight", scorer.labels.weight, "labels"))
    layers = [layer for layer in scorer.layers if isinstance(layer, SpanLayer)]
    biases = _biases(graph, layers, pairs)
    for number, (layer, bias) in enumerate(zip(layers, biases, strict=True)):
        states = _layer(graph, states, bias, layer, f"layer{number}")
    states = graph.norm(states, scorer.norm, "norm")
    found = [*_single(graph, states, scorer), _roles(graph, states, scorer, pairs)]
    _save(graph, found, width, path)


def _pairs(graph: Graph) -> _Pairs:
    count = graph.node("Shape", "labels", start=1, end=2)
    upright = graph.weight("upright", np.array([-1, 1]))
    first = graph.weight("first", np.array([0]))

    def minus(tails: str, heads: str) -> str:
        return graph.node("Sub", tails, graph.node("Reshape", heads, upright))

    places = np.arange(LONGEST_WINDOW)
    tails = graph.node("Slice", graph.weight("tails", places), first, count)
    heads = graph.node("Slice", graph.weight("heads", places - places[-1]), first, count)
    sentences = graph.node("Mul", "sentences", graph.weight("alike", np.array(_ALIKE)))
    apart = graph.node(
        "Clip",
        minus(sentences, sentences),
        graph.weight("before", np.array(-_HALF * _ALIKE)),
        graph.weight("after", np.array(_HALF * _ALIKE)),
    )
    near = bucket(torch.arange(-places[-1], LONGEST_WINDOW)) * SENTENCE_DISTANCES + _HALF
    relation = graph.node("Add", graph.table("near", near * _ALIKE, minus(tails, heads)), apart)
    relation = graph.node("Add", relation, graph.node("Squeeze", "like", first))
    labels = graph.node("Mul", "labels", graph.weight("labelled", np.array(-len(SPAN_LABELS))))
    return _Pairs(relation, minus("labels", labels))


def _relations(graph: Graph, tables: _Related, row: str, name: str) -> str:
    """Return the sum of what distance, sentences apart and likeness add to the pairs of `row`.

    The table of the sums is made once, when the graph is loaded: in the file are its parts.
    """
    near = graph.weight(f"{name}.near", tables.near[:, None, None])
    sentence = graph.weight(f"{name}.sentence", tables.sentence[:, None])
    like = graph.weight(f"{name}.like", tables.like)
    sums = graph.node("Add", graph.node("Add", near, sentence), like)
    shape = graph.weight(f"{name}.shape", np.array([-1, tables.like.shape[-1]]))
    return graph.look_up(graph.node("Reshape", sums, shape), row, name)


def _biases(graph: Graph, layers: Sequence[SpanLayer], pairs: _Pairs) -> list[str]:
    """Return what each layer's heads like of each pair, [1, heads, n, n]."""
    near = torch.cat([layer.near.weight for layer in layers], -1)
    like = torch.cat([layer.like.weight for layer in layers], -1)
    sentence = torch.zeros(SENTENCE_DISTANCES, near.shape[-1])
    rows = _relations(graph, _Related(near, sentence, like), pairs.relation, "biases")
    columns = graph.node("Unsqueeze", graph.node("Transpose", rows, perm=[2, 0, 1]), "first")
    return graph.split("Split", len(layers), columns, axis=1, num_outputs=len(layers))


def _layer(graph: Graph, states: str, bias: str, layer: SpanLayer, name: str) -> str:
    normed = graph.norm(states, layer.norm1, f"{name}.norm1")
    states = graph.node("Add", states, graph.attention(normed, bias, layer, name))
    normed = graph.norm(states, layer.norm2, f"{name}.norm2")
    return graph.node("Add", states, graph.forward(normed, layer, name))


def _single(graph: Graph, states: str, scorer: SpanScorer) -> list[str]:
    """Return the scores of kind, status and denial of each span."""
    both = graph.node("Concat", states, "spans", axis=-1)
    scores = graph.linears(both, [scorer.kind, scorer.status, scorer.deny], "single")
    sizes = graph.weight("single.sizes", np.array([len(KINDS), len(STATUSES), 1]))
    kinds, statuses, denials = graph.split("Split", 3, scores, sizes, axis=-1)
    last = graph.weight("last", np.array([-1]))
    return [kinds, statuses, graph.node("Squeeze", denials, last)]


def _roles(graph: Graph, states: str, scorer: SpanScorer, pairs: _Pairs) -> str:
    """Return the scores of each role of each pair."""
    parts = [scorer.head, scorer.tail, scorer.head_key, scorer.tail_key]
    joined = graph.linears(graph.node("Squeeze", states, "first"), parts, "ends")
    sizes = graph.weight("ends.sizes", np.array([part.out_features for part in parts]))
    head, tail, head_key, tail_key = graph.split("Split", 4, joined, sizes, axis=-1)
    allowed = scorer.allowed.flatten(0, 1).bool()
    some = graph.node("NonZero", graph.table("some", allowed.any(-1), pairs.labels))
    places = graph.node("Transpose", some, perm=[1, 0])
    related = _Related(scorer.distance.weight, scorer.sentence.weight, scorer.like.weight)
    added = _relations(graph, related, graph.node("GatherND", pairs.relation, places), "relations")
    for number, end in enumerate((head, tail)):
        place = graph.node("Gather", some, graph.weight(f"end{number}", np.array(number)))
        added = graph.node("Add", added, graph.node("Gather", end, place))
    scores = graph.linear(graph.node("Gelu", added, domain="com.microsoft"), scorer.pair, "pair")
    keyed = _keyed(graph, head_key, tail_key)
    roles = graph.node("ScatterND", keyed, places, scores, reduction="add")
    mask = graph.table("allowed", allowed, pairs.labels)
    forbidden = graph.weight("forbidden", np.array(-1e4, np.float32))
    return graph.node("Unsqueeze", graph.node("Where", mask, roles, forbidden), "first")


def _keyed(graph: Graph, heads: str, tails: str) -> str:
    """Return how well the keys of each head and tail fit for each role, [n, n, roles]."""
    shape = graph.weight("keys", np.array([0, len(ROLES), -1]))
    head = graph.node("Transpose", graph.node("Reshape", heads, shape), perm=[1, 0, 2])
    tail = graph.node("Transpose", graph.node("Reshape", tails, shape), perm=[1, 2, 0])
    scale = graph.weight("key_scale", np.array(_KEY_WIDTH**-0.5, np.float32))
    fit = graph.node("Mul", graph.node("MatMul", head, tail), scale)
    return graph.node("Transpose", fit, perm=[1, 2, 0])


def _save(graph: Graph, found: Sequence[str], width: int, path: Path) -> None:
    one: list[str | int] = ["batch", "spans"]
    inputs = {"labels": one, "sentences": one, "like": [*one, "spans"]}
    outputs = {
        "kinds": [*one, len(KINDS)],
        "statuses": [*one, len(STATUSES)],
        "denials": one,
        "roles": [*one, "spans", len(ROLES)],
    }
    graph.save(
        path,
        inputs=[
            value("spans", TensorProto.FLOAT, [*one, 3 * width]),
            *(value(name, TensorProto.INT64, sizes) for name, sizes in inputs.items()),
        ],
        outputs={
            here: value(name, TensorProto.FLOAT, sizes)
            for here, (name, sizes) in zip(found, outputs.items(), strict=True)
        },
    )
