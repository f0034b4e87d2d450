"""Layers that can be trained as they will ship: with numbers rounded to 8 bits.

ONNX Runtime rounds the weights of a linear map to 7 bits by row and its input to 8 bits by window, and
the words' embeddings to 7 bits over the whole table (`training.export`). A network that has felt this
while it learned loses nothing by it. Gradients pass as if nothing were rounded.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

_WEIGHT_STEPS = 64
_STATE_STEPS = 255


class Linear(nn.Linear):
    """A linear map, rounded once `set_rounded` says so."""

    rounded = False

    def forward(self, states: Tensor) -> Tensor:
        if not self.rounded:
            return super().forward(states)
        scale = self.weight.detach().abs().amax(1, keepdim=True) / _WEIGHT_STEPS
        return F.linear(_round_states(states), _round(self.weight, scale), self.bias)


class Words(nn.Embedding):
    """A table of embeddings, rounded once `set_rounded` says so."""

    rounded = False

    def forward(self, ids: Tensor) -> Tensor:
        rows = super().forward(ids)
        if not self.rounded:
            return rows
        return _round(rows, self.weight.detach().abs().max() / _WEIGHT_STEPS)


def set_rounded(network: nn.Module, *, rounded: bool) -> None:
    """Switch the rounding of every layer that can be rounded."""
    for layer in network.modules():
        if isinstance(layer, Linear | Words):
            layer.rounded = rounded


def _round(values: Tensor, scale: Tensor) -> Tensor:
    with torch.no_grad():
        error = (values / scale.clamp(min=1e-12)).round() * scale - values
    return values + error


def _round_states(states: Tensor) -> Tensor:
    """Return the states rounded to 255 steps between the least and the greatest of each window."""
    with torch.no_grad():
        inner = tuple(range(1, states.dim()))
        least = states.amin(inner, keepdim=True).clamp(max=0)
        most = states.amax(inner, keepdim=True).clamp(min=0)
        scale = ((most - least) / _STATE_STEPS).clamp(min=1e-12)
    return _round(states, scale)
