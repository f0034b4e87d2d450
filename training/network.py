"""The reader's network: a MiniLM encoder, two taggers, and a scorer of roles over the spans.

The encoder is BERT's (post-norm, GELU) written out, so that it takes one thing more than BERT does:
an embedding of each word's shape, because the base model is blind to capitals.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812
from training.examples import Batch, Soft
from training.rounding import Linear, Words

from dateline.annotate.annotation import KINDS, ROLES, STATUSES
from dateline.annotate.likeness import LIKENESS
from dateline.annotate.schema import MENTION_TAGS, SPAN_LABELS, TRIGGER_TAGS, role_mask
from dateline.annotate.tokens import SHAPE_COUNT

DISTANCES = (-24, -16, -12, -8, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 8, 12, 16, 24)
SENTENCE_DISTANCES = 9  # -4 or less ... 4 or more


@dataclass(frozen=True)
class Sizes:
    """The widths and depths of the network."""

    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    heads: int = 12
    head_width: int = 32
    inner: int = 1536
    positions: int = 512
    span_width: int = 256
    span_layers: int = 2
    pair_width: int = 192


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.heads = sizes.heads
        self.attended = sizes.heads * sizes.head_width
        self.query_key_value = Linear(sizes.width, 3 * self.attended)
        self.out = Linear(self.attended, sizes.width)
        self.norm1 = nn.LayerNorm(sizes.width, eps=1e-12)
        self.inner = Linear(sizes.width, sizes.inner)
        self.outer = Linear(sizes.inner, sizes.width)
        self.norm2 = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = states.shape
        joined = self.query_key_value(states).view(batch, length, 3, self.heads, -1)
        query, key, value = joined.permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        mixed = mixed.transpose(1, 2).reshape(batch, length, self.attended)
        states = self.norm1(states + self.dropout(self.out(mixed)))
        return self.norm2(states + self.dropout(self.outer(F.gelu(self.inner(states)))))


class Encoder(nn.Module):
    """Word pieces and their shapes -> states [batch, length, width], tag scores."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.words = Words(sizes.vocabulary, sizes.width)
        self.places = nn.Embedding(sizes.positions, sizes.width)
        self.shapes = nn.Embedding(SHAPE_COUNT, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.layers))
        self.mention = Linear(sizes.width, len(MENTION_TAGS))
        self.trigger = Linear(sizes.width, len(TRIGGER_TAGS))
        nn.init.zeros_(self.shapes.weight)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        places = torch.arange(ids.shape[1], device=ids.device)
        states = self.words(ids) + self.places(places) + self.shapes(shapes)
        states = self.dropout(self.norm(states))
        bias = (1.0 - mask[:, None, None, :].to(states.dtype)) * -1e4
        for layer in self.layers:
            states = layer(states, bias)
        dropped = self.dropout(states)
        return states, self.mention(dropped), self.trigger(dropped)


def bucket(distance: Tensor) -> Tensor:
    """Return the bucket of each signed distance between spans."""
    edges = torch.tensor(DISTANCES, device=distance.device)
    return torch.bucketize(distance, edges)


