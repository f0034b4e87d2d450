"""The teacher's encoder: MPNet, whose lower layers stay as they are and whose upper ones learn.

All twelve layers learning fit the corpus and forget English: they read real news four points worse
(`LOG.md`). The reader learns from what the teacher says (`training.distil`).
"""

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from training.examples import END, PAD, START
from training.network import Layer, Network, Sizes, SpanScorer, copy_part
from training.rounding import Linear, Words

from dateline.annotate.schema import MENTION_TAGS, TRIGGER_TAGS
from dateline.annotate.tokens import SHAPE_COUNT

SIZES = Sizes(vocabulary=30527, width=768, layers=12, head_width=64, inner=3072, positions=514)
FROZEN = 6
MPNET_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
_BUCKETS, _FARTHEST = 32, 128
_SHIFT = 4  # MPNet's vocabulary is BERT's behind four marks of its own
FIRST_PLACE = 2
BERT_PIECES = SIZES.vocabulary - 5  # MPNet's own four marks and its <mask>
_MARKS = {START: 0, END: 2, PAD: 1}


def mpnet_ids(ids: Tensor) -> Tensor:
    """Return BERT's piece numbers as MPNet's."""
    shifted = ids + _SHIFT
    for bert, mpnet in _MARKS.items():
        shifted = shifted.masked_fill(ids == bert, mpnet)
    return shifted


def distance_buckets(length: int) -> Tensor:
    """Return MPNet's bucket of each pair of positions, [length, length] (T5's scheme)."""
    place = torch.arange(length)
    apart = place[:, None] - place[None, :]
    half = _BUCKETS // 2
    exact = half // 2
    far = apart.abs()
    logarithmic = torch.log(far.clamp(min=1) / exact) / math.log(_FARTHEST / exact)
    large = (exact + (logarithmic * (half - exact)).long()).clamp(max=half - 1)
    return (apart < 0).long() * half + torch.where(far < exact, far, large)


class LowerLayers(nn.Module):
    """Word pieces -> states after the frozen layers, [batch, length, width]."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Words(SIZES.vocabulary, SIZES.width)
        self.places = nn.Embedding(SIZES.positions, SIZES.width)
        self.norm = nn.LayerNorm(SIZES.width, eps=1e-5)
        self.near = nn.Embedding(_BUCKETS, SIZES.heads)
        self.layers = nn.ModuleList(Layer(SIZES, 0.0) for _ in range(FROZEN))

    @torch.no_grad()
    def forward(self, ids: Tensor) -> Tensor:
        length = ids.shape[1]
        places = torch.arange(FIRST_PLACE, length + FIRST_PLACE, device=ids.device)
        states = self.norm(self.words(mpnet_ids(ids)) + self.places(places))
        bias = self.near(distance_buckets(length).to(ids.device)).permute(2, 0, 1)[None]
        for layer in self.layers:
            states = layer(states, bias)
        return states


class UpperLayers(nn.Module):
    """States of the lower layers and word shapes -> states, tag scores: the part that learns."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.shapes = nn.Embedding(SHAPE_COUNT, SIZES.width)
        self.near = nn.Embedding(_BUCKETS, SIZES.heads)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(SIZES, dropout) for _ in range(SIZES.layers - FROZEN))
        self.mention = Linear(SIZES.width, len(MENTION_TAGS))
        self.trigger = Linear(SIZES.width, len(TRIGGER_TAGS))
        nn.init.zeros_(self.shapes.weight)

    def forward(self, lower: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        states = self.dropout(lower + self.shapes(shapes))
        buckets = distance_buckets(lower.shape[1]).to(lower.device)
        bias = self.near(buckets).permute(2, 0, 1)[None]
        bias = bias + (1.0 - mask[:, None, None, :].to(states.dtype)) * -1e4
        for layer in self.layers:
            states = layer(states, bias)
        dropped = self.dropout(states)
        return states, self.mention(dropped), self.trigger(dropped)


class TeacherEncoder(nn.Module):
    """Word pieces and their shapes -> states, tag scores, as `training.network.Encoder`."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.lower = LowerLayers().requires_grad_(requires_grad=False)
        self.upper = UpperLayers(dropout)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        found: tuple[Tensor, Tensor, Tensor] = self.upper(self.lower(ids), shapes, mask)
        return found


class Teacher(Network):
    """The reader's network with MPNet below: the same heads over wider states."""

    def __init__(self, dropout: float = 0.1) -> None:
        nn.Module.__init__(self)
        self.encoder = TeacherEncoder(dropout)
        self.scorer = SpanScorer(SIZES, dropout)


def load_mpnet(path: Path, lower: LowerLayers, upper: UpperLayers) -> None:
    """Fill both halves with MPNet's weights in safetensors format."""
    weights = load_file(path)
    lower.words.weight.data.copy_(weights["embeddings.word_embeddings.weight"])
    lower.places.weight.data.copy_(weights["embeddings.position_embeddings.weight"])
    copy_part(lower.norm, weights, "embeddings.LayerNorm")
    for half in (lower, upper):
        half.near.weight.data.copy_(weights["encoder.relative_attention_bias.weight"])
    for number, layer in enumerate([*lower.layers, *upper.layers]):
        here = f"encoder.layer.{number}."
        for part in ("weight", "bias"):
            joined = [weights[f"{here}attention.attn.{n}.{part}"] for n in "qkv"]
            getattr(layer.query_key_value, part).data.copy_(torch.cat(joined))
        copy_part(layer.out, weights, f"{here}attention.attn.o")
        copy_part(layer.norm1, weights, f"{here}attention.LayerNorm")
        copy_part(layer.inner, weights, f"{here}intermediate.dense")
        copy_part(layer.outer, weights, f"{here}output.dense")
        copy_part(layer.norm2, weights, f"{here}output.LayerNorm")
        layer.norm1.eps = layer.norm2.eps = 1e-5