class SpanLayer(nn.Module):
    """Attention among the spans of a window, with a bias for how far apart they stand."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.norm1 = nn.LayerNorm(width)
        self.query_key_value = Linear(width, 3 * width)
        self.out = Linear(width, width)
        self.norm2 = nn.LayerNorm(width)
        self.inner = Linear(width, 2 * width)
        self.outer = Linear(2 * width, width)
        self.near = nn.Embedding(len(DISTANCES) + 1, heads)
        self.like = nn.Embedding(len(LIKENESS), heads)
        self.dropout = nn.Dropout(dropout)
        nn.init.zeros_(self.like.weight)

    def forward(self, states: Tensor, distance: Tensor, like: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = states.shape
        joined = self.query_key_value(self.norm1(states))
        joined = joined.view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = joined.permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-1, -2) / math.sqrt(width // self.heads)
        apart = self.near(distance) + self.like(like)
        scores = scores + apart.permute(0, 3, 1, 2) + bias
        mixed = (
            (self.dropout(scores.softmax(-1)) @ value).transpose(1, 2).reshape(batch, length, width)
        )
        states = states + self.dropout(self.out(mixed))
        return states + self.dropout(self.outer(F.gelu(self.inner(self.norm2(states)))))


class SpanScorer(nn.Module):
    """Spans of a window -> kind, status and denial of each, and the roles between them."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        width, pair = sizes.span_width, sizes.pair_width
        self.project = Linear(3 * sizes.width, width)
        self.labels = nn.Embedding(len(SPAN_LABELS), width)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(SpanLayer(width, 4, dropout) for _ in range(sizes.span_layers))
        self.norm = nn.LayerNorm(width)
        self.kind = Linear(width + 3 * sizes.width, len(KINDS))
        self.status = Linear(width + 3 * sizes.width, len(STATUSES))
        self.deny = Linear(width + 3 * sizes.width, 1)
        self.head = Linear(width, pair)
        self.tail = Linear(width, pair)
        self.head_key = Linear(width, len(ROLES) * 48)
        self.tail_key = Linear(width, len(ROLES) * 48)
        self.distance = nn.Embedding(len(DISTANCES) + 1, pair)
        self.sentence = nn.Embedding(SENTENCE_DISTANCES, pair)
        self.like = nn.Embedding(len(LIKENESS), pair)
        self.pair = Linear(pair, len(ROLES))
        nn.init.zeros_(self.like.weight)
        self.register_buffer("allowed", torch.from_numpy(role_mask()).float(), persistent=False)

    def forward(
        self, spans: Tensor, labels: Tensor, sentences: Tensor, like: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """`spans` [batch, n, 3 * width], `like` [batch, n, n], the rest [batch, n].

        Roles come as [batch, n, n, roles].
        """
        batch, count = labels.shape
        index = torch.arange(count, device=labels.device)
        distance = bucket(index[None, :] - index[:, None])[None].expand(batch, -1, -1)
        apart = sentences[:, None, :] - sentences[:, :, None]
        half = SENTENCE_DISTANCES // 2
        apart = apart.clamp(-half, half) + half
        bias = (1.0 - mask[:, None, None, :].to(spans.dtype)) * -1e4
        states = self.dropout(self.project(spans) + self.labels(labels))
        for layer in self.layers:
            states = layer(states, distance, like, bias)
        states = self.norm(states)
        both = self.dropout(torch.cat([states, spans], -1))
        pairs = self.head(states)[:, :, None] + self.tail(states)[:, None]
        pairs = pairs + self.distance(distance) + self.sentence(apart) + self.like(like)
        pairs = F.gelu(pairs)
        head_key = self.head_key(states).view(batch, count, len(ROLES), -1).transpose(1, 2)
        tail_key = self.tail_key(states).view(batch, count, len(ROLES), -1).transpose(1, 2)
        keyed = (head_key @ tail_key.transpose(-1, -2)).permute(0, 2, 3, 1) / math.sqrt(48)
        roles = self.pair(pairs) + keyed
        allowed = self.allowed[labels[:, :, None], labels[:, None, :]]
        roles = roles * allowed + (allowed - 1.0) * 1e4
        return self.kind(both), self.status(both), self.deny(both).squeeze(-1), roles


class Network(nn.Module):
    """The whole reader, as it is trained."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(sizes, dropout)
        self.scorer = SpanScorer(sizes, dropout)

    def forward(self, batch: Batch) -> Soft:
        """Return every score of the batch, with the spans that the batch names."""
        states, mention, trigger = self.encoder(batch.ids, batch.shapes, batch.mask)
        spans = self.span_states(states, batch.starts, batch.ends)
        scores = self.scorer(spans, batch.labels, batch.sentences, batch.like, batch.span_mask)
        return Soft(mention, trigger, *scores)

    @staticmethod
    def span_states(states: Tensor, starts: Tensor, ends: Tensor) -> Tensor:
        """Return first, last and mean state of each span, [batch, n, 3 * width]; ends inclusive."""
        width = states.shape[-1]
        first = states.gather(1, starts[..., None].expand(-1, -1, width))
        last = states.gather(1, ends[..., None].expand(-1, -1, width))
        sums = F.pad(states.cumsum(1), (0, 0, 1, 0))
        until = sums.gather(1, (ends + 1)[..., None].expand(-1, -1, width))
        before = sums.gather(1, starts[..., None].expand(-1, -1, width))
        mean = (until - before) / (ends - starts + 1)[..., None]
        return torch.cat([first, last, mean], -1)


def load_base(encoder: Encoder, path: Path, layers: Sequence[int]) -> None:
    """Fill the encoder with the weights of a BERT model in safetensors format.

    Layer `i` of the encoder gets the model's layer `layers[i]`.
    """
    weights = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
    encoder.words.weight.data.copy_(weights["embeddings.word_embeddings.weight"])
    token_type = weights["embeddings.token_type_embeddings.weight"][0]
    encoder.places.weight.data.copy_(weights["embeddings.position_embeddings.weight"] + token_type)
    copy_part(encoder.norm, weights, "embeddings.LayerNorm")
    for number, layer in zip(layers, encoder.layers, strict=True):
        here = f"encoder.layer.{number}."
        for part in ("weight", "bias"):
            joined = [
                weights[f"{here}attention.self.{n}.{part}"] for n in ("query", "key", "value")
            ]
            getattr(layer.query_key_value, part).data.copy_(torch.cat(joined))
        copy_part(layer.out, weights, f"{here}attention.output.dense")
        copy_part(layer.norm1, weights, f"{here}attention.output.LayerNorm")
        copy_part(layer.inner, weights, f"{here}intermediate.dense")
        copy_part(layer.outer, weights, f"{here}output.dense")
        copy_part(layer.norm2, weights, f"{here}output.LayerNorm")


def copy_part(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    """Fill a module's weight and bias with those of that name."""
    for part in ("weight", "bias"):
        getattr(module, part).data.copy_(weights[f"{name}.{part}"])
